// Package standin makes a stand-in for the WebLogic Deploy Tooling installer:
// a zip laid out like the real one, whose scripts say that they are not it. It
// serves the try-out, which has no network, and tests.
package standin

import (
	"archive/zip"
	"bytes"
	"io"
	"io/fs"
	"path"
	"time"
)

// DefaultVersion is what a stand-in calls itself.
const DefaultVersion = "4.4.6"

// WDTOptions say what WDTZip writes. The zero value is a small installer.
type WDTOptions struct {
	Version string // empty is DefaultVersion
	Full    bool   // as large as a real one: 435 entries, 31 MB, 21 MB zipped

	TryOut bool              // it says of itself that it is the try-out's
	Tables map[string]string // files of its core jar beside the manifest, by name
}

// WDTZip writes a stand-in installer zip with the single root weblogic-deploy/,
// the same bytes for the same options. The error is w's.
func WDTZip(w io.Writer, o WDTOptions) error {
	if o.Version == "" {
		o.Version = DefaultVersion
	}
	files := installer(o)
	if o.Full {
		files = append(files, filler(fullEntries-len(withFolders(files)))...)
	}
	z := zip.NewWriter(w)
	for _, f := range withFolders(files) {
		if err := f.write(z); err != nil {
			return err
		}
	}
	return z.Close()
}

// file is one entry; a name that ends in a slash is a folder.
type file struct {
	name   string
	mode   fs.FileMode
	data   []byte
	stored bool // not deflated
}

// released is the time that all entries carry.
var released = time.Date(2026, time.August, 3, 12, 0, 0, 0, time.UTC)

func (f file) write(z *zip.Writer) error {
	h := &zip.FileHeader{Name: f.name, Modified: released, Method: zip.Deflate}
	h.SetMode(f.mode)
	if f.mode.IsDir() || f.stored {
		h.Method = zip.Store
	}
	w, err := z.CreateHeader(h)
	if err != nil {
		return err
	}
	_, err = w.Write(f.data)
	return err
}

// withFolders returns the files with each folder before what it holds.
func withFolders(files []file) []file {
	var all []file
	seen := map[string]bool{".": true}
	var enter func(dir string)
	enter = func(dir string) {
		if seen[dir] {
			return
		}
		seen[dir] = true
		enter(path.Dir(dir))
		all = append(all, file{name: dir + "/", mode: fs.ModeDir | 0o750})
	}
	for _, f := range files {
		enter(path.Dir(f.name))
		all = append(all, f)
	}
	return all
}

// title is what a jar calls itself.
const title = "WebLogic Deploy Tooling stand-in"

// jar returns a jar whose manifest carries title and version, as the operator reads it.
func jar(title, version string, content ...file) []byte {
	manifest := "Manifest-Version: 1.0\r\nImplementation-Title: " + title + "\r\n" +
		"Implementation-Version: " + version + "\r\n\r\n"
	content = append([]file{{name: "META-INF/MANIFEST.MF", mode: 0o644, data: []byte(manifest)}}, content...)
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, f := range content {
		_ = f.write(z) // a bytes.Buffer takes everything
	}
	_ = z.Close()
	return b.Bytes()
}
