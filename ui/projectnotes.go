package ui

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"auximage/app/session"
	"auximage/app/words"
	"auximage/ui/kit"
)

// projectNotes say, above the form, what of a project is not done here.
type projectNotes struct {
	win    *Window
	panel  *kit.Panel
	locked *fyne.Container
	unlock *kit.Button
	list   *fyne.Container
	drawn  string
}

func newProjectNotes(w *Window) *projectNotes {
	n := &projectNotes{win: w, list: kit.Column(1)}
	n.unlock = kit.NewButton(words.L("Passphrase…"), w.projects.askPassphrase)
	n.locked = container.NewBorder(nil, nil, nil, n.unlock, kit.Line(words.L("User names and passwords of the project are locked.")))
	n.panel = kit.NewPanel(kit.Column(2, n.locked, n.list))
	n.panel.Hide()
	return n
}

func (n *projectNotes) draw(s session.Snapshot) {
	p := s.Project
	kit.SetVisible(n.panel, p != nil && (p.Locked || len(p.Notes) > 0))
	if p == nil {
		return
	}
	kit.SetVisible(n.locked, p.Locked)
	drawn := fmt.Sprint(p.Notes)
	if drawn == n.drawn {
		return
	}
	n.drawn = drawn
	n.list.RemoveAll()
	for _, note := range p.Notes {
		line, _, _ := findingLine(n.win, s, note)
		n.list.Add(line)
	}
	kit.SetVisible(n.list, len(p.Notes) > 0)
}
