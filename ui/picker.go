package ui

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
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
	l.popUp = widget.NewPopUp(kit.Bordered(l.search, nil, nil, nil, l.rows), c)
	l.fit()
	l.popUp.ShowAtPosition(fyne.CurrentApp().Driver().AbsolutePositionForObject(p))
	c.Focus(l.search)
	if typed != "" {
		l.search.SetValue(typed)
	}
	l.filter(typed)
}

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

// pickList is the open list of a picker.
type pickList struct {
	picker *picker
	popUp  *widget.PopUp
	search *searchEntry
	rows   *kit.List
	shown  []ocir.Region
	other  string // a host that is no region's, offered as it was typed
	at     int    // the marked row, which Enter takes
}

func newPickList(p *picker) *pickList {
	l := &pickList{picker: p}
	l.search = newSearchEntry(l)
	l.search.PlaceHolder = words.L("Name, key, identifier or host")
	l.rows = kit.NewList(l.length,
		func() fyne.CanvasObject { return newPickRow(l.pickHost) },
		func(i int, o fyne.CanvasObject) { o.(*pickRow).show(l.row(i)) })
	return l
}

func (l *pickList) length() int {
	if l.other != "" {
		return len(l.shown) + 1
	}
	return len(l.shown)
}

func (l *pickList) row(i int) (name, host string) {
	if i < len(l.shown) {
		return l.shown[i].In(words.Language()), l.shown[i].Host
	}
	return words.L("This registry"), l.other
}

// filter shows the regions that match, in the order of the names shown, and the text itself where it looks like
// a host.
func (l *pickList) filter(typed string) {
	compare, language := words.Collation(), words.Language()
	l.shown = ocir.Find(typed, func(a, b ocir.Region) int { return compare(a.In(language), b.In(language)) })
	l.other = ""
	if host := ocir.Clean(typed); strings.ContainsAny(host, ".:") {
		if _, ok := ocir.RegionOf(host); !ok {
			l.other = strings.TrimSuffix(host, "/")
		}
	}
	l.rows.Refresh()
	l.fit()
	l.mark(l.begins(typed))
}

// begins returns the row that is marked first: the region that is chosen, as long as
// nothing is typed.
func (l *pickList) begins(typed string) int {
	if typed == "" {
		return max(0, slices.IndexFunc(l.shown, func(r ocir.Region) bool { return slices.Contains(r.Hosts, l.picker.host) }))
	}
	return 0
}

// fit makes the list as high as what it shows, within the window.
func (l *pickList) fit() {
	row := newPickRow(nil).MinSize().Height + theme.Padding()
	height := l.search.MinSize().Height + float32(max(1, l.length()))*row + kit.Gap(4)
	window := l.popUp.Canvas.Size()
	width := max(l.picker.Size().Width, 40*theme.TextSize())
	l.popUp.Resize(fyne.NewSize(min(width, window.Width-kit.Gap(4)), min(height, 24*theme.TextSize(), window.Height-kit.Gap(4))))
}

func (l *pickList) mark(i int) {
	n := l.length()
	if n == 0 {
		return
	}
	l.at = max(0, min(i, n-1))
	l.rows.Unselect(l.at)
	l.rows.Select(l.at)
}

// pick takes the marked row.
func (l *pickList) pick() {
	if l.at < l.length() {
		_, host := l.row(l.at)
		l.pickHost(host)
	}
}

func (l *pickList) pickHost(host string) {
	l.close()
	l.picker.picked(host)
}

func (l *pickList) close() {
	l.popUp.Hide()
	if l.picker.list == l {
		l.picker.list = nil
	}
	if c := fyne.CurrentApp().Driver().CanvasForObject(l.picker); c != nil {
		c.Focus(l.picker)
	}
}

// pickRow is a row of the list. It takes a click itself and answers with the
// host that it shows: the list would not tell of a click on the marked row.
type pickRow struct {
	widget.BaseWidget
	name, host *kit.Label
	picked     func(host string)
}

func newPickRow(picked func(host string)) *pickRow {
	r := &pickRow{name: kit.CutLine(""), host: kit.CutLine(""), picked: picked}
	r.host.Color = kit.ColorMuted
	r.ExtendBaseWidget(r)
	return r
}

func (r *pickRow) show(name, host string) {
	r.name.SetText(name)
	r.host.SetText(host)
}

func (r *pickRow) Tapped(*fyne.PointEvent) { r.picked(r.host.Text) }

func (r *pickRow) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(kit.Padded(1, 1, kit.Row([]float32{3, 2}, r.name, r.host)))
}

// searchEntry filters the list and moves the mark in it.
type searchEntry struct {
	kit.Entry
	list *pickList
}

func newSearchEntry(l *pickList) *searchEntry {
	e := &searchEntry{list: l}
	e.Wrapping = fyne.TextWrap(fyne.TextTruncateClip)
	e.OnChanged = func(s string) { l.filter(s) }
	e.ExtendBaseWidget(e)
	return e
}

func (e *searchEntry) TypedKey(ev *fyne.KeyEvent) {
	switch {
	case kit.IsEnter(ev):
		e.list.pick()
	case ev.Name == fyne.KeyEscape:
		e.list.close()
	case ev.Name == fyne.KeyDown:
		e.list.mark(e.list.at + 1)
	case ev.Name == fyne.KeyUp:
		e.list.mark(e.list.at - 1)
	default:
		e.Entry.TypedKey(ev)
	}
}
