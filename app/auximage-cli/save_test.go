package main

import (
	"archive/zip"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"auximage/app/demo"
	"auximage/imaging/wdt/standin"
)

func TestASavedImageIsPushedUnderTheSameDigest(t *testing.T) {
	d := try(t)
	args := pushSample(t, d)
	pushed := cli(t, demo.Token, args...)
	args[0] = save
	for _, format := range []string{"docker", "oci"} {
		file := filepath.Join(t.TempDir(), "image.tar")
		saved := cli(t, demo.Token, append(slices.Clone(args), "--output", file, "--format", format)...)
		if saved.code != 0 || !strings.Contains(saved.stderr, file) {
			t.Fatalf("saved: %+v", saved)
		}
		// The base is of Docker's family, and OCI's format has other media types.
		if same := saved.stdout == pushed.stdout; same != (format == "docker") {
			t.Errorf("%s: saved as %q, pushed as %q", format, saved.stdout, pushed.stdout)
		}
		from := append([]string{push, "--from", file, "--user", demo.User, "--password-stdin"}, d.flags()...)
		if got := cli(t, demo.Token, from...); got.code != 0 || got.stdout != saved.stdout {
			t.Errorf("pushed from the file: %+v", got)
		}
		other := strings.Replace(demo.Tag, ":v1", ":v7", 1)
		if got := cli(t, demo.Token, append(from, "--tag", other)...); got.code != 0 || !strings.HasPrefix(got.stdout, other+"@") {
			t.Errorf("pushed to another tag: %+v", got)
		}
	}
}

func TestASavedImageIsToldAsOneObject(t *testing.T) {
	d := try(t)
	args := pushSample(t, d)
	args[0] = save
	file := filepath.Join(t.TempDir(), "image.tar")
	got := cli(t, demo.Token, append(args, "--output", file, "--json")...)
	var told struct {
		Reference, Digest, File, Format string
		Size                            int64
	}
	if err := json.Unmarshal([]byte(got.stdout), &told); err != nil {
		t.Fatalf("%v in %+v", err, got)
	}
	if info, err := os.Stat(file); err != nil || told.File != file || told.Size != info.Size() || told.Format != "docker" || told.Reference != demo.Tag {
		t.Errorf("%+v (%v)", told, err)
	}
}

func TestWhatIsWrongWithAFileIsSaid(t *testing.T) {
	d := try(t)
	oneSentence(t, cli(t, "", save, "--tag", demo.Tag), exitUsage)
	oneSentence(t, cli(t, "", save, "--tag", demo.Tag, "--output", "x", "--format", "floppy"), exitUsage)
	notes := filepath.Join(t.TempDir(), "notes.tar")
	write(t, notes, "this is no image")
	oneSentence(t, cli(t, "", append([]string{push, "--from", notes}, d.flags()...)...), exitFailed)
	args := pushSample(t, d)
	args[0] = save
	oneSentence(t, cli(t, demo.Token, append(args, "--output", filepath.Join(notes, "image.tar"))...), exitFailed)
}

// tool stands in for prepareModel.
const tool = `#!/bin/sh
while [ $# -gt 0 ]; do
  case $1 in -model_file) model=$2;; -output_dir) out=$2;; esac
  shift 2
done
{ cat "$model"; echo "# prepared"; } >"$out/$(basename "$model")"
`

func TestPreparedFilesAreTakenUnaskedAndPlaced(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Log("the stand-in is a shell script")
		return
	}
	d := try(t)
	dir := t.TempDir()
	write(t, filepath.Join(dir, "jdk/bin/java"), "")
	write(t, filepath.Join(dir, "oracle/wlserver/server/lib/weblogic.jar"), "")
	args := append(pushSample(t, d), "--wdt", installerWith(t, tool), "--prepare", "--java-home", filepath.Join(dir, "jdk"),
		"--prepared-dir", filepath.Join(dir, "placed"))
	oneSentence(t, cli(t, demo.Token, args...), exitFailed) // no Oracle home
	got := cli(t, demo.Token, append(args, "--oracle-home", filepath.Join(dir, "oracle"))...)
	if got.code != 0 {
		t.Fatalf("%+v", got)
	}
	if text, err := os.ReadFile(filepath.Join(dir, "placed", "model.yaml")); err != nil || !strings.Contains(string(text), "# prepared") {
		t.Errorf("placed: %q (%v)", text, err)
	}
}

// installerWith returns an installer with a prepareModel of its own.
func installerWith(t *testing.T, script string) string {
	t.Helper()
	plain := filepath.Join(t.TempDir(), "plain.zip")
	f, err := os.Create(plain)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(standin.WDTZip(f, standin.WDTOptions{}), f.Close()); err != nil {
		t.Fatal(err)
	}
	in, err := zip.OpenReader(plain)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = in.Close() }()
	path := filepath.Join(t.TempDir(), "weblogic-deploy.zip")
	if f, err = os.Create(path); err != nil {
		t.Fatal(err)
	}
	z := zip.NewWriter(f)
	for _, e := range in.File {
		if e.Name != "weblogic-deploy/bin/prepareModel.sh" {
			err = errors.Join(err, z.Copy(e))
		}
	}
	w, failed := z.Create("weblogic-deploy/bin/prepareModel.sh")
	if failed == nil {
		_, failed = w.Write([]byte(script))
	}
	if err := errors.Join(err, failed, z.Close(), f.Close()); err != nil {
		t.Fatal(err)
	}
	return path
}
