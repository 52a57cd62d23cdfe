package ui

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"
)

// patience is how long one item of a folder is waited for: where the folder of another
// machine is mounted that does not answer, the others must not wait for it.
const patience = time.Second

var errNoAnswer = errors.New("no answer")

// statSoon returns what stands at a path, links followed, or errNoAnswer where that does
// not come in time.
func statSoon(path string) (fs.FileInfo, error) {
	type answer struct {
		info fs.FileInfo
		err  error
	}
	a, came := soon(patience, func() answer {
		info, err := os.Stat(path)
		return answer{info, err}
	})
	if !came {
		return nil, errNoAnswer
	}
	return a.info, a.err
}

// detailed returns the folder with the size and the date of its items, as far as these
// answer. It may wait for another machine.
func (f folder) detailed() folder {
	f.items = slices.Clone(f.items)
	for n := range f.items {
		i := &f.items[n]
		if info, err := statSoon(filepath.Join(f.path, i.name)); err == nil {
			i.size, i.changed = info.Size(), info.ModTime()
		}
	}
	return f
}
