package session

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"sync"
	"testing"
	"time"

	"auximage/app/accounts"
	"auximage/app/form"
	"auximage/imaging/input"
	"auximage/imaging/transport"
)

// written has a session write what it keeps, and returns what the file has then.
func written(t *testing.T, s *Session) settings {
	t.Helper()
	s.settings.flush()
	kept, first, aside, err := readSettings(s.dir)
	if err != nil || first || aside != "" {
		t.Fatalf("the settings cannot be read: %v, first %v, aside %q", err, first, aside)
	}
	return kept
}

func TestAWindowKeepsThePreferencesThatAnotherChanged(t *testing.T) {
	dir := t.TempDir()
	one := sessionIn(t, dir, &fakeEngine{}, &memory{})
	p := Preferences{Language: "fr", PlainHTTP: []string{"one:5000"}, Bypass: []string{"gone.example"}}
	if err := one.SetPreferences(t.Context(), p); err != nil {
		t.Fatal(err)
	}
	written(t, one)
	other := sessionIn(t, dir, &fakeEngine{}, &memory{})

	p.PlainHTTP, p.Releases, p.Bypass = []string{"one:5000", "two:5000"}, "https://mirror.example/wdt", nil
	if err := one.SetPreferences(t.Context(), p); err != nil {
		t.Fatal(err)
	}
	written(t, one)
	other.change(func(st *state) { st.allowPlain("three:5000") })
	other.Remember(func(p *Preferences) { p.Window = [2]int{900, 600} })
	if err := other.Close(); err != nil {
		t.Fatal(err)
	}

	got := written(t, one).Preferences
	slices.Sort(got.PlainHTTP)
	want := Preferences{Language: "fr", Releases: p.Releases, PlainHTTP: []string{"one:5000", "three:5000", "two:5000"}, Window: [2]int{900, 600}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
}

func TestAFormIsNeverReplacedByThatOfAnotherWindow(t *testing.T) {
	dir := t.TempDir()
	one := sessionIn(t, dir, &fakeEngine{}, &memory{})
	other := sessionIn(t, dir, &fakeEngine{}, &memory{})
	one.Edit(func(f *form.Form) { f.SetTag("lhr.ocir.io/ns/one:v1") })
	written(t, one)

	other.Remember(func(p *Preferences) { p.Theme = "dark" })
	if got := written(t, other).Form.Tag; got != "lhr.ocir.io/ns/one:v1" {
		t.Errorf("a window whose form is untouched wrote %q over the form of another", got)
	}
	if got := other.Snapshot().Form.Tag; got != "" {
		t.Errorf("the form in front of a person became that of another window: %q", got)
	}
	other.Edit(func(f *form.Form) { f.SetTag("lhr.ocir.io/ns/other:v1") })
	written(t, other)
	one.Remember(func(p *Preferences) { p.FollowLab = true })
	if got := written(t, one); got.Form.Tag != "lhr.ocir.io/ns/other:v1" || got.Preferences.Theme != "dark" {
		t.Errorf("the form that was changed last is not kept: %q, theme %q", got.Form.Tag, got.Preferences.Theme)
	}
}

func TestWhatTwoWindowsRememberIsJoined(t *testing.T) {
	dir := t.TempDir()
	one := sessionIn(t, dir, &fakeEngine{}, &memory{})
	one.change(func(st *state) {
		st.remember("/old.wktproj")
		st.remember("/gone.wktproj")
		st.notePush(PastPush{Reference: "lhr.ocir.io/ns/x:v1", Digest: "sha256:1"})
		st.accept("a", true)
		st.accept("b", true)
	})
	written(t, one)
	other := &settingsFile{dir: dir}
	other.last, _ = written(t, one).asRead()
	theirs := other.last
	theirs.Recent = []string{"/new.wktproj", "/old.wktproj"} // and one removed
	theirs.Pushes = []PastPush{{Reference: "lhr.ocir.io/ns/x:v2", Digest: "sha256:2", Time: time.Now()}, theirs.Pushes[0]}
	theirs.Accepted = map[string]bool{"a": true, "c": true}
	theirs.DomainFiles = map[string]string{"/new.wktproj": "/domain.yaml"}
	if err := other.write(theirs); err != nil {
		t.Fatal(err)
	}

	one.change(func(st *state) {
		st.remember("/old.wktproj") // again
		st.notePush(PastPush{Reference: "lhr.ocir.io/ns/x:v3", Digest: "sha256:3"})
		st.accept("d", true)
		st.skipPreparing("/old.wktproj", true)
	})
	got := written(t, one)
	if want := []string{"/old.wktproj", "/new.wktproj"}; !slices.Equal(got.Recent, want) {
		t.Errorf("recent: got %v, want %v", got.Recent, want)
	}
	var pushes []string
	for _, p := range got.Pushes {
		pushes = append(pushes, p.Digest)
	}
	if want := []string{"sha256:3", "sha256:2", "sha256:1"}; !slices.Equal(pushes, want) {
		t.Errorf("pushes: got %v, want %v", pushes, want)
	}
	if got, want := slices.Sorted(maps.Keys(got.Accepted)), []string{"a", "c", "d"}; !slices.Equal(got, want) {
		t.Errorf("accepted: got %v, want %v", got, want)
	}
	if got.DomainFiles["/new.wktproj"] == "" || !got.SkipsPreparing["/old.wktproj"] {
		t.Errorf("choices by project are lost: %v, %v", got.DomainFiles, got.SkipsPreparing)
	}
}

func TestNothingIsLostThatManyWindowsWriteAtOnce(t *testing.T) {
	dir, most := t.TempDir(), 8
	var all sync.WaitGroup
	for i := range most {
		all.Go(func() {
			sf := &settingsFile{dir: dir}
			if err := sf.write(settings{Accepted: map[string]bool{fmt.Sprint(i): true}}); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	kept, _, _, err := readSettings(dir)
	if err != nil || len(kept.Accepted) != most {
		t.Errorf("got %v, %v, want what all %d wrote", kept.Accepted, err, most)
	}
}

// A new thing that is kept and not merged would be lost.
func TestEachThingThatIsKeptIsMerged(t *testing.T) {
	full, err := settings{
		Form:        form.New(),
		Preferences: Preferences{"fr", "dark", transport.OwnProxy, "http://p", "u", []string{"b"}, "/ca", "https://r", []string{"h"}, "/java", "/oracle", [2]int{1, 2}, true, []form.Field{form.FieldTag}, 0},
		Accounts:    []accounts.Account{{Host: "h", User: "u"}},
		Recent:      []string{"/p"},
		Project:     keptProject{Path: "/p"},
		Accepted:    map[string]bool{"a": true},
		Originals:   originals{"/o": {input.Seen{}}},
		Copies:      originals{"/c": {input.Seen{}}},
		Pushes:      []PastPush{{Reference: "r", Digest: "d"}},
		Cloud:       repositories{Host: "h"},

		SkipsPreparing: map[string]bool{"/p": true},
		NoPassphrase:   map[string]bool{"/p": true},
		DomainFiles:    map[string]string{"/p": "/d"},

		Made: &made{Content: "c"},
	}.asRead()
	if err != nil {
		t.Fatal(err)
	}
	for i := range reflect.TypeFor[settings]().NumField() {
		if reflect.ValueOf(full).Field(i).IsZero() {
			t.Errorf("the test says nothing of %s", reflect.TypeFor[settings]().Field(i).Name)
		}
	}
	for what, got := range map[string]settings{
		"what a window changed":    settings{}.with(settings{}, full),
		"what another one changed": full.with(settings{}, settings{}),
	} {
		if got, _ = got.asRead(); !reflect.DeepEqual(got, full) {
			t.Errorf("%s is lost: got %+v\nwant %+v", what, got, full)
		}
	}
	if got, _ := full.with(full, settings{}).asRead(); !reflect.DeepEqual(got, settings{}) {
		t.Errorf("what a window removed stays: %+v", got)
	}
}
