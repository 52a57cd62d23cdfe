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
	OnReached func()       // the focus came
	OnEntered func()       // Enter; the window's own meaning of it when nil

	SelectsAll bool                             // what stands there is selected as the entry gets the focus
	Selects    func(text string) (from, to int) // the part that is, in characters, in place of all; nil for all
	HasFocus   bool
	click      entryClick
	awaitsDraw bool   // typed was called, its value has not been drawn yet
	pasted     bool   // the change was a paste
	drawn      string // the value as last drawn
	silent     bool   // show is setting the text
	wrong      bool
	drawing    fyne.WidgetRenderer // nil before it is drawn
}

// NewEntry returns an empty entry; typed may be nil.
func NewEntry(typed func(string)) *Entry {
	e := &Entry{onTyped: typed}
	e.Wrapping = fyne.TextWrap(fyne.TextTruncateClip)
	e.OnChanged = func(s string) {
		if cut := e.cut(s); cut != s {
			e.SetText(cut) // comes here again
			return
		}
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

// OnTyped has each change that a person makes handed to typed.
func (e *Entry) OnTyped(typed func(string)) { e.onTyped = typed }

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

// MarkWrong draws an entry as wrong, or not. Fyne keeps room for the mark beside the
// text of an entry with a validator alone, and a right one would get a mark then.
func (e *Entry) MarkWrong(wrong bool) {
	was := e.wrong
	e.wrong, e.AlwaysShowValidationError = wrong, true
	var err error
	e.Validator = nil
	if wrong {
		err = errWrong
		e.Validator = func(string) error { return errWrong }
	}
	e.SetValidationError(err)
	if was != wrong && e.drawing != nil {
		e.drawing.Layout(e.Size())
		e.Refresh()
	}
}

// Wrong tells whether the entry is drawn as wrong.
func (e *Entry) Wrong() bool { return e.wrong }

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
	value = e.cut(value)
	e.silent = true
	e.SetText(value)
	e.silent = false
	e.CursorColumn = 0
	if e.HasFocus {
		e.CursorColumn = len([]rune(value))
		e.selectAll()
	}
	e.Refresh()
}

// selectAll selects what stands there, where that is wanted.
func (e *Entry) selectAll() {
	if e.SelectsAll {
		e.SelectToReplace()
	}
}

// NewPathEntry returns an entry for a path, which is selected as it gets the
// focus: who goes there mostly wants another one.
func NewPathEntry(typed func(string)) *Entry {
	e := NewEntry(typed)
	e.SelectsAll = true
	return e
}
