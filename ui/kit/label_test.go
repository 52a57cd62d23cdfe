package kit

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
)

func TestASignInALineIsWrittenByTheFontThatHasIt(t *testing.T) {
	test.NewTempApp(t)
	l := Paragraph(Tick + "model.yaml\n7001 → 7002")
	l.Resize(fyne.NewSize(300, 60))
	end, line, got := float32(0), float32(0), ""
	for _, o := range test.WidgetRenderer(l).Objects() {
		part := o.(*canvas.Text)
		if sign := strings.ContainsAny(part.Text, signs); sign != part.TextStyle.Monospace {
			t.Errorf("%q is monospaced: %v", part.Text, part.TextStyle.Monospace)
		}
		if at := part.Position(); at.X == 0 {
			line, end = at.Y, 0
		} else if at.X < end {
			t.Errorf("%q begins at %v, what is before it ends at %v", part.Text, at.X, end)
		}
		got, end = got+part.Text, end+part.MinSize().Width
	}
	if want := strings.ReplaceAll(l.Text, "\n", ""); got != want || line == 0 {
		t.Errorf("got %q, want %q on two lines", got, want)
	}
	if got := l.measure("7001 → 7002"); got != end {
		t.Errorf("the second line is measured %v wide, want %v", got, end)
	}
}
