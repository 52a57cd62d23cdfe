package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"

	"auximage/app/session"
	"auximage/app/session/words"
)

// titleRow stands above both pages: their tabs, the two buttons of which one
// shines, and why the next step cannot be taken yet.
type titleRow struct {
	*fyne.Container
	win          *Window
	create, push *button
	whyNot       *text
	refused      bool // a person tried: the reason is drawn as a fault until it changes
	last         string
}

func newTitleRow(w *Window, tabs fyne.CanvasObject) *titleRow {
	t := &titleRow{win: w}
	t.create = newButton(words.L("Create Auxiliary Image"), func() { w.start(session.ActCreate) })
	t.push = newButton(words.L("Push Auxiliary Image"), func() { w.start(session.ActPush) })
	t.whyNot = caption("")
	t.whyNot.align = fyne.TextAlignTrailing
	sign := canvas.NewImageFromResource(icon)
	sign.FillMode = canvas.ImageFillContain
	sign.SetMinSize(fyne.NewSquareSize(gap(8)))
	t.Container = vertical(0.5, sideBySide([]float32{0, 0, 1, 0, 0}, sign, tabs, layout.NewSpacer(), t.create, t.push), t.whyNot)
	return t
}

func (t *titleRow) draw(s session.Snapshot) {
	t.create.shine(s.Next != session.ActPush && !s.Form.UseExisting)
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
