package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// List is a list of many rows, of which those in sight are drawn. Enter and Esc
// go on to the window.
type List struct{ widget.List }

// Init makes a list of the type that it is embedded in.
func (l *List) Init(self fyne.Widget, length func() int, row func() fyne.CanvasObject, draw func(i int, row fyne.CanvasObject)) {
	l.Length, l.CreateItem, l.UpdateItem = length, row, draw
	l.ExtendBaseWidget(self)
}

// NewList returns a list with a row for each of length, made once and drawn for
// the index that it shows.
func NewList(length func() int, row func() fyne.CanvasObject, draw func(i int, row fyne.CanvasObject)) *List {
	l := &List{}
	l.Init(l, length, row, draw)
	return l
}

// FocusGained brings the list into sight.
func (l *List) FocusGained() {
	l.List.FocusGained()
	TellFocused(l)
}

// TypedKey moves in the list.
func (l *List) TypedKey(ev *fyne.KeyEvent) {
	if IsEnter(ev) || isWindows(ev) {
		PassKey(l, ev)
		return
	}
	l.List.TypedKey(ev)
}

// CreateRenderer draws the list, with the wheel going as far as elsewhere.
func (l *List) CreateRenderer() fyne.WidgetRenderer {
	base := l.List.CreateRenderer()
	scroller := base.Objects()[0].(fyne.Scrollable)
	return &wheelRenderer{base, newWheelArea(func(ev *fyne.ScrollEvent) { scroller.Scrolled(farther(ev)) })}
}
