package ui

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"auximage/app/demo"
	"auximage/app/demo/demotest"
	"auximage/app/form"
	"auximage/app/session"
	"auximage/imaging/report"
)

// state is what decides which widgets of a picture are seen, and which shines.
type state struct {
	next, job, question, outcome string
	why                          report.Code // of the next step; empty when it can be taken
	wrong                        string      // fields
	image, pushed, looked        bool
	signedIn                     string
}

func stateOf(s session.Snapshot) state {
	st := state{next: string(s.Next), outcome: outcomeOf(s.Outcome)}
	if why := s.WhyNot[s.Next]; why != nil {
		st.why = why.Code
	}
	if s.Job != nil {
		st.job, st.next, st.why = string(s.Job.Action), "", "" // what comes next is not shown
	}
	if s.Question != nil {
		st.question = string(s.Question.Code)
	}
	var wrong []string
	for field, f := range s.Form.Check() {
		if f.Severity == report.Error {
			wrong = append(wrong, string(field))
		}
	}
	slices.Sort(wrong)
	st.wrong = strings.Join(wrong, " ")
	if s.Image != nil {
		st.looked = s.Form.UseExisting
		st.image, st.pushed = !st.looked, s.Image.Pushed
	}
	if s.SignedIn != nil {
		st.signedIn = map[bool]string{true: "refused", false: "accepted"}[s.SignedIn.Finding.Severity == report.Error]
	}
	return st
}

func outcomeOf(o *session.Outcome) string {
	switch {
	case o == nil:
		return ""
	case o.Stopped:
		return "stopped"
	case isTaken(o):
		return "taken"
	case o.Err != nil:
		return "failed"
	}
	return fmt.Sprint("done ", o.Create != nil, o.Receipt != nil, o.File != nil)
}

// reaching is a session on its way, and the pictures that it is held against.
type reaching struct {
	*testing.T
	s   *session.Session
	win *Window // draws the pictures
}

func reach(t *testing.T, s *session.Session) *reaching {
	return &reaching{t, s, opened(t)}
}

// is holds the session against a picture, but for what the test names.
func (r *reaching) is(name string, but ...func(*state)) {
	r.Helper()
	got, want := stateOf(r.s.Snapshot()), stateOf(shots[name].draw(r.win))
	for _, of := range but {
		of(&got)
		of(&want)
	}
	if got != want {
		r.Errorf("%s: the session is at\n%+v\nand the picture at\n%+v", name, got, want)
	}
}

// until waits for the session.
func (r *reaching) until(what string, holds func(session.Snapshot) bool) {
	r.Helper()
	waitFor(r.T, r.s, what, holds)
}

// does an action to its end.
func (r *reaching) does(a session.Action) {
	r.Helper()
	if err := r.s.Start(a); err != nil {
		r.Fatalf("%s: %v", a, err)
	}
	r.ends()
}

func (r *reaching) ends() {
	r.Helper()
	r.until("the end", func(s session.Snapshot) bool { return s.Job == nil && s.Outcome != nil })
}

func nothingSignedIn(s *state) { s.signedIn = "" }

// TestThePicturesOfTheFormAreReached fills a form in as people do.
func TestThePicturesOfTheFormAreReached(t *testing.T) {
	w := opened(t)
	r := reach(t, w.session)
	r.is("form-empty")
	if err := r.s.Start(session.ActCreate); err == nil {
		t.Error("an empty form is made an image of")
	}
	r.is("form-refused")
	edit := func(name string, f func(*form.Form), but ...func(*state)) {
		t.Helper()
		r.s.Edit(f)
		r.is(name, but...)
	}
	noWhy := func(s *state) { s.next, s.why, s.image = "", "", false } // the pictures have an image already
	edit("form-name-offered", func(f *form.Form) {
		f.SetTag("lhr.ocir.io/tenancynamespace/test-model-ankit:v1")
		f.SetPart(form.FieldRepository, "test-model-Éloïse")
	}, nothingSignedIn, noWhy)
	edit("form-docker-hub", func(f *form.Form) { f.SetTag("labuser/test-model-ankit:v1") }, nothingSignedIn, noWhy)
	edit("form-long-namespace", func(f *form.Form) { *f = longNamespace(nil).Form }, nothingSignedIn, noWhy)
	edit("form-tools", func(f *form.Form) {
		f.SetTag("lhr.ocir.io/tenancynamespace/test-model-ankit:v1")
		f.SignIn = form.ByTools
	}, noWhy)
	edit("primary-wrong", func(f *form.Form) { f.PrimaryTag = wrong().Form.PrimaryTag }, nothingSignedIn, noWhy)
	edit("form-wrong", func(f *form.Form) {
		given := wrong().Form
		for _, part := range []struct {
			field form.Field
			text  string
		}{{form.FieldRegion, given.Target.Host}, {form.FieldNamespace, given.Target.Namespace}, {form.FieldRepository, given.Target.Repository}, {form.FieldVersion, given.Target.Version}} {
			f.SetPart(part.field, part.text)
		}
		f.SignIn, f.PrimaryTag, f.CustomBase, f.BaseRef = form.ByAccount, given.PrimaryTag, true, given.BaseRef
		f.Platforms, f.OwnerUser, f.WDTHome = given.Platforms, given.OwnerUser, given.WDTHome
		f.SetUser(given.User)
	})
	r.s.New()
	edit("existing-empty", func(f *form.Form) { f.UseExisting = true }, nothingSignedIn, func(s *state) { s.why, s.next = "", "" })
}

