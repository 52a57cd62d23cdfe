package main

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"auximage/app/demo"
)

// A change names what it changes alone: the other files stay, in the comparison too.
func TestAChangeIsComparedBeforeItIsPushed(t *testing.T) {
	d := try(t)
	args := pushSample(t, d)
	own := args[slices.Index(args, "--model")+1]
	second := filepath.Join(t.TempDir(), "20-more.yaml")
	write(t, second, "topology:\n  Server:\n    more:\n      ListenPort: 8001\n")
	if got := cli(t, demo.Token, append(args, "--model", second, "--wdt-home", "/u01/wdt", "--model-home", "/u01/models")...); got.code != 0 {
		t.Fatalf("%+v", got)
	}
	file := filepath.Join(t.TempDir(), "image.tar")
	account := append([]string{"--user", demo.User, "--password-stdin"}, d.flags()...)
	if got := cli(t, demo.Token, append([]string{"save", "--change", demo.Tag, "--output", file}, account...)...); got.code != 0 {
		t.Fatalf("%+v", got)
	}
	for where, from := range map[string]string{"in a registry": demo.Tag, "in a file": file} {
		diff := func(more ...string) done {
			return cli(t, demo.Token, slices.Concat([]string{"diff", "--change", from}, more, account)...)
		}
		for name, same := range map[string][]string{"nothing is named": nil, "a model as it is": {"--model", second}, "both": {"--model", own, "--model", second}} {
			if got := diff(same...); got.code != 0 || got.stdout != "" {
				t.Errorf("%s, %s: got %+v, want nothing and exit 0", where, name, got)
			}
		}
		changed := diff("--model", edit(t, second, "8001", "8002"))
		if want := "~ topology:/Server/more/ListenPort: 8001 → 8002\n"; changed.code != 1 || !strings.Contains(changed.stdout, want) || strings.Contains(changed.stdout, "archive.zip") || strings.Contains(changed.stdout, "/u01") {
			t.Errorf("%s: got %+v, want %q and nothing of the other files and the homes", where, changed, want)
		}
		removed := diff("--remove", "archive.zip", "--label", "stage=test")
		for _, want := range []string{"- archive.zip\n", "~ Labels: stage: – → test\n"} {
			if removed.code != 1 || !strings.Contains(removed.stdout, want) {
				t.Errorf("%s: exit %d, no %q in\n%s%s", where, removed.code, want, removed.stdout, removed.stderr)
			}
		}
	}
	for name, bad := range map[string][]string{
		"a second image": {"--change", demo.Tag, demo.Tag}, "a project": {"--change", demo.Tag, "--project", "x.wktproj"},
		"a removal of nothing": {demo.Tag, "--remove", "archive.zip"}, "a name that is not there": {"--change", demo.Tag, "--remove", "gone.yaml"},
	} {
		t.Run(name, func(t *testing.T) {
			oneSentence(t, cli(t, demo.Token, slices.Concat([]string{"diff"}, bad, account)...), 2)
		})
	}
}
