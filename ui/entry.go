package ui

import (
	"errors"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// entry is a line to type into that is not disturbed by what is drawn: while it
// has the focus its text changes only when something other than the typing
// changed the value, or when a pasted text came back cleaned.
type entry struct {
	widget.Entry
	typed   func(string) // each change that a person makes
	left    func()       // the focus went on
	entered func()       // Enter; the window's own meaning of it when nil

	focused bool
	asked   bool   // typed was called, its value has not been drawn yet
	pasted  bool   // the change was a paste
	drawn   string // the value as last drawn
	silent  bool   // show is setting the text
}

func newEntry(typed func(string)) *entry {
	e := &entry{typed: typed}
	e.Wrapping = fyne.TextWrap(fyne.TextTruncateClip)
	e.OnChanged = func(s string) {
		e.lean()
		if e.silent {
			return
		}
		e.asked = true
		if e.typed != nil {
			e.typed(s)
		}
	}
	e.TextStyle.Italic = true
	e.ExtendBaseWidget(e)
	return e
}

// lean sets an example apart from what was typed: it is in italics.
func (e *entry) lean() {
	if empty := e.Text == ""; e.TextStyle.Italic != empty {
		e.TextStyle.Italic = empty
		e.Refresh()
	}
}

func newPasswordEntry() *entry {
	e := newEntry(nil)
	e.Password = true
	return e
}

// errWrong marks an entry; the words are in the hint.
var errWrong = errors.New("wrong")

// mark draws an entry as wrong, or not.
func (e *entry) mark(wrong bool) {
	e.AlwaysShowValidationError = true
	var err error
	if wrong {
		err = errWrong
	}
	e.SetValidationError(err)
}

// show draws a value.
func (e *entry) show(value string) {
	mine := e.focused && e.asked && !e.pasted // the answer to what is being typed
	same := e.focused && !e.asked && value == e.drawn
	e.asked, e.pasted, e.drawn = false, false, value
	if mine || same || e.Text == value {
		return
	}
	e.set(value)
}

// set replaces the text and puts the cursor behind it, or before it while a
// person is elsewhere, so that the beginning of a long one is seen.
func (e *entry) set(value string) {
	e.silent = true
	e.SetText(value)
	e.silent = false
	e.CursorColumn = 0
	if e.focused {
		e.CursorColumn = len([]rune(value))
	}
	e.Refresh()
}

func (e *entry) FocusGained() {
	e.focused = true
	e.CursorColumn = len([]rune(e.Text)) // a click moves it on
	e.Entry.FocusGained()
	tellFocused(e)
}

func (e *entry) FocusLost() {
	e.focused = false
	e.Entry.FocusLost()
	if e.left != nil {
		e.left()
	}
}

func (e *entry) TypedShortcut(s fyne.Shortcut) {
	if _, ok := s.(*fyne.ShortcutPaste); ok {
		e.pasted = true
	}
	e.Entry.TypedShortcut(s)
}

func (e *entry) TypedKey(ev *fyne.KeyEvent) {
	switch {
	case isEnter(ev) && !e.MultiLine && e.entered != nil:
		e.entered()
	case isEnter(ev) && !e.MultiLine, ev.Name == fyne.KeyEscape:
		pass(e, ev)
	default:
		e.Entry.TypedKey(ev)
	}
}
