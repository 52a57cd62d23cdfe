package standin_test

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"
	"testing"

	"auximage/imaging/wdt/standin"
)

func write(t *testing.T, o standin.WDTOptions) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := standin.WDTZip(&b, o); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func open(t *testing.T, b []byte) *zip.Reader {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	return z
}

func content(t *testing.T, z *zip.Reader, name string) string {
	t.Helper()
	f, err := z.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	b, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestTheStandInLooksLikeTheInstaller(t *testing.T) {
	z := open(t, write(t, standin.WDTOptions{Version: "3.5.4"}))
	for _, f := range z.File {
		want := "-rw-r-----"
		switch name := strings.TrimPrefix(f.Name, "weblogic-deploy/"); {
		case name == f.Name:
			t.Errorf("%s is outside the root", f.Name)
		case strings.HasSuffix(name, "/"), name == "":
			want = "drwxr-x---"
		case strings.HasSuffix(name, ".sh"), strings.HasPrefix(name, "samples/"),
			strings.HasPrefix(name, "lib/injectors/"), name == "lib/tool.properties":
			want = "-rwxr-x---"
		}
		if got := f.Mode().String(); got != want {
			t.Errorf("%s has mode %s, want %s", f.Name, got, want)
		}
	}
	if got := content(t, z, "weblogic-deploy/VERSION.txt"); got != "WebLogic Deploy Tooling 3.5.4" {
		t.Errorf("VERSION.txt is %q", got)
	}
	if got := content(t, z, "weblogic-deploy/bin/createDomain.sh"); !strings.HasPrefix(got, "#!/bin/sh\n") || strings.Contains(got, "\r") {
		t.Errorf("createDomain.sh is %q", got)
	}
	if got := content(t, z, "weblogic-deploy/bin/createDomain.cmd"); strings.Count(got, "\n") != strings.Count(got, "\r\n") {
		t.Errorf("createDomain.cmd is %q", got)
	}
	core := open(t, []byte(content(t, z, "weblogic-deploy/lib/weblogic-deploy-core.jar")))
	if got := content(t, core, "META-INF/MANIFEST.MF"); !strings.Contains(got, "Implementation-Version: 3.5.4\r\n") {
		t.Errorf("the manifest is %q", got)
	}
}
