package ui

import (
	"path/filepath"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"auximage/ui/kit"
)

// doubleClick is how soon the second click of two comes at most, as on Windows at
// its slower half: Fyne's own 300 ms are too short for many hands.
const doubleClick = 600 * time.Millisecond

// pathList shows the folder's items. A click marks one, a second soon after it or
// Enter opens it.
type pathList struct {
	kit.CursorList
	dialog  *browser
	clicked string    // the path clicked last
	when    time.Time // when
}

func newPathList(d *browser) *pathList {
	l := &pathList{dialog: d}
	l.OnMarked, l.OnEntered = d.mark, d.open
	l.Init(l, func() int { return len(d.shown.items) }, func(i int) string { return d.shown.items[i].name },
		func() fyne.CanvasObject { return newPathRow(l.tapped) },
		func(i int, o fyne.CanvasObject) { l.update(i, o.(*pathRow)) })
	return l
}

// tapped marks an item, or opens it when it was clicked just before. With Shift held it
// marks all from the one clicked before.
func (l *pathList) tapped(i int) {
	path := l.dialog.pathOf(i)
	l.At = i
	l.dialog.win.window.Canvas().Focus(l)
	if l.clicked != "" && l.dialog.several && shiftHeld() {
		l.dialog.markThrough(l.clicked, i)
		return
	}
	if path == l.clicked && time.Since(l.when) < doubleClick {
		l.clicked = "" // a third click is another first one
		l.dialog.open(i)
		return
	}
	l.dialog.mark(i)
	l.clicked, l.when = path, time.Now() // what the mark took is no slowness of the hand
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
	path := d.pathOf(i)
	row.index = i
	row.show(d.shown.items[i], d.marked[path])
	kit.Light(row.back, d.marked[path] || d.current == path, l.Reached(i))
}

// TypedKey goes up by Backspace.
func (l *pathList) TypedKey(ev *fyne.KeyEvent) {
	if ev.Name == fyne.KeyBackspace {
		l.dialog.enter(filepath.Dir(l.dialog.shown.path))
		return
	}
	l.CursorList.TypedKey(ev)
}
