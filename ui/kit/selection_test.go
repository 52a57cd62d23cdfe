package kit

import (
	"testing"

	"fyne.io/fyne/v2/test"
)

func TestATextSetWhileAnotherIsSelectedIsTypedOnAfter(t *testing.T) {
	w := test.NewTempWindow(t, nil)
	e := NewEntry(nil)
	w.SetContent(e)
	w.Canvas().Focus(e)
	for _, set := range []func(string){e.SetText, e.SetValue} {
		e.SetValue("14.1.2.0")
		e.SelectToReplace()
		set("")
		test.Type(e, "12.2")
		if e.Text != "12.2" {
			t.Errorf("it has %q", e.Text)
		}
	}
}

func TestThePartThatIsToBeReplacedIsSelected(t *testing.T) {
	w := test.NewTempWindow(t, nil)
	e := NewEntry(nil)
	w.SetContent(e)
	w.Canvas().Focus(e)
	e.SetValue("test-model-your_first_name")
	e.SelectToReplace()
	if got := e.SelectedText(); got != e.Text {
		t.Errorf("selected is %q, want all", got)
	}
	for _, part := range [][2]int{{11, 26}, {0, 4}, {26, 26}, {30, 40}} { // the last ones are beside it
		e.Selects = func(string) (from, to int) { return part[0], part[1] }
		e.SelectToReplace()
		want := e.Text[min(part[0], 26):min(part[1], 26)]
		if got := e.SelectedText(); got != want {
			t.Errorf("selected is %q, want %q", got, want)
		}
	}
}
