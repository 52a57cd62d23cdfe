package windowdriver

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

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

// Copies clicks on the button without words that copies the value below a label, and
// returns what is on the clipboard then.
func (p *Driver) Copies(label string) (copied string) {
	p.t.Helper()
	var mark *kit.Button
	p.click("copy "+label, 1, func(seen []sight) (sight, bool) {
		at, ok := find(seen, label)
		if !ok {
			return sight{}, false
		}
		i := slices.IndexFunc(seen, func(s sight) bool { return copies(s.object) && s.area.top >= at.area.top })
		if i < 0 {
			return sight{}, false
		}
		mark = seen[i].object.(*kit.Button)
		return seen[i], true
	})
	p.Waits("see the mark of what was copied", func() bool { return p.marked(mark) })
	fyne.DoAndWait(func() { copied = fyne.CurrentApp().Clipboard().Content() })
	return copied
}

// Copied returns how many buttons have the mark of what was copied.
func (p *Driver) Copied() (marks int) {
	for _, s := range p.look() {
		if b, ok := s.object.(*kit.Button); ok && p.marked(b) {
			marks++
		}
	}
	return marks
}

// marked tells whether a button has the mark of what was copied.
func (p *Driver) marked(b *kit.Button) (marked bool) {
	fyne.DoAndWait(func() { marked = b.Icon != nil && b.Icon.Name() == theme.ConfirmIcon().Name() })
	return marked
}

// copies tells whether something is a button without words that copies.
func copies(o fyne.CanvasObject) bool {
	b, ok := o.(*kit.Button)
	return ok && b.Text == "" && b.Icon != nil && slices.Contains([]string{theme.ContentCopyIcon().Name(), theme.ConfirmIcon().Name()}, b.Icon.Name())
}
