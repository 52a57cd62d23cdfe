package contract

import (
	"archive/tar"
	"path"
	"strings"
)

// node is a file of the image as a container sees it; hard links share one.
type node struct {
	entry
	at       Place
	children map[string]*node // of a directory
}

// Place is where an entry stands: in which of the layers that were laid over each
// other, and as which of its entries, both from 0.
type Place struct{ Layer, Entry int }

func newDirectory() *node {
	return &node{entry: entry{Type: tar.TypeDir, Mode: 0o755}, children: make(map[string]*node)}
}

func (n *node) isDir() bool  { return n != nil && n.Type == tar.TypeDir }
func (n *node) isFile() bool { return n != nil && n.Type == tar.TypeReg }

// facts returns what the content tells; what cannot be read tells nothing.
func (n *node) facts() facts {
	if n.Facts == nil && n.reader != nil {
		n.Facts = &facts{}
		if content, err := n.reader(); err == nil {
			if f, err := learn(n.entry, content); err == nil && f != nil {
				n.Facts = f
			}
			_ = content.Close()
		}
		n.reader = nil
	}
	if n.Facts == nil {
		return facts{}
	}
	return *n.Facts
}

const (
	whiteout = ".wh."
	opaque   = ".wh..wh..opq"
	aufs     = ".wh..wh." // what else begins so is AUFS's own

	maxLinks = 40 // as Linux has it
)

// apply lays a layer over what is there. Whiteouts hide what lies below the
// layer, wherever they stand in it. Hard links without a target, which no
// runtime can unpack, are told to broken.
func (n *node) apply(layer Layer, number int, broken func(name, target string)) {
	for i := range layer.entries {
		n.hide(clean(layer.entries[i].Name))
	}
	for i := range layer.entries {
		e := layer.entries[i]
		dir, base := path.Split(clean(e.Name))
		switch {
		case base == "" && e.Type == tar.TypeDir: // the root
			n.entry = e
		case base == "", strings.HasPrefix(base, whiteout):
		default:
			if parent := n.makeDirectory(dir); parent != nil {
				n.put(parent, base, e, Place{number, i}, broken)
			}
		}
	}
}

// hide does what a whiteout says, if a path is that of one.
func (n *node) hide(name string) {
	dir, base := path.Split(name)
	if !strings.HasPrefix(base, whiteout) {
		return
	}
	parent, _ := n.resolve(dir)
	switch {
	case !parent.isDir():
	case base == opaque:
		clear(parent.children)
	case !strings.HasPrefix(base, aufs):
		delete(parent.children, strings.TrimPrefix(base, whiteout))
	}
}

// put lays an entry into a directory, under a name.
func (n *node) put(parent *node, base string, e entry, at Place, broken func(name, target string)) {
	switch e.Type {
	case tar.TypeLink:
		dir, target := path.Split(clean(e.Link))
		from, _ := n.resolve(dir)
		if !from.isDir() || from.children[target] == nil {
			broken(clean(e.Name), clean(e.Link))
			return
		}
		parent.children[base] = from.children[target]
	case tar.TypeDir:
		if old := parent.children[base]; old.isDir() {
			old.entry = e
			return
		}
		parent.children[base] = &node{entry: e, children: make(map[string]*node)}
	default:
		parent.children[base] = &node{entry: e, at: at}
	}
}

func clean(name string) string { return path.Clean("/" + name) }

// resolve follows a path, and the links on it, inside the image. It returns the
// file with its own path, or nil where there is none or links go in circles.
func (n *node) resolve(name string) (*node, string) {
	links := 0
	at, way := []*node{n}, []string{}
	rest := strings.Split(clean(name), "/")
	for len(rest) > 0 {
		step := rest[0]
		rest = rest[1:]
		here := at[len(at)-1]
		switch {
		case step == "" || step == ".":
			continue
		case step == "..":
			if len(way) > 0 {
				at, way = at[:len(at)-1], way[:len(way)-1]
			}
			continue
		case !here.isDir() || here.children[step] == nil:
			return nil, ""
		}
		next := here.children[step]
		if next.Type == tar.TypeSymlink {
			if links++; links > maxLinks {
				return nil, ""
			}
			if path.IsAbs(next.Link) {
				at, way = at[:1], way[:0]
			}
			rest = append(strings.Split(next.Link, "/"), rest...)
			continue
		}
		at, way = append(at, next), append(way, step)
	}
	return at[len(at)-1], "/" + strings.Join(way, "/")
}

// makeDirectory returns the directory at a path, made where it is missing, as
// runtimes do; nil where something else is in its place.
func (n *node) makeDirectory(name string) *node {
	at := n
	way := "/"
	for _, step := range strings.Split(clean(name), "/") {
		if step == "" {
			continue
		}
		way = path.Join(way, step)
		switch next := at.children[step]; {
		case next == nil:
			at.children[step] = newDirectory()
			at = at.children[step]
		case next.Type == tar.TypeSymlink:
			if at, way = n.resolve(way); !at.isDir() {
				return nil
			}
		case next.isDir():
			at = next
		default:
			return nil
		}
	}
	return at
}
