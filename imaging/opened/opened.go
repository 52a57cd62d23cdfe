// Package opened describes an auxiliary image that was opened: where it stands,
// what it says of itself, and the files that it holds. These are values, which
// can be compared, kept and written as JSON. imaging.Client's Open makes them; what it returns
// holds an Image and also gives content: Read the bytes of a model or variable file,
// Entries what an archive's directory lists, by name.
package opened

import (
	"time"

	v1 "github.com/google/go-containerregistry/pkg/v1"
)

// Image is an auxiliary image as it was opened, on one platform.
type Image struct {
	Reference string  `json:"reference,omitempty"` // as it was asked for; of a file the one that it was saved with
	File      string  `json:"file,omitempty"`      // that it was opened from; empty for a registry
	Digest    v1.Hash `json:"digest"`              // of what the reference names: the index, where there is one
	Size      int64   `json:"size"`                // bytes of its blobs as they are stored

	Platform  string   `json:"platform"`  // the one that was opened
	Platforms []string `json:"platforms"` // all that there are

	Maker  Maker             `json:"maker,omitempty"`
	Base   Base              `json:"base,omitzero"`
	Homes  Homes             `json:"homes"`
	Owner  string            `json:"owner,omitempty"` // of the files, user:group; empty where none was read
	Labels map[string]string `json:"labels,omitempty"`

	WDT     WDT     `json:"wdt,omitzero"`
	Files   []File  `json:"files"`  // of the model home, in the operator's order
	Layers  []Layer `json:"layers"` // lowest first
	History []Step  `json:"history,omitempty"`
}

// Maker tells what made an image, as far as its labels and history say.
type Maker string

// The makers.
const (
	Wizard    Maker = "auximage"  // this program: its layers are the topmost
	ImageTool Maker = "imagetool" // the WebLogic Image Tool, by itself or for the toolkit's user interface
	Unknown   Maker = ""
)

// Homes are the folders of the content.
type Homes struct {
	WDT   string `json:"wdt"`   // holds weblogic-deploy
	Model string `json:"model"` // holds model, variable and archive files
}

// Base is what an image was put on, as far as it says so.
type Base struct {
	Digest v1.Hash `json:"digest,omitzero"` // of the manifest for the platform
	Name   string  `json:"name,omitempty"`  // by the label of the OCI image specification; not ours
}

// WDT is the deploy tooling of an image. The zero value is an image in which none
// was seen.
type WDT struct {
	Version string  `json:"version,omitempty"` // empty where it does not say
	Layer   v1.Hash `json:"layer,omitzero"`    // the layer that it was seen in
}

// Kind tells what a file of the model home is to the operator.
type Kind string

// The kinds.
const (
	Model     Kind = "model"
	Variables Kind = "variables"
	Archive   Kind = "archive"
	Other     Kind = "other" // nothing that the operator takes
)

// File is one file of the model home.
type File struct {
	Name     string  `json:"name"` // as the operator sees it
	Kind     Kind    `json:"kind"`
	Path     string  `json:"path"` // in the image, links followed
	Size     int64   `json:"size"`
	Checksum string  `json:"checksum,omitempty"` // "sha256:…" of content that was read, else "crc32:…" as its layer has it
	Layer    v1.Hash `json:"layer"`              // the layer that holds it
	Offset   int64   `json:"offset,omitempty"`   // of its content in the layer's blob, where it stands there as it is; 0 where it does not
}

// Layer is one layer of an image.
type Layer struct {
	Digest    v1.Hash `json:"digest"`
	Size      int64   `json:"size"` // bytes of the blob
	Kind      string  `json:"kind"` // base, wdt, archives, models; empty for one of another maker
	CreatedBy string  `json:"createdBy,omitempty"`
	Unread    bool    `json:"unread,omitempty"` // it was not looked into, and may hold or hide files
}

// Step is one entry of an image's history.
type Step struct {
	Created   time.Time `json:"created,omitzero"`
	CreatedBy string    `json:"createdBy,omitempty"`
	Comment   string    `json:"comment,omitempty"`
}

// Entry is one entry of an archive.
type Entry struct {
	Name  string `json:"name"` // a folder's ends in a slash
	Size  int64  `json:"size"`
	CRC32 uint32 `json:"crc32"`
}

// Unread returns the bytes that would be fetched to know all that an image holds;
// 0 where it is known.
func (i Image) Unread() int64 {
	var bytes int64
	for _, l := range i.Layers {
		if l.Unread {
			bytes += l.Size
		}
	}
	return bytes
}

// Others returns the names of the files in the model home that the operator does not
// take.
func (i Image) Others() (names []string) {
	for _, f := range i.Files {
		if f.Kind == Other {
			names = append(names, f.Name)
		}
	}
	return names
}

// Named returns the file of a name in the model home.
func (i Image) Named(name string) (File, bool) {
	for _, f := range i.Files {
		if f.Name == name {
			return f, true
		}
	}
	return File{}, false
}
