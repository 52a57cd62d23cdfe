package ui

import (
	"fyne.io/fyne/v2/container"

	"auximage/app/session"
	"auximage/app/session/words"
)

// welcome is the line of the first start.
type welcome struct {
	panel *panel
	try   *button
	demo  bool
}

func newWelcome(w *Window) *welcome {
	c := &welcome{}
	c.try = newButton(words.L("Try it out"), w.tryOut)
	c.demo = w.options.Demo
	c.panel = newPanel(container.NewBorder(nil, nil, nil, c.try, line(words.L("Nothing to install: no Docker, no JDK."))))
	c.panel.Hide()
	return c
}

func (c *welcome) draw(s session.Snapshot) { shown(c.panel, s.FirstStart && !c.demo) }
