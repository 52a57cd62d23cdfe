package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Page scrolls what is higher than it.
type Page struct {
	container.Scroll
	shown fyne.Size // that its content was laid out for
}

// NewPage returns a page that shows the beginning of its content.
func NewPage(content fyne.CanvasObject) *Page {
	p := &Page{}
	p.Direction, p.Content = container.ScrollVerticalOnly, content
	p.ExtendBaseWidget(p)
	return p
}

// Resize gives the page a size.
func (p *Page) Resize(size fyne.Size) {
	p.Scroll.Resize(size)
	p.shown = size
}

// Scrolled scrolls by as much as a turn of the wheel does in other programs.
func (p *Page) Scrolled(ev *fyne.ScrollEvent) { p.Scroll.Scrolled(farther(ev)) }

// show scrolls so far that an object in the page is in sight, which begins at y in the
// page's content.
func (p *Page) show(o fyne.CanvasObject, y float32) {
	height := max(o.Size().Height, o.MinSize().Height) // of one just made, once it is laid out
	top := y - p.Offset.Y
	bottom := top + height - p.Size().Height
	margin := Gap(6)
	switch {
	case top < 0 || height > p.Size().Height:
		p.Offset.Y = max(0, p.Offset.Y+top-margin)
	case bottom > 0:
		most := p.Content.MinSize().Height - p.Size().Height
		p.Offset.Y = min(max(0, most), p.Offset.Y+bottom+margin)
	default:
		return
	}
	p.Refresh()
}

// Reveal scrolls the pages around an object until it is in sight.
func Reveal(o fyne.CanvasObject) {
	if p, y := pageOf(o); p != nil {
		p.show(o, y)
	}
}

// holder is a widget with others inside.
type holder interface{ held() fyne.CanvasObject }

// pageOf returns the innermost page around an object, nil for one that no page
// scrolls, and where in the page's content the object begins. One just made is found
// too, which Fyne's driver has on no canvas and at no position before it is drawn.
func pageOf(o fyne.CanvasObject) (page *Page, y float32) {
	for _, w := range fyne.CurrentApp().Driver().AllWindows() {
		c := w.Canvas()
		for _, root := range append(c.Overlays().List(), c.Content()) {
			if page, y, found := within(root, nil, 0, o); found {
				return page, y
			}
		}
	}
	return nil, 0
}

// within looks for an object in another one that stands in a page and begins at y there,
// and returns the page that it is in itself, and where it begins.
func within(root fyne.CanvasObject, page *Page, y float32, o fyne.CanvasObject) (*Page, float32, bool) {
	if root == o {
		return page, y, true
	}
	var below []fyne.CanvasObject
	switch root := root.(type) {
	case *fyne.Container:
		below = root.Objects
	case *Page:
		return within(root.Content, root, 0, o)
	case holder:
		below = []fyne.CanvasObject{root.held()}
	}
	for _, child := range below {
		if in, at, found := within(child, page, y+child.Position().Y, o); found {
			return in, at, true
		}
	}
	return nil, 0, false
}
