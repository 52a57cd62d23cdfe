package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"auximage/app/session"
	"auximage/app/session/words"
)

// titleRow stands above both tabs: what the page is, why the next step cannot
// be taken yet, and the two buttons of which one shines.
type titleRow struct {
	*fyne.Container
	win          *Window
	create, push *button
	whyNot       *text
	refused      bool // a person tried: the reason is drawn as a fault until it changes
	last         string
}

func newTitleRow(w *Window) *titleRow {
	t := &titleRow{win: w}
	t.create = newButton(words.L("Create Auxiliary Image"), func() { w.start(session.ActCreate) })
	t.push = newButton(words.L("Push Auxiliary Image"), func() { w.start(session.ActPush) })
	t.whyNot = caption("")
	t.whyNot.align = fyne.TextAlignTrailing
	name := newText(words.L("Image"), theme.SizeNameHeadingText, theme.ColorNameForeground, fyne.TextStyle{Bold: true})
	middle := container.New(middled{}, t.whyNot)
	t.Container = container.NewBorder(nil, nil, name, container.New(row{2, []float32{0, 0}}, t.create, t.push), middle)
	return t
}

// enter does what the shining button does.
func (t *titleRow) enter() {
	if t.push.Importance == widget.HighImportance {
		t.push.Tapped(nil)
		return
	}
	t.create.Tapped(nil)
}

func (t *titleRow) draw(s session.Snapshot) {
	t.create.shine(s.Next != session.ActPush)
	t.push.shine(s.Next == session.ActPush)
	next := session.ActCreate
	if s.Next == session.ActPush {
		next = session.ActPush
	}
	reason := ""
	if f := s.WhyNot[next]; f != nil && s.Job == nil {
		reason = words.Of(*f).Sentence
	}
	if reason != t.last {
		t.refused = false
	}
	t.last = reason
	color := colorMuted
	if t.refused {
		color = theme.ColorNameError
	}
	t.whyNot.set(reason, color)
}

// refuse shows why an action cannot start.
func (t *titleRow) refuse(err error) {
	t.last = words.OfError(err).Sentence
	t.refused = true
	t.whyNot.set(t.last, theme.ColorNameError)
}

// middled centres an object vertically at full width.
type middled struct{}

func (middled) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		width := size.Width - gap(6)
		widen(o, width)
		h := min(o.MinSize().Height, size.Height)
		o.Resize(fyne.NewSize(width, h))
		o.Move(fyne.NewPos(gap(3), (size.Height-h)/2))
	}
}

func (middled) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }
