package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// dropList is the open list of a dropdown. It begins at the present choice, which has a
// tick; Fyne's own shows none of the choice and begins at the first.
type dropList struct {
	CursorList
	of    *Dropdown
	popUp *widget.PopUp
}

func newDropList(d *Dropdown) *dropList {
	l := &dropList{of: d}
	l.HideSeparators = true
	l.OnMarked, l.OnEntered = l.choose, l.choose
	l.Init(l, func() int { return len(d.Options) }, func(i int) string { return d.Options[i] },
		func() fyne.CanvasObject { return newDropRow(l.choose) },
		func(i int, o fyne.CanvasObject) {
			if i < len(d.Options) {
				o.(*dropRow).show(i, d.Options[i], i == d.SelectedIndex(), l.Reached(i))
			}
		})
	return l
}

// open shows the list below its dropdown, or over it where there is no room.
func (l *dropList) open(c fyne.Canvas) {
	l.popUp = widget.NewPopUp(l, c)
	row := newDropRow(nil).MinSize().Height + theme.Padding()
	height := min(float32(len(l.of.Options))*row+Gap(1), c.Size().Height-Gap(4))
	l.popUp.Resize(fyne.NewSize(l.of.Size().Width, height))
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(l.of)
	at.Y = min(at.Y+l.of.Size().Height, c.Size().Height-height-Gap(2))
	l.popUp.ShowAtPosition(at)
	c.Focus(l)
	l.GoTo(max(0, l.of.SelectedIndex()))
}

func (l *dropList) choose(i int) {
	l.popUp.Hide()
	l.of.SetSelectedIndex(i)
}

// TypedKey closes the list by Esc, without a choice.
func (l *dropList) TypedKey(ev *fyne.KeyEvent) {
	if ev.Name == fyne.KeyEscape {
		l.popUp.Hide()
		return
	}
	l.CursorList.TypedKey(ev)
}

// dropRow is a row of a dropList. It takes clicks itself: the list would not tell of one
// on the row that is selected.
type dropRow struct {
	widget.BaseWidget
	index  int
	tick   *widget.Icon
	label  *Label
	back   *canvas.Rectangle
	tapped func(i int)
}

func newDropRow(tapped func(i int)) *dropRow {
	r := &dropRow{tick: widget.NewIcon(theme.ConfirmIcon()), label: CutLine(""), back: NewBacklight(), tapped: tapped}
	r.ExtendBaseWidget(r)
	return r
}

func (r *dropRow) show(i int, label string, chosen, reached bool) {
	r.index = i
	r.label.SetText(label)
	SetVisible(r.tick, chosen)
	Light(r.back, chosen, reached)
}

// Tapped tells of a click.
func (r *dropRow) Tapped(*fyne.PointEvent) { r.tapped(r.index) }

func (r *dropRow) CreateRenderer() fyne.WidgetRenderer {
	tick := container.NewCenter(container.NewGridWrap(fyne.NewSquareSize(theme.IconInlineSize()), r.tick))
	return widget.NewSimpleRenderer(container.NewStack(r.back, Padded(1, 1, Bordered(nil, nil, Padded(1, 0, tick), nil, r.label))))
}
