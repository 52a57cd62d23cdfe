package ui

import (
	"auximage/app/words"
	"auximage/ui/kit"
)

// copyable is a text that a person takes elsewhere.
type copyable struct {
	key, label, help string
	text             func() string
}

// textsDialog shows one of a few texts, to be read and copied.
type textsDialog struct {
	win    *Window
	dialog *kit.Dialog
	texts  []copyable
	now    copyable
	choice *kit.RadioGroup
	text   *kit.Label
	help   *kit.Label
	pane   *kit.Page
	copied *kit.Button
	save   *kit.Button // of the texts whose keys are in saves; nil for none
	saves  map[string]bool
}

func newTextsDialog(w *Window, title string, texts []copyable) *textsDialog {
	d := &textsDialog{win: w, texts: texts, text: kit.Paragraph(""), help: kit.Muted("")}
	d.text.Style.Monospace = true
	d.pane = kit.NewPage(kit.Padded(2, 2, d.text))
	d.copied = w.copyButton(words.L("Copy"), func() string { return d.now.text() })
	var keys, labels []string
	for _, t := range texts {
		keys, labels = append(keys, t.key), append(labels, t.label)
	}
	d.choice = kit.NewRadioGroup(keys, labels, d.show).Stacked()
	body := kit.Row([]float32{0, 1}, d.choice.Container, kit.Bordered(kit.Padded(0, 1, d.help), nil, nil, nil, kit.Framed(d.pane)))
	d.dialog = w.dialogs.New(title, kit.AtLeast(26, body), 68)
	return d
}

// open shows the dialog with one of its texts.
func (d *textsDialog) open(key string) {
	d.choice.ShowValue(key)
	d.show(key)
	done := kit.NewButton(words.L("Close"), d.dialog.Close)
	buttons := []*kit.Button{done, d.copied}
	if d.save != nil {
		buttons = append([]*kit.Button{d.save}, buttons...)
	}
	d.dialog.Show(done, buttons...)
	d.win.texts = d
}

// show shows the text with a key.
func (d *textsDialog) show(key string) {
	for _, t := range d.texts {
		if t.key == key {
			d.now = t
		}
	}
	d.text.SetText(d.now.text())
	d.help.SetText(d.now.help)
	d.win.unmarkCopied()
	if d.save != nil {
		kit.SetVisible(d.save, d.saves[key])
	}
	d.pane.ScrollToTop()
	d.pane.Refresh()
}
