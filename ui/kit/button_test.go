package kit

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"
)

func TestAButtonWithTheFocusHasARing(t *testing.T) {
	w := test.NewTempWindow(t, nil)
	for _, importance := range []widget.Importance{widget.LowImportance, widget.MediumImportance, widget.HighImportance} {
		b := NewButton("a button", nil)
		b.Importance = importance
		w.SetContent(b)
		before := w.Canvas().Capture()
		w.Canvas().Focus(b)
		r := test.WidgetRenderer(b).(*buttonRenderer)
		if r.ring.StrokeWidth == 0 || fmt.Sprint(before) == fmt.Sprint(w.Canvas().Capture()) {
			t.Errorf("importance %d: nothing shows the focus", importance)
		}
	}
}

func TestTheSpaceBarPressesAButtonAndIsNotTypedWhereThatLeads(t *testing.T) {
	test.NewTempApp(t)
	name := NewEntry(nil)
	w := test.NewTempWindow(t, name)
	b := NewButton("Name it", func() { w.Canvas().Focus(name) })
	w.SetContent(Column(1, b, name))
	w.Canvas().Focus(b)
	w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace}) // as the driver tells of one press
	w.Canvas().Focused().TypedRune(' ')
	if w.Canvas().Focused() != name || name.Text != "" {
		t.Errorf("the focus is on %T, %q was typed", w.Canvas().Focused(), name.Text)
	}
}
