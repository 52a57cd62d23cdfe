package session

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"auximage/app/form"
	"auximage/imaging/report"
)

// copied returns a session whose form has a copy of a model that its secret moved out
// of, and the paths of both.
func copied(t *testing.T, engine *fakeEngine) (s *Session, own, copy string) {
	t.Helper()
	s = ready(t, engine)
	own = filepath.Join(t.TempDir(), "app.yaml")
	write(t, own, "resources:\n  MailSession:\n    post:\n      SessionPasswordEncrypted: tiger\n")
	s.AddFiles(own)
	return s, own, perform(t, planned(t, s, own, 4), "mail", "password")
}

func modelPaths(s *Session) (all []string) {
	for _, f := range s.Snapshot().Form.Models {
		all = append(all, f.Path)
	}
	return all
}

func TestACopyWhoseOriginalChangedIsAskedAboutOnce(t *testing.T) {
	s, own, copy := copied(t, &fakeEngine{})
	write(t, own, "resources:\n  MailSession:\n    post:\n      SessionPasswordEncrypted: tiger\n      JNDIName: mail/post\n")
	if err := s.Start(ActCreate); err != nil {
		t.Fatal(err)
	}
	q := until(t, s, func(snap Snapshot) bool { return snap.Question != nil }).Question
	if q.Code != CodeCopyOutdated || q.Args["Copy"] != filepath.Join("moved", "app.yaml") || q.Args["Original"] != "app.yaml" {
		t.Fatalf("asked: %+v", q)
	}
	s.Answer(q.ID, ChooseCopy)
	snap := until(t, s, func(snap Snapshot) bool { return snap.Outcome != nil })
	if snap.Outcome.Err != nil || !report.Has(errors.Join(asErrors(snap.Findings)...), CodeCopyOutdated) {
		t.Errorf("ended with %v, found %v", snap.Outcome.Err, snap.Findings)
	}
	if got := modelPaths(s); got[len(got)-1] != copy {
		t.Errorf("the form has %q", got)
	}
	if snap = done(t, s, ActCreate); snap.Outcome.Err != nil || snap.Question != nil {
		t.Errorf("asked again: %+v, %v", snap.Question, snap.Outcome.Err)
	}
}

func asErrors(found []report.Finding) (all []error) {
	for _, f := range found {
		all = append(all, f)
	}
	return all
}

func TestAPushOfTheOriginalIsOfWhatItHasNow(t *testing.T) {
	s, own, _ := copied(t, &fakeEngine{})
	done(t, s, ActCreate)
	s.Dismiss()
	write(t, own, "resources:\n  MailSession:\n    post:\n      JNDIName: mail/post\n")
	if err := s.Start(ActPush); err != nil {
		t.Fatal(err)
	}
	q := until(t, s, func(snap Snapshot) bool { return snap.Question != nil }).Question
	s.Answer(q.ID, ChooseOwn)
	snap := until(t, s, func(snap Snapshot) bool { return snap.Outcome != nil })
	pushed := snap.Outcome.Receipt != nil
	if got := modelPaths(s); snap.Outcome.Err != nil || !pushed || got[len(got)-1] != own {
		t.Errorf("ended with %v, pushed %v, the form has %q", snap.Outcome.Err, pushed, got)
	}
}

func TestACopyOfSomebodyElseIsKnownByItsPlace(t *testing.T) {
	dir := t.TempDir()
	own, copy := filepath.Join(dir, "app.yaml"), filepath.Join(dir, "moved-2", "app.yaml")
	if err := os.Mkdir(filepath.Dir(copy), 0o755); err != nil {
		t.Fatal(err)
	}
	write(t, own, "resources:\n  a: secret\n  b: 1\n")
	for text, want := range map[string]bool{
		"resources:\n  a: '@@SECRET:x:y@@'\n  b: 1\n":         false,
		"resources:\n  a: '@@SECRET:x:y@@'\n  b: 2\n":         true,
		"resources:\n  a: '@@SECRET:x:y@@'\n  b: 1\n  c: 3\n": true,
	} {
		write(t, copy, text)
		var f form.Form
		f.Add([]string{copy, own})
		if got := outdatedCopies(f.Files(), nil); (len(got) == 1 && got[0] == copy) != want || len(got) > 1 {
			t.Errorf("%q: outdated are %q, want %v", text, got, want)
		}
	}
}
