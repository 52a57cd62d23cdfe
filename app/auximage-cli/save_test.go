package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"auximage/app/demo"
	"auximage/imaging/testkit"
)

func TestASavedImageIsPushedUnderTheSameDigest(t *testing.T) {
	d := try(t)
	args := pushSample(t, d)
	pushed := cli(t, demo.Token, args...)
	args[0] = "save"
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
		from := append([]string{"push", "--from", file, "--user", demo.User, "--password-stdin"}, d.flags()...)
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
	args[0] = "save"
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
	oneSentence(t, cli(t, "", "save", "--tag", demo.Tag), exitUsage)
	oneSentence(t, cli(t, "", "save", "--tag", demo.Tag, "--output", "x", "--format", "floppy"), exitUsage)
	notes := filepath.Join(t.TempDir(), "notes.tar")
	write(t, notes, "this is no image")
	oneSentence(t, cli(t, "", append([]string{"push", "--from", notes}, d.flags()...)...), exitFailed)
	args := pushSample(t, d)
	args[0] = "save"
	oneSentence(t, cli(t, demo.Token, append(args, "--output", filepath.Join(notes, "image.tar"))...), exitFailed)
}

func TestPreparedFilesAreTakenUnaskedAndPlaced(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("the stand-in of prepareModel is a script for sh")
	}
	d := try(t)
	dir := t.TempDir()
	homesIn(t, dir)
	args := testkit.Instead(pushSample(t, d), "--wdt", testkit.Installer(t, testkit.PrepareModel), "--prepare", "--java-home", filepath.Join(dir, "jdk"),
		"--prepared-dir", filepath.Join(dir, "placed"))
	oneSentence(t, cli(t, demo.Token, args...), exitFailed) // no Oracle home
	got := cli(t, demo.Token, append(args, "--oracle-home", filepath.Join(dir, "oracle"))...)
	if got.code != 0 {
		t.Fatalf("%+v", got)
	}
	if text, err := os.ReadFile(filepath.Join(dir, "placed", "model.yaml")); err != nil || strings.Contains(string(text), "#") || !strings.Contains(string(text), "AdminPassword") {
		t.Errorf("placed: %q (%v)", text, err)
	}
}

func TestModelsArePreparedUnderTheirNamesInTheImage(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("the stand-in of prepareModel is a script for sh")
	}
	d := try(t)
	dir := t.TempDir()
	homesIn(t, dir)
	write(t, filepath.Join(dir, "x/model.yaml"), "domainInfo:\n  AdminUserName: weblogic\n  AdminPassword: welcome1\n")
	write(t, filepath.Join(dir, "y/model.yml"), "topology:\n  Name: base\n")
	args := append([]string{"save", "--tag", demo.Tag, "--model", filepath.Join(dir, "x/model.yaml"), "--as", "m.10.yaml",
		"--model", filepath.Join(dir, "y/model.yml"), "--as", "m.20.yaml", "--wdt", testkit.Installer(t, testkit.PrepareModel)}, d.flags()...)
	got := cli(t, "", append(args, "--output", filepath.Join(dir, "image.tar"), "--prepare", "--java-home", filepath.Join(dir, "jdk"),
		"--oracle-home", filepath.Join(dir, "oracle"), "--prepared-dir", filepath.Join(dir, "placed"))...)
	if got.code != 0 {
		t.Fatalf("%+v", got)
	}
	if text, err := os.ReadFile(filepath.Join(dir, "placed/m.10.yaml")); err != nil || !strings.Contains(string(text), "@@SECRET:__weblogic-credentials__") {
		t.Errorf("placed: %q (%v)", text, err)
	}
	if _, err := os.Stat(filepath.Join(dir, "placed/m.20.yaml")); err == nil {
		t.Error("what did not change was placed")
	}
}

// homesIn makes what prepareModel runs with, in the folders jdk and oracle.
func homesIn(t *testing.T, dir string) {
	t.Helper()
	java := filepath.Join(dir, "jdk/bin/java")
	write(t, java, "")
	write(t, filepath.Join(dir, "oracle/wlserver/server/lib/weblogic.jar"), "")
	if err := os.Chmod(java, 0o755); err != nil {
		t.Fatal(err)
	}
}

func TestFlagsWithoutEffectAreRefused(t *testing.T) {
	d := try(t)
	file := filepath.Join(t.TempDir(), "image.tar")
	write(t, file, "")
	push := pushSample(t, d)
	saved := append([]string{"push", "--from", file, "--tag", "lhr.ocir.io/tenancynamespace/it:v1"}, d.flags()...)
	for name, c := range map[string]struct{ args, names []string }{
		"models beside an image":       {with(saved, "--model", "a.yaml", "--model", "b.yaml", "--strict"), []string{"push --from", "--model, --strict"}},
		"a Domain beside an image":     {with(saved, "--domain-file", "domain.yaml"), []string{"push --from", "--domain-file"}},
		"a Domain for a saved image":   {with([]string{"save"}, with(push[1:], "--output", file, "--domain-file", "x")...), []string{"save", "--domain-file"}},
		"a file to be checked":         {with([]string{"check"}, with(push[1:], "--output", file)...), []string{"check", "--output"}},
		"a saved image to be checked":  {with([]string{"check"}, with(push[1:], "--from", file)...), []string{"check", "--from"}},
		"the format of what is pushed": {with(push, "--format", "oci"), []string{"push", "--format"}},
	} {
		t.Run(name, func(t *testing.T) {
			got := cli(t, demo.Token, c.args...)
			oneSentence(t, got, exitUsage)
			for _, text := range c.names {
				if !strings.Contains(got.stderr, text) {
					t.Errorf("does not name %q: %s", text, got.stderr)
				}
			}
		})
	}
}
