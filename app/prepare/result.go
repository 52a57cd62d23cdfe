package prepare

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"auximage/app/diff"
	"auximage/imaging/cachedir"
	"auximage/imaging/report"
)

// Result is what the tool made, in a private folder until Place or Discard.
type Result struct {
	Changes []Change
	dir     string
}

// Change is one file that the tool wrote.
type Change struct {
	Name    string
	Sources []string // paths of the files that it was made from; none for a new one
	After   string   // path of what the tool wrote
	Same    bool     // nothing in it changed

	before string // what the tool was given; empty for a new one
}

// Placed is a file that the person keeps.
type Placed struct {
	Sources []string // of its Change
	Path    string
}

// Diff returns what the tool changed as a unified difference.
func (c Change) Diff() ([]diff.Line, error) {
	var before []byte
	var err error
	if c.before != "" {
		if before, err = os.ReadFile(c.before); err != nil {
			return nil, err
		}
	}
	after, err := os.ReadFile(c.After)
	return diff.Lines(string(before), string(after)), err
}

// collect finds what the tool wrote: models and variables under their names. Of
// the rest only new variables are of use to an image; the others are the tool's
// proposal for a Domain and its secrets.
func (s staged) collect(dir, out string) (*Result, error) {
	entries, err := os.ReadDir(out)
	if err != nil {
		return nil, report.Fault(CodeUnpack, err, report.Args{"Path": out})
	}
	r := &Result{dir: dir}
	given := slices.Concat(s.models, s.variables)
	for _, e := range entries {
		if !e.Type().IsRegular() {
			continue
		}
		c := Change{Name: e.Name(), After: filepath.Join(out, e.Name())}
		i := slices.IndexFunc(given, func(g copied) bool { return g.name == c.Name })
		if i < 0 && !strings.EqualFold(filepath.Ext(c.Name), ".properties") {
			continue
		}
		if i >= 0 {
			c.Sources, c.before = given[i].sources, given[i].path
			if c.Same, err = sameContent(c.before, c.After); err != nil {
				return nil, err
			}
		}
		r.Changes = append(r.Changes, c)
	}
	return r, nil
}

// Place copies what changed into a folder, which is made when it is not there,
// and returns where it is. The private folder is removed.
func (r *Result) Place(folder string) ([]Placed, error) {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return nil, report.Fault(CodeNotPlaced, err, report.Args{"Path": folder})
	}
	var placed []Placed
	for _, c := range r.Changes {
		if c.Same {
			continue
		}
		path := filepath.Join(folder, c.Name)
		if err := copyFile(c.After, path); err != nil {
			return nil, report.Fault(CodeNotPlaced, err, report.Args{"Path": path})
		}
		placed = append(placed, Placed{c.Sources, path})
	}
	return placed, r.Discard()
}

// Discard removes the private folder.
func (r *Result) Discard() error { return os.RemoveAll(r.dir) }

func copyFile(from, to string) error {
	return cachedir.AtomicWrite(context.Background(), to, cachedir.Private, func(w io.Writer) error { return appendFile(w, from) })
}

// sameContent compares two files a part at a time.
func sameContent(a, b string) (bool, error) {
	x, err := os.Open(a)
	if err != nil {
		return false, err
	}
	defer func() { _ = x.Close() }()
	y, err := os.Open(b)
	if err != nil {
		return false, err
	}
	defer func() { _ = y.Close() }()
	var p, q [64 << 10]byte
	for {
		n, endX := io.ReadFull(x, p[:])
		m, endY := io.ReadFull(y, q[:])
		switch {
		case !bytes.Equal(p[:n], q[:m]):
			return false, nil
		case endX == io.EOF || endX == io.ErrUnexpectedEOF:
			return endY == endX, nil
		case endX != nil || endY != nil:
			return false, errors.Join(endX, endY)
		}
	}
}
