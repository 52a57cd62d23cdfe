package ui

import (
	"fyne.io/fyne/v2/container"

	"auximage/app/session"
	"auximage/app/words"
)

// welcome is the line of the first start; in the try-out it says what is not real.
type welcome struct {
	panel *panel
	open  *button
	try   *button
	demo  bool
}

func newWelcome(w *Window) *welcome {
	c := &welcome{demo: w.options.Demo}
	c.open = newButton(words.L("Open Project…"), w.chooseProject)
	c.try = newButton(words.L("Try it out"), w.tryOut)
	if c.demo {
		c.panel = newPanel(muted(words.L("This is the try-out: registry, releases and model stand on this computer, and the WebLogic Deploy Tooling in it is a stand-in, not Oracle's.")))
	} else {
		c.panel = newPanel(container.NewBorder(nil, nil, nil, sideBySide([]float32{0, 0}, c.open, c.try), line(words.L("Nothing to install: no Docker, no JDK."))))
	}
	c.panel.Hide()
	return c
}

func (c *welcome) draw(s session.Snapshot) { shown(c.panel, s.FirstStart || c.demo) }
