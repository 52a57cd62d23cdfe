package ui

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"auximage/app/words"
	"auximage/ui/kit"
)

// pathRow is a row of the list. It takes clicks itself: the list would tell
// neither of a second one on the same row nor of when they were.
type pathRow struct {
	widget.BaseWidget
	index         int
	icon          *widget.Icon
	name          *kit.Label
	size, changed *kit.Label
	back          *canvas.Rectangle
	tapped        func(i int)
}

func newPathRow(tapped func(i int)) *pathRow {
	r := &pathRow{icon: widget.NewIcon(nil), name: kit.CutLine(""), size: quietColumn(), changed: quietColumn(),
		back: kit.NewBacklight(), tapped: tapped}
	r.ExtendBaseWidget(r)
	return r
}

// quietColumn is what stands at the right of a row.
func quietColumn() *kit.Label {
	l := kit.CutLine("")
	l.Color = kit.ColorMuted
	l.Align = fyne.TextAlignTrailing
	return l
}

// show shows an item: what is not known of it yet is left out.
func (r *pathRow) show(i item, marked bool) {
	icon := theme.FileIcon()
	switch {
	case i.isDir:
		icon = theme.FolderIcon()
	case marked:
		icon = theme.ConfirmIcon()
	}
	r.icon.SetResource(icon)
	r.name.SetText(i.name)
	size, changed := "", ""
	if !i.changed.IsZero() {
		changed = words.Changed(i.changed, time.Now())
		if !i.isDir {
			size = words.Bytes(i.size)
		}
	}
	r.size.SetText(size)
	r.changed.SetText(changed)
}

// Tapped tells of a click.
func (r *pathRow) Tapped(*fyne.PointEvent) { r.tapped(r.index) }

func (r *pathRow) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewStack(r.back,
		container.New(pathColumns{}, r.icon, r.name, r.size, r.changed)))
}

// pathColumns lays a row out: icon and name from the left, size and date aligned at the
// right. They are left out where the name would be left with too little.
type pathColumns struct{}

// nameNeeds is the width, in text sizes, below which a name has no columns beside it.
const nameNeeds = 14

// columns returns the widths of the two columns at the right.
func (pathColumns) columns() (size, changed float32) {
	width := func(text string) float32 { return fyne.MeasureText(text, theme.TextSize(), fyne.TextStyle{}).Width }
	widest := time.Date(2020, time.September, 28, 0, 0, 0, 0, time.Local)
	return max(width(words.Bytes(888_800_000)), width(words.Bytes(888))), width(words.Changed(widest, time.Time{}))
}

func (c pathColumns) Layout(objects []fyne.CanvasObject, all fyne.Size) {
	icon, gap := theme.IconInlineSize(), kit.Gap(1)
	size, changed := c.columns()
	left, right := icon+3*gap, all.Width-2*gap
	wide := right-left-size-changed-6*gap >= nameNeeds*theme.TextSize()
	objects[0].Move(fyne.NewPos(gap, (all.Height-icon)/2))
	objects[0].Resize(fyne.NewSquareSize(icon))
	for i, width := range []float32{changed, size} {
		o := objects[3-i]
		kit.SetVisible(o, wide)
		if wide {
			right -= width
			o.Move(fyne.NewPos(right, 0))
			o.Resize(fyne.NewSize(width, all.Height))
			right -= 3 * gap
		}
	}
	objects[1].Move(fyne.NewPos(left, 0))
	objects[1].Resize(fyne.NewSize(max(0, right-left), all.Height))
}

func (pathColumns) MinSize(objects []fyne.CanvasObject) fyne.Size {
	name := objects[1].MinSize()
	return fyne.NewSize(theme.IconInlineSize()+4*kit.Gap(1)+name.Width, max(theme.IconInlineSize(), name.Height+2*kit.Gap(1)))
}