// TestThePicturesOfTheWorkAreReached does the lab in the try-out.
func TestThePicturesOfTheWorkAreReached(t *testing.T) {
	d := demotest.Start(t)
	s, err := session.Open(d.Config())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	if err := d.Prepare(s); err != nil {
		t.Fatal(err)
	}
	r := reach(t, s)
	s.Edit(func(f *form.Form) { f.DownloadDir = d.Downloads() })
	r.until("the files are checked", func(now session.Snapshot) bool { return !now.Inspected.Running && now.Inspected.Applications > 0 })

	r.refusedSignIn()
	r.does(session.ActCheckSignIn)
	s.Dismiss()
	if err := s.Start(session.ActCreate); err != nil {
		t.Fatal(err)
	}
	if s.Snapshot().Job != nil { // it may be over by now
		r.is("starting", func(s *state) { s.image, s.signedIn = false, "" })
	}
	r.ends()
	r.is("created")
	s.Dismiss()
	r.is("form-filled")
	r.does(session.ActCheck)
	r.is("checked")
	s.Dismiss()
	if err := s.Save(t.Context(), filepath.Join(t.TempDir(), "image.tar"), "docker"); err != nil {
		t.Fatal(err)
	}
	r.ends()
	r.is("saved")
	s.Dismiss()
	r.does(session.ActPush)
	r.is("pushed")
	s.Dismiss()
	r.is("form-pushed")
	r.pushesAnEdit(d)
	r.looksUp()
}

// refusedSignIn signs in with a wrong token first, by another form of the name.
func (r *reaching) refusedSignIn() {
	r.s.Accounts().SetToken("wrong")
	r.s.Edit(func(f *form.Form) { f.SetUser(strings.Replace(demo.User, "/", "/Default/", 1)) })
	r.does(session.ActCheckSignIn)
	r.s.Dismiss()
	r.is("form-federated", func(s *state) { s.next, s.why, s.image = "", "", false }) // the picture has an image already
	r.s.Edit(func(f *form.Form) { f.SetUser(demo.User) })
	r.s.Accounts().SetToken(demo.Token)
}

// pushesAnEdit changes the model: the tag has another image.
func (r *reaching) pushesAnEdit(d *demo.Demo) {
	model := filepath.Join(d.Downloads(), "more.yaml")
	if err := os.WriteFile(model, []byte("topology:\n  Name: more\n"), 0o600); err != nil {
		r.Fatal(err)
	}
	r.s.Edit(func(f *form.Form) { f.Add([]string{model}) })
	r.until("the files are checked", func(now session.Snapshot) bool { return !now.Inspected.Running })
	r.does(session.ActCreateAndPush)
	r.is("taken")
	r.s.Dismiss()
	r.s.Accounts().SetToken("wrong")
	r.does(session.ActPush)
	r.is("failed", func(s *state) { s.signedIn, s.next, s.why = "", "", "" })
	r.s.Dismiss()
	r.s.Accounts().SetToken(demo.Token)
}

// looksUp looks at what was pushed.
func (r *reaching) looksUp() {
	r.s.Edit(func(f *form.Form) { f.UseExisting = true })
	r.does(session.ActLookUp)
	r.s.Dismiss()
	r.is("existing-found", func(s *state) { s.signedIn, s.next, s.why, s.pushed = "", "", "", false })
}
