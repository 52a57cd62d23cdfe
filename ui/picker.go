package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"auximage/app/words"
	"auximage/imaging/ocir"
	"auximage/ui/kit"
)

// picker chooses a registry's host: a region of Oracle's from a list that
// filters while one types, or any other host typed in full.
type picker struct {
	widget.BaseWidget
	host    string
	focused bool
	wrong   bool // drawn as a fault
	picked  func(host string)
	list    *pickList // nil while closed
}

func newPicker(picked func(host string)) *picker {
	p := &picker{picked: picked}
	p.ExtendBaseWidget(p)
	return p
}

func (p *picker) show(host string, wrong bool) {
	if p.host != host || p.wrong != wrong {
		p.host, p.wrong = host, wrong
		p.Refresh()
	}
}

// label returns what the closed picker shows.
func (p *picker) label() string {
	if r, ok := ocir.RegionOf(p.host); ok {
		return r.In(words.Language())
	}
	return p.host
}

func (p *picker) Tapped(*fyne.PointEvent) { p.open("") }

func (p *picker) FocusGained() {
	p.focused = true
	p.Refresh()
	kit.TellFocused(p)
}

func (p *picker) FocusLost() { p.focused = false; p.Refresh() }

// TypedRune opens the list with what is typed.
func (p *picker) TypedRune(r rune) {
	if r == ' ' {
		p.open("")
		return
	}
	p.open(string(r))
}

func (p *picker) TypedKey(ev *fyne.KeyEvent) {
	if ev.Name == fyne.KeyDown || ev.Name == fyne.KeyUp {
		p.open("")
		return
	}
	kit.PassKey(p, ev)
}

// open shows the list over the picker, with the focus in its own entry.
func (p *picker) open(typed string) {
	c := fyne.CurrentApp().Driver().CanvasForObject(p)
	if c == nil {
		return
	}
	p.list = newPickList(p)
	l := p.list
	l.popUp = widget.NewPopUp(kit.Bordered(l.search, nil, nil, nil, container.NewStack(l.rows, kit.Padded(2, 1, l.empty))), c)
	l.fit()
	l.popUp.ShowAtPosition(fyne.CurrentApp().Driver().AbsolutePositionForObject(p))
	c.Focus(l.search)
	if typed != "" {
		l.search.SetValue(typed)
	}
	l.filter(typed)
}

// isOpen tells whether the list is shown.
func (p *picker) isOpen() bool { return p.list != nil && p.list.popUp.Visible() }

func (p *picker) CreateRenderer() fyne.WidgetRenderer {
	r := &pickerRenderer{picker: p, back: canvas.NewRectangle(nil), label: kit.CutLine(""),
		arrow: widget.NewIcon(theme.MenuDropDownIcon())}
	r.Shapes = kit.Shapes{r.back, r.label, r.arrow}
	r.Refresh()
	return r
}

type pickerRenderer struct {
	kit.Shapes
	picker *picker
	back   *canvas.Rectangle
	label  *kit.Label
	arrow  *widget.Icon
}

func (r *pickerRenderer) Layout(size fyne.Size) {
	r.back.Resize(size)
	pad, icon := theme.InnerPadding(), theme.IconInlineSize()
	r.label.Move(fyne.NewPos(pad, 0))
	r.label.Resize(fyne.NewSize(size.Width-2*pad-icon, size.Height))
	r.arrow.Resize(fyne.NewSquareSize(icon))
	r.arrow.Move(fyne.NewPos(size.Width-icon-pad/2, (size.Height-icon)/2))
}

// MinSize is as high as an entry's.
func (r *pickerRenderer) MinSize() fyne.Size {
	return fyne.NewSize(theme.TextSize()*6, widget.NewEntry().MinSize().Height)
}

func (r *pickerRenderer) Refresh() {
	p := r.picker
	th, v := p.Theme(), fyne.CurrentApp().Settings().ThemeVariant()
	r.back.FillColor = th.Color(theme.ColorNameInputBackground, v)
	r.back.StrokeColor = th.Color(theme.ColorNameInputBorder, v)
	if p.wrong {
		r.back.StrokeColor = th.Color(theme.ColorNameError, v)
	}
	if p.focused {
		r.back.StrokeColor = th.Color(theme.ColorNamePrimary, v)
	}
	r.back.StrokeWidth = th.Size(theme.SizeNameInputBorder)
	if p.focused {
		r.back.StrokeWidth *= 2
	}
	r.back.CornerRadius = th.Size(theme.SizeNameInputRadius)
	if s := p.label(); s != "" {
		r.label.Set(s, theme.ColorNameForeground)
	} else {
		r.label.Set(words.L("Choose or type"), theme.ColorNamePlaceHolder)
	}
	canvas.Refresh(p)
}
