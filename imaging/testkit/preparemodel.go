package testkit

import (
	"archive/zip"
	"bytes"
	_ "embed"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"auximage/imaging/wdt/standin"
)

// PrepareModel stands in for the prepareModel of release 4.4.6, as a script for sh.
//
//go:embed preparemodel.sh
var PrepareModel string

// Installer returns an installer whose prepareModel is a script; without one it has
// no such tool.
func Installer(t testing.TB, script string) string {
	t.Helper()
	tool := "weblogic-deploy/bin/prepareModel.sh"
	if runtime.GOOS == "windows" {
		tool = "weblogic-deploy/bin/prepareModel.cmd"
	}
	var whole bytes.Buffer
	if err := standin.WDTZip(&whole, standin.WDTOptions{}); err != nil {
		t.Fatal(err)
	}
	from, err := zip.NewReader(bytes.NewReader(whole.Bytes()), int64(whole.Len()))
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "weblogic-deploy.zip")
	to, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	z := zip.NewWriter(to)
	for _, e := range from.File {
		if e.Name == tool {
			continue
		}
		if err := z.Copy(e); err != nil {
			t.Fatal(err)
		}
	}
	if script != "" {
		w, err := z.Create(tool)
		if err == nil {
			_, err = io.WriteString(w, script)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	if err := to.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}
