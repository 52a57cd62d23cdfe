package contract

import (
	"bufio"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"

	v1 "github.com/google/go-containerregistry/pkg/v1"

	"auximage/imaging/cachedir"
)

// format counts up whenever what is learned of a layer changes.
const format = 3

// kept is a file of the cache.
type kept struct {
	Format  int     `json:"format"`
	Digest  string  `json:"digest"`
	DiffID  string  `json:"diffID"` // what the content was compared with
	Entries []entry `json:"entries"`
}

// keptSuffix ends the names of the cache's files, of which maxKept are kept: one a
// layer.
const (
	keptSuffix = ".json"
	maxKept    = 200
)

func keptPath(cache string, digest v1.Hash) string {
	return filepath.Join(cache, "contract", digest.Algorithm+"-"+digest.Hex+keptSuffix)
}

// load returns what was kept of a layer. A damaged file is as good as none.
func load(cache string, digest, diffID v1.Hash) ([]entry, bool) {
	if cache == "" {
		return nil, false
	}
	file, err := os.Open(keptPath(cache, digest))
	if err != nil {
		return nil, false
	}
	defer func() { _ = file.Close() }()
	var k kept
	err = json.NewDecoder(bufio.NewReader(file)).Decode(&k)
	return k.Entries, err == nil && k.Format == format && k.Digest == digest.String() && k.DiffID == diffID.String()
}

// keep writes down what was learned of a layer. Without it the layer is
// streamed again, so that a failure is none.
func keep(cache string, digest, diffID v1.Hash, entries []entry) {
	if cache == "" {
		return
	}
	target := keptPath(cache, digest)
	_ = cachedir.Keep(target, func(to io.Writer) error {
		w := bufio.NewWriter(to)
		err := json.NewEncoder(w).Encode(kept{format, digest.String(), diffID.String(), entries})
		return errors.Join(err, w.Flush())
	})
	cachedir.Trim(filepath.Dir(target), keptSuffix, maxKept)
}
