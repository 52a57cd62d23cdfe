package main

import (
	"bytes"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"auximage/app/cmdline"
	"auximage/app/demo"
	"auximage/app/form"
	"auximage/app/session"
	"auximage/imaging/testkit"
	"auximage/imaging/transport"
)

func TestAnImageIsChangedByWhatTheFlagsSay(t *testing.T) {
	d := try(t)
	args := pushSample(t, d)
	if got := cli(t, demo.Token, args...); got.code != 0 {
		t.Fatalf("%+v", got)
	}
	file := filepath.Join(t.TempDir(), "image.tar")
	if got := cli(t, demo.Token, append(append([]string{"save"}, args[1:]...), "--output", file)...); got.code != 0 {
		t.Fatalf("%+v", got)
	}
	more := filepath.Join(t.TempDir(), "more.yaml")
	write(t, more, "topology:\n  Name: sample\n")
	account := append([]string{"--user", demo.User, "--password-stdin"}, d.flags()...)
	next := strings.Replace(demo.Tag, ":v1", ":v2", 1)
	var digests []string
	for name, from := range map[string]string{"in a registry": demo.Tag, "in a file": file} {
		got := cli(t, demo.Token, append([]string{"push", "--change", from, "--model", more, "--remove", "archive.zip", "--label", "stage=test"}, account...)...)
		pushed := strings.TrimSpace(got.stdout)
		if got.code != 0 || !strings.HasPrefix(pushed, strings.TrimSuffix(next, "2")) {
			t.Fatalf("%s: %+v", name, got)
		}
		_, digest, _ := strings.Cut(pushed, "@")
		digests = append(digests, digest)
		shown := cli(t, demo.Token, append([]string{"show", pushed}, account...)...)
		for text, want := range map[string]bool{"more.yaml": true, "model.yaml": true, "archive.zip": false, "stage=test": true} {
			if strings.Contains(shown.stdout, text) != want {
				t.Errorf("%s: %q is there %t, want %t:\n%s", name, text, !want, want, shown.stdout)
			}
		}
	}
	at := slices.Index(args, "--archive")
	files := testkit.Instead(slices.Delete(slices.Clone(args), at, at+2), "--name", "test-model-ankit:v9")
	got := cli(t, demo.Token, append(files, "--model", more, "--label", "stage=test")...)
	_, digest, _ := strings.Cut(strings.TrimSpace(got.stdout), "@")
	if got.code != 0 || digests[0] != digest || digests[1] != digest {
		t.Errorf("changed %v, of files %+v", digests, got)
	}
}

func TestTheCommandOfAChangedFormFillsTheSameForm(t *testing.T) {
	d := try(t)
	if got := cli(t, demo.Token, pushSample(t, d)...); got.code != 0 {
		t.Fatalf("%+v", got)
	}
	more := filepath.Join(t.TempDir(), "more.yaml")
	write(t, more, "topology:\n  Name: sample\n")
	for name, change := range map[string]func(f *form.Form){
		"nothing":                 func(*form.Form) {},
		"a model, and no archive": func(f *form.Form) { f.Add([]string{more}); f.RemoveNamed("archive.zip") },
		"another WDT and base":    func(f *form.Form) { f.WDT, f.KeepBase = form.WDTLatest, false },
		"labels":                  func(f *form.Form) { f.Labels = map[string]string{"stage": "test"} },
	} {
		t.Run(name, func(t *testing.T) {
			s := inMemory(t)
			if err := s.SetPreferences(t.Context(), session.Preferences{ProxyMode: transport.OwnProxy, ProxyURL: d.Proxy().URL(), CAFile: d.CAFile()}); err != nil {
				t.Fatal(err)
			}
			s.Edit(func(f *form.Form) { f.SetTag(demo.Tag); f.SetUser(demo.User); f.KeepToken = false })
			s.Accounts().SetToken(demo.Token)
			o, err := session.OpenImage(t.Context(), s, demo.Tag, "")
			if err != nil {
				t.Fatal(err)
			}
			if _, err := session.FillFromImage(t.Context(), s, o); err != nil {
				t.Fatal(err)
			}
			s.Edit(change)
			want := s.Snapshot()
			words := asPowerShell(cmdline.Write(want, cmdline.PowerShell))
			again := inMemory(t)
			if err := (configuration{line: parse(t, words), session: again}).configure(t.Context(), strings.NewReader(demo.Token)); err != nil {
				t.Fatalf("%v of %q", err, words)
			}
			got := again.Snapshot().Form
			got.DownloadDir, got.KeepToken, got.WebLogic = want.Form.DownloadDir, want.Form.KeepToken, want.Form.WebLogic // of the run
			got.BaseRef, got.CustomBase = want.Form.BaseRef, want.Form.CustomBase                                         // the usual base is named
			if !reflect.DeepEqual(got, want.Form) {
				t.Errorf("%q\nmakes %+v\nand not %+v", words, got, want.Form)
			}
		})
	}
}

