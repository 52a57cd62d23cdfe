package ui

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"auximage/app/form"
	"auximage/app/session"
	"auximage/ui/kit"
)

// following is a window with the lab's steps, in which one step is the current one.
func following(t *testing.T) (w *Window, current func(want string)) {
	w = opened(t)
	w.window.Resize(fyne.NewSize(1280, 800))
	w.lab.set(true)
	return w, func(want string) {
		t.Helper()
		w.redraw()
		if got := w.lab.now().title; got != want {
			t.Errorf("the current step is %q, want %q", got, want)
		}
	}
}

// clickOn clicks on a field as a mouse does.
func clickOn(e *kit.Entry) {
	ev := &desktop.MouseEvent{Button: desktop.MouseButtonPrimary}
	e.MouseDown(ev)
	e.MouseUp(ev)
}

func TestTheCurrentStepIsWhereAPersonIs(t *testing.T) {
	w, current := following(t)
	a := w.auxiliary
	current("Click Image: the “Primary Image” tab") // the program's own focus is no visit
	clickOn(a.target.tag.entry)
	current("Auxiliary Image Tag")
	clickOn(a.signIn.user.entry)
	current("Auxiliary Image Registry Push Username")
	w.window.Canvas().Focus(a.signIn.token.entry)
	current("Auxiliary Image Registry Push Password (auth token)")
	test.Tap(a.target.region)
	current("The endpoint of your region")
	w.press(fyne.KeyEscape)
	w.tabs.Choose(0)
	current("Click Image: the “Primary Image” tab")
	w.tabs.Choose(1)
	current("The endpoint of your region") // the next to be done
	test.Tap(w.lab.links[10])
	current("Create Auxiliary Image Complete: OK")
}

func TestWhatIsDoneElsewhereLeadsTheLabOn(t *testing.T) {
	w, current := following(t)
	token := w.auxiliary.signIn.token.entry
	w.typing(token, "a token")
	current("Auxiliary Image Registry Push Password (auth token)")
	test.Tap(w.auxiliary.files.sample) // by a button, which leaves the focus where it is
	w.eventually(t, "the sample was looked at", func(s session.Snapshot) bool {
		return len(s.Form.Models) > 0 && !s.Inspected.Running
	})
	current("Click Image: the “Primary Image” tab")
	w.choose(t, "Help", "Where things are kept")
	w.press(fyne.KeyEscape) // gives the focus back to the token
	current("Click Image: the “Primary Image” tab")
	clickOn(token)
	current("Auxiliary Image Registry Push Password (auth token)")
}

func TestANarrowWindowNamesWhereAPersonIsAndLeadsToWhatIsNext(t *testing.T) {
	w, current := following(t)
	w.window.Resize(fyne.NewSize(1024, 700))
	w.session.Edit(func(f *form.Form) { f.SetTag("lhr.ocir.io/tenancynamespace/test-model-ankit:v1") })
	w.redraw()
	clickOn(w.auxiliary.signIn.token.entry)
	current("Auxiliary Image Registry Push Password (auth token)")
	if got := w.lab.where.Text + " · " + w.lab.show.Text; got != "Step 6 of 12 · Auxiliary Image Registry Push Password (auth token) · Next" {
		t.Errorf("it says %q", got)
	}
	test.Tap(w.lab.show)
	current("Click Image: the “Primary Image” tab")
}
