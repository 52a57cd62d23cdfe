package imaging

import (
	"archive/tar"
	"encoding/json"
	"fmt"
	"path"
	"slices"
	"strings"

	v1 "github.com/google/go-containerregistry/pkg/v1"

	"auximage/imaging/contract"
	"auximage/imaging/input"
	"auximage/imaging/layer"
)

// note is what a layer of ours says of itself, as the comment of its entry in the
// image's history: with it an image can be looked at, and changed, without its large
// layers. The same inputs give the same note.
type note struct {
	Owner string  `json:"owner"`           // user:group, names where they were added to the base's lists
	Frame string  `json:"frame"`           // layer.Target.Frame
	Files []noted `json:"files,omitempty"` // that stand in the blob as they are

	Labels []string `json:"labels,omitempty"` // names of those that were asked for, sorted: the others are the base's
}

// noted is a file in a note.
type noted struct {
	Name   string `json:"name"` // as the tar has it
	Size   int64  `json:"size"`
	CRC32  string `json:"crc32"` // eight hexadecimal digits
	Offset int64  `json:"offset"`
}

// maxNote is the longest comment that is read as a note, in bytes: of some ten
// thousand archives.
const maxNote = 1 << 20

// with returns the note with what is known of the layer once it is hashed.
func (n note) with(l *layer.Layer) (note, error) {
	stored, err := l.Stored()
	if err != nil {
		return n, err
	}
	n.Files = nil
	for _, s := range stored {
		n.Files = append(n.Files, noted{s.Name, s.Size, fmt.Sprintf("%08x", s.CRC32), s.Offset})
	}
	return n, nil
}

// String returns the note as it stands in the history.
func (n note) String() string {
	text, err := json.Marshal(n)
	if err != nil {
		panic(err) // of texts and numbers
	}
	return string(text)
}

// noteOf returns the note of a step of a history about a layer of a size, an empty one
// where there is none or it says what cannot be.
func noteOf(h v1.History, size int64) (n note) {
	if len(h.Comment) > maxNote || json.Unmarshal([]byte(h.Comment), &n) != nil {
		return note{}
	}
	impossible := func(f noted) bool { return f.Size < 0 || f.Offset <= 0 || f.Offset >= size || f.Size > size-f.Offset }
	if slices.ContainsFunc(n.Files, impossible) {
		return note{}
	}
	return n
}

// listed returns the files of the note as the contract sees them.
func (n note) listed(uid, gid int) contract.Layer {
	var files []contract.File
	for _, f := range n.Files {
		files = append(files, contract.File{Header: &tar.Header{Typeflag: tar.TypeReg, Name: f.Name, Size: f.Size,
			Mode: layer.FileMode, Uid: uid, Gid: gid}})
	}
	return contract.FromFiles(files)
}

// holds tells whether the files of the note are those of an image, all of them and
// under their names.
func (n note) holds(o *Opened, files []input.File) bool {
	if len(n.Files) != len(files) {
		return false
	}
	for _, f := range files {
		named := func(one noted) bool { return path.Base(one.Name) == f.Within() }
		if f.Image != o.Pinned() || f.InImage() != f.Within() || !slices.ContainsFunc(n.Files, named) {
			return false
		}
	}
	return true
}

// file returns what the note says of an entry.
func (n note) file(entry string) (noted, bool) {
	i := slices.IndexFunc(n.Files, func(f noted) bool { return f.Name == entry })
	if i < 0 {
		return noted{}, false
	}
	return n.Files[i], true
}

// owner returns the numbers of the owner, those of the default where it has names.
func (n note) owner() (uid, gid int) {
	user, group, _ := strings.Cut(n.Owner, ":")
	uid, _ = number(user, DefaultUser)
	gid, _ = number(group, 0)
	return uid, gid
}
