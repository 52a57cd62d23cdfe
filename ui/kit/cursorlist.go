package kit

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"golang.org/x/text/unicode/norm"
)

// CursorList is a list with a cursor that the keyboard moves: by the arrows, Home and
// End, and by letters to the first row whose name begins with them. Fyne's list has
// one too, which nothing but its own arrows can move.
type CursorList struct {
	List
	At        int                // the row that the cursor is at
	OnMarked  func(i int)        // the blank was pressed
	OnEntered func(i int)        // Enter was
	name      func(i int) string // what letters are compared with
	focused   bool
	typed     typeAhead
}

// Init makes a list of the type that it is embedded in, whose rows have names.
func (l *CursorList) Init(self fyne.Widget, length func() int, name func(i int) string,
	row func() fyne.CanvasObject, draw func(i int, row fyne.CanvasObject)) {
	l.name = name
	l.List.Init(self, length, row, draw)
}

// Reached tells whether the keyboard is at a row.
func (l *CursorList) Reached(i int) bool { return l.focused && l.At == i }

// Begin shows other rows from the first one on.
func (l *CursorList) Begin() {
	l.At, l.typed = 0, typeAhead{}
	l.ScrollToTop()
	l.Refresh()
}

// GoTo moves the cursor to a row, and the row into sight.
func (l *CursorList) GoTo(i int) {
	l.At = i
	l.ScrollTo(i)
}

// Seek moves the cursor to the first row whose name begins with a text, in whatever
// case, if there is one.
func (l *CursorList) Seek(beginning string) {
	beginning = foldCase(beginning)
	for i := range l.Length() {
		if strings.HasPrefix(foldCase(l.name(i)), beginning) {
			l.GoTo(i)
			return
		}
	}
}

// foldCase returns a text in one case and, as macOS takes names of files apart, in one
// form.
func foldCase(s string) string { return strings.ToLower(norm.NFC.String(s)) }

// FocusGained shows where the cursor is.
func (l *CursorList) FocusGained() {
	l.focused = true
	l.Refresh()
	TellFocused(l)
}

// FocusLost shows it no more.
func (l *CursorList) FocusLost() {
	l.focused = false
	l.Refresh()
}

// TypedKey moves the cursor, and tells of Enter and the blank.
func (l *CursorList) TypedKey(ev *fyne.KeyEvent) {
	last := l.Length() - 1
	switch {
	case isWindows(ev), IsEnter(ev) && (last < 0 || l.OnEntered == nil):
		PassKey(l, ev)
	case last < 0:
	case IsEnter(ev):
		l.OnEntered(min(l.At, last))
	case ev.Name == fyne.KeySpace && l.OnMarked != nil && !l.typed.isGoingOn(time.Now()):
		l.OnMarked(min(l.At, last))
	case ev.Name == fyne.KeyDown:
		l.GoTo(min(l.At+1, last))
	case ev.Name == fyne.KeyUp:
		l.GoTo(max(l.At-1, 0))
	case ev.Name == fyne.KeyHome:
		l.GoTo(0)
	case ev.Name == fyne.KeyEnd:
		l.GoTo(last)
	}
}

// TypedRune goes to the first row that begins with what was typed.
func (l *CursorList) TypedRune(r rune) { l.Seek(l.typed.add(r, time.Now())) }
