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
// Enter opens it. The keyboard goes on from the item that was clicked; letters go to
// the first item that begins with them. Fyne's list would keep the keyboard's place
// to itself.
type pathList struct {
	kit.List
	dialog  *browser
	at      int // the item that the keyboard is at
	focused bool
	typed   typeAhead
	clicked string    // the path clicked last
	when    time.Time // when
}

func newPathList(d *browser) *pathList {
	l := &pathList{dialog: d}
	l.Init(l, func() int { return len(d.shown.items) },
		func() fyne.CanvasObject { return newPathRow(l.tapped) },
		func(i int, o fyne.CanvasObject) { l.update(i, o.(*pathRow)) })
	return l
}

// tapped marks an item, or opens it when it was clicked just before. With Shift held it
// marks all from the one clicked before.
func (l *pathList) tapped(i int) {
	path := l.dialog.pathOf(i)
	l.at = i
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
	row.light(d.marked[path] || d.current == path, l.focused && l.at == i)
}

// begin shows another folder from its top.
func (l *pathList) begin() {
	l.at, l.typed = 0, typeAhead{}
	l.ScrollToTop()
	l.Refresh()
}

// FocusGained shows where the keyboard is.
func (l *pathList) FocusGained() {
	l.focused = true
	l.Refresh()
	kit.TellFocused(l)
}

// FocusLost shows it no more.
func (l *pathList) FocusLost() {
	l.focused = false
	l.Refresh()
}

// TypedKey opens by Enter, marks by the blank, and goes up by Backspace.
func (l *pathList) TypedKey(ev *fyne.KeyEvent) {
	last := len(l.dialog.shown.items) - 1
	switch {
	case ev.Name == fyne.KeyBackspace:
		l.dialog.enter(filepath.Dir(l.dialog.shown.path))
	case last < 0:
		l.List.TypedKey(ev)
	case kit.IsEnter(ev):
		l.dialog.open(l.at)
	case ev.Name == fyne.KeySpace && !l.typed.isGoingOn(time.Now()):
		l.dialog.mark(l.at)
	case ev.Name == fyne.KeyDown:
		l.goTo(min(l.at+1, last))
	case ev.Name == fyne.KeyUp:
		l.goTo(max(l.at-1, 0))
	case ev.Name == fyne.KeyHome:
		l.goTo(0)
	case ev.Name == fyne.KeyEnd:
		l.goTo(last)
	case ev.Name != fyne.KeySpace:
		l.List.TypedKey(ev)
	}
}

// TypedRune goes to the first item that begins with what was typed.
func (l *pathList) TypedRune(r rune) {
	l.seek(l.typed.add(r, time.Now()))
}

// seek goes to the first item whose name begins with a text, if there is one.
func (l *pathList) seek(beginning string) {
	if i := l.dialog.shown.first(beginning); i >= 0 {
		l.goTo(i)
	}
}

// goTo moves the keyboard to an item, and the item into sight.
func (l *pathList) goTo(i int) {
	l.at = i
	l.ScrollTo(i)
}
