package windowdriver

import (
	"fyne.io/fyne/v2"

	"auximage/ui/kit"
)

// Ticked tells whether the check box of a text has its tick. It ends the test where
// there is no such box.
func (p *Driver) Ticked(label string) (on bool) {
	p.t.Helper()
	var box *kit.Checkbox
	p.until("find the check box "+label, func(seen []sight) bool {
		for _, s := range seen {
			if c, ok := s.object.(*kit.Checkbox); ok && dense(c.Text) == dense(label) {
				box = c
			}
		}
		return box != nil
	})
	fyne.DoAndWait(func() { on = box.Checked })
	return on
}
