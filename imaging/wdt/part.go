package wdt

import (
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"auximage/imaging/cachedir"
)

// part is the beginning of a download under its hidden name. Its owner holds a
// lock that ends with the process, so that two programs never write to one
// part, and one that was left behind can be told from one at work.
type part struct {
	file *os.File
	path string
	dir  string
	tag  string // ETag of the content; empty when it cannot be continued
	size int64
}

// The hidden name carries the ETag, which belongs to the content: there is no
// second file that could be of another time.
const (
	partPrefix = "." + fileName + "."
	partSuffix = ".part"
	loneSuffix = ".tmp" // of a part that nobody continues
	maxTag     = 120    // bytes; a longer one does not fit into a name
)

// create begins a part. A content without a strong tag, or one that another
// program is fetching, gets a name that nobody continues.
func create(dir, tag string) (*part, error) {
	if !strings.HasPrefix(tag, `"`) || len(tag) > maxTag {
		tag = ""
	}
	if tag != "" {
		path := filepath.Join(dir, partPrefix+base64.RawURLEncoding.EncodeToString([]byte(tag))+partSuffix)
		file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o644)
		switch {
		case err == nil && claim(file, path):
			return &part{file: file, path: path, dir: dir, tag: tag}, nil
		case err == nil:
			_ = file.Close()
		case !errors.Is(err, fs.ErrExist):
			return nil, folderFault(dir, err)
		}
	}
	file, err := os.CreateTemp(dir, partPrefix+"*"+loneSuffix)
	if err != nil {
		return nil, folderFault(dir, err)
	}
	_ = lock(file) // without it the file cannot be told from one left behind: it has no content yet
	p := &part{file: file, path: file.Name(), dir: dir}
	return p, p.fault(file.Chmod(0o644))
}

// adopt returns the longest part that was left behind in a folder and can be
// continued, nil when there is none, and removes the others.
func adopt(dir string) *part {
	var best *part
	files, _ := os.ReadDir(dir) // one that cannot be read has nothing to adopt
	for _, entry := range files {
		p := leftover(dir, entry.Name())
		switch {
		case p == nil:
		case p.tag == "", p.size == 0, best != nil && best.size >= p.size:
			p.remove()
		default:
			if best != nil {
				best.remove()
			}
			best = p
		}
	}
	return best
}

// leftover returns a part that was left behind under a name, nil when it is none,
// when another user may have written to it, or when somebody is at work on it.
func leftover(dir, name string) *part {
	middle, ok := strings.CutPrefix(name, partPrefix)
	encoded, continued := strings.CutSuffix(middle, partSuffix)
	if !ok || !continued && !strings.HasSuffix(middle, loneSuffix) {
		return nil
	}
	var tag []byte
	if continued {
		tag, _ = base64.RawURLEncoding.DecodeString(encoded) // one that is none is not continued
	}
	path := filepath.Join(dir, name)
	file, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return nil
	}
	info, err := file.Stat()
	if err != nil || !info.Mode().IsRegular() || !ours(file, info) || !claim(file, path) {
		_ = file.Close()
		return nil
	}
	return &part{file: file, path: path, dir: dir, tag: string(tag), size: info.Size()}
}

// claim locks a file and tells whether it did, and whether the file is still the
// one of that name: its former owner may just have renamed or removed it.
func claim(file *os.File, path string) bool {
	if lock(file) != nil {
		return false
	}
	locked, err := file.Stat()
	if err != nil {
		return false
	}
	there, err := os.Lstat(path)
	return err == nil && os.SameFile(locked, there)
}

// append writes what a reader gives to the end of the part. The error is the
// reader's, or a report.Finding about the folder.
func (p *part) append(r io.Reader) error {
	if _, err := p.file.Seek(p.size, io.SeekStart); err != nil {
		return p.fault(err)
	}
	w := &cachedir.Target{Writer: p.file}
	n, err := io.Copy(w, r)
	p.size += n
	if w.Err != nil {
		return p.fault(w.Err)
	}
	return err
}

// digest returns the digest of what is on disk.
func (p *part) digest() (string, error) {
	digest, err := digestOf(io.NewSectionReader(p.file, 0, p.size))
	return digest, p.fault(err)
}

// publish gives the part its name in the folder, one that no other file has,
// and returns the path. A file that is there with the same content serves as
// well.
func (p *part) publish(dir, version string) (string, error) {
	if err := p.file.Sync(); err != nil {
		return "", p.fault(err)
	}
	digest, err := p.digest()
	if err != nil {
		return "", err
	}
	for i := 0; ; i++ {
		path := filepath.Join(dir, nameFor(i, version))
		switch err := p.rename(path); {
		case err == nil:
			return path, syncFolder(dir)
		case !errors.Is(err, fs.ErrExist):
			return "", p.fault(err)
		}
		if same(path, digest, p.size) {
			p.remove()
			return path, nil
		}
	}
}

// nameFor returns the names to try: the release's own, with the version, and
// with a count for whoever has that too.
func nameFor(i int, version string) string {
	switch i {
	case 0:
		return fileName
	case 1:
		return baseName + "-" + version + ".zip"
	}
	return fmt.Sprintf("%s-%s-%d.zip", baseName, version, i)
}

// rename moves the part to a path where nothing is; fs.ErrExist otherwise. A
// link does both in one step; not every file system has links.
func (p *part) rename(path string) error {
	err := os.Link(p.path, path)
	if err == nil {
		p.remove()
		return nil
	}
	if _, there := os.Lstat(path); !errors.Is(there, fs.ErrNotExist) {
		return fs.ErrExist
	}
	return moveOpen(p.file, p.path, path)
}

// same tells whether a file has the content with the digest.
func same(path, digest string, size int64) bool {
	info, err := os.Stat(path)
	if err != nil || !info.Mode().IsRegular() || info.Size() != size {
		return false
	}
	file, err := os.Open(path)
	if err != nil {
		return false
	}
	defer func() { _ = file.Close() }()
	there, err := digestOf(file)
	return err == nil && there == digest
}

// remove takes the part off the disk.
func (p *part) remove() { removeOpen(p.file, p.path) }

func (p *part) fault(err error) error { return folderFault(p.dir, err) }
