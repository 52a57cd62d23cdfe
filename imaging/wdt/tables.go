package wdt

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
)

// Tables are the files of an installer's core jar, which nothing unpacks: among
// them what the deploy tooling knows of models. It is an fs.FS and an
// fs.ReadFileFS.
type Tables struct {
	Digest string // sha256 of the jar
	jar    *zip.Reader
}

// maxTable is the most bytes of a file that is read: the largest of a release
// has 300 kB.
const maxTable = 8 << 20

var errTooLarge = errors.New("larger than any table of a release")

// Tables returns the files of the core jar, which was read when the installer
// was opened.
func (i *Installer) Tables() (*Tables, error) {
	jar, err := zip.NewReader(bytes.NewReader(i.jar), int64(len(i.jar)))
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(i.jar)
	return &Tables{Digest: "sha256:" + hex.EncodeToString(sum[:]), jar: jar}, nil
}

// Open opens a file.
func (t *Tables) Open(name string) (fs.File, error) { return t.jar.Open(name) }

// ReadFile returns the content of a file, which the jar's checksum was compared
// with.
func (t *Tables) ReadFile(name string) ([]byte, error) {
	file, err := t.jar.Open(name)
	if err != nil {
		return nil, err
	}
	defer func() { _ = file.Close() }()
	text, err := io.ReadAll(io.LimitReader(file, maxTable+1))
	if err == nil && len(text) > maxTable {
		err = errTooLarge
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return text, nil
}
