package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// panel is a surface that a section stands on.
type panel struct {
	widget.BaseWidget
	content fyne.CanvasObject
}

func newPanel(content fyne.CanvasObject) *panel {
	p := &panel{content: padded(4, 4, content)}
	p.ExtendBaseWidget(p)
	return p
}

// section is a panel with a heading.
func section(title string, objects ...fyne.CanvasObject) *panel {
	return newPanel(vertical(3, append([]fyne.CanvasObject{heading(title)}, objects...)...))
}

func (p *panel) CreateRenderer() fyne.WidgetRenderer {
	r := &panelRenderer{panel: p, back: canvas.NewRectangle(nil)}
	r.Refresh()
	return r
}

type panelRenderer struct {
	panel *panel
	back  *canvas.Rectangle
}

func (r *panelRenderer) Layout(size fyne.Size) {
	r.back.Resize(size)
	widen(r.panel.content, size.Width)
	r.panel.content.Resize(size)
}

func (r *panelRenderer) MinSize() fyne.Size { return r.panel.content.MinSize() }

func (r *panelRenderer) Refresh() {
	th, v := r.panel.Theme(), fyne.CurrentApp().Settings().ThemeVariant()
	r.back.FillColor = th.Color(colorPanel, v)
	r.back.StrokeColor = th.Color(colorBorder, v)
	r.back.StrokeWidth = th.Size(theme.SizeNameSeparatorThickness)
	r.back.CornerRadius = th.Size(theme.SizeNameInputRadius) * 1.6
	r.back.Refresh()
}

func (r *panelRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.back, r.panel.content}
}

func (r *panelRenderer) Destroy() {}
