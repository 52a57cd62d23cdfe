package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// FoldingSection is a step's section that can be folded to a line, which says
// what is in it, and a second one with the values of its fields. A click anywhere on
// them opens it.
type FoldingSection struct {
	Panel  *Panel
	Head   *Button // opens and folds; it has the focus when what had it is hidden
	OnFold func(folded bool)
	change string // on Head while folded
	title  string
	row    *fyne.Container
	line   *Label
	values *Label
	body   fyne.CanvasObject
	folded bool
}

// FoldingTexts are the words of a FoldingSection.
type FoldingTexts struct {
	Title  string
	Change string // on the button that opens it
}

// NewFoldingSection returns an open section with its step before the title.
func NewFoldingSection(mark *StepMark, texts FoldingTexts, body fyne.CanvasObject) *FoldingSection {
	s := &FoldingSection{title: texts.Title, change: texts.Change, body: body}
	s.line = heading(texts.Title)
	s.line.Cut = true
	s.values = Caption("")
	s.values.Hide()
	s.Head = IconButton(theme.MenuDropDownIcon(), func() {
		s.focusHead()
		s.OnFold(!s.folded)
	})
	s.Head.Hide()
	s.row = MiddleRow([]float32{0, 1, 0}, mark, Column(0.5, s.line, s.values), RoomWhileHidden(s.Head))
	top := newTapArea(s.row, func() {
		if s.folded {
			s.focusHead()
			s.OnFold(false)
		}
	})
	s.Panel = NewPanel(Column(3, top, body))
	return s
}

// Show draws the section folded to a line that says what is in it, with the values
// below, or open, with the button that folds it where it may be.
func (s *FoldingSection) Show(folded, foldable bool, what, values string) {
	line := s.title
	if folded {
		line += " – " + what
	}
	s.line.SetText(line)
	s.values.SetText(values)
	if s.Head.Visible() != (folded || foldable) {
		SetVisible(s.Head, folded || foldable)
		s.row.Refresh() // hidden, a button asks for less room
	}
	if s.folded == folded {
		return
	}
	s.folded = folded
	if folded {
		s.rescueFocus()
		s.Head.Icon, s.Head.Importance = nil, widget.MediumImportance
		s.Head.SetText(s.change)
	} else {
		s.Head.Text, s.Head.Importance = "", widget.LowImportance
		s.Head.SetIcon(theme.MenuDropDownIcon())
	}
	SetVisible(s.values, folded)
	SetVisible(s.body, !folded)
	s.Panel.Refresh()
}

// Folded tells whether the section is a line now.
func (s *FoldingSection) Folded() bool { return s.folded }

// Holds tells whether an object stands in what is hidden while it is folded.
func (s *FoldingSection) Holds(o fyne.CanvasObject) bool {
	_, _, found := within(s.body, nil, 0, o)
	return found
}

// rescueFocus gives the focus to the head when what is about to be hidden has it.
func (s *FoldingSection) rescueFocus() {
	c := fyne.CurrentApp().Driver().CanvasForObject(s.Panel)
	if c == nil {
		return
	}
	if o, ok := c.Focused().(fyne.CanvasObject); ok && s.Holds(o) {
		s.focusHead()
	}
}

func (s *FoldingSection) focusHead() {
	if c := fyne.CurrentApp().Driver().CanvasForObject(s.Head); c != nil {
		c.Focus(s.Head)
	}
}
