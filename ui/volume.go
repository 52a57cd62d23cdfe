package ui

import (
	"auximage/app/form"
	"auximage/app/session"
	"auximage/app/words"
	"auximage/ui/kit"
)

// volumeCheckbox says whether the domain lives on a persistent volume. It stands
// wherever that matters; the person's own Domain says it itself.
type volumeCheckbox struct{ *kit.Checkbox }

func newVolumeCheckbox(w *Window) *volumeCheckbox {
	return &volumeCheckbox{kit.NewCheckbox(words.L("The domain lives on a persistent volume: a domain creation image"),
		func(on bool) { w.session.Edit(func(f *form.Form) { f.OnPV = on }) })}
}

func (c *volumeCheckbox) draw(s session.Snapshot) {
	c.ShowValue(s.Form.OnPV)
	if s.Form.DomainFile != "" {
		c.Disable()
	} else {
		c.Enable()
	}
}
