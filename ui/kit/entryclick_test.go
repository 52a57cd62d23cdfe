package kit

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
)

// clicked is a page with two fields, the lower one cut by the window's edge.
func clicked(t *testing.T) (w fyne.Window, p *Page, left, aimed *Entry, told *[]fyne.KeyName) {
	t.Helper()
	w = test.NewTempWindow(t, nil)
	left, aimed = NewEntry(nil), NewEntry(nil)
	column := Column(1, left)
	for range 4 {
		column.Add(Line("between"))
	}
	column.Add(aimed)
	for range 10 {
		column.Add(Line("below"))
	}
	p = NewPage(NewPanel(column))
	w.SetContent(p)
	w.Resize(fyne.NewSize(300, aimed.Position().Y+aimed.Size().Height))
	told = &[]fyne.KeyName{}
	w.Canvas().SetOnTypedKey(func(ev *fyne.KeyEvent) {
		*told = append(*told, ev.Name)
		if ev.Name == KeyFocused {
			Reveal(w.Canvas().Focused().(fyne.CanvasObject))
		}
	})
	return w, p, left, aimed, told
}

func press(at fyne.Position) *desktop.MouseEvent {
	return &desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: at}, Button: desktop.MouseButtonPrimary}
}

func TestNothingHappensUnderTheMouseBeforeAClickEnds(t *testing.T) {
	w, p, left, aimed, _ := clicked(t)
	gone := false
	left.OnLeft = func() { gone = true }
	w.Canvas().Focus(left)
	middle := fyne.NewPos(aimed.Size().Width/2, aimed.Size().Height/2)

	aimed.MouseDown(press(middle))
	aimed.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: middle.AddXY(1, 1)}}) // a hand trembles
	if gone || aimed.HasFocus || w.Canvas().Focused() != fyne.Focusable(left) {
		t.Error("the field before was left while the button was down")
	}
	aimed.MouseUp(press(middle))
	if !gone || !aimed.HasFocus || p.Offset.Y != 0 {
		t.Errorf("after the click: left %v, the focus %v, scrolled to %v, want neither kept nor moved", gone, aimed.HasFocus, p.Offset.Y)
	}
	test.Type(aimed, "x")
	if aimed.Text != "x" || p.Offset.Y == 0 {
		t.Errorf("typed into it has %q at %v, want it whole in sight", aimed.Text, p.Offset.Y)
	}
}

func TestTheKeyboardBringsAFieldIntoSightAtOnce(t *testing.T) {
	w, p, _, aimed, told := clicked(t)
	w.Canvas().Focus(aimed)
	if p.Offset.Y == 0 || len(*told) != 1 || (*told)[0] != KeyFocused {
		t.Errorf("it stands at %v, and the window was told %v", p.Offset.Y, *told)
	}
}

func TestADragSelectsInAFieldThatWasElsewhere(t *testing.T) {
	_, _, _, aimed, _ := clicked(t)
	aimed.SetValue("a line to select from")
	aimed.MouseDown(press(fyne.NewPos(8, 12)))
	aimed.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(200, 12)}, Dragged: fyne.NewDelta(192, 0)})
	aimed.DragEnd()
	aimed.MouseUp(press(fyne.NewPos(200, 12)))
	if got := aimed.SelectedText(); got != "a line to select from" {
		t.Errorf("selected is %q", got)
	}
}

func TestAPathIsSelectedByTheClickThatBringsTheFocus(t *testing.T) {
	w, _, _, _, _ := clicked(t)
	path := NewPathEntry(nil)
	w.SetContent(path)
	path.SetValue("/home/me/models")
	path.MouseDown(press(fyne.NewPos(8, 8)))
	path.MouseUp(press(fyne.NewPos(8, 8)))
	if got := path.SelectedText(); got != path.Text {
		t.Errorf("selected is %q", got)
	}
}
