package kit

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
)

// textAndMark returns the x at which the text of an entry is cut off, and the one at
// which its mark begins.
func textAndMark(e *Entry) (text, mark float32) {
	for _, o := range test.WidgetRenderer(e).Objects() {
		if _, scrolls := o.(*container.Scroll); scrolls {
			text = o.Position().X + o.Size().Width
		} else if o.Size() == fyne.NewSquareSize(e.Theme().Size(theme.SizeNameInlineIcon)) {
			mark = o.Position().X
		}
	}
	return text, mark
}

func TestTheMarkOfAFaultHasRoomOfItsOwn(t *testing.T) {
	w := test.NewTempWindow(t, nil)
	for name, e := range map[string]*Entry{"a field": NewEntry(nil), "a password": NewPasswordEntry(), "a path": NewPathEntry(nil)} {
		w.SetContent(Column(0, e))
		w.Resize(fyne.NewSize(200, 100))
		e.SetValue(strings.Repeat("NAMESPACE_", 9))
		whole, _ := textAndMark(e)
		e.MarkWrong(true)
		if text, mark := textAndMark(e); mark == 0 || text > mark {
			t.Errorf("%s: the text goes to %v, and its mark begins at %v", name, text, mark)
		}
		e.SetValue("right")
		e.MarkWrong(false)
		if text, _ := textAndMark(e); text != whole {
			t.Errorf("%s: the text of a right one goes to %v, want %v", name, text, whole)
		}
	}
}
