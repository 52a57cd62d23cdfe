package session

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"

	v1 "github.com/google/go-containerregistry/pkg/v1"

	"auximage/app/form"
	"auximage/imaging/registry"
	"auximage/imaging/report"
	"auximage/imaging/testkit"
	"auximage/imaging/transport"
)

func TestAnImageIsSavedOnceItWasCreated(t *testing.T) {
	s := ready(t, &fakeEngine{})
	file := filepath.Join(t.TempDir(), "image.tar")
	if err := s.Save(t.Context(), file, registry.DockerTar); !report.Has(err, CodeNoImage) {
		t.Errorf("before there is an image: %v", err)
	}
	done(t, s, ActCreate)
	if err := s.Save(t.Context(), file, registry.DockerTar); err != nil {
		t.Fatal(err)
	}
	o := until(t, s, func(snap Snapshot) bool { return snap.Outcome != nil && snap.Outcome.Action == ActSave }).Outcome
	want := SavedFile{Path: file, Format: registry.DockerTar, Reference: lab, Digest: digest('s').String(), Size: 8}
	if o.Err != nil || *o.File != want {
		t.Errorf("%+v, want %+v", o.File, want)
	}
}

func TestATextIsWrittenWholeOrTheFileIsNamed(t *testing.T) {
	s := ready(t, &fakeEngine{})
	file := filepath.Join(t.TempDir(), "auximage.log")
	if err := s.SaveText(t.Context(), file, "a line\n"); err != nil {
		t.Fatal(err)
	}
	if text, _ := os.ReadFile(file); string(text) != "a line\n" {
		t.Errorf("it holds %q", text)
	}
	err := s.SaveText(t.Context(), filepath.Join(file, "below.log"), "")
	if f, _ := report.Of(err); f.Code != CodeNotWritten || f.File == "" {
		t.Errorf("%v", err)
	}
}

func TestNothingIsWrittenOverWhatTheImageIsMadeOf(t *testing.T) {
	s := ready(t, &fakeEngine{})
	done(t, s, ActCreate)
	model := s.Snapshot().Form.Models[0].Path
	link := filepath.Join(t.TempDir(), "image.tar")
	testkit.Link(t, model, link)
	for _, path := range []string{model, link} {
		for what, err := range map[string]error{"the image": s.Save(t.Context(), path, registry.DockerTar), "a text": s.SaveText(t.Context(), path, "text")} {
			if !report.Has(err, CodeOwnInput) {
				t.Errorf("%s over %s: %v", what, path, err)
			}
		}
	}
}

func TestATestTellsAboutEachPlace(t *testing.T) {
	there := func(string) (v1.Hash, bool, error) { return digest('b'), true, nil }
	refused := report.Finding{Code: registry.CodeAnonymous, Severity: report.Error}
	issuer := report.Finding{Code: "transport.tls-unknown-issuer", Severity: report.Error}
	for name, c := range map[string]struct {
		engine *fakeEngine
		want   map[Tested]report.Code
	}{
		"all is well": {&fakeEngine{exists: there, checked: refused},
			map[Tested]report.Code{TestedRegistry: CodeRegistryReached, TestedBase: CodeBaseThere, TestedReleases: CodeReleasesReached}},
		"an issuer that is unknown": {&fakeEngine{exists: there, checked: issuer},
			map[Tested]report.Code{TestedRegistry: issuer.Code, TestedBase: CodeBaseThere, TestedReleases: CodeReleasesReached}},
		"no base, no releases": {&fakeEngine{checked: refused, latestErr: report.Fault("transport.unknown-host", nil, nil)},
			map[Tested]report.Code{TestedRegistry: CodeRegistryReached, TestedBase: registry.CodeNoImage, TestedReleases: "transport.unknown-host"}},
	} {
		t.Run(name, func(t *testing.T) {
			s := sessionIn(t, t.TempDir(), c.engine, &memory{})
			s.Edit(func(f *form.Form) { f.SetTag(lab) })
			got := map[Tested]report.Code{}
			s.Test(t.Context(), Preferences{}, "", func(n TestNews) {
				if n.Found != nil {
					got[n.What] = n.Found.Code
				}
			})
			for what, code := range c.want {
				if got[what] != code {
					t.Errorf("%s: %s, want %s", what, got[what], code)
				}
			}
		})
	}
}

func TestATestTakesThePreferencesAsTheyAreTyped(t *testing.T) {
	s := sessionIn(t, t.TempDir(), &fakeEngine{}, &memory{})
	var got report.Finding
	typed := Preferences{ProxyMode: transport.OwnProxy, ProxyURL: "::"}
	s.Test(t.Context(), typed, "", func(n TestNews) { got = *n.Found })
	if got.Code != "transport.bad-proxy" || s.Snapshot().Preferences.ProxyURL != "" {
		t.Errorf("%v", got)
	}
}

func TestPreferencesThatWereGivenUpChangeNothing(t *testing.T) {
	s := sessionIn(t, t.TempDir(), &fakeEngine{}, &memory{})
	ctx, giveUp := context.WithCancel(t.Context())
	giveUp()
	err := s.SetPreferences(ctx, Preferences{Language: "fr"})
	if got := s.Snapshot().Preferences.Language; !errors.Is(err, context.Canceled) || got != "" {
		t.Errorf("got %v and the language %q, want %v and none", err, got, context.Canceled)
	}
}

func TestAStoppedTestTellsNothingMore(t *testing.T) {
	s := sessionIn(t, t.TempDir(), &fakeEngine{}, &memory{})
	ctx, stop := context.WithCancel(t.Context())
	stop()
	s.Test(ctx, Preferences{}, "", func(n TestNews) { t.Errorf("%+v", n) })
}

func TestATestTellsWhatHoldsUpEachPart(t *testing.T) {
	why := report.Finding{Code: transport.CodeTimeout, Args: report.Args{"Host": "registry.example.com"}}
	s := sessionIn(t, t.TempDir(), &fakeEngine{progress: []report.Progress{
		{Phase: report.Releases, State: report.Waiting, Cause: &why},
		{Phase: report.Releases, State: report.Running}, // the retry begins: why it does is still to be read
		{Phase: report.Releases, State: report.Running, Done: 1},
	}}, &memory{})
	s.Edit(func(f *form.Form) { f.SetTag(lab) })
	var releases []TestNews
	s.Test(t.Context(), Preferences{}, "", func(n TestNews) {
		if n.What == TestedReleases {
			releases = append(releases, n)
		}
	})
	if len(releases) != 3 || releases[0].Waiting == nil || releases[0].Waiting.Cause.Code != why.Code || releases[1].Waiting != nil || releases[2].Found == nil {
		t.Errorf("got %+v, want a wait, its end and a finding", releases)
	}
}
