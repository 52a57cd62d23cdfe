package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Panel is a surface that a section stands on.
type Panel struct {
	widget.BaseWidget
	content fyne.CanvasObject
}

// NewPanel returns a surface with content on it.
func NewPanel(content fyne.CanvasObject) *Panel {
	p := &Panel{content: Padded(4, 4, content)}
	p.ExtendBaseWidget(p)
	return p
}

// Section is a panel with a heading.
func Section(title string, objects ...fyne.CanvasObject) *Panel {
	return NewPanel(Column(3, append([]fyne.CanvasObject{heading(title)}, objects...)...))
}

func (p *Panel) held() fyne.CanvasObject { return p.content }

func (p *Panel) CreateRenderer() fyne.WidgetRenderer {
	r := &panelRenderer{panel: p, back: canvas.NewRectangle(nil)}
	r.Shapes = Shapes{r.back, r.panel.content}
	r.Refresh()
	return r
}

type panelRenderer struct {
	Shapes
	panel *Panel
	back  *canvas.Rectangle
}

func (r *panelRenderer) Layout(size fyne.Size) {
	r.back.Resize(size)
	FitWidth(r.panel.content, size.Width)
	r.panel.content.Resize(size)
}

func (r *panelRenderer) MinSize() fyne.Size { return r.panel.content.MinSize() }

func (r *panelRenderer) Refresh() {
	th, v := r.panel.Theme(), fyne.CurrentApp().Settings().ThemeVariant()
	r.back.FillColor = th.Color(ColorPanel, v)
	r.back.StrokeColor = th.Color(ColorBorder, v)
	r.back.StrokeWidth = th.Size(theme.SizeNameSeparatorThickness)
	r.back.CornerRadius = th.Size(theme.SizeNameInputRadius) * 1.6
	r.back.Refresh()
}
