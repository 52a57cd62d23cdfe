// Package input is a file that goes into an image: where it is, what it is
// called in the image, and whether it is still the file that was looked at.
//
//	File   path and name in the image, or the image that it is in already
//	State  what the file system says of a file: cheap, and nearly always enough
//	Seen   a file as it was, with its content where the state leaves a doubt
//
// Nothing here holds a file open, changes one, or caches what it read.
package input

import (
	"path"
	"path/filepath"
)

// File is a file that goes into an image: one on disk, or one of an image that was
// opened.
type File struct {
	Path  string `json:"path"`            // on disk, and never changed; of a file in an image, that and its name
	Name  string `json:"name,omitempty"`  // in the image that is made; empty is the path's last element
	Image string `json:"image,omitempty"` // that it is in, by its reference or its file, with the digest; empty for one on disk
}

// In returns the file of a name in the model home of an image.
func In(image, name string) File { return File{Path: image + "/" + name, Image: image} }

// Within returns the name that a file of an image has there.
func (f File) Within() string { return path.Base(f.Path) }

// InImage returns the file's name in the image that is made.
func (f File) InImage() string {
	if f.Name != "" {
		return f.Name
	}
	return filepath.Base(f.Path)
}
