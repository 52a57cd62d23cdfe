package wdt_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"io/fs"
	"strings"
	"testing"

	"auximage/imaging/wdt"
	"auximage/imaging/wdt/standin"
)

// holding returns a small stand-in whose core jar has these files.
func holding(tables map[string]string) []byte {
	var b bytes.Buffer
	must(standin.WDTZip(&b, standin.WDTOptions{Tables: tables}))
	return b.Bytes()
}

func tablesOf(t *testing.T, content []byte) *wdt.Tables {
	t.Helper()
	installer, err := opened(t, content)
	if err != nil {
		t.Fatal(err)
	}
	tables, err := installer.Tables()
	if err != nil {
		t.Fatal(err)
	}
	return tables
}

func TestTheFilesOfTheCoreJarAreReadWithinTheZip(t *testing.T) {
	tables := tablesOf(t, holding(map[string]string{"a/b.json": `{"x": 1}`}))
	text, err := fs.ReadFile(tables, "a/b.json")
	if err != nil || string(text) != `{"x": 1}` {
		t.Errorf("got %q, %v", text, err)
	}
	if _, err := fs.ReadFile(tables, "a/c.json"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a file that is not there: got %v, want fs.ErrNotExist", err)
	}
	same := tablesOf(t, holding(map[string]string{"a/b.json": `{"x": 1}`}))
	other := tablesOf(t, holding(map[string]string{"a/b.json": `{"x": 2}`}))
	if tables.Digest != same.Digest || tables.Digest == other.Digest {
		t.Errorf("digests: %s, of the same jar %s, of another %s", tables.Digest, same.Digest, other.Digest)
	}
}

func TestATableWithoutMeasureIsNotRead(t *testing.T) {
	tables := tablesOf(t, holding(map[string]string{"bomb.json": strings.Repeat(" ", 9<<20)}))
	if text, err := fs.ReadFile(tables, "bomb.json"); err == nil {
		t.Errorf("got %d bytes, want an error", len(text))
	}
}

func TestATableThatIsDamagedIsNotRead(t *testing.T) {
	var jar bytes.Buffer
	z := zip.NewWriter(&jar)
	w, err := z.CreateHeader(&zip.FileHeader{Name: "a.json", Method: zip.Store})
	if err == nil {
		_, err = w.Write([]byte(`{"a": "whole"}`))
	}
	if err := errors.Join(err, z.Close()); err != nil {
		t.Fatal(err)
	}
	damaged := bytes.Replace(jar.Bytes(), []byte("whole"), []byte("holed"), 1)
	tables := tablesOf(t, changed("weblogic-deploy/lib/weblogic-deploy-core.jar", damaged))
	if got, err := fs.ReadFile(tables, "a.json"); err == nil {
		t.Errorf("got %q, want an error", got)
	}
}
