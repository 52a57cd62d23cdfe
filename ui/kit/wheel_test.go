package kit

import (
	"strconv"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
)

// turned returns how far a page scrolls when the wheel is turned by a notch over
// one of its objects.
func turned(t *testing.T, p *Page, over fyne.CanvasObject) float32 {
	t.Helper()
	p.Offset.Y = 0
	p.Refresh()
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(over)
	test.Scroll(fyne.CurrentApp().Driver().CanvasForObject(over), at.AddXY(over.Size().Width/2, over.Size().Height/2), 0, -25)
	return p.Offset.Y
}

func TestTheWheelScrollsThePageWhateverItIsOver(t *testing.T) {
	w := test.NewTempWindow(t, nil)
	entry, password, group := NewEntry(nil), NewPasswordEntry(), NewRadioGroup([]string{"a", "b"}, []string{"one", "two"}, nil)
	entry.SetValue("a line that is much longer than the field that it stands in, so that it scrolls inside")
	over := map[string]fyne.CanvasObject{
		"a field": entry, "a password": password, "a choice": group.Options[0], "a box": NewCheckbox("box", nil),
		"a list that drops down": NewDropdown([]string{"a"}, []string{"one"}, func(string) {}), "a button": NewButton("button", nil), "text": Paragraph("text"),
	}
	column := Column(1)
	for _, o := range over {
		column.Add(o)
	}
	column.Add(group.Options[1])
	for range 40 {
		column.Add(Line("more"))
	}
	p := NewPage(NewPanel(column))
	w.SetContent(p)
	w.Resize(fyne.NewSize(300, 400))
	for name, o := range over {
		if got, want := turned(t, p, o), 25*notch; got != want {
			t.Errorf("over %s the page scrolls %v, want %v", name, got, want)
		}
	}
}

func TestTheWheelScrollsAListAsFarAsAPage(t *testing.T) {
	w := test.NewTempWindow(t, nil)
	l := NewList(func() int { return 100 }, func() fyne.CanvasObject { return CutLine("") },
		func(i int, o fyne.CanvasObject) { o.(*Label).SetText(strconv.Itoa(i)) })
	w.SetContent(container.NewStack(l))
	w.Resize(fyne.NewSize(200, 200))
	test.Scroll(w.Canvas(), fyne.NewPos(100, 100), 0, -25)
	if got, want := l.GetScrollOffset(), 25*notch; got != want {
		t.Errorf("it scrolls %v, want %v", got, want)
	}
	test.Scroll(w.Canvas(), fyne.NewPos(100, 100), 0, -1e6)
	if got, most := l.GetScrollOffset(), l.MinSize().Height*400; got <= 200 || got > most {
		t.Errorf("at the end it is at %v", got)
	}
}

func TestWhatIsRevealedIsInSight(t *testing.T) {
	w := test.NewTempWindow(t, nil)
	column := Column(1)
	var lines []*Label
	for range 60 {
		lines = append(lines, Line("line"))
		column.Add(lines[len(lines)-1])
	}
	p := NewPage(NewPanel(column))
	w.SetContent(p)
	w.Resize(fyne.NewSize(200, 200))
	for _, i := range []int{59, 0, 30} {
		Reveal(lines[i])
		top := fyne.CurrentApp().Driver().AbsolutePositionForObject(lines[i]).Y
		if top < 0 || top+lines[i].Size().Height > 200 {
			t.Errorf("line %d stands at %v", i, top)
		}
	}
}
