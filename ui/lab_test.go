package ui

import (
	"context"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"auximage/app/accounts"
	"auximage/app/form"
	"auximage/app/session"
	"auximage/app/words"
	"auximage/imaging"
	"auximage/imaging/registry"
	"auximage/imaging/report"
	"auximage/imaging/transport"
	"auximage/ui/kit"
)

// reads returns what can be read in the window, behind its dialogs too.
func (w *Window) reads() string { return strings.Join(readable(w.window.Content()), "\n") }

func readable(o fyne.CanvasObject) (all []string) {
	if !o.Visible() {
		return nil
	}
	below := []fyne.CanvasObject{}
	switch o := o.(type) {
	case *kit.Label:
		return []string{o.Text}
	case *fyne.Container:
		below = o.Objects
	case fyne.Widget:
		below = test.WidgetRenderer(o).Objects()
	}
	for _, child := range below {
		all = append(all, readable(child)...)
	}
	return all
}

// labStepNow returns the title of the step that is next, as the rail shows it.
func (w *Window) labStepNow() string { return w.lab.next.title }

func TestTheLabIsFollowedStepByStepThroughTheSession(t *testing.T) {
	w := opened(t)
	w.window.Resize(fyne.NewSize(1280, 800))
	test.Tap(w.auxiliary.welcome.lab)
	if !w.session.Snapshot().Preferences.FollowLab || !strings.Contains(w.reads(), "Your model, from exercise 2") {
		t.Fatal("the steps are not shown, or not remembered")
	}
	next := func(want string) {
		t.Helper()
		w.eventually(t, "the next step is "+want, func(session.Snapshot) bool {
			w.redraw()
			return w.labStepNow() == want
		})
	}
	next("Click Image: the “Primary Image” tab") // which has a tag already, that nobody looked at
	w.tabs.Choose(0)
	next("The endpoint of your region")
	w.tabs.Choose(1)
	w.session.Edit(func(f *form.Form) { f.SetPart(form.FieldRegion, "lhr.ocir.io") })
	next("Tenancy namespace")
	w.typing(w.auxiliary.target.namespace.entry, "tenancynamespace")
	w.press(fyne.KeyReturn)
	next("Auxiliary Image Tag")
	w.typing(w.auxiliary.target.repository.entry, "test-model-ankit")
	w.typing(w.auxiliary.target.version.entry, "v1")
	next("Auxiliary Image Tag") // somebody is still in it
	w.press(fyne.KeyReturn)
	next("Auxiliary Image Registry Push Username")
	w.typing(w.auxiliary.signIn.user.entry, "tenancynamespace/lab.user@oracle.com")
	w.press(fyne.KeyReturn)
	next("Auxiliary Image Registry Push Password (auth token)")
	w.typing(w.auxiliary.signIn.token.entry, "a token")
	w.window.Canvas().Focus(w.auxiliary.signIn.keep)
	next("Your model, from exercise 2")
	test.Tap(w.auxiliary.files.sample)
	w.eventually(t, "the sample was looked at", func(s session.Snapshot) bool {
		return len(s.Form.Models) > 0 && !s.Inspected.Running && s.WhyNot[session.ActCreate] == nil
	})
	next("Create Auxiliary Image")
}

func TestEachStepOfTheLabLeadsToItsPlace(t *testing.T) {
	w := opened(t)
	w.window.Resize(fyne.NewSize(1280, 800))
	w.lab.set(true)
	a := w.auxiliary
	for i, want := range []fyne.Focusable{w.primary.tag.entry, a.target.region, a.target.namespace.entry, a.target.tag.entry, a.signIn.user.entry,
		a.signIn.token.entry, a.files.add, w.title.create, w.title.create, a.tooling.folder.entry, w.title.create, w.title.push, w.title.push} {
		test.Tap(w.lab.links[i])
		if got := w.window.Canvas().Focused(); got != want {
			t.Errorf("step %q leads to %T", w.lab.steps[i].title, got)
		}
		if o, ok := want.(fyne.CanvasObject); ok && w.lab.steps[i].field != "" && !w.inSight(o) {
			t.Errorf("step %q leads out of sight", w.lab.steps[i].title)
		}
	}
}

func TestANarrowWindowSaysWhereOneIsInTheLab(t *testing.T) {
	w := opened(t)
	w.lab.set(true)
	w.tabs.Choose(0)
	w.tabs.Choose(1)
	w.session.Edit(func(f *form.Form) { f.SetTag("lhr.ocir.io/tenancynamespace/test-model-ankit:v1") })
	w.redraw()
	if got := w.reads(); !strings.Contains(got, "Step 5 of 12 · Auxiliary Image Registry Push Username") || strings.Contains(got, "Your model, from exercise 2") {
		t.Errorf("it says:\n%s", got)
	}
	test.Tap(w.lab.show)
	if w.window.Canvas().Focused() != fyne.Focusable(w.auxiliary.signIn.user.entry) {
		t.Error("Show me does not lead to the user name")
	}
	w.window.Resize(fyne.NewSize(1208, 700))
	if got := w.reads(); strings.Contains(got, "Step 5 of 12") || !strings.Contains(got, "Your model, from exercise 2") {
		t.Errorf("with room for the steps it says:\n%s", got)
	}
}

