package kit

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

func TestTheStepsStayWhereTheyAreAsTheCurrentOneChanges(t *testing.T) {
	w := test.NewTempWindow(t, nil)
	step := NewStepLink(5, "Auxiliary Image Registry Push Username", func() {})
	column := Column(0, step)
	w.SetContent(Narrow(400, column))
	for width := float32(160); width <= 400; width += 4 { // on one line, and on more
		w.Resize(fyne.NewSize(width, 600))
		step.ShowState(ToDo, false)
		height := column.MinSize().Height
		step.ShowState(ToDo, true)
		if now := column.MinSize().Height; now != height {
			t.Errorf("%v wide, the current one is %v high, the others are %v", width, now, height)
		}
	}
}
