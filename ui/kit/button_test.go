package kit

import (
	"fmt"
	"testing"

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
