package ui

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// sheet is a dialog: a title, a body that scrolls when it must, and buttons of
// which Enter presses one and Esc another.
type sheet struct {
	win    *Window
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

// newSheet returns a dialog that is not shown yet.
func (w *Window) newSheet(title string, body fyne.CanvasObject, ems float32) *sheet {
	t := newText(title, sizeTitle, theme.ColorNameForeground, fyne.TextStyle{Bold: true})
	t.wrap = true
	return &sheet{win: w, title: t, body: body, ems: ems}
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
	canvas := s.win.window.Canvas()
	s.win.sheets = append(s.win.sheets, s)
	s.over.Resize(canvas.Size())
	canvas.Overlays().Add(s.over)
	switch {
	case s.first != nil:
		canvas.Focus(s.first)
	case s.enter != nil:
		canvas.Focus(s.enter)
	}
}

// fit gives the sheet the size that its content asks for now, within the window.
func (s *sheet) fit() { s.over.Refresh() }

// open tells whether the sheet is still there.
func (s *sheet) open() bool { return slices.Contains(s.win.sheets, s) }

// close takes the sheet, and what is above it, off the window.
func (s *sheet) close() {
	for i, open := range s.win.sheets {
		if open == s {
			s.win.sheets = s.win.sheets[:i]
			s.win.window.Canvas().Overlays().Remove(s.over)
			if s.closed != nil {
				s.closed()
			}
			return
		}
	}
}

// sheetLayout puts the title above, the buttons below and the body between.
type sheetLayout struct{ *sheet }

func (sheetLayout) pad() float32 { return gap(6) }

// wanted returns the size that the sheet has in a window of a size.
func (l sheetLayout) wanted(objects []fyne.CanvasObject, window fyne.Size) fyne.Size {
	margin := gap(10)
	size := fyne.NewSize(min(l.ems*theme.TextSize(), window.Width-margin), window.Height-margin)
	if !l.tall {
		size.Height = min(size.Height, l.natural(objects, size.Width))
	}
	return size
}

// natural returns the height at which nothing needs to scroll.
func (l sheetLayout) natural(objects []fyne.CanvasObject, width float32) float32 {
	inner := width - 2*l.pad()
	widen(l.title, inner)
	widen(l.body, inner+gap(4))
	return l.title.MinSize().Height + l.body.MinSize().Height + objects[2].MinSize().Height + 3*l.pad() + gap(4)
}

func (l sheetLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	pad := l.pad()
	width := size.Width - 2*pad
	widen(objects[0], width)
	top, bar := objects[0].MinSize().Height, objects[2].MinSize().Height
	objects[0].Move(fyne.NewPos(pad, pad))
	objects[0].Resize(fyne.NewSize(width, top))
	objects[2].Move(fyne.NewPos(pad, size.Height-pad-bar))
	objects[2].Resize(fyne.NewSize(width, bar))
	objects[1].Move(fyne.NewPos(pad-gap(2), pad+top+gap(4)))
	objects[1].Resize(fyne.NewSize(width+gap(4), size.Height-top-bar-3*pad-gap(4)))
}

func (l sheetLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	bar := objects[2].MinSize()
	return fyne.NewSize(bar.Width+2*l.pad(), objects[0].MinSize().Height+bar.Height+4*l.pad())
}
