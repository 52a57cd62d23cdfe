package wdt_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"auximage/imaging/report"
	"auximage/imaging/wdt"
	"auximage/imaging/wdt/standin"
	"auximage/imaging/zipfile"
)

// small returns a small stand-in.
func small(version string) []byte {
	var b bytes.Buffer
	must(standin.WDTZip(&b, standin.WDTOptions{Version: version}))
	return b.Bytes()
}

// changed returns a small stand-in with one entry changed; without content it
// is left out, with a name that ends in a slash all in that folder are.
func changed(name string, content []byte) []byte {
	var b bytes.Buffer
	remade(&b, small("4.4.6"), func(entry string, old []byte) (string, []byte) {
		switch {
		case content == nil && (entry == name || strings.HasSuffix(name, "/") && strings.HasPrefix(entry, name)):
			return "", nil
		case entry == name:
			return entry, content
		}
		return entry, old
	}, nil)
	return b.Bytes()
}

func with(name string, content []byte) []byte {
	var b bytes.Buffer
	remade(&b, small("4.4.6"), func(entry string, old []byte) (string, []byte) { return entry, old }, map[string][]byte{name: content})
	return b.Bytes()
}

func opened(t *testing.T, content []byte) (*wdt.Installer, error) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "weblogic-deploy.zip")
	write(t, path, content)
	installer, err := wdt.Open(path)
	if err == nil {
		t.Cleanup(func() { _ = installer.Close() })
	}
	return installer, err
}

func TestAGoodInstallerIsOpened(t *testing.T) {
	installer, err := opened(t, small("4.4.6"))
	if err != nil {
		t.Fatal(err)
	}
	if installer.Version != "4.4.6" || installer.JarVersion != "4.4.6" || len(installer.Warnings) != 0 {
		t.Errorf("%s, %s, %v", installer.Version, installer.JarVersion, installer.Warnings)
	}
	if err := installer.Verify(t.Context()); err != nil {
		t.Error(err)
	}
}

func TestWhatIsNoInstallerIsRefusedWithTheReason(t *testing.T) {
	for name, c := range map[string]struct {
		content []byte
		want    report.Code
		args    report.Args
	}{
		"no core jar":         {changed("weblogic-deploy/lib/weblogic-deploy-core.jar", nil), wdt.CodeNotAnInstaller, report.Args{"Missing": "weblogic-deploy/lib/weblogic-deploy-core.jar"}},
		"no VERSION.txt":      {changed("weblogic-deploy/VERSION.txt", nil), wdt.CodeNotAnInstaller, report.Args{"Missing": "weblogic-deploy/VERSION.txt"}},
		"a script is missing": {changed("weblogic-deploy/bin/createDomain.sh", nil), wdt.CodeNotAnInstaller, nil},
		"no compareModel.sh":  {changed("weblogic-deploy/bin/compareModel.sh", nil), wdt.CodeNotAnInstaller, nil},
		"no typedefs":         {changed("weblogic-deploy/lib/typedefs/", nil), wdt.CodeNotAnInstaller, report.Args{"Missing": "weblogic-deploy/lib/typedefs/"}},
		"Windows line ends":   {changed("weblogic-deploy/bin/shared.sh", []byte("#!/bin/sh\r\nexit\r\n")), wdt.CodeCarriageReturn, report.Args{"Entry": "weblogic-deploy/bin/shared.sh"}},
		"no version":          {changed("weblogic-deploy/VERSION.txt", []byte("WebLogic Deploy Tooling")), wdt.CodeNoVersion, nil},
		"a jar that is none":  {changed("weblogic-deploy/lib/weblogic-deploy-core.jar", []byte("x")), zipfile.CodeDamaged, nil},
		"another folder":      {with("other/file", []byte("x")), wdt.CodeOtherRoot, report.Args{"Entry": "other/file"}},
		"too old":             {small("1.7.2"), wdt.CodeTooOld, report.Args{"Version": "1.7.2", "Min": "1.7.3"}},
		"no zip":              {[]byte("not a zip at all, but long enough to hold the end of one"), zipfile.CodeNotAZip, nil},
	} {
		_, err := opened(t, c.content)
		f, _ := report.Of(err)
		if f.Code != c.want || f.File == "" {
			t.Errorf("%s: %v, want %s", name, err, c.want)
		}
		for k, want := range c.args {
			if f.Args[k] != want {
				t.Errorf("%s: %s is %v, want %v", name, k, f.Args[k], want)
			}
		}
	}
}

