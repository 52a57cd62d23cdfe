package ui

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"auximage/app/words"
	"auximage/imaging/ocir"
	"auximage/ui/kit"
)

// pickList is the open list of a picker.
type pickList struct {
	picker *picker
	popUp  *widget.PopUp
	search *searchEntry
	rows   *passedRows
	empty  *kit.Label // in place of an empty list
	shown  []ocir.Region
	other  string // a host that is no region's, offered as it was typed
	at     int    // the marked row, which Enter takes
}

func newPickList(p *picker) *pickList {
	l := &pickList{picker: p}
	l.search = newSearchEntry(l)
	l.search.PlaceHolder = words.L("Name, key, identifier or host")
	l.empty = kit.Muted("")
	l.rows = &passedRows{}
	l.rows.Init(l.rows, l.length,
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

// filter shows the regions that match, in the order of the names shown, or that a
// misspelt text may mean, and the text itself where it looks like a host.
func (l *pickList) filter(typed string) {
	compare, language := words.Collation(), words.Language()
	l.shown = ocir.Find(typed, func(a, b ocir.Region) int { return compare(a.In(language), b.In(language)) })
	l.other = ""
	if host := ocir.Clean(typed); strings.ContainsAny(host, ".:") {
		if _, ok := ocir.RegionOf(host); !ok {
			l.other = strings.TrimSuffix(host, "/")
		}
	}
	l.empty.SetText("")
	if l.length() == 0 {
		l.shown = ocir.Near(typed)
	}
	if l.length() == 0 {
		l.empty.SetText(words.L("No region matches. Change what you typed, or type another registry's host in full."))
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
	width := min(max(l.picker.Size().Width, 40*theme.TextSize()), window.Width-kit.Gap(4))
	if l.empty.Text != "" {
		kit.FitWidth(l.empty, width-kit.Gap(6))
		height += l.empty.MinSize().Height
	}
	l.popUp.Resize(fyne.NewSize(width, min(height, 24*theme.TextSize(), window.Height-kit.Gap(4))))
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

// passedRows are the rows of the list. The keyboard passes them by: it stays in the entry
// above, whose arrows move the mark in them.
type passedRows struct{ kit.List }

// Disabled tells the keyboard to pass the rows by. A click takes one all the same.
func (r *passedRows) Disabled() bool { return true }

// Enable does nothing: see Disabled.
func (r *passedRows) Enable() {}

// Disable does nothing: see Disabled.
func (r *passedRows) Disable() {}

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
