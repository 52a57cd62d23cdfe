package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"auximage/app/form"
	"auximage/app/session"
	"auximage/app/words"
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
	next("The endpoint of your region")
	w.session.Edit(func(f *form.Form) { f.SetPart(form.FieldRegion, "lhr.ocir.io") })
	next("Tenancy namespace")
	w.typing(w.auxiliary.target.namespace.entry, "tenancynamespace")
	next("Auxiliary Image Tag")
	w.typing(w.auxiliary.target.repository.entry, "test-model-ankit")
	w.typing(w.auxiliary.target.version.entry, "v1")
	next("Auxiliary Image Registry Push Username")
	w.typing(w.auxiliary.signIn.user.entry, "tenancynamespace/lab.user@oracle.com")
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
	w.session.Edit(func(f *form.Form) { f.SetTag("lhr.ocir.io/tenancynamespace/test-model-ankit:v1") })
	w.redraw()
	if got := w.reads(); !strings.Contains(got, "Step 5 of 12") || strings.Contains(got, "Your model, from exercise 2") {
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

func TestWhatTheNextExerciseNeedsIsCopiedWhenAllStepsAreDone(t *testing.T) {
	w := opened(t)
	w.window.Resize(fyne.NewSize(1280, 800))
	s := published()
	s.Preferences.FollowLab = true
	w.draw(s)
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
			for name, s := range map[string]session.Snapshot{"begun": empty(), "done": published()} {
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
