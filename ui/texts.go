package ui

import (
	"fmt"

	"fyne.io/fyne/v2"

	"auximage/app/words"
	"auximage/imaging/report"
	"auximage/ui/kit"
)

// copyable is a text that a person takes elsewhere.
type copyable struct {
	key, label, help string
	text             func() string
	notes            func() []report.Finding // to be read before; nil for none
	off              bool                    // of no use as things are
}

// remarks returns what is to be read before the text.
func (c copyable) remarks() []report.Finding {
	if c.notes == nil {
		return nil
	}
	return c.notes()
}

// textsDialog shows one of a few texts, to be read and copied.
type textsDialog struct {
	win    *Window
	dialog *kit.Dialog
	texts  []copyable
	now    string // key of the text shown
	choice *kit.RadioGroup
	side   *fyne.Container // help and text
	help   *kit.Label
	notes  *fyne.Container
	noted  string
	text   *kit.Label
	pane   *kit.Page
	copied *kit.Button
	save   *kit.Button // of the texts whose keys are in saves; nil for none
	saves  map[string]bool
}

// textRoom is the room of a text that no list stands beside.
const textRoom = 24

// newTextsDialog returns a dialog that shows texts, with what they are filled
// with above them; above may be nil. A text has this room at least, in text sizes.
func newTextsDialog(w *Window, title string, above fyne.CanvasObject, texts []copyable, room float32) *textsDialog {
	d := &textsDialog{win: w, texts: texts, text: kit.Paragraph(""), help: kit.Muted(""), notes: kit.Column(1)}
	d.text.Style.Monospace = true
	d.pane = kit.NewPage(kit.Padded(2, 2, kit.Column(2, d.notes, d.text)))
	d.copied = w.clipboard.button(words.L("Copy"), func() string { return d.shown().text() })
	var keys, labels []string
	for _, t := range texts {
		keys, labels = append(keys, t.key), append(labels, t.label)
	}
	d.choice = kit.NewRadioGroup(keys, labels, d.show).Stacked()
	d.side = kit.Bordered(kit.Padded(0, 1, d.help), nil, nil, nil, kit.Framed(d.pane))
	kit.SetVisible(d.choice.Container, len(texts) > 1)
	body := kit.Row([]float32{0, 1}, d.choice.Container, d.side)
	d.dialog = w.dialogs.New(title, kit.Bordered(above, nil, nil, nil, kit.Padded(0, 1, kit.AtLeast(room, body))), 84)
	return d
}

// open shows the dialog with one of its texts.
func (d *textsDialog) open(key string) {
	d.show(key)
	done := kit.NewButton(words.L("Close"), d.dialog.Close)
	buttons := []*kit.Button{done, d.copied}
	if d.save != nil {
		buttons = []*kit.Button{done, d.save, d.copied}
	}
	d.dialog.Show(done, buttons...)
	d.win.texts = d
}

// shown returns the text that is shown.
func (d *textsDialog) shown() copyable {
	for _, t := range d.texts {
		if t.key == d.now && !t.off {
			return t
		}
	}
	return d.texts[0]
}

// show shows the text with a key from its beginning.
func (d *textsDialog) show(key string) {
	d.now = key
	d.choice.ShowValue(key)
	d.win.clipboard.unmark()
	d.drawTexts(d.texts)
	d.pane.ScrollToTop()
}

// drawTexts takes the texts as they are now, those that there were in their order.
func (d *textsDialog) drawTexts(texts []copyable) {
	d.texts = texts
	for i, t := range texts {
		d.choice.Options[i].SetLabel(t.label)
		kit.SetVisible(d.choice.Options[i], !t.off)
	}
	now := d.shown()
	d.choice.ShowValue(now.key)
	d.help.SetText(now.help)
	if text := now.text(); text != d.text.Text {
		d.win.clipboard.unmark() // what was copied is another one
		d.text.SetText(text)
	}
	d.drawNotes(now.remarks())
	if d.save != nil {
		kit.SetVisible(d.save, d.saves[now.key])
	}
	d.side.Refresh() // the help may be higher than the one before
	d.pane.Refresh()
}

func (d *textsDialog) drawNotes(notes []report.Finding) {
	noted := fmt.Sprint(notes)
	kit.SetVisible(d.notes, len(notes) > 0)
	if noted == d.noted {
		return
	}
	d.noted = noted
	d.notes.RemoveAll()
	for _, n := range notes {
		line := kit.Paragraph(mark(n.Severity) + words.Of(n).String())
		line.Color = severityColor(n.Severity)
		d.notes.Add(line)
	}
}