func TestOlderInstallersAreWarnedAbout(t *testing.T) {
	for version, want := range map[string]report.Code{
		"1.7.3": wdt.CodeNoOnlineUpdate, "1.9.8": wdt.CodeNoOnlineUpdate, "1.9.20": wdt.CodeNoPrepare, "2.0.0": "", "4.4.6-SNAPSHOT": "",
	} {
		installer, err := opened(t, small(version))
		if err != nil {
			t.Errorf("%s: %v", version, err)
			continue
		}
		var got report.Code
		for _, w := range installer.Warnings {
			got = w.Code
		}
		if got != want || installer.Version != version {
			t.Errorf("%s (%s): %q, want %q", version, installer.Version, got, want)
		}
	}
	installer, err := opened(t, changed("weblogic-deploy/VERSION.txt", []byte("WebLogic Deploy Tooling 4.4.5")))
	if err != nil || len(installer.Warnings) != 1 || installer.Warnings[0].Code != wdt.CodeVersionsDiffer {
		t.Errorf("two versions: %v", err)
	}
}

func TestADamagedEntryIsFound(t *testing.T) {
	content := with("weblogic-deploy/lib/last.jar", bytes.Repeat([]byte("0123456789"), 1000))
	at := bytes.LastIndex(content, []byte("0123456789"))
	content[at]++
	installer, err := opened(t, content)
	if err != nil {
		t.Fatal(err)
	}
	if err := installer.Verify(t.Context()); !report.Has(err, zipfile.CodeContent) {
		t.Errorf("verified: %v", err)
	}
}

func TestInstallersInAFolderAreFoundNewestFirst(t *testing.T) {
	dir := t.TempDir()
	for name, content := range map[string][]byte{
		"weblogic-deploy.zip":        small("3.5.4"),
		"weblogic-deploy (1).zip":    small("4.4.6"),
		"weblogic-deploy-1.9.20.zip": small("1.9.20"),
		"weblogic-deploy-cut.zip":    small("4.4.6")[:500],
		"other.zip":                  small("4.4.6"),
	} {
		write(t, filepath.Join(dir, name), content)
	}
	must(os.Mkdir(filepath.Join(dir, "weblogic-deploy-folder.zip"), 0o755))
	var got []string
	for _, found := range wdt.FindInstallers(dir) {
		got = append(got, filepath.Base(found.Path)+" "+found.Version)
	}
	want := "weblogic-deploy (1).zip 4.4.6, weblogic-deploy.zip 3.5.4, weblogic-deploy-1.9.20.zip 1.9.20"
	if strings.Join(got, ", ") != want {
		t.Errorf("found %v", got)
	}
	if found := wdt.FindInstallers(filepath.Join(dir, "missing")); found != nil {
		t.Errorf("found %v in no folder", found)
	}
}

func TestVersionsAreComparedByNumber(t *testing.T) {
	for _, c := range []struct {
		older, newer string
	}{
		{"1.9.9", "1.9.20"}, {"3.5.4", "4.4.6"}, {"4.4", "4.4.1"}, {"4.4.6-SNAPSHOT", "4.4.6"}, {"4.4.5", "4.4.6-SNAPSHOT"},
	} {
		if wdt.Compare(c.older, c.newer) != -1 || wdt.Compare(c.newer, c.older) != 1 || wdt.Compare(c.older, c.older) != 0 {
			t.Errorf("%s and %s are in the wrong order", c.older, c.newer)
		}
	}
	if wdt.Compare("4.4", "4.4.0") != 0 {
		t.Error("a part that is missing is not 0")
	}
}
