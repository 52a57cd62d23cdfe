package main_test

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/google/go-containerregistry/pkg/name"
	"github.com/google/go-containerregistry/pkg/v1/tarball"
)

// saving returns the flags of a save that needs no network, of a model's text.
func (box *sandbox) saving(version, text string) []string {
	box.t.Helper()
	image, err := base()
	if err != nil {
		box.t.Fatal(err)
	}
	file := filepath.Join(box.folder("files"), "base.tar")
	if err := tarball.WriteToFile(file, name.MustParseReference("base.test/base:v1"), image); err != nil {
		box.t.Fatal(err)
	}
	model := box.file("model.yaml", []byte(text))
	return []string{"save", "--tag", "registry.test/tenancy/domain:" + version, "--model", model, "--wdt", "none", "--base-file", file, "--cache", "off"}
}

func TestAFrenchDifferenceHasFrenchColons(t *testing.T) {
	byEnvironment(t)
	box := newSandbox(t)
	box.env = append(box.env, "LC_ALL=fr_FR.UTF-8")
	var files []string
	for _, version := range []string{"a", "b"} {
		files = append(files, filepath.Join(box.folder("files"), version+".tar"))
		box.do(0, "", append(box.saving(version, "topology: {Name: "+version+"}\n"), "--label", "stage="+version, "--output", files[len(files)-1])...)
	}
	got := box.do(1, "", "diff", files[0], files[1], "--cache", "off").stdout.String()
	for _, want := range []string{"~ topology:/Name\u00a0: a → b\n", "la documentation de l'opérateur\u00a0: https://", "~ Étiquettes\u00a0: stage\u00a0: a → b\n"} {
		if !strings.Contains(got, want) {
			t.Errorf("want %q in\n%s", want, got)
		}
	}
}

func TestASaveThatASignalEndsLeavesTheWholeFileOrNone(t *testing.T) {
	for _, ending := range []syscall.Signal{syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP, syscall.SIGQUIT} {
		if !signals(ending) {
			t.Logf("%v cannot be sent here", ending)
			continue
		}
		t.Run(ending.String(), func(t *testing.T) { endAtEachLine(t, func(r *run) bool { return r.signal(ending) == nil }, 130) })
	}
}

func TestASaveThatNobodyReadsLeavesTheWholeFileOrNone(t *testing.T) {
	if !signals(syscall.SIGPIPE) {
		t.Log("there is no such signal here")
		return
	}
	endAtEachLine(t, func(r *run) bool { return r.pipe.Close() == nil }, brokenPipe)
}

// brokenPipe is the exit code where nobody reads what the program writes.
const brokenPipe = 141

// endAtEachLine has a save ended at each line that it writes: it ends with the exit code
// and leaves nothing, or was done already.
func endAtEachLine(t *testing.T, end func(r *run) bool, ended int) {
	const lines = 30 // more than a save writes
	for line := 1; line <= lines; line++ {
		box := newSandbox(t)
		out := filepath.Join(box.folder("out"), "image.tar")
		struck := false
		r := box.start(func(r *run, n int, _ string) {
			if n == line {
				struck = end(r)
			}
		}, "", append(box.saving("v1", "topology: {Name: a}\n"), "--output", out)...)
		code := r.end()
		left, err := os.ReadDir(filepath.Dir(out))
		if err != nil {
			t.Fatal(err)
		}
		switch whole := len(left) == 1 && left[0].Name() == "image.tar"; {
		case code == 0 && whole && strings.Contains(r.stdout.String(), "@sha256:"):
		case code == ended && len(left) == 0 && r.stdout.Len() == 0:
		case code == brokenPipe && ended == brokenPipe && whole: // and that could not be said
		default:
			t.Errorf("struck at line %d: exit %d, %v, %q\n%s", line, code, left, &r.stdout, &r.stderr)
		}
		if !struck {
			return
		}
	}
	t.Errorf("a save writes more than %d lines", lines)
}
