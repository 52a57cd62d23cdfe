package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// FoldingSection is a step's section that can be folded to a line, which says
// what is in it and keeps the names of its fields. A click anywhere on the line
// opens it.
type FoldingSection struct {
	Panel  *Panel
	Head   *Button // opens and folds; it has the focus when what had it is hidden
	OnFold func(folded bool)
	change string // on Head while folded
	title  string
	line   *Label
	names  *Label
	body   fyne.CanvasObject
	folded bool
}

// FoldingTexts are the words of a FoldingSection.
type FoldingTexts struct {
	Title  string
	Names  string // of the fields inside, shown while folded
	Change string // on the button that opens it
}

// NewFoldingSection returns an open section with its step before the title.
func NewFoldingSection(mark *StepMark, texts FoldingTexts, body fyne.CanvasObject) *FoldingSection {
	s := &FoldingSection{title: texts.Title, change: texts.Change, body: body}
	s.line = heading(texts.Title)
	s.line.Cut = true
	s.names = Caption(texts.Names)
	s.names.Wrap, s.names.Cut = false, true
	s.names.Hide()
	s.Head = IconButton(theme.MenuDropDownIcon(), func() {
		s.focusHead()
		s.OnFold(!s.folded)
	})
	s.Head.Hide()
	top := newTapArea(MiddleRow([]float32{0, 1, 0}, mark, Column(0.5, s.line, s.names), RoomWhileHidden(s.Head)), func() {
		if s.folded {
			s.OnFold(false)
		}
	})
	s.Panel = NewPanel(Column(3, top, body))
	return s
}

// Show draws the section folded to a line that says what is in it, or open, with
// the button that folds it where it may be.
func (s *FoldingSection) Show(folded, foldable bool, what string) {
	line := s.title
	if folded {
		line += " – " + what
	}
	s.line.SetText(line)
	SetVisible(s.Head, folded || foldable)
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
	SetVisible(s.names, folded)
	SetVisible(s.body, !folded)
	s.Panel.Refresh()
}

// Folded tells whether the section is a line now.
func (s *FoldingSection) Folded() bool { return s.folded }

// Holds tells whether an object stands in what is hidden while it is folded.
func (s *FoldingSection) Holds(o fyne.CanvasObject) bool {
	_, found := within(s.body, nil, o)
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
