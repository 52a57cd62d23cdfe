package windowdriver

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Chooses opens a menu of the bar by a click on its name, and clicks on an item of it.
func (p *Driver) Chooses(menu, item string) {
	p.t.Helper()
	var name fyne.Position
	fyne.DoAndWait(func() { name = inBar(p.window.MainMenu(), menu) })
	p.point(name)
	p.tally.Clicks++
	p.must(p.screen.click())
	p.Waits("have the menu "+menu+" open", func() (open bool) {
		fyne.DoAndWait(func() { open = openMenu(p.window.Canvas()) != nil })
		return open
	})
	p.Clicks(item)
}

// inBar returns where a menu's name stands, from the window's upper left. The bar is
// Fyne's own and on no canvas that could be read: this follows from the sizes that Fyne
// gives the names before it.
func inBar(bar *fyne.MainMenu, menu string) fyne.Position {
	x := theme.Padding()
	for _, m := range bar.Items {
		width := fyne.MeasureText(m.Label, theme.TextSize(), fyne.TextStyle{}).Width + 2*theme.InnerPadding()
		if m.Label == menu {
			return fyne.NewPos(x+width/2, theme.TextSize())
		}
		x += width + theme.Padding()
	}
	return fyne.Position{}
}

// openMenu returns the menu of the bar that is open, nil for none: the name of one has
// the focus.
func openMenu(c fyne.Canvas) fyne.CanvasObject {
	if name, ok := c.Focused().(interface{ Child() *widget.Menu }); ok && name.Child().Visible() {
		return name.Child()
	}
	return nil
}
