package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// tabs is a row of tabs that the keyboard reaches, over the page of the chosen one.
type tabs struct {
	bar, body *fyne.Container
	tabs      []*tab
	pages     []fyne.CanvasObject
	changed   func(i int)
}

func newTabs(changed func(i int)) *tabs {
	return &tabs{bar: container.NewHBox(), body: container.NewStack(), changed: changed}
}

func (t *tabs) add(title string, page fyne.CanvasObject) {
	n := &tab{title: title, tabs: t, index: len(t.tabs)}
	n.ExtendBaseWidget(n)
	t.tabs = append(t.tabs, n)
	t.pages = append(t.pages, page)
	t.bar.Add(n)
}

// choose shows the page i. The others stand nowhere: nothing lays them out.
func (t *tabs) choose(i int) {
	for n := range t.tabs {
		t.tabs[n].on = n == i
		t.tabs[n].Refresh()
	}
	t.body.Objects = t.pages[i : i+1 : i+1]
	t.body.Refresh()
	if t.changed != nil {
		t.changed(i)
	}
}

// tab is the title of one page.
type tab struct {
	widget.BaseWidget
	title       string
	index       int
	on, focused bool
	tabs        *tabs
}

func (t *tab) Tapped(*fyne.PointEvent) { t.tabs.choose(t.index) }

func (t *tab) FocusGained() { t.focused = true; t.Refresh() }

func (t *tab) FocusLost() { t.focused = false; t.Refresh() }

func (t *tab) TypedRune(r rune) {
	if r == ' ' {
		t.tabs.choose(t.index)
	}
}

func (t *tab) TypedKey(ev *fyne.KeyEvent) {
	step := 0
	switch ev.Name {
	case fyne.KeyLeft:
		step = -1
	case fyne.KeyRight:
		step = 1
	default:
		pass(t, ev)
		return
	}
	n := (t.index + step + len(t.tabs.tabs)) % len(t.tabs.tabs)
	t.tabs.choose(n)
	if c := fyne.CurrentApp().Driver().CanvasForObject(t); c != nil {
		c.Focus(t.tabs.tabs[n])
	}
}

func (t *tab) CreateRenderer() fyne.WidgetRenderer {
	r := &tabRenderer{tab: t, back: canvas.NewRectangle(nil), under: canvas.NewRectangle(nil), label: canvas.NewText(t.title, nil)}
	r.label.Alignment = fyne.TextAlignCenter
	r.Refresh()
	return r
}

type tabRenderer struct {
	tab         *tab
	back, under *canvas.Rectangle
	label       *canvas.Text
}

func (r *tabRenderer) Layout(size fyne.Size) {
	r.back.Resize(size)
	r.label.Resize(size)
	h := gap(0.75)
	r.under.Move(fyne.NewPos(gap(2), size.Height-h))
	r.under.Resize(fyne.NewSize(size.Width-gap(4), h))
}

func (r *tabRenderer) MinSize() fyne.Size {
	return fyne.MeasureText(r.tab.title, r.tab.Theme().Size(theme.SizeNameText), fyne.TextStyle{Bold: true}).AddWidthHeight(gap(6), gap(4))
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
	r.label.Color = th.Color(colorMuted, v)
	if t.on {
		r.under.FillColor = th.Color(theme.ColorNamePrimary, v)
		r.label.Color = th.Color(theme.ColorNameForeground, v)
	}
	r.under.CornerRadius = gap(0.375)
	r.label.TextStyle.Bold = t.on
	r.label.TextSize = th.Size(theme.SizeNameText)
	r.label.Text = t.title
	r.Layout(t.Size())
	canvas.Refresh(t)
}

func (r *tabRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.back, r.under, r.label}
}

func (r *tabRenderer) Destroy() {}
