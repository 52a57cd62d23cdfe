package session

import (
	"archive/zip"
	"bytes"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"auximage/app/words"
	"auximage/imaging/model"
	"auximage/imaging/report"
	"auximage/imaging/testkit/examples"
	"auximage/imaging/wdt"
	"auximage/imaging/wdt/standin"
)

var rewrite = flag.Bool("rewrite", false, "write the sentences anew instead of comparing them")

// sentences is where all that is said of bad inputs can be read.
const sentences = "testdata/sentences.txt"

// place is where a finding says that something is wrong.
func place(f report.Finding) string {
	at := filepath.Base(f.File)
	if f.File == "" {
		return ""
	}
	if f.Line > 0 {
		at += fmt.Sprintf(":%d", f.Line)
	}
	return " " + at
}

func TestWhatIsSaidOfBadInputsNamesFileAndLine(t *testing.T) {
	words.Use("en")
	var b strings.Builder
	count := 0
	tell := func(name string, found []report.Finding) {
		count++
		fmt.Fprintf(&b, "%s\n", name)
		for _, f := range found {
			fmt.Fprintf(&b, "    %s%s: %s\n", f.Severity, place(f), words.Of(f))
			said := words.Of(f).String()
			if f.Line > 1 && !strings.Contains(said, fmt.Sprint(f.Line)) { // the first one is the file's own fault
				t.Errorf("%s: %q does not name line %d", name, said, f.Line)
			}
			if f.File != "" && f.Severity == report.Error && !strings.Contains(said, filepath.Base(f.File)) {
				t.Errorf("%s: %q does not name %s", name, said, filepath.Base(f.File))
			}
		}
	}
	for _, example := range examples.Bad {
		in, err := example.Files.Write(t.TempDir())
		if err != nil {
			t.Fatal(err)
		}
		in.WDTVersion = example.Version
		_, found := model.Check(t.Context(), in, nil)
		tell(example.Name, found)
	}
	for _, installer := range badInstallers {
		tell("an installer "+installer.name, installerFaults(t, installer.change))
	}
	if count < 60 {
		t.Errorf("only %d bad inputs", count)
	}
	if *rewrite {
		if err := os.WriteFile(sentences, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(sentences)
	if err != nil {
		t.Fatal(err)
	}
	theirs := strings.Split(string(want), "\n")
	for i, line := range strings.Split(b.String(), "\n") {
		if i >= len(theirs) || line != theirs[i] {
			t.Fatalf("%s:%d is not\n%s\nIf that is better: go test ./app/session -run BadInputs -rewrite", sentences, i+1, line)
		}
	}
}

// badInstallers change the entries of a good one: to nothing is without it.
var badInstallers = []struct {
	name   string
	change func(entry, text string) (string, string)
}{
	{"without its core jar", lacking("lib/weblogic-deploy-core.jar")},
	{"without its version", lacking("VERSION.txt")},
	{"without createDomain", lacking("bin/createDomain.sh")},
	{"without compareModel", lacking("bin/compareModel.sh")},
	{"without typedefs", lacking("lib/typedefs/")},
	{"without Python", lacking("lib/python/")},
	{"packed anew on Windows", saying("bin/shared.sh", "#!/bin/sh\r\nexit\r\n")},
	{"that does not say its version", saying("VERSION.txt", "WebLogic Deploy Tooling")},
	{"that says two versions", saying("VERSION.txt", "WebLogic Deploy Tooling 4.4.5")},
	{"whose core jar is none", saying("lib/weblogic-deploy-core.jar", "x")},
	{"in another folder", func(entry, text string) (string, string) { return "other/" + entry, text }},
}

func lacking(name string) func(entry, text string) (string, string) {
	return func(entry, text string) (string, string) {
		if strings.HasPrefix(entry, "weblogic-deploy/"+name) {
			return "", ""
		}
		return entry, text
	}
}

func saying(name, instead string) func(entry, text string) (string, string) {
	return func(entry, text string) (string, string) {
		if entry == "weblogic-deploy/"+name {
			return entry, instead
		}
		return entry, text
	}
}

// installerFaults returns what is found in a stand-in for an installer after a change.
func installerFaults(t *testing.T, change func(entry, text string) (string, string)) []report.Finding {
	t.Helper()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	var good, bad bytes.Buffer
	must(standin.WDTZip(&good, standin.WDTOptions{Version: "4.4.6"}))
	in, err := zip.NewReader(bytes.NewReader(good.Bytes()), int64(good.Len()))
	must(err)
	out := zip.NewWriter(&bad)
	for _, file := range in.File {
		r, err := file.Open()
		must(err)
		text, err := io.ReadAll(r)
		must(err)
		name, changed := change(file.Name, string(text))
		if name == "" || strings.HasSuffix(name, "/") {
			continue
		}
		w, err := out.Create(name)
		must(err)
		_, err = io.WriteString(w, changed)
		must(err)
	}
	must(out.Close())
	path := filepath.Join(t.TempDir(), "weblogic-deploy.zip")
	must(os.WriteFile(path, bad.Bytes(), 0o600))
	installer, err := wdt.Open(path)
	if f, ok := report.Of(err); ok {
		return []report.Finding{f}
	}
	must(err)
	must(installer.Close())
	return installer.Warnings
}
