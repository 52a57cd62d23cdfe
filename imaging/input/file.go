// Package input is a file that goes into an image: where it is, what it is
// called in the image, and whether it is still the file that was looked at.
//
//	File   path and name in the image
//	State  what the file system says of a file: cheap, and nearly always enough
//	Seen   a file as it was, with its content where the state leaves a doubt
//
// Nothing here holds a file open, changes one, or caches what it read.
package input

import "path/filepath"

// File is a file that goes into an image.
type File struct {
	Path string `json:"path"`           // on disk; never changed
	Name string `json:"name,omitempty"` // in the image; empty is the path's last element
}

// InImage returns the file's name in the image.
func (f File) InImage() string {
	if f.Name != "" {
		return f.Name
	}
	return filepath.Base(f.Path)
}
