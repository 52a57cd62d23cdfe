package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"auximage/app/demo"
	"auximage/imaging/opened"
)

func TestAnImageIsShownAndTakenOutOfARegistryAndAFile(t *testing.T) {
	d := try(t)
	args := pushSample(t, d)
	pushed := cli(t, demo.Token, args...)
	file := filepath.Join(t.TempDir(), "image.tar")
	args[0] = "save"
	if saved := cli(t, demo.Token, append(slices.Clone(args), "--output", file)...); saved.code != 0 {
		t.Fatalf("saved: %+v", saved)
	}
	account := append([]string{"--user", demo.User, "--password-stdin"}, d.flags()...)
	for name, looking := range map[string][]string{
		"by tag": append([]string{demo.Tag}, account...), "by digest": append([]string{strings.TrimSpace(pushed.stdout)}, account...), "in a file": {file},
	} {
		t.Run(name, func(t *testing.T) {
			got := cli(t, demo.Token, append([]string{"show", "--entries"}, looking...)...)
			lines := strings.Split(strings.TrimSpace(got.stdout), "\n")
			if got.code != 0 || lines[len(lines)-1] != strings.TrimSpace(pushed.stdout) {
				t.Errorf("%+v, want %q at its end", got, pushed.stdout)
			}
			for _, want := range []string{"model.yaml", "archive.zip", "wlsdeploy/applications/", "/auxiliary/models", "Auxiliary Image Wizard"} {
				if !strings.Contains(got.stdout, want) {
					t.Errorf("no %q in\n%s", want, got.stdout)
				}
			}
			got = cli(t, demo.Token, append([]string{"show", "--json"}, looking...)...)
			var told struct{ Image opened.Image }
			if err := json.Unmarshal([]byte(got.stdout), &told); err != nil || told.Image.Maker != opened.Wizard || len(told.Image.Files) == 0 {
				t.Errorf("%v in %+v", err, got)
			}
			dir := filepath.Join(t.TempDir(), "out")
			got = cli(t, demo.Token, append([]string{"extract", looking[0], dir}, looking[1:]...)...)
			if entries, err := os.ReadDir(dir); err != nil || got.code != 0 || len(entries) != len(told.Image.Files) {
				t.Errorf("%v (%v): %+v", entries, err, got)
			}
			refused := cli(t, demo.Token, append([]string{"extract", looking[0], dir, "model.yaml"}, looking[1:]...)...)
			oneSentence(t, refused, 1)
			if !strings.Contains(refused.stderr, "--force") {
				t.Errorf("got %q, want the flag that replaces it", refused.stderr)
			}
			if got := cli(t, demo.Token, append([]string{"extract", looking[0], dir, "model.yaml", "--force"}, looking[1:]...)...); got.code != 0 {
				t.Errorf("%+v", got)
			}
		})
	}
}

func TestWhatIsWrongWithALookIsSaidInOneSentence(t *testing.T) {
	d := try(t)
	account := append([]string{"--user", demo.User, "--password-stdin"}, d.flags()...)
	for name, c := range map[string]struct {
		args []string
		code int
	}{
		"no image":            {[]string{"show"}, 2},
		"no folder":           {[]string{"extract", demo.Tag}, 2},
		"two images":          {[]string{"show", demo.Tag, demo.Tag}, 2},
		"two platforms":       {append([]string{"show", demo.Tag, "--platform", "linux/amd64,linux/arm64"}, account...), 2},
		"an image not there":  {append([]string{"show", demo.Tag + "-gone"}, account...), 1},
		"a file not there":    {[]string{"show", "nosuch.tar"}, 1},
		"a reference of none": {append([]string{"show", "NoSuch//x"}, account...), 2},
	} {
		t.Run(name, func(t *testing.T) { oneSentence(t, cli(t, demo.Token, c.args...), c.code) })
	}
}