func TestTheLabIsClosedByOneClickAndOpenedFromTheMenu(t *testing.T) {
	w := opened(t)
	w.window.Resize(fyne.NewSize(1280, 800))
	w.choose(t, "Help", "Follow the lab")
	w.redraw()
	if !strings.Contains(w.reads(), "The lab") {
		t.Fatal("the menu does not open it")
	}
	test.Tap(w.lab.close)
	w.redraw()
	if got := w.reads(); strings.Contains(got, "The lab") || w.session.Snapshot().Preferences.FollowLab {
		t.Errorf("it is still there:\n%s", got)
	}
}

func TestTheTryOutStartsWithTheLab(t *testing.T) {
	w := opened(t)
	if w.lab.isOpen(w.session.Snapshot()) {
		t.Error("it is open at a first start, where it is only offered")
	}
	again := newWindow(w.app, w.session, Options{Demo: true})
	t.Cleanup(again.window.Close)
	again.redraw()
	if !again.lab.isOpen(again.session.Snapshot()) {
		t.Error("the try-out does not begin with it")
	}
}

// labBegun is at the beginning of the lab.
func (w *Window) labBegun() {
	w.view.lab = labRun{}
	w.draw(empty())
}

// labDone walks through the lab by snapshots, and returns the last one.
func (w *Window) labDone() session.Snapshot {
	w.labBegun()
	w.view.lab.visit(form.FieldPrimaryTag)
	s := published()
	s.Preferences.FollowLab, s.TokenKept = true, accounts.Typed
	w.draw(s)
	return s
}

// labTicks returns the numbers of the steps that are ticked.
func (w *Window) labTicks(s session.Snapshot) (ticked []int) {
	w.view.lab.note(s, labPlace{})
	for _, step := range w.lab.steps {
		if step.number > 0 && step.doneIn(&w.view.lab, s) {
			ticked = append(ticked, step.number)
		}
	}
	return ticked
}

func TestATickInTheLabIsWhatWasDone(t *testing.T) {
	w := opened(t)
	w.view.lab = labRun{}
	s := full() // by the program
	image := s.Image
	s.Image, s.Next, s.SignedIn, s.Accounts, s.TokenKept = nil, session.ActCreate, nil, nil, accounts.Typed
	if got := w.labTicks(s); len(got) > 0 {
		t.Errorf("at the start, filled in by nobody: %v", got)
	}
	w.view.lab.visit(form.FieldUser)
	if got := w.labTicks(s); !slices.Equal(got, []int{5}) {
		t.Errorf("the user name was looked at: %v", got)
	}
	ends := func(o session.Outcome) {
		s.Job = nil
		o.ID = w.view.lab.outcome + 1
		s.Outcome = &o
	}
	refused := report.Finding{Code: registry.CodeRefused, Severity: report.Error}
	for _, c := range []struct {
		what   string
		change func()
		want   []int
	}{
		{"Create runs", func() { s.Job = &session.Job{Action: session.ActCreate} }, []int{1, 2, 3, 4, 5, 6, 7, 8, 9}},
		{"it was stopped", func() { ends(session.Outcome{Action: session.ActCreate, Stopped: true, Err: context.Canceled}) }, []int{1, 2, 3, 4, 5, 6, 9}},
		{"it is done", func() {
			s.Image, s.Next = image, session.ActPush
			ends(session.Outcome{Action: session.ActCreate, Create: s.Image})
		}, []int{1, 2, 3, 4, 5, 6, 7, 8, 9}},
		{"OK", func() { s.Outcome = nil }, []int{1, 2, 3, 4, 5, 6, 7, 8, 9, 10}},
		{"Push runs", func() { s.Job = &session.Job{Action: session.ActPush} }, []int{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}},
		{"it was stopped", func() { ends(session.Outcome{Action: session.ActPush, Stopped: true, Err: context.Canceled}) }, []int{1, 2, 3, 4, 5, 6, 7, 8, 9, 10}},
		{"it is done", func() {
			s.Next, s.Image = "", published().Image
			ends(session.Outcome{Action: session.ActPush, Receipt: &imaging.Receipt{}})
		}, []int{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}},
		{"OK", func() { s.Outcome = nil }, []int{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}},
		{"again, and refused", func() {
			s.Next = session.ActPush
			ends(session.Outcome{Action: session.ActPush, Err: refused})
		}, []int{1, 2, 3, 4, 5, 7, 8, 9, 10}},
		{"both at once", func() {
			s.Next = ""
			ends(session.Outcome{Action: session.ActCreateAndPush, Step: session.ActPush, Create: s.Image, Receipt: &imaging.Receipt{}})
		}, []int{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}},
		{"another content", func() { s.Image, s.Outcome, s.Next = nil, nil, session.ActCreate }, []int{1, 2, 3, 4, 5, 6, 9}},
	} {
		c.change()
		if got := w.labTicks(s); !slices.Equal(got, c.want) {
			t.Errorf("%s: got %v, want %v", c.what, got, c.want)
		}
	}
}

