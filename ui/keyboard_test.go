package ui

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"auximage/app/session"
	"auximage/ui/kit"
)

// stop is where the keyboard's way stops: a widget and its place.
type stop struct {
	what string
	at   fyne.Position
	size fyne.Size
}

// stops returns where Tab stops, once round.
func (w *Window) stops() (all []stop) {
	c := w.window.Canvas()
	c.Unfocus()
	test.FocusNext(c)
	first := c.Focused()
	for now := first; len(all) == 0 || now != first; now = c.Focused() {
		o := now.(fyne.CanvasObject)
		all = append(all, stop{name(now), fyne.CurrentApp().Driver().AbsolutePositionForObject(o), o.Size()})
		test.FocusNext(c)
	}
	return all
}

func name(f fyne.Focusable) string {
	switch f := f.(type) {
	case *kit.Button:
		return f.Text
	case *kit.RadioOption:
		return f.Label
	case *kit.Tab:
		return f.Title
	case *kit.Checkbox:
		return f.Text
	}
	return fmt.Sprintf("%T", f)
}

// page is a window so high that nothing has to be scrolled.
var page = fyne.NewSize(1024, 2400)

func TestTabGoesAsOneReads(t *testing.T) {
	for name, draw := range map[string]func(w *Window){
		"the form":    func(w *Window) { w.view.more = true; w.draw(wrong()) },
		"the primary": func(w *Window) { w.tabs.Choose(0); w.draw(full()) },
		"the console": func(w *Window) { w.view.console = true; w.draw(full()) },
		"preferences": openPreferences,
		"a question":  (*Window).askQuit,
	} {
		t.Run(name, func(t *testing.T) {
			w := opened(t)
			w.window.Resize(page)
			draw(w)
			all := w.stops()
			if len(all) < 2 {
				t.Fatalf("%d stops", len(all))
			}
			for i := range all[1:] {
				a, b := all[i], all[i+1]
				below := b.at.Y >= a.at.Y+a.size.Height/2
				beside := b.at.X > a.at.X && b.at.Y+b.size.Height > a.at.Y
				if !below && !beside {
					t.Errorf("after %s at %v comes %s at %v", a.what, a.at, b.what, b.at)
				}
			}
		})
	}
}

func TestWithAnExistingImageItsOwnStepShines(t *testing.T) {
	w := opened(t)
	s := full()
	s.Form.UseExisting, s.Next, s.Image = true, session.ActCheck, nil
	w.draw(s)
	if w.primaryButton() != w.primary.existing.look || w.title.create.Importance == widget.HighImportance {
		t.Error("Look up does not shine alone")
	}
	s.Image = &session.ImageSummary{Digest: digest}
	w.draw(s)
	if w.primaryButton() != w.primary.existing.next || w.primary.existing.look.Importance == widget.HighImportance {
		t.Error("once it was found, what comes next does not shine alone")
	}
}

func TestComingBackToTheWindowScrollsNothing(t *testing.T) {
	w := opened(t)
	w.window.Resize(fyne.NewSize(900, 600))
	token := w.auxiliary.signIn.token.entry
	w.window.Canvas().Focus(token)
	w.auxiliary.page.ScrollToBottom()
	where := w.auxiliary.page.Offset
	if w.inSight(token) {
		t.Fatal("the field is in sight at the bottom")
	}
	cameBack(w)
	token.FocusGained() // as the driver tells it
	if w.auxiliary.page.Offset != where {
		t.Errorf("the form scrolled from %v to %v", where, w.auxiliary.page.Offset)
	}
	token.FocusGained() // by a key
	if !w.inSight(token) {
		t.Error("a field that gets the focus later is out of sight")
	}
}

func TestEnterInAFieldMovesOnAsTabDoes(t *testing.T) {
	w := ready(t)
	c := w.window.Canvas()
	c.Focus(w.auxiliary.target.version.entry)
	c.FocusNext()
	next := c.Focused()
	c.Focus(w.auxiliary.target.version.entry)
	w.press(fyne.KeyReturn)
	if w.dialogs.busy() || w.session.Snapshot().Job != nil {
		t.Fatalf("Enter in a field opened %q", w.topTitle())
	}
	if got := c.Focused(); got != next {
		t.Errorf("Enter went to %s, Tab to %s", name(got), name(next))
	}
}

func TestCtrlEnterPressesWhatShinesInDialogsToo(t *testing.T) {
	w := ready(t)
	w.window.Canvas().Focus(w.auxiliary.target.version.entry)
	w.choose(t, "Image", "Next step")
	if got := w.topTitle(); got != "Prepare the model?" {
		t.Fatalf("the dialog is %q", got)
	}
	w.press(fyne.KeyEscape)
	if w.dialogs.busy() {
		t.Fatal("Esc did not dismiss the question")
	}
	openPreferences(w)
	w.window.Canvas().Focus(w.preferences.settings[session.SettingCA].entry)
	w.choose(t, "Image", "Next step")
	if w.dialogs.busy() {
		t.Error("the preferences' OK was not pressed")
	}
}
