package ui

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"auximage/app/session"
	"auximage/app/words"
	"auximage/ui/kit"
)

// pushedLine stands below the buttons as long as the registry has what the form
// says: what was pushed, when, and the way on.
type pushedLine struct {
	*fyne.Container
	what      *kit.Label
	copied    *kit.Button
	next      *kit.Button
	reference string
}

func newPushedLine(w *Window) *pushedLine {
	p := &pushedLine{what: said(kit.Caption(""))}
	p.what.Color, p.what.Align = theme.ColorNameSuccess, fyne.TextAlignTrailing
	p.copied = w.clipboard.icon(func() string { return p.reference })
	p.next = kit.NewButton(words.L("What comes next…"), func() { openNext(w) })
	p.Container = kit.Padded(0, 1, kit.Row([]float32{1, 0, 0}, p.what, kit.Column(0, p.copied), kit.Column(0, p.next)))
	return p
}

// draw shows the line, or not.
func (p *pushedLine) draw(s session.Snapshot) {
	on := isPushed(s) && s.Job == nil
	kit.SetVisible(p.Container, on)
	if !on {
		return
	}
	p.reference = s.Image.Reference + "@" + s.Image.Digest
	p.what.SetText(kit.Tick + pushedAt(s.Image) + "\n" + s.Image.Digest)
}

// isPushed tells whether the registry has what the form says, under its tag.
func isPushed(s session.Snapshot) bool {
	return s.Next == "" && s.Image != nil && s.Image.Pushed && !s.Form.UseExisting
}

// pushedAt says what was pushed, and when as far as that is known.
func pushedAt(i *session.ImageSummary) string {
	args := map[string]any{"Reference": i.Reference, "Time": when(i.PushedAt)}
	if i.PushedAt.IsZero() {
		return words.L("Pushed: {{.Reference}}", args)
	}
	return words.L("Pushed {{.Time}}: {{.Reference}}", args)
}

// when is a time of today, or a date and time.
func when(t time.Time) string {
	t = t.Local()
	if y, m, d := t.Date(); time.Now().YearDay() == t.YearDay() && time.Now().Year() == y && m > 0 && d > 0 {
		return words.Clock(t)
	}
	return words.Date(t)
}
