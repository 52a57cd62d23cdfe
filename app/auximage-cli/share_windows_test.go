package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"auximage/app/demo"
)

// onShare returns the path as a share of this computer has it, or skips the test:
// the share of a whole drive is there for administrators.
func onShare(t *testing.T, path string) string {
	t.Helper()
	drive := filepath.VolumeName(path)
	share := `\\localhost\` + strings.TrimSuffix(drive, ":") + `$`
	if _, err := os.Stat(share + `\`); err != nil {
		t.Skip("no share here: ", err)
	}
	return share + strings.TrimPrefix(path, drive)
}

// long returns the form of a share's path that may be longer than 260 characters.
func long(path string) string { return `\\?\UNC` + strings.TrimPrefix(path, `\`) }

func TestFilesOnAShareAreTakenAndWrittenAsOthersAre(t *testing.T) {
	d := try(t)
	args := pushSample(t, d)
	args[0] = "save"
	dir := filepath.Join(t.TempDir(), "modèles 日本")
	write(t, filepath.Join(dir, "own.yaml"), "topology:\n  Name: sample\n")
	here := cli(t, demo.Token, append(args, "--model", filepath.Join(dir, "own.yaml"), "--output", filepath.Join(dir, "here.tar"))...)
	share := onShare(t, dir)
	for i, arg := range args {
		if filepath.IsAbs(arg) && i > 0 && args[i-1] != "--ca" {
			args[i] = onShare(t, arg)
		}
	}
	for name, dir := range map[string]string{"share": share, "long": long(share), "slashes": filepath.ToSlash(share)} {
		file := filepath.Join(dir, name+".tar")
		got := cli(t, demo.Token, append(args, "--model", filepath.Join(dir, "own.yaml"), "--output", file, "--cache", filepath.Join(dir, "cache"))...)
		if got.code != 0 || got.stdout != here.stdout {
			t.Fatalf("%s: %+v, want %s", name, got, here.stdout)
		}
		taken := filepath.Join(dir, "taken "+name)
		if got := cli(t, "", "extract", file, taken, "own.yaml"); got.code != 0 {
			t.Errorf("%s: %+v", name, got)
		}
		if text, err := os.ReadFile(filepath.Join(taken, "own.yaml")); string(text) != "topology:\n  Name: sample\n" {
			t.Errorf("%s: taken out was %q (%v)", name, text, err)
		}
	}
}

func TestAFileThatGoesInIsNotWrittenOverByItsNameOnAShare(t *testing.T) {
	d := try(t)
	args := pushSample(t, d)
	args[0] = "save"
	model := filepath.Join(t.TempDir(), "own.yaml")
	write(t, model, "topology:\n  Name: sample\n")
	oneSentence(t, cli(t, demo.Token, append(args, "--model", model, "--output", onShare(t, model))...), exitFailed)
	if text, err := os.ReadFile(model); string(text) != "topology:\n  Name: sample\n" {
		t.Errorf("the model is %q (%v)", text, err)
	}
}