func TestAChangeGoesToTheNextTagWhenAnotherPushTookItsOwn(t *testing.T) {
	d := try(t)
	args := pushSample(t, d)
	if got := cli(t, demo.Token, args...); got.code != 0 {
		t.Fatalf("%+v", got)
	}
	account := append([]string{"--user", demo.User, "--password-stdin"}, d.flags()...)
	change := func(name string) []string {
		more := filepath.Join(t.TempDir(), name)
		write(t, more, "topology:\n  Name: sample\n")
		return append([]string{"push", "--change", demo.Tag, "--model", more}, account...)
	}
	var stdout, stderr bytes.Buffer
	out := &output{stdout: &stdout, stderr: &stderr, told: result{Findings: asObjects(nil)}}
	j := job{Line: parse(t, change("slow.yaml")), out: out, painter: newPainter(&stderr), session: inMemory(t)}
	if err := j.ready(t.Context(), strings.NewReader(demo.Token)); err != nil {
		t.Fatal(err)
	}
	second := strings.Replace(demo.Tag, ":v1", ":v2", 1)
	if got := cli(t, demo.Token, change("quick.yaml")...); got.code != 0 || !strings.HasPrefix(got.stdout, second+"@") {
		t.Fatalf("the other push: %+v", got)
	}
	if err := j.push(t.Context()); err != nil {
		t.Fatal(err)
	}
	third := strings.Replace(demo.Tag, ":v1", ":v3", 1)
	if !strings.HasPrefix(stdout.String(), third+"@") || !strings.Contains(stderr.String(), "v2 exists already") {
		t.Errorf("it went to %q, want %s, and said\n%s", stdout.String(), third, stderr.String())
	}
	if shown := cli(t, demo.Token, append([]string{"show", second}, account...)...); !strings.Contains(shown.stdout, "quick.yaml") || strings.Contains(shown.stdout, "slow.yaml") {
		t.Errorf("what the other pushed is\n%s", shown.stdout)
	}
}

func TestAChangeOfNothingSaysSo(t *testing.T) {
	d := try(t)
	if got := cli(t, demo.Token, pushSample(t, d)...); got.code != 0 {
		t.Fatalf("%+v", got)
	}
	next := strings.Replace(demo.Tag, ":v1", ":v2", 1)
	for _, command := range [][]string{{"save", "--output", filepath.Join(t.TempDir(), "image.tar")}, {"push"}, {"push", "--tag", next}} {
		got := cli(t, demo.Token, append(append(command, "--change", demo.Tag, "--user", demo.User, "--password-stdin"), d.flags()...)...)
		if want := "Nothing is changed: " + next + " is the same image as " + demo.Tag + "."; got.code != 0 || !strings.Contains(got.stderr, want) {
			t.Errorf("%s: got %+v, want %q", command[0], got, want)
		}
	}
}

func TestATagThatCouldNotBeAskedForIsNamed(t *testing.T) {
	d := try(t)
	args := pushSample(t, d)
	file := filepath.Join(t.TempDir(), "image.tar")
	if got := cli(t, demo.Token, append(append([]string{"save"}, args[1:]...), "--output", file)...); got.code != 0 {
		t.Fatalf("%+v", got)
	}
	other := filepath.Join(t.TempDir(), "other.tar")
	got := cli(t, "a wrong token", append([]string{"save", "--change", file, "--output", other, "--user", demo.User, "--password-stdin"}, d.flags()...)...)
	if want := "It could not be checked whether " + strings.Replace(demo.Tag, ":v1", ":v2", 1) + " is free."; got.code != 0 || !strings.Contains(got.stderr, want) {
		t.Errorf("got %+v, want %q", got, want)
	}
}

func TestWhatIsWrongWithAChangeIsSaidInOneSentence(t *testing.T) {
	d := try(t)
	if got := cli(t, demo.Token, pushSample(t, d)...); got.code != 0 {
		t.Fatalf("%+v", got)
	}
	account := append([]string{"--user", demo.User, "--password-stdin"}, d.flags()...)
	for name, c := range map[string]struct {
		args []string
		code int
	}{
		"a file that is not there": {append([]string{"push", "--change", demo.Tag, "--remove", "gone.yaml"}, account...), 1},
		"a removal of nothing":     {append([]string{"push", "--tag", demo.Tag, "--remove", "model.yaml"}, account...), 2},
		"a project beside it":      {append([]string{"push", "--change", demo.Tag, "--project", "x.wktproj"}, account...), 2},
		"no such image":            {append([]string{"push", "--change", demo.Tag + "-gone"}, account...), 1},
	} {
		t.Run(name, func(t *testing.T) { oneSentence(t, cli(t, demo.Token, c.args...), c.code) })
	}
}

func TestAChangeOfAnOlderVersionSaysThatThereIsANewerOne(t *testing.T) {
	d := try(t)
	args := pushSample(t, d)
	next := testkit.Instead(slices.Clone(args), "--name", "test-model-ankit:v2")
	for _, push := range [][]string{args, append(next, "--label", "stage=test")} {
		if got := cli(t, demo.Token, push...); got.code != 0 {
			t.Fatalf("%+v", got)
		}
	}
	second := strings.Replace(demo.Tag, ":v1", ":v2", 1)
	change := func(from string) done {
		return cli(t, demo.Token, append([]string{"push", "--change", from, "--label", "stage=more", "--user", demo.User, "--password-stdin"}, d.flags()...)...)
	}
	if got := change(second); got.code != 0 || strings.Contains(got.stderr, "newest") {
		t.Errorf("of the newest it says %+v", got)
	}
	if got, want := change(demo.Tag), demo.Tag+" is not the newest: the repository has "; got.code != 0 || !strings.Contains(got.stderr, want) {
		t.Errorf("of an older one it says %+v, want %q", got, want)
	}
}
