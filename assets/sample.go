package assets

import (
	"archive/zip"
	"bytes"
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"auximage/imaging/cachedir"
)

// Sample is where the files of the sample model were written.
type Sample struct {
	Model, Variables, Archive string
}

// WriteSample writes the sample model, its variables and its archive into a
// folder, which is made when it is not there, and returns their paths. The same
// bytes come out each time. A file that is there already with other content is
// left alone and is an error that is fs.ErrExist.
func WriteSample(dir string) (Sample, error) {
	archive, err := sampleArchive()
	if err != nil {
		return Sample{}, err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return Sample{}, err
	}
	s := Sample{
		Model:     filepath.Join(dir, "model.yaml"),
		Variables: filepath.Join(dir, "model.properties"),
		Archive:   filepath.Join(dir, "archive.zip"),
	}
	for path, content := range map[string][]byte{
		s.Model:     embedded("model.yaml"),
		s.Variables: embedded("model.properties"),
		s.Archive:   archive,
	} {
		if err := writeOnce(path, content); err != nil {
			return Sample{}, err
		}
	}
	return s, nil
}

// writeOnce writes a file, and touches none that is there.
func writeOnce(path string, content []byte) error {
	switch there, err := os.ReadFile(path); {
	case err == nil && bytes.Equal(there, content):
		return nil
	case err == nil:
		return &fs.PathError{Op: "write", Path: path, Err: fs.ErrExist}
	}
	return cachedir.AtomicWrite(context.Background(), path, 0, cachedir.Bytes(content))
}

// sampleArchive makes the archive that the sample model names: one small web
// application.
func sampleArchive() ([]byte, error) {
	application, err := zipped([]entry{
		{"index.html", embedded("hello/index.html")},
		{"WEB-INF/web.xml", embedded("hello/WEB-INF/web.xml")},
	})
	if err != nil {
		return nil, err
	}
	return zipped([]entry{{"wlsdeploy/applications/hello.war", application}})
}

type entry struct {
	name    string
	content []byte
}

// zipped makes a zip whose bytes depend on the entries alone.
func zipped(entries []entry) ([]byte, error) {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, e := range entries {
		header := &zip.FileHeader{Name: e.name, Method: zip.Deflate, Modified: time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)}
		header.SetMode(0o644)
		f, err := w.CreateHeader(header)
		if err == nil {
			_, err = f.Write(e.content)
		}
		if err != nil {
			return nil, err
		}
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// embedded returns a file of the sample folder.
func embedded(name string) []byte {
	content, err := sample.ReadFile("sample/" + name)
	if err != nil {
		panic(err) // an embedded file, read by every test
	}
	return content
}
