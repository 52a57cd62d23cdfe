package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Tabs is a row of tabs that the keyboard reaches, over the page of the chosen one.
type Tabs struct {
	Bar, Body *fyne.Container
	tabs      []*Tab
	pages     []fyne.CanvasObject
	onChosen  func(i int)
}

// NewTabs returns a row without tabs; changed is called with the index of each
// that is chosen.
func NewTabs(changed func(i int)) *Tabs {
	return &Tabs{Bar: container.NewHBox(), Body: container.NewStack(), onChosen: changed}
}

// Add puts a tab and its page behind those that are there.
func (t *Tabs) Add(title string, page fyne.CanvasObject) {
	n := &Tab{Title: title, tabs: t, index: len(t.tabs)}
	n.ExtendBaseWidget(n)
	t.tabs = append(t.tabs, n)
	t.pages = append(t.pages, page)
	t.Bar.Add(n)
}

// Choose shows the page i. The others stand nowhere: nothing lays them out.
func (t *Tabs) Choose(i int) {
	for n := range t.tabs {
		t.tabs[n].on = n == i
		t.tabs[n].Refresh()
	}
	t.Body.Objects = t.pages[i : i+1 : i+1]
	t.Body.Refresh()
	if t.onChosen != nil {
		t.onChosen(i)
	}
}

// Tab is the title of one page.
type Tab struct {
	widget.BaseWidget
	Title       string
	index       int
	on, focused bool
	tabs        *Tabs
}

func (t *Tab) Tapped(*fyne.PointEvent) { t.tabs.Choose(t.index) }

func (t *Tab) FocusGained() { t.focused = true; t.Refresh() }

func (t *Tab) FocusLost() { t.focused = false; t.Refresh() }

func (t *Tab) TypedRune(r rune) {
	if r == ' ' {
		t.tabs.Choose(t.index)
	}
}

func (t *Tab) TypedKey(ev *fyne.KeyEvent) {
	step := 0
	switch ev.Name {
	case fyne.KeyLeft:
		step = -1
	case fyne.KeyRight:
		step = 1
	default:
		PassKey(t, ev)
		return
	}
	n := (t.index + step + len(t.tabs.tabs)) % len(t.tabs.tabs)
	t.tabs.Choose(n)
	if c := fyne.CurrentApp().Driver().CanvasForObject(t); c != nil {
		c.Focus(t.tabs.tabs[n])
	}
}

func (t *Tab) CreateRenderer() fyne.WidgetRenderer {
	r := &tabRenderer{tab: t, back: canvas.NewRectangle(nil), under: canvas.NewRectangle(nil), label: canvas.NewText(t.Title, nil)}
	r.Shapes = Shapes{r.back, r.under, r.label}
	r.label.Alignment = fyne.TextAlignCenter
	r.Refresh()
	return r
}

type tabRenderer struct {
	Shapes
	tab         *Tab
	back, under *canvas.Rectangle
	label       *canvas.Text
}

func (r *tabRenderer) Layout(size fyne.Size) {
	r.back.Resize(size)
	r.label.Resize(size)
	h := Gap(0.75)
	r.under.Move(fyne.NewPos(Gap(2), size.Height-h))
	r.under.Resize(fyne.NewSize(size.Width-Gap(4), h))
}

func (r *tabRenderer) MinSize() fyne.Size {
	return fyne.MeasureText(r.tab.Title, r.tab.Theme().Size(theme.SizeNameText), fyne.TextStyle{Bold: true}).AddWidthHeight(Gap(6), Gap(4))
}

func (r *tabRenderer) Refresh() {
	t := r.tab
	th, v := t.Theme(), fyne.CurrentApp().Settings().ThemeVariant()
	r.back.CornerRadius = th.Size(theme.SizeNameInputRadius)
	r.back.FillColor = nil
	if t.focused {
		r.back.FillColor = th.Color(theme.ColorNameFocus, v)
	}
	r.under.FillColor = nil
	r.label.Color = th.Color(ColorMuted, v)
	if t.on {
		r.under.FillColor = th.Color(theme.ColorNamePrimary, v)
		r.label.Color = th.Color(theme.ColorNameForeground, v)
	}
	r.under.CornerRadius = Gap(0.375)
	r.label.TextStyle.Bold = t.on
	r.label.TextSize = th.Size(theme.SizeNameText)
	r.label.Text = t.Title
	r.Layout(t.Size())
	canvas.Refresh(t)
}
