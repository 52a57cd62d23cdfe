package ui

import (
	"auximage/app/session"
	"auximage/app/session/words"
)

// welcome is the line of the first start.
type welcome struct {
	panel *panel
	try   *button
}

func newWelcome(w *Window) *welcome {
	c := &welcome{}
	c.try = newButton(words.L("Try it out"), w.tryOut)
	c.panel = newPanel(inFlow(4, line(words.L("Nothing to install: no Docker, no JDK.")), c.try))
	c.panel.Hide()
	return c
}

func (c *welcome) draw(s session.Snapshot) { shown(c.panel, s.FirstStart) }