func TestARefusedTokenIsNotTicked(t *testing.T) {
	w := opened(t)
	s := full()
	s.TokenKept = accounts.Typed
	w.view.lab.visit(form.FieldToken)
	if got := w.labTicks(s); !slices.Contains(got, 6) {
		t.Errorf("typed: %v", got)
	}
	if got := w.labTicks(refusedSignIn(s)); slices.Contains(got, 6) {
		t.Errorf("refused: %v", got)
	}
}

func TestATokenThatNobodyRefusedStaysTicked(t *testing.T) {
	w := opened(t)
	s := full()
	s.TokenKept = accounts.Typed
	w.view.lab.visit(form.FieldToken)
	w.labTicks(s)
	unreached := report.Finding{Code: transport.CodeTLSUnknownIssuer, Severity: report.Error}
	s.SignedIn = &session.SignInCheck{Finding: unreached}
	if got := w.labTicks(s); !slices.Contains(got, 6) {
		t.Errorf("after a check that reached nobody: %v", got)
	}
	w.labTicks(refusedSignIn(s))
	if got := w.labTicks(s); slices.Contains(got, 6) {
		t.Errorf("refused, and then reaching nobody: %v", got)
	}
}

func TestTheLabsTwelveStepsAndTheModelAreTicked(t *testing.T) {
	w := opened(t)
	w.window.Resize(fyne.NewSize(1280, 800))
	s := w.labDone()
	marks := 0
	for _, link := range w.lab.links {
		for _, o := range test.WidgetRenderer(link).Objects() {
			if m, ok := o.(*kit.StepMark); ok && m.Visible() {
				marks++
			}
		}
	}
	if marks != 13 || len(w.labTicks(s)) != 12 {
		t.Errorf("got %d marks, ticked %v", marks, w.labTicks(s))
	}
}

func TestWhatTheNextExerciseNeedsIsCopiedWhenAllStepsAreDone(t *testing.T) {
	w := opened(t)
	w.window.Resize(fyne.NewSize(1280, 800))
	s := w.labDone()
	if w.labStepNow() != "" {
		t.Fatalf("%q is left to do", w.labStepNow())
	}
	w.session.Edit(func(f *form.Form) { f.SetTag(s.Form.Tag) })
	test.Tap(w.lab.copies[0].(*fyne.Container).Objects[0].(*kit.Button))
	got := w.app.Clipboard().Content()
	for _, want := range []string{"lhr.ocir.io\n", "tenancynamespace\n", s.Form.Tag} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in %q", want, got)
		}
	}
}

func TestTheLabsOwnNamesStandBesideThoseOfTheLanguage(t *testing.T) {
	t.Cleanup(func() { words.Use("en") })
	for _, language := range words.Languages() {
		words.Use(language)
		var all []string
		for _, step := range labSteps() {
			all = append(all, step.title)
		}
		got := strings.Join(all, "\n")
		for _, want := range []string{"Push Image Complete", "WebLogic Deployer", words.L("Create Auxiliary Image Complete"), words.L("Push Image Complete")} {
			if !strings.Contains(got, want) {
				t.Errorf("%s: no %q in\n%s", language, want, got)
			}
		}
	}
}

func TestTheLabsStepsFitBesideTheFormInEveryLanguage(t *testing.T) {
	t.Cleanup(func() { words.Use("en") })
	for _, language := range words.Languages() {
		w := opened(t)
		for _, size := range []fyne.Size{fyne.NewSize(besideForm, 700), wide} {
			for name, s := range map[string]session.Snapshot{"begun": empty(), "done": w.labDone()} {
				s.Preferences = session.Preferences{Language: language, FollowLab: true}
				w.draw(s)
				w.window.Resize(size.AddWidthHeight(1, 1))
				w.window.Resize(size)
				if got := w.lab.list.Size().Width; got > railWidth {
					t.Errorf("%s, %s: the steps are %.0f wide", language, name, got)
				}
				for _, fault := range w.misfits(w.window.Canvas().Size()) {
					t.Errorf("%s, %s, %.0f wide: %s", language, name, size.Width, fault)
				}
			}
		}
	}
}
