package ui

import (
	"auximage/app/session"
	"auximage/app/words"
	"auximage/ui/kit"
)

// welcome is the line of the first start, for as long as that lasts; in the try-out it
// says what is not real.
type welcome struct {
	panel *kit.Panel
	open  *kit.Button
	try   *kit.Button
	lab   *kit.Button
	demo  bool
}

func newWelcome(w *Window) *welcome {
	c := &welcome{demo: w.options.Demo}
	c.open = kit.NewButton(words.L("Open Project…"), w.projects.choose)
	c.lab = kit.NewButton(words.L("Follow the lab"), func() { w.lab.set(true) })
	c.try = kit.NewButton(words.L("Try it out"), help{w}.tryOut)
	if c.demo {
		text := words.L("This is the try-out: registry, releases and model stand on this computer, and the WebLogic Deploy Tooling in it is a stand-in, not Oracle's.")
		if token := w.options.DemoToken; token != "" {
			text = words.Sentences(text, words.Labelled(words.L("Auxiliary Image Registry Push Password (auth token)"), token))
		}
		c.panel = kit.NewPanel(kit.Muted(text))
	} else {
		says := kit.Paragraph(words.Sentences(purpose(), words.L("Nothing to install: no Docker, no JDK.")))
		c.panel = kit.NewPanel(kit.Row([]float32{1, 0, 0, 0}, says, kit.Column(0, c.lab), kit.Column(0, c.open), kit.Column(0, c.try)))
	}
	c.panel.Hide()
	return c
}

func (c *welcome) draw(s session.Snapshot) {
	kit.SetVisible(c.panel, s.FirstStart || c.demo)
	if s.Preferences.FollowLab { // its place stays, so that the line is broken as before
		c.lab.Disable()
	} else {
		c.lab.Enable()
	}
}
