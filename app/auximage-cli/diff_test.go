package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"auximage/app/demo"
	"auximage/app/deploy"
	"auximage/imaging"
	"auximage/imaging/model"
)

// edit writes a copy of a file in which a text is another one, and returns its path.
func edit(t *testing.T, path, old, now string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil || !strings.Contains(string(data), old) {
		t.Fatalf("%s has no %q (%v)", path, old, err)
	}
	other := filepath.Join(t.TempDir(), filepath.Base(path))
	write(t, other, strings.Replace(string(data), old, now, 1))
	return other
}

func TestWhatDiffersIsToldLineByLineAndByPlace(t *testing.T) {
	d := try(t)
	args := pushSample(t, d)
	if pushed := cli(t, demo.Token, args...); pushed.code != 0 {
		t.Fatalf("pushed: %+v", pushed)
	}
	at := func(name string) int { return slices.Index(args, name) + 1 }
	second := slices.Clone(args)
	second[at("--name")] = "test-model-ankit:v2"
	second[at("--model")] = edit(t, args[at("--model")], "ListenPort: 7001", "ListenPort: 7002")
	second[at("--variables")] = edit(t, args[at("--variables")], "cluster.size=2", "cluster.size=4")
	if pushed := cli(t, demo.Token, append(second, "--label", "team=payments")...); pushed.code != 0 {
		t.Fatalf("pushed: %+v", pushed)
	}
	other := strings.TrimSuffix(demo.Tag, "v1") + "v2"
	file := filepath.Join(t.TempDir(), "v2.tar")
	saving := append(slices.Clone(second), "--output", file, "--label", "team=payments")
	saving[0] = "save"
	if saved := cli(t, demo.Token, saving...); saved.code != 0 {
		t.Fatalf("saved: %+v", saved)
	}
	account := append([]string{"--user", demo.User, "--password-stdin"}, d.flags()...)
	diff := func(more ...string) done {
		return cli(t, demo.Token, append(append([]string{"diff"}, more...), account...)...)
	}
	inputs := func(of []string) []string { return of[at("--model")-1 : at("--archive")+1] }
	want := []string{
		"~ topology:/Server/admin-server/ListenPort: 7001 → 7002\n",
		"~ topology:/Cluster/cluster-1/DynamicServers/DynamicClusterSize: 2 → 4\n",
		"-      ListenPort: 7001\n", "+      ListenPort: 7002\n", "-cluster.size=2\n", "+cluster.size=4\n",
		": " + deploy.RuntimeUpdates + "\n", "cannot be changed while the domain runs: topology:/Server/admin-server/ListenPort.",
	}
	for name, c := range map[string]struct {
		args []string
		more string
	}{
		"two tags":                   {[]string{demo.Tag, other}, "~ Labels: team: – → payments\n"},
		"a tag and a file":           {[]string{demo.Tag, file}, "~ Labels: team: – → payments\n"},
		"a tag and inputs":           {append([]string{demo.Tag}, inputs(second)...), ""},
		"a tag and inputs of no WDT": {append([]string{demo.Tag, "--wdt", "none"}, inputs(second)...), "~ WebLogic Deploy Tooling: "},
	} {
		t.Run(name, func(t *testing.T) {
			got := diff(c.args...)
			for _, line := range append(slices.Clone(want), c.more) {
				if !strings.Contains(got.stdout, line) {
					t.Errorf("no %q in\n%s", line, got.stdout)
				}
			}
			if got.code != 1 || got.stderr != "" || strings.Contains(got.stdout, "archive.zip") {
				t.Errorf("exit %d, want 1: %s\n%s", got.code, got.stderr, got.stdout)
			}
		})
	}
	for name, same := range map[string][]string{
		"the same tag twice": {demo.Tag, demo.Tag}, "a tag and its file": {other, file},
	} {
		t.Run(name, func(t *testing.T) {
			if got := diff(same...); got.code != 0 || got.stdout != "" || got.stderr != "Nothing differs.\n" {
				t.Errorf("got %+v, want nothing and exit 0", got)
			}
		})
	}
	installer, err := filepath.Glob(filepath.Join(args[at("--download-dir")], "weblogic-deploy*.zip"))
	if err != nil || len(installer) != 1 {
		t.Fatalf("the push downloaded %q (%v)", installer, err)
	}
	for name, c := range map[string]struct{ more, says []string }{
		"the latest WDT":         {nil, []string{"The base image was not compared: ", "The WebLogic Deploy Tooling was not compared: "}},
		"an installer in a file": {[]string{"--wdt", installer[0]}, []string{"The base image was not compared: ", "Of the WebLogic Deploy Tooling only the version was compared, "}},
	} {
		t.Run("an image and its inputs, "+name, func(t *testing.T) {
			got := diff(append(append([]string{demo.Tag}, inputs(args)...), c.more...)...)
			for _, says := range append(c.says, "\nNothing differs in what was compared.\n") {
				if !strings.Contains(got.stderr, says) {
					t.Errorf("no %q in %s", says, got.stderr)
				}
			}
			if got.code != 0 || got.stdout != "" || strings.Count(got.stderr, "\n") != 3 {
				t.Errorf("got %+v, want nothing and exit 0", got)
			}
		})
	}
	t.Run("a remark alone", func(t *testing.T) {
		got := diff(demo.Tag, "--model", edit(t, args[at("--model")], "topology:", "# a remark\ntopology:"), "--variables", args[at("--variables")], "--archive", args[at("--archive")])
		if got.code != 1 || !strings.HasPrefix(got.stdout, "~ model.yaml\n") || !strings.HasSuffix(got.stdout, "the Administration Server first.\n") {
			t.Errorf("exit %d, want the file on the first line, and that the domain rolls, in\n%s%s", got.code, got.stdout, got.stderr)
		}
	})
	t.Run("nothing, as an object", func(t *testing.T) {
		const want = `{"same":true,"difference":{"attributes":[],"values":[],"texts":[],"archives":[]},"effects":[],"findings":[]}`
		if got := diff("--json", demo.Tag, demo.Tag); strings.TrimSpace(got.stdout) != want {
			t.Errorf("got %s, want %s", got.stdout, want)
		}
	})
	t.Run("as an object", func(t *testing.T) {
		var told struct {
			Same       bool
			Difference imaging.Difference
			Lines      map[string][]string
			Effects    []struct {
				Code, Update, Severity, Text, Next, Page string
				Paths                                    []string
			}
		}
		got := diff("--json", demo.Tag, other)
		if err := json.Unmarshal([]byte(got.stdout), &told); err != nil || told.Same || got.code != 1 {
			t.Fatalf("%v: %+v", err, got)
		}
		if v := told.Difference.Values; len(v) == 0 || !slices.Contains(v, model.Change{Path: "topology:/Server/admin-server/ListenPort", Kind: model.Changed, Before: "7001", After: "7002"}) {
			t.Errorf("got %+v", v)
		}
		first := told.Effects[0]
		if first.Code != string(deploy.CodeNewChannel) || first.Update != "unsupported" || first.Page != deploy.RuntimeUpdates || first.Text == "" ||
			!slices.Equal(first.Paths, []string{"topology:/Server/admin-server/ListenPort"}) || len(told.Effects) != 2 || told.Effects[1].Code != string(deploy.CodeShutDown) {
			t.Errorf("got %+v", told.Effects)
		}
		if !slices.Contains(told.Lines["model.properties"], "+cluster.size=4") {
			t.Errorf("got %q", told.Lines)
		}
	})
	for name, bad := range map[string][]string{
		"one image alone": {demo.Tag}, "two images and inputs": append([]string{demo.Tag, other}, inputs(args)...), "no image": {}, "an image not there": {demo.Tag, demo.Tag + "-gone"},
	} {
		t.Run(name, func(t *testing.T) { oneSentence(t, diff(bad...), 2) })
	}
}

