package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"auximage/app/session"
	"auximage/app/words"
	"auximage/imaging"
	"auximage/ui/kit"
)

func (t outcomeDialog) pushed(s session.Snapshot, o *session.Outcome) *workDialog {
	r := o.Receipt
	parts := make([]imaging.Part, 0, len(r.Layers))
	for _, l := range r.Layers {
		parts = append(parts, l.Part)
	}
	layers := newLayers(parts)
	layers.sent = r.Layers
	stored := words.L("The registry has the image, and its digest was read back.")
	if r.NotReadBack != nil {
		stored = words.Of(*r.NotReadBack).String()
	}
	body := kit.Column(3,
		kit.Paragraph(stored),
		remadeLine(o),
		unchangedLine(s),
		otherBaseLine(s),
		t.win.clipboard.fact(words.L("Reference"), r.Reference),
		plainFact(words.L("Layers"), sentText(r)),
		layers,
		kit.Muted(words.L("What comes next in the domain:")),
		kit.Flow(2, t.nextButtons(s)...))
	return t.done(t.win.dialogs.New(titleOf(stepOf(o), "Complete"), body, 54), kit.NewButton(words.L("What comes next…"), func() { openNext(t.win) }))
}

// remadeLine says for which files the image was made anew, where it was.
func remadeLine(o *session.Outcome) fyne.CanvasObject {
	line := kit.Paragraph("")
	if o.Remade != nil {
		line.Set(words.Of(*o.Remade).Sentence, theme.ColorNameWarning)
	}
	kit.SetVisible(line, o.Remade != nil)
	return line
}

// otherBaseLine says that the image has another base than the last one, where that is so.
func otherBaseLine(s session.Snapshot) fyne.CanvasObject {
	line := kit.Paragraph("")
	other := s.OtherBase()
	if other != nil {
		line.Set(words.Of(*other).String(), theme.ColorNameWarning)
	}
	kit.SetVisible(line, other != nil)
	return line
}

// unchangedLine says that a change of an image changed nothing in it, where that is so.
func unchangedLine(s session.Snapshot) fyne.CanvasObject {
	line := kit.Paragraph("")
	same := s.Unchanged()
	if same != nil {
		line.Set(words.Of(*same).String(), theme.ColorNameWarning)
	}
	kit.SetVisible(line, same != nil)
	return line
}

func sentText(r *imaging.Receipt) string {
	if r.Skipped == 0 {
		return words.L("{{.Sent}} sent", map[string]any{"Sent": words.Bytes(r.Sent)})
	}
	return words.L("{{.Sent}} sent, {{.Skipped}} already there",
		map[string]any{"Sent": words.Bytes(r.Sent), "Skipped": words.Bytes(r.Skipped)})
}

// nextButtons copy what the cluster needs, first what updates a Domain that may run an
// older version. As long as the Domain has no name the texts have others in its place:
// then they are shown, with the fields above them.
func (t outcomeDialog) nextButtons(s session.Snapshot) (all []fyne.CanvasObject) {
	named := s.Form.DomainFile != "" || s.Form.DomainUID != "" && s.Form.DomainNamespace != ""
	for _, text := range nextTexts(s) {
		label := map[string]string{"domain": words.L("Copy Domain YAML"), "secret": words.L("Copy pull secret command"), "update": words.L("Copy update command")}[text.key]
		var b fyne.CanvasObject
		switch {
		case label == "" || text.off:
			continue
		case named:
			b = t.copying(label, text.key)
		default:
			b = kit.NewButton(label+"…", func() { openNextAt(t.win, text.key) })
		}
		if text.key == "update" && s.Supersedes() {
			all = append([]fyne.CanvasObject{b}, all...)
		} else {
			all = append(all, b)
		}
	}
	return all
}

// copying returns a button that copies a text as it is then: the person's own Domain may
// be chosen, and changed, after the push. A text of no use any more, or a Domain that the
// image cannot be set in, is shown, with why.
func (t outcomeDialog) copying(label, key string) *kit.Button {
	now := func() string {
		s := t.win.session.Snapshot()
		for _, text := range nextTexts(s) {
			if text.key == key && !text.off && (key != "domain" || unwritable(s) == nil) {
				return text.text()
			}
		}
		return ""
	}
	b := t.win.clipboard.button(label, now)
	take := b.OnTapped
	b.OnTapped = func() {
		domainFile{t.win, t.win.session.Deployment()}.fresh(func() {
			if now() == "" {
				openNextAt(t.win, key)
				return
			}
			take()
		})
	}
	return b
}
