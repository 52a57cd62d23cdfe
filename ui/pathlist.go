package ui

import (
	"path/filepath"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"auximage/ui/kit"
)

// doubleClick is how soon the second click of two comes at most, as on Windows at
// its slower half: Fyne's own 300 ms are too short for many hands.
const doubleClick = 600 * time.Millisecond

// pathList shows the folder's items. A click marks one, a second soon after it or
// Enter opens it.
type pathList struct {
	kit.List
	dialog  *browser
	opening bool      // what is selected now is to be opened
	clicked string    // the path clicked last
	at      time.Time // when
}

func newPathList(d *browser) *pathList {
	l := &pathList{dialog: d}
	l.Init(l, func() int { return len(d.shown.items) },
		func() fyne.CanvasObject { return newPathRow(l.tapped) },
		func(i int, o fyne.CanvasObject) { l.update(i, o.(*pathRow)) })
	l.OnSelected = func(i widget.ListItemID) {
		l.UnselectAll() // so that it can be selected again
		if l.opening {
			d.open(i)
			return
		}
		d.mark(i)
	}
	return l
}

// tapped marks an item, or opens it when it was clicked just before. With Shift held it
// marks all from the one clicked before.
func (l *pathList) tapped(i int) {
	path := l.dialog.pathOf(i)
	if l.clicked != "" && l.dialog.several && shiftHeld() {
		l.dialog.markThrough(l.clicked, i)
		return
	}
	if path == l.clicked && time.Since(l.at) < doubleClick {
		l.clicked = "" // a third click is another first one
		l.dialog.open(i)
		return
	}
	l.dialog.mark(i)
	l.clicked, l.at = path, time.Now() // what the mark took is no slowness of the hand
}

// shiftHeld tells whether Shift is held.
func shiftHeld() bool {
	d, ok := fyne.CurrentApp().Driver().(desktop.Driver)
	return ok && d.CurrentKeyModifiers()&fyne.KeyModifierShift != 0
}

func (l *pathList) update(i int, row *pathRow) {
	d := l.dialog
	if i >= len(d.shown.items) {
		return
	}
	item, path := d.shown.items[i], d.pathOf(i)
	icon := theme.FileIcon()
	switch {
	case item.isDir:
		icon = theme.FolderIcon()
	case d.marked[path]:
		icon = theme.ConfirmIcon()
	}
	row.index = i
	row.name.SetText(item.name)
	row.icon.SetResource(icon)
	row.show(d.marked[path] || d.current == path)
}

// TypedKey opens by Enter, marks by the blank, and goes up by Backspace.
func (l *pathList) TypedKey(ev *fyne.KeyEvent) {
	switch {
	case kit.IsEnter(ev):
		l.opening = true
		l.List.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
		l.opening = false
	case ev.Name == fyne.KeyBackspace:
		l.dialog.enter(filepath.Dir(l.dialog.shown.path))
	default:
		l.List.TypedKey(ev)
	}
}

// pathRow is a row of the list. It takes clicks itself: the list would tell
// neither of a second one on the same row nor of when they were.
type pathRow struct {
	widget.BaseWidget
	index  int
	icon   *widget.Icon
	name   *kit.Label
	on     bool
	back   *canvas.Rectangle
	tapped func(i int)
}

func newPathRow(tapped func(i int)) *pathRow {
	r := &pathRow{icon: widget.NewIcon(nil), name: kit.CutLine(""), back: canvas.NewRectangle(nil), tapped: tapped}
	r.back.CornerRadius = theme.InputRadiusSize()
	r.ExtendBaseWidget(r)
	return r
}

func (r *pathRow) show(on bool) {
	if r.on == on {
		return
	}
	r.on = on
	r.back.FillColor = nil
	if on {
		r.back.FillColor = r.Theme().Color(theme.ColorNameSelection, fyne.CurrentApp().Settings().ThemeVariant())
	}
	r.back.Refresh()
}

// Tapped tells of a click.
func (r *pathRow) Tapped(*fyne.PointEvent) { r.tapped(r.index) }

func (r *pathRow) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewStack(r.back,
		container.NewBorder(nil, nil, kit.Padded(1, 0, r.icon), nil, kit.Padded(1, 1, r.name))))
}
