package imaging

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"auximage/imaging/cachedir"
	"auximage/imaging/report"
)

// spool is a folder for what is large and is made anew from an image: an archive
// whose layer changes. It is below the cache; where there is none it is a temporary
// one, which is gone with the last that knows it.
type spool struct{ dir string }

// spoolSuffix ends the names of its files, of which mostSpooled are kept.
const (
	spoolSuffix = ".taken"
	mostSpooled = 16
)

func openSpool(cache string) (*spool, error) {
	if cache != "" {
		s := &spool{filepath.Join(cache, "opened")}
		if err := os.MkdirAll(s.dir, 0o700); err != nil {
			return nil, notTaken(s.dir, err)
		}
		s.forget()
		return s, nil
	}
	dir, err := os.MkdirTemp("", "auximage-*")
	if err != nil {
		return nil, notTaken(os.TempDir(), err)
	}
	s := &spool{dir}
	runtime.AddCleanup(s, func(dir string) { _ = os.RemoveAll(dir) }, dir)
	return s, nil
}

// spooledFor is how long a file of the spool is kept: an image that is made of it is
// pushed in the meantime, or made anew.
const spooledFor = 24 * time.Hour

// forget takes away what was put there long ago.
func (s *spool) forget() {
	entries, _ := os.ReadDir(s.dir) // what cannot be read is left
	for _, e := range entries {
		if info, err := e.Info(); err == nil && strings.HasSuffix(e.Name(), spoolSuffix) && time.Since(info.ModTime()) > spooledFor {
			_ = os.Remove(filepath.Join(s.dir, e.Name()))
		}
	}
}

// file returns the path of a file of an image, fetched unless it is there already.
func (s *spool) file(ctx context.Context, o *Opened, name string) (string, error) {
	f, err := contents{o}.file(name)
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256([]byte(name))
	path := filepath.Join(s.dir, f.Layer.Hex+"-"+hex.EncodeToString(sum[:8])+spoolSuffix)
	if sameContent(path, f.Checksum) {
		return path, nil
	}
	return path, s.write(path, func(to io.Writer) error { return contents{o}.write(ctx, report.Open, map[string]io.Writer{name: to}) })
}

// write makes a file of the spool, whole or not at all.
func (s *spool) write(path string, content func(io.Writer) error) error {
	file, err := cachedir.Begin(path)
	if err != nil {
		return notTaken(path, err)
	}
	defer file.Discard()
	if err := content(file); err != nil {
		if file.Failed() != nil {
			return notTaken(path, file.Failed())
		}
		return err
	}
	if err := file.Commit(); err != nil {
		return notTaken(path, err)
	}
	cachedir.Trim(s.dir, spoolSuffix, mostSpooled)
	return nil
}

// sameContent tells whether a file has a checksum, as opened.File has it.
func sameContent(path, sum string) bool {
	f, err := os.Open(path)
	if err != nil || sum == "" {
		return false
	}
	defer func() { _ = f.Close() }()
	algorithm, want, _ := strings.Cut(sum, ":")
	h := checksum(algorithm)
	_, err = io.Copy(h, f)
	return err == nil && hex.EncodeToString(h.Sum(nil)) == want
}
