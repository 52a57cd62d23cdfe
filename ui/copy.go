package ui

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"auximage/ui/kit"
)

// clipboard makes the buttons that copy: what is in the system's has one mark, at
// the button that put it there.
type clipboard struct {
	app    fyne.App
	copied *kit.Button // that copied last, and shows it; nil for none
	what   func() string
	text   string
	at     time.Time
}

// marked is how long a button shows at most that it copied.
const marked = 10 * time.Second

// button returns one that copies a text, and says until the next one that it did.
func (c *clipboard) button(label string, what func() string) *kit.Button {
	b := kit.NewButton(label, nil)
	b.Icon = theme.ContentCopyIcon()
	b.OnTapped = func() { c.copyBy(b, what) }
	return b
}

// icon is a button without words.
func (c *clipboard) icon(what func() string) *kit.Button {
	b := kit.IconButton(theme.ContentCopyIcon(), nil)
	b.OnTapped = func() { c.copyBy(b, what) }
	return b
}

// copyBy copies a text and marks the button that did it. Where there is none, what was
// copied before stays.
func (c *clipboard) copyBy(b *kit.Button, what func() string) {
	text := what()
	if text == "" {
		return
	}
	c.unmark()
	c.app.Clipboard().SetContent(text)
	c.copied, c.what, c.text, c.at = b, what, text, time.Now()
	b.SetIcon(theme.ConfirmIcon())
}

// draw takes the mark off once there is something else to copy, or after a while.
func (c *clipboard) draw() {
	if c.copied != nil && (time.Since(c.at) > marked || c.what() != c.text) {
		c.unmark()
	}
}

// unmark takes the mark off the button that copied last.
func (c *clipboard) unmark() {
	if c.copied != nil {
		c.copied.SetIcon(theme.ContentCopyIcon())
	}
	c.copied = nil
}

// fact is a name with a value below it that can be copied, or acted on by more
// buttons.
func (c *clipboard) fact(name, value string, others ...*kit.Button) fyne.CanvasObject {
	v := kit.Paragraph(value)
	buttons := container.NewHBox()
	for _, b := range others {
		buttons.Add(b)
	}
	buttons.Add(c.icon(func() string { return value }))
	return kit.Column(0.5, kit.Caption(name), kit.Row([]float32{1, 0}, kit.Padded(0, 1.5, v), buttons))
}

// command is a line for a shell that can be copied.
func (c *clipboard) command(line string) fyne.CanvasObject {
	v := kit.Paragraph(line)
	v.Style.Monospace = true
	return kit.Row([]float32{1, 0}, kit.Padded(0, 1.5, v), c.icon(func() string { return line }))
}

// plainFact is a name with a value below it.
func plainFact(name, value string) fyne.CanvasObject {
	return kit.Column(0.5, kit.Caption(name), kit.Paragraph(value))
}
