package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Page scrolls what is higher than it.
type Page struct{ container.Scroll }

// NewPage returns a page that shows the beginning of its content.
func NewPage(content fyne.CanvasObject) *Page {
	p := &Page{}
	p.Direction, p.Content = container.ScrollVerticalOnly, content
	p.ExtendBaseWidget(p)
	return p
}

// Scrolled scrolls by as much as a turn of the wheel does in other programs.
func (p *Page) Scrolled(ev *fyne.ScrollEvent) { p.Scroll.Scrolled(farther(ev)) }

// show scrolls so far that an object in the page is in sight.
func (p *Page) show(o fyne.CanvasObject) {
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject
	top := at(o).Y - at(p).Y
	bottom := top + o.Size().Height - p.Size().Height
	margin := Gap(6)
	switch {
	case top < 0 || o.Size().Height > p.Size().Height:
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
	if p := pageOf(o); p != nil {
		p.show(o)
	}
}

// holder is a widget with others inside.
type holder interface{ held() fyne.CanvasObject }

// pageOf returns the innermost page around an object, nil for one that no page
// scrolls.
func pageOf(o fyne.CanvasObject) *Page {
	c := fyne.CurrentApp().Driver().CanvasForObject(o)
	if c == nil {
		return nil
	}
	for _, root := range append(c.Overlays().List(), c.Content()) {
		if page, found := within(root, nil, o); found {
			return page
		}
	}
	return nil
}

// within looks for an object below another one that stands in a page, and
// returns the page that it is in itself.
func within(root fyne.CanvasObject, page *Page, o fyne.CanvasObject) (*Page, bool) {
	if root == o {
		return page, true
	}
	var below []fyne.CanvasObject
	switch root := root.(type) {
	case *fyne.Container:
		below = root.Objects
	case *Page:
		page, below = root, []fyne.CanvasObject{root.Content}
	case holder:
		below = []fyne.CanvasObject{root.held()}
	}
	for _, child := range below {
		if in, found := within(child, page, o); found {
			return in, true
		}
	}
	return nil, false
}
