package ui

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"
)

// sheet is a dialog: a title, a body that scrolls when it must, and buttons of
// which Enter presses one and Esc another.
type sheet struct {
	of     *dialogs
	title  *text
	body   fyne.CanvasObject
	first  fyne.Focusable // gets the focus; the enter button when nil
	enter  *button
	esc    *button
	bar    []*button
	scroll *container.Scroll
	over   *overlay
	ems    float32 // width wanted, in text sizes
	closed func()  // called when the sheet is closed; nil when nobody minds
	tall   bool    // as high as the window allows, for lists
}

// show shows the dialog with its buttons; the last one shines.
func (s *sheet) show(esc *button, buttons ...*button) {
	s.esc, s.enter, s.bar = esc, buttons[len(buttons)-1], buttons
	s.enter.Importance = widget.HighImportance
	objects, weights := []fyne.CanvasObject{layout.NewSpacer()}, []float32{1}
	for _, b := range buttons {
		objects, weights = append(objects, b), append(weights, 0)
	}
	s.present(container.New(row{2, weights}, objects...))
}

func (s *sheet) present(bar fyne.CanvasObject) {
	s.body = padded(2, 0.5, s.body) // keeps the scroll bar off the fields, and their edges off the end
	s.scroll = container.NewVScroll(s.body)
	content := container.New(sheetLayout{s}, s.title, s.scroll, bar)
	s.over = newOverlay(content, func(window fyne.Size) fyne.Size { return sheetLayout{s}.wanted(content.Objects, window) })
	c := s.of.window.Canvas()
	s.of.stack = append(s.of.stack, s)
	s.over.Resize(c.Size())
	c.Overlays().Add(s.over)
	switch {
	case s.first != nil:
		c.Focus(s.first)
	case s.enter != nil:
		c.Focus(s.enter)
	}
}

// fit gives the sheet the size that its content asks for now, within the window.
func (s *sheet) fit() { s.over.Refresh() }

// open tells whether the sheet is still there.
func (s *sheet) open() bool { return slices.Contains(s.of.stack, s) }

// close takes the sheet, and what is above it, off the window.
func (s *sheet) close() {
	for i, open := range s.of.stack {
		if open == s {
			s.of.stack = s.of.stack[:i]
			s.of.window.Canvas().Overlays().Remove(s.over)
			if s.closed != nil {
				s.closed()
			}
			return
		}
	}
}