func TestAChangeThatALaterModelOverridesIsSaidToCountForNothing(t *testing.T) {
	d := try(t)
	dir := t.TempDir()
	base, override := filepath.Join(dir, "10-base.yaml"), filepath.Join(dir, "20-prod.yaml")
	write(t, base, "topology:\n  Server:\n    ms1: {ListenPort: 7001}\n")
	write(t, override, "topology:\n  Server:\n    ms1: {ListenPort: 9001}\n")
	inputs := []string{"--model", base, "--model", override, "--wdt", "none"}
	account := append([]string{"--user", demo.User, "--password-stdin"}, d.flags()...)
	if got := cli(t, demo.Token, slices.Concat([]string{"push", "--tag", demo.Tag}, inputs, account)...); got.code != 0 {
		t.Fatalf("%+v", got)
	}
	write(t, base, "topology:\n  Server:\n    ms1: {ListenPort: 7002}\n")
	got := cli(t, demo.Token, slices.Concat([]string{"diff", demo.Tag}, inputs, account)...)
	if want := "20-prod.yaml sets this too, is merged later, and counts: topology:/Server/ms1/ListenPort."; got.code != 1 || !strings.Contains(got.stdout, want) {
		t.Errorf("exit %d, no %q in\n%s%s", got.code, want, got.stdout, got.stderr)
	}
}
