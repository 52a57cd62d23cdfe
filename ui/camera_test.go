package ui

import (
	"image"
	"image/draw"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"auximage/ui/kit"
)

// camera takes pictures of a window. Fyne's software painter lets what scrolls in
// something that scrolls, as the text of each field does, go over the outer one's
// edge, which the painter of a real window does not. So the outer ones are painted
// one after the other, and of each only what lies in it is taken.
type camera struct {
	canvas fyne.Canvas
	outer  []scroller
}

// scroller is the outermost that scrolls at its place.
type scroller struct {
	content fyne.CanvasObject
	at      fyne.Position
	size    fyne.Size
}

// picture returns what a person would see.
func picture(c fyne.Canvas) image.Image {
	m := &camera{canvas: c}
	m.find(c.Content(), fyne.Position{})
	for _, o := range c.Overlays().List() {
		m.find(o, fyne.Position{})
	}
	for _, s := range m.outer {
		setHidden(s.content, true)
	}
	all := image.NewRGBA(m.pixels(fyne.Position{}, c.Size()))
	draw.Draw(all, all.Bounds(), c.Capture(), image.Point{}, draw.Src)
	for _, s := range m.outer {
		setHidden(s.content, false)
		part := m.pixels(s.at, s.size)
		draw.Draw(all, part, c.Capture(), part.Min, draw.Src)
		setHidden(s.content, true) // its fields' texts would go over the others
	}
	for _, s := range m.outer {
		setHidden(s.content, false)
	}
	return all
}

func (m *camera) find(o fyne.CanvasObject, at fyne.Position) {
	if !o.Visible() {
		return
	}
	at = at.Add(o.Position())
	switch o := o.(type) {
	case *container.Scroll:
		m.outer = append(m.outer, scroller{o.Content, at, o.Size()})
	case *kit.Page:
		m.outer = append(m.outer, scroller{o.Content, at, o.Size()})
	case *kit.Entry: // which scrolls inside
	case *fyne.Container:
		for _, child := range o.Objects {
			m.find(child, at)
		}
	case fyne.Widget:
		for _, child := range test.WidgetRenderer(o).Objects() {
			m.find(child, at)
		}
	}
}

// pixels returns what a place has on the picture.
func (m *camera) pixels(at fyne.Position, size fyne.Size) image.Rectangle {
	on := func(v float32) int { return int(math.Round(float64(v * m.canvas.Scale()))) }
	return image.Rect(on(at.X), on(at.Y), on(at.X+size.Width), on(at.Y+size.Height))
}

// setHidden hides an object or shows it, and lays nothing out for it.
func setHidden(o fyne.CanvasObject, hidden bool) {
	if c, ok := o.(*fyne.Container); ok {
		c.Hidden = hidden
		return
	}
	kit.SetVisible(o, !hidden)
}
