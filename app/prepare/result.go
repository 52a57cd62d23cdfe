package prepare

import (
	"bytes"
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
	Name   string
	Before string // path of the file it was made from; empty for a new one
	After  string // path of what the tool wrote
	Same   bool   // nothing in it changed
}

// Diff returns what the tool changed as a unified difference; for a file that is
// no text, nothing.
func (c Change) Diff() ([]diff.Line, error) {
	if strings.EqualFold(filepath.Ext(c.After), ".zip") {
		return nil, nil
	}
	var before []byte
	var err error
	if c.Before != "" {
		if before, err = os.ReadFile(c.Before); err != nil {
			return nil, err
		}
	}
	after, err := os.ReadFile(c.After)
	return diff.Lines(string(before), string(after)), err
}

func (j Job) collect(dir, out string) (*Result, error) {
	entries, err := os.ReadDir(out)
	if err != nil {
		return nil, report.Fault(CodeUnpack, err, report.Args{"Path": out})
	}
	r := &Result{dir: dir}
	inputs := slices.Concat(j.Models, j.Variables, j.Archives)
	for _, e := range entries {
		ext := strings.ToLower(filepath.Ext(e.Name()))
		if !e.Type().IsRegular() {
			continue
		}
		c := Change{Name: e.Name(), After: filepath.Join(out, e.Name())}
		if i := slices.IndexFunc(inputs, func(p string) bool { return filepath.Base(p) == c.Name }); i >= 0 {
			c.Before = inputs[i]
			if c.Same, err = sameContent(c.Before, c.After); err != nil {
				return nil, err
			}
		} else if ext != ".properties" {
			continue // models keep their names; the rest is the tool's proposal for a Domain and its secrets
		}
		r.Changes = append(r.Changes, c)
	}
	return r, nil
}

// Place copies what changed into a folder, which is made when it is not there,
// and returns the paths by the Before of each Change, new files under "".
// The private folder is removed.
func (r *Result) Place(folder string) (map[string][]string, error) {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return nil, report.Fault(CodeNotPlaced, err, report.Args{"Path": folder})
	}
	placed := map[string][]string{}
	for _, c := range r.Changes {
		if c.Same {
			continue
		}
		path := filepath.Join(folder, c.Name)
		if err := copyFile(c.After, path); err != nil {
			return nil, report.Fault(CodeNotPlaced, err, report.Args{"Path": path})
		}
		placed[c.Before] = append(placed[c.Before], path)
	}
	return placed, r.Discard()
}

// Discard removes the private folder.
func (r *Result) Discard() error { return os.RemoveAll(r.dir) }

func copyFile(from, to string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer func() { _ = in.Close() }()
	return cachedir.AtomicWrite(to, cachedir.Private, func(w io.Writer) error {
		_, err := io.Copy(w, in)
		return err
	})
}

func sameContent(a, b string) (bool, error) {
	x, err := os.ReadFile(a)
	if err != nil {
		return false, err
	}
	y, err := os.ReadFile(b)
	return bytes.Equal(x, y), err
}
