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
	file             string                  // name that is offered for a file with it
	notes            func() []report.Finding // to be read before; nil for none
	off              bool                    // of no use as things are
	secret           bool                    // there is a file of it with the tokens in it
}

// remarks returns what is to be read before the text.
func (c copyable) remarks() []report.Finding {
	if c.notes == nil {
		return nil
	}
	return c.notes()
}

// textsDialog shows one of a few texts, to be read, copied and saved.
type textsDialog struct {
	win       *Window
	dialog    *kit.Dialog
	texts     []copyable
	now       string // key of the text shown
	choice    *kit.RadioGroup
	help      *kit.Label
	notes     *fyne.Container
	noted     string
	text      *kit.Label
	pane      *kit.Page
	copied    *kit.Button
	save      *kit.Button
	fresh     func(then func()) // goes on once what the texts are made of was read as it is now
	withToken *kit.Button       // saves what is a secret; nil where nothing is
}

// textRoom is the room of a text that no list stands beside.
const textRoom = 24

// newTextsDialog returns a dialog that shows texts, with what they are filled
// with above them; above may be nil. A text has this room at least, in text sizes.
func newTextsDialog(w *Window, title string, above fyne.CanvasObject, texts []copyable, room float32) *textsDialog {
	d := &textsDialog{win: w, texts: texts, text: kit.Paragraph(""), help: kit.Muted(""), notes: kit.Column(1)}
	d.fresh = func(then func()) { then() } // it is in the form
	d.text.Style.Monospace = true
	d.pane = kit.NewPage(kit.Padded(2, 2, kit.Column(2, d.notes, d.text)))
	d.copied = w.clipboard.button(words.L("Copy"), func() string { return d.shown().text() })
	copyShown := d.copied.OnTapped
	d.copied.OnTapped = func() { d.fresh(copyShown) }
	d.save = kit.NewButton(words.L("Save…"), d.saveShown)
	var keys, labels []string
	for _, t := range texts {
		keys, labels = append(keys, t.key), append(labels, t.label)
	}
	d.choice = kit.NewRadioGroup(keys, labels, d.show).Stacked()
	side := kit.Bordered(kit.Padded(0, 1, d.help), nil, nil, nil, kit.Framed(d.pane))
	kit.SetVisible(d.choice.Container, len(texts) > 1)
	body := kit.Row([]float32{0, 1}, d.choice.Container, side)
	d.dialog = w.dialogs.New(title, kit.Bordered(above, nil, nil, nil, kit.Padded(0, 1, kit.AtLeast(room, body))), 84)
	return d
}

// helps returns what is said of the texts: the place of a text is below the longest.
func (d *textsDialog) helps() (all []string) {
	for _, t := range d.texts {
		if !t.off {
			all = append(all, t.help)
		}
	}
	return all
}

// open shows the dialog with one of its texts. What is offered with some texts alone
// stands before the other buttons, which stay where they are.
func (d *textsDialog) open(key string) {
	d.show(key)
	done := kit.NewButton(words.L("Close"), d.dialog.Close)
	buttons := []*kit.Button{done, d.save, d.copied}
	if d.withToken != nil {
		buttons = append([]*kit.Button{d.withToken}, buttons...)
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

// offer lets a person take the texts, or not.
func (d *textsDialog) offer(good bool) {
	for _, b := range []*kit.Button{d.copied, d.save, d.withToken} {
		switch {
		case b == nil:
		case good:
			b.Enable()
		default:
			b.Disable()
		}
	}
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
	d.help.Room = d.helps()
	d.help.SetText(now.help)
	if text := now.text(); text != d.text.Text {
		d.win.clipboard.unmark() // what was copied is another one
		d.text.SetText(text)
	}
	d.drawNotes(now.remarks())
	if d.withToken != nil {
		kit.SetVisible(d.withToken, now.secret)
	}
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
		d.notes.Add(remark(n))
	}
}
