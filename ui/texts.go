package ui

import (
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"auximage/app/words"
)

// copyable is a text that a person takes elsewhere.
type copyable struct {
	key, label, help string
	text             func() string
}

// textsDialog shows one of a few texts, to be read and copied.
type textsDialog struct {
	win    *Window
	sheet  *sheet
	texts  []copyable
	now    copyable
	choice *radio
	text   *text
	help   *text
	pane   *container.Scroll
	copied *button
	save   *button // of the texts whose keys are in saves; nil for none
	saves  map[string]bool
}

func newTextsDialog(w *Window, title string, texts []copyable) *textsDialog {
	d := &textsDialog{win: w, texts: texts, text: paragraph(""), help: muted("")}
	d.text.style.Monospace = true
	d.pane = container.NewVScroll(padded(2, 2, d.text))
	d.copied = newButton(words.L("Copy"), d.copy)
	var keys, labels []string
	for _, t := range texts {
		keys, labels = append(keys, t.key), append(labels, t.label)
	}
	d.choice = newRadio(keys, labels, d.show).down()
	body := sideBySide([]float32{0, 1}, d.choice.Container, bordered(padded(0, 1, d.help), nil, nil, nil, framed(d.pane)))
	d.sheet = w.dialogs.newSheet(title, atLeast(26, body), 68)
	return d
}

// open shows the dialog with one of its texts.
func (d *textsDialog) open(key string) {
	d.choice.show(key)
	d.show(key)
	done := newButton(words.L("Close"), d.sheet.close)
	buttons := []*button{done, d.copied}
	if d.save != nil {
		buttons = append([]*button{d.save}, buttons...)
	}
	d.sheet.show(done, buttons...)
	d.win.texts = d
}

// show shows the text with a key.
func (d *textsDialog) show(key string) {
	for _, t := range d.texts {
		if t.key == key {
			d.now = t
		}
	}
	d.text.setText(d.now.text())
	d.help.setText(d.now.help)
	d.copied.SetIcon(theme.ContentCopyIcon())
	if d.save != nil {
		shown(d.save, d.saves[key])
	}
	d.pane.ScrollToTop()
	d.pane.Refresh()
}

func (d *textsDialog) copy() {
	d.win.copy(d.now.text())
	d.copied.SetIcon(theme.ConfirmIcon())
}
