package kit

import (
	"errors"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// Entry is a line to type into that is not disturbed by what is drawn: while it
// has the focus its text changes only when something other than the typing
// changed the value, or when a pasted text came back cleaned.
type Entry struct {
	widget.Entry
	onTyped   func(string) // each change that a person makes
	OnLeft    func()       // the focus went on
	OnEntered func()       // Enter; the window's own meaning of it when nil

	HasFocus   bool
	awaitsDraw bool   // typed was called, its value has not been drawn yet
	pasted     bool   // the change was a paste
	drawn      string // the value as last drawn
	silent     bool   // show is setting the text
}

// NewEntry returns an empty entry; typed may be nil.
func NewEntry(typed func(string)) *Entry {
	e := &Entry{onTyped: typed}
	e.Wrapping = fyne.TextWrap(fyne.TextTruncateClip)
	e.OnChanged = func(s string) {
		e.italicizeExample()
		if e.silent {
			return
		}
		e.awaitsDraw = true
		if e.onTyped != nil {
			e.onTyped(s)
		}
	}
	e.TextStyle.Italic = true
	e.ExtendBaseWidget(e)
	return e
}

// italicizeExample sets an example apart from what was typed: it is in italics.
func (e *Entry) italicizeExample() {
	if empty := e.Text == ""; e.TextStyle.Italic != empty {
		e.TextStyle.Italic = empty
		e.Refresh()
	}
}

// NewPasswordEntry returns an entry that shows dots.
func NewPasswordEntry() *Entry {
	e := NewEntry(nil)
	e.Password = true
	return e
}

// errWrong marks an entry; the words are in the hint.
var errWrong = errors.New("wrong")

// MarkWrong draws an entry as wrong, or not.
func (e *Entry) MarkWrong(wrong bool) {
	e.AlwaysShowValidationError = true
	var err error
	if wrong {
		err = errWrong
	}
	e.SetValidationError(err)
}

// ShowValue draws a value.
func (e *Entry) ShowValue(value string) {
	mine := e.HasFocus && e.awaitsDraw && !e.pasted // the answer to what is being typed
	same := e.HasFocus && !e.awaitsDraw && value == e.drawn
	e.awaitsDraw, e.pasted, e.drawn = false, false, value
	if mine || same || e.Text == value {
		return
	}
	e.SetValue(value)
}

// SetValue replaces the text and puts the cursor behind it, or before it while a
// person is elsewhere, so that the beginning of a long one is seen.
func (e *Entry) SetValue(value string) {
	e.silent = true
	e.SetText(value)
	e.silent = false
	e.CursorColumn = 0
	if e.HasFocus {
		e.CursorColumn = len([]rune(value))
	}
	e.Refresh()
}

func (e *Entry) FocusGained() {
	e.HasFocus = true
	e.CursorColumn = len([]rune(e.Text)) // a click moves it on
	e.Entry.FocusGained()
	TellFocused(e)
}

func (e *Entry) FocusLost() {
	e.HasFocus = false
	e.Entry.FocusLost()
	if e.OnLeft != nil {
		e.OnLeft()
	}
}

func (e *Entry) TypedShortcut(s fyne.Shortcut) {
	if _, ok := s.(*fyne.ShortcutPaste); ok {
		e.pasted = true
	}
	e.Entry.TypedShortcut(s)
}

func (e *Entry) TypedKey(ev *fyne.KeyEvent) {
	switch {
	case IsEnter(ev) && !e.MultiLine && e.OnEntered != nil:
		e.OnEntered()
	case IsEnter(ev) && !e.MultiLine, ev.Name == fyne.KeyEscape:
		PassKey(e, ev)
	default:
		e.Entry.TypedKey(ev)
	}
}
