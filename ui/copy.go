package ui

import (
	"fyne.io/fyne/v2/theme"

	"auximage/ui/kit"
)

// copyButton copies a text, and says until the next one that it did.
func (w *Window) copyButton(label string, what func() string) *kit.Button {
	b := kit.NewButton(label, nil)
	b.Icon = theme.ContentCopyIcon()
	b.OnTapped = func() { w.copyBy(b, what()) }
	return b
}

// copyIcon is a copyButton without words.
func (w *Window) copyIcon(what func() string) *kit.Button {
	b := kit.IconButton(theme.ContentCopyIcon(), nil)
	b.OnTapped = func() { w.copyBy(b, what()) }
	return b
}

// copyBy copies a text and marks the button that did it: what is in the clipboard
// has one mark.
func (w *Window) copyBy(b *kit.Button, text string) {
	w.unmarkCopied()
	w.app.Clipboard().SetContent(text)
	w.copied = b
	b.SetIcon(theme.ConfirmIcon())
}

// unmarkCopied takes the mark off the button that copied last.
func (w *Window) unmarkCopied() {
	if w.copied != nil {
		w.copied.SetIcon(theme.ContentCopyIcon())
	}
	w.copied = nil
}
