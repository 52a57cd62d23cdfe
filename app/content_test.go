//go:build window

package main

import (
	"archive/tar"
	"archive/zip"
	"errors"
	"io"
	"maps"
	"os"
	"path"
	"slices"
	"strings"
	"testing"

	"auximage/app/form"

	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/mutate"
)

// checkContent compares what an image holds under /auxiliary with the
// installer and the files of the form, and looks at owners and modes.
func checkContent(t *testing.T, image v1.Image, f form.Form, installer string) {
	t.Helper()
	want := unzipped(t, installer)
	for _, file := range slices.Concat(f.Models, f.Variables, f.Archives) {
		content, err := os.ReadFile(file.Path)
		if err != nil {
			t.Fatal(err)
		}
		want["auxiliary/models/"+path.Base(file.Path)] = string(content)
	}
	got := map[string]string{}
	content := mutate.Extract(image)
	defer func() { _ = content.Close() }()
	for entries := tar.NewReader(content); ; {
		h, err := entries.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		if name := path.Clean(h.Name); strings.HasPrefix(name, "auxiliary") {
			checkHeader(t, h)
			if h.Typeflag == tar.TypeReg {
				data, err := io.ReadAll(entries)
				if err != nil {
					t.Fatal(err)
				}
				got[name] = string(data)
			}
		}
	}
	for _, name := range slices.Sorted(maps.Keys(want)) {
		if _, there := got[name]; !there {
			t.Errorf("%s is missing", name)
		} else if got[name] != want[name] {
			t.Errorf("%s has another content", name)
		}
		delete(got, name)
	}
	for name := range got {
		t.Errorf("%s came from nowhere", name)
	}
}

func checkHeader(t *testing.T, h *tar.Header) {
	t.Helper()
	want := int64(0o664)
	if h.Typeflag == tar.TypeDir || strings.HasSuffix(h.Name, ".sh") {
		want = 0o775
	}
	if h.Mode&0o7777 != want || h.Uid != 1000 || h.Gid != 0 {
		t.Errorf("%s is %o of %d:%d, want %o of 1000:0", h.Name, h.Mode, h.Uid, h.Gid, want)
	}
}

// unzipped returns an installer's files by their names in the image.
func unzipped(t *testing.T, installer string) map[string]string {
	t.Helper()
	z, err := zip.OpenReader(installer)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = z.Close() }()
	files := map[string]string{}
	for _, entry := range z.File {
		if entry.FileInfo().IsDir() {
			continue
		}
		r, err := entry.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(r)
		_ = r.Close()
		if err != nil {
			t.Fatal(err)
		}
		files["auxiliary/"+entry.Name] = string(data)
	}
	return files
}
