package main

import (
	"encoding/json"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"auximage/app/demo"
	"auximage/imaging"
)

func TestTheTagsOfARepositoryAreListedNewestFirst(t *testing.T) {
	d := try(t)
	args := pushSample(t, d)
	at := slices.Index(args, "--name") + 1
	for _, version := range []string{"v9", "v10", "v1"} {
		args[at] = "test-model-ankit:" + version
		if pushed := cli(t, demo.Token, args...); pushed.code != 0 {
			t.Fatalf("pushed: %+v", pushed)
		}
	}
	repository := imaging.Untagged(demo.Tag)
	account := append([]string{"--user", demo.User, "--password-stdin"}, d.flags()...)
	for name, asked := range map[string]string{"by a tag": demo.Tag, "by the repository": repository, "by a tag that is not there": repository + ":v7"} {
		t.Run(name, func(t *testing.T) {
			got := cli(t, demo.Token, append([]string{"tags", asked}, account...)...)
			if want := repository + ":v10\n" + repository + ":v9\n" + repository + ":v1\n"; got.code != 0 || got.stdout != want || got.stderr != "" {
				t.Errorf("got %+v, want %q", got, want)
			}
		})
	}
	var told struct {
		Reference string
		Tags      []map[string]string
	}
	got := cli(t, demo.Token, append([]string{"tags", "--json", demo.Tag}, account...)...)
	if err := json.Unmarshal([]byte(got.stdout), &told); err != nil || told.Reference != repository || len(told.Tags) != 3 || told.Tags[0]["tag"] != "v10" {
		t.Errorf("%v in %+v", err, got)
	}
	for name, c := range map[string]struct {
		args []string
		code int
	}{
		"no reference":    {[]string{"tags"}, 2},
		"two references":  {[]string{"tags", demo.Tag, demo.Tag}, 2},
		"no repository":   {append([]string{"tags", strings.Replace(demo.Tag, "ankit", "nobody", 1)}, account...), 1},
		"no right":        {append([]string{"tags", demo.Tag, "--sign-in", "none"}, d.flags()...), 1},
		"a file":          {append([]string{"tags", filepath.Join(t.TempDir(), "v1.tar")}, account...), 2},
		"an idle flag":    {append([]string{"tags", demo.Tag, "--entries"}, account...), 2},
		"an idle content": {append([]string{"tags", demo.Tag, "--model", "model.yaml"}, account...), 2},
	} {
		t.Run(name, func(t *testing.T) { oneSentence(t, cli(t, demo.Token, c.args...), c.code) })
	}
}
