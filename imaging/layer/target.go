package layer

import (
	"archive/tar"
	"path"
	"strings"

	"github.com/google/go-containerregistry/pkg/v1/types"

	"auximage/imaging/input"
	"auximage/imaging/zipfile"
)

// Modes that serve both uid 1000 and any other uid with group 0: the group has
// what the owner has, scripts can be run, folders written into.
const (
	folderMode = 0o775
	scriptMode = 0o775
	FileMode   = 0o664
	linkMode   = 0o777
)

// Target says where in the image a layer's content goes and whose it is.
type Target struct {
	Home      string // folder in the image, absolute: /auxiliary or /auxiliary/models
	UID, GID  int
	MediaType types.MediaType
	Links     []Link // symbolic links to have beside the content
	Texts     []Text // files to have beside the content

	// Base returns a folder that the base has, by absolute path: Home and the
	// folders above it and above links are written as they are there, because a
	// runtime that finds one missing in a layer may make it anew with another mode.
	// Nil is a base that has none.
	Base func(dir string) (Folder, bool)
}

// Folder says whose a folder is, and what may be done with it.
type Folder struct {
	Mode     int64
	UID, GID int
}

// Link is a symbolic link in the image, by absolute path.
type Link struct{ Path, To string }

// Text is a small file in the image, by absolute path.
type Text struct {
	Path, Content string
	Folder        // its mode and owner
}

// The names of the layers.
const (
	WDTName      = "wdt"
	ArchivesName = "archives"
	ModelsName   = "models"
)

// installerRoot is the folder that a WDT installer has everything in.
const installerRoot = "weblogic-deploy/"

// WDT returns the layer of a WDT installer below Home. The zip may be closed
// afterwards: the layer opens it again when it is read. An entry outside
// weblogic-deploy/ is refused with CodeName.
func WDT(zip *zipfile.File, in Target) (*Layer, error) {
	f, err := identify(zip.Path)
	if err != nil {
		return nil, err
	}
	if then := zip.Stat(); f.was.Size != then.Size() || f.was.Modified != then.ModTime().UnixNano() {
		return nil, changed(zip.Path, nil)
	}
	entries := in.frame()
	made := map[string]bool{".": true}
	for _, e := range zip.Entries {
		if !strings.HasPrefix(e.Name, installerRoot) {
			return nil, badName(e.Name, nil)
		}
		dir := strings.TrimSuffix(e.Name, "/")
		if !e.Dir {
			dir = path.Dir(e.Name)
		}
		for ; !made[dir]; dir = path.Dir(dir) {
			made[dir] = true
			entries = append(entries, in.folder(path.Join(in.Home, dir)))
		}
		if e.Dir {
			continue
		}
		offset, err := zip.Offset(e)
		if err != nil {
			return nil, err
		}
		mode := int64(FileMode)
		if strings.HasSuffix(e.Name, ".sh") {
			mode = scriptMode
		}
		entries = append(entries, in.content(e.Name, mode, zipped{f, e, offset}))
	}
	return New(WDTName, entries, in.MediaType)
}

// Archives returns the layer of zips, flat in Home.
func Archives(files []input.File, in Target) (*Layer, error) {
	var contents []Content
	for _, f := range files {
		s, err := Archive(f.Path)
		if err != nil {
			return nil, err
		}
		contents = append(contents, Content{f.InImage(), s})
	}
	return Flat(ArchivesName, contents, in)
}

// Content is a file of a layer.
type Content struct {
	Name   string // in Home
	Source Source
}

// Flat returns the layer of a name with contents, flat in Home.
func Flat(name string, contents []Content, in Target) (*Layer, error) {
	entries := in.frame()
	for _, c := range contents {
		if strings.Contains(c.Name, "/") {
			return nil, badName(c.Name, nil)
		}
		entries = append(entries, in.content(c.Name, FileMode, c.Source))
	}
	return New(name, entries, in.MediaType)
}

// frame returns Home, the links, the texts, and the folders that lead to them.
func (t Target) frame() []Entry {
	entries := t.above(t.Home)
	if path.Clean("/"+t.Home) != "/" {
		entries = append(entries, t.shared(t.Home))
	}
	for _, l := range t.Links {
		entries = append(entries, t.above(l.Path)...)
		entries = append(entries, Entry{Header: &tar.Header{Typeflag: tar.TypeSymlink, Name: relative(l.Path),
			Linkname: l.To, Mode: linkMode, Uid: t.UID, Gid: t.GID}})
	}
	for _, f := range t.Texts {
		entries = append(entries, t.above(f.Path)...)
		entries = append(entries, Entry{Source: Bytes([]byte(f.Content)), Header: &tar.Header{Typeflag: tar.TypeReg,
			Name: relative(f.Path), Mode: f.Mode, Uid: f.UID, Gid: f.GID}})
	}
	return entries
}

// above returns the folders that lead to a path.
func (t Target) above(name string) []Entry {
	var entries []Entry
	for dir := path.Dir(path.Clean("/" + name)); dir != "/"; dir = path.Dir(dir) {
		entries = append(entries, t.shared(dir))
	}
	return entries
}

// shared returns a folder as the base has it, or one of ours.
func (t Target) shared(name string) Entry {
	entry := t.folder(name)
	if t.Base == nil {
		return entry
	}
	if f, ok := t.Base(path.Clean("/" + name)); ok {
		entry.Header.Mode, entry.Header.Uid, entry.Header.Gid = f.Mode, f.UID, f.GID
	}
	return entry
}

func (t Target) folder(name string) Entry {
	return Entry{Header: &tar.Header{Typeflag: tar.TypeDir, Name: relative(name) + "/", Mode: folderMode, Uid: t.UID, Gid: t.GID}}
}

func (t Target) content(name string, mode int64, s Source) Entry {
	return Entry{Source: s, Header: &tar.Header{Typeflag: tar.TypeReg, Name: relative(path.Join(t.Home, name)), Mode: mode, Uid: t.UID, Gid: t.GID}}
}

// relative returns a path of the image as a tar names it.
func relative(name string) string { return strings.TrimPrefix(path.Clean("/"+name), "/") }
