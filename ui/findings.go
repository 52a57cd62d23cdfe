package ui

import (
	"fmt"

	"fyne.io/fyne/v2"

	"auximage/app/form"
	"auximage/app/session"
	"auximage/app/words"
	"auximage/imaging/report"
	"auximage/ui/kit"
)

// foundSection lists what the last check or Create found about the whole.
type foundSection struct {
	win   *Window
	panel *kit.Panel
	list  *fyne.Container
	drawn string
}

func newFoundSection(w *Window) *foundSection {
	t := &foundSection{win: w, list: kit.Column(2)}
	t.panel = kit.Section(words.L("Findings"), t.list)
	t.panel.Hide()
	return t
}

func (t *foundSection) draw(s session.Snapshot) {
	found := s.Elsewhere()
	kit.SetVisible(t.panel, len(found) > 0)
	drawn := fmt.Sprint(found, s.Accepted, s.Form.Accepted, judgedFor(s.Form))
	if drawn == t.drawn {
		return
	}
	t.drawn = drawn
	t.list.RemoveAll()
	for _, f := range found {
		line, _, _ := findingLine(t.win, s, f)
		t.list.Add(line)
	}
}

// findingLine is a finding's sentence and next step, the tick that lets it pass: what
// wants one before a push, and an error of the installer's tables; and the button that
// moves a secret out of the file. Nil for anything else.
func findingLine(w *Window, s session.Snapshot, f report.Finding) (line fyne.CanvasObject, tick *kit.Checkbox, move *kit.Button) {
	m := words.Of(f)
	sentence := kit.Paragraph(mark(f.Severity) + m.Sentence)
	if f.Severity != report.Info {
		sentence.Color = severityColor(f.Severity)
	}
	all := kit.Column(0.5, sentence)
	if m.Next != "" {
		all.Add(kit.Muted(m.Next))
	}
	if turnsOnVersion(f) {
		all.Add(versionNote(w, s.Form))
	}
	if session.Shown(f) {
		buttons := []fyne.CanvasObject{kit.NewButton(words.L("Show in the model"), func() { showInModel(w, f) })}
		if session.Movable(f) {
			move = kit.NewButton(words.L("Move to a secret…"), func() { moveSecret(w, f) })
			buttons = append(buttons, move)
		}
		all.Add(kit.Flow(2, buttons...))
	}
	switch {
	case s.Form.Acceptable(f):
		tick = kit.NewCheckbox(words.L("Use the file nevertheless, as it is now"), func(on bool) {
			w.session.Edit(func(form *form.Form) { form.Accept(f, on) })
		})
		tick.Checked = s.Form.Accepts(f)
		all.Add(kit.Flow(0, tick))
	case session.Dangerous(f):
		tick = kit.NewCheckbox(words.L("Push it nevertheless"), func(on bool) { w.session.Accept(f, on) })
		tick.Checked = s.Accepted[session.AcceptKey(f)]
		all.Add(kit.Flow(0, tick))
	}
	return all, tick, move
}

// remark returns a finding with what to do next as a paragraph in its colour.
func remark(f report.Finding) *kit.Label {
	line := kit.Paragraph(mark(f.Severity) + words.Of(f).String())
	line.Color = severityColor(f.Severity)
	return line
}

// mark tells severities apart without colour.
func mark(s report.Severity) string {
	switch s {
	case report.Error:
		return kit.Cross
	case report.Warning:
		return "! "
	}
	return ""
}
