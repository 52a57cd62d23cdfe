package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"auximage/app/words"
	"auximage/imaging"
	"auximage/ui/kit"
)

// layers is a bar of an image's layers by size, with a line of words for each.
type layers struct {
	widget.BaseWidget
	parts []imaging.Part
	sent  []imaging.Sent // of a push; nil otherwise
}

func newLayers(parts []imaging.Part) *layers {
	l := &layers{parts: parts}
	l.ExtendBaseWidget(l)
	return l
}

func (l *layers) legend(i int) string {
	p := l.parts[i]
	s := words.Item(string(p.Kind)) + " – " + words.Bytes(p.Size)
	switch {
	case l.sent == nil:
	case l.sent[i].Skipped:
		s += ", " + words.L("already there")
	default:
		s += ", " + words.L("sent")
	}
	return s
}

func (l *layers) CreateRenderer() fyne.WidgetRenderer {
	r := &layersRenderer{layers: l}
	for i := range l.parts {
		r.blocks = append(r.blocks, canvas.NewRectangle(nil))
		r.marks = append(r.marks, canvas.NewRectangle(nil))
		t := kit.Caption(l.legend(i))
		t.Wrap = false
		r.words = append(r.words, t)
	}
	r.Refresh()
	return r
}

type layersRenderer struct {
	layers        *layers
	blocks, marks []*canvas.Rectangle
	words         []*kit.Label
}

func (r *layersRenderer) bar() float32 { return kit.Gap(2.5) }

func (r *layersRenderer) Layout(size fyne.Size) {
	var total int64
	for _, p := range r.layers.parts {
		total += p.Size
	}
	n := float32(len(r.blocks))
	least := kit.Gap(1) // so that a tiny layer is seen
	room := size.Width - n*least - (n-1)*kit.Gap(0.5)
	x := float32(0)
	y := r.bar() + kit.Gap(2)
	for i, b := range r.blocks {
		w := least + room*float32(fraction(r.layers.parts[i].Size, total))
		b.Move(fyne.NewPos(x, 0))
		b.Resize(fyne.NewSize(w, r.bar()))
		x += w + kit.Gap(0.5)
		h := r.words[i].MinSize().Height
		r.marks[i].Move(fyne.NewPos(0, y+h*0.2))
		r.marks[i].Resize(fyne.NewSquareSize(h * 0.6))
		r.words[i].Move(fyne.NewPos(h, y))
		r.words[i].Resize(fyne.NewSize(size.Width-h, h))
		y += h + kit.Gap(0.5)
	}
}

func (r *layersRenderer) MinSize() fyne.Size {
	h := r.bar() + kit.Gap(2)
	w := kit.Gap(40)
	for _, t := range r.words {
		m := t.MinSize()
		h += m.Height + kit.Gap(0.5)
		w = max(w, m.Width+m.Height)
	}
	return fyne.NewSize(w, h)
}

func (r *layersRenderer) Refresh() {
	th, v := r.layers.Theme(), fyne.CurrentApp().Settings().ThemeVariant()
	colors := []fyne.ThemeColorName{kit.ColorMuted, theme.ColorNamePrimary, theme.ColorNameSuccess, theme.ColorNameWarning}
	for i := range r.blocks {
		c := th.Color(colors[kindIndex(r.layers.parts[i].Kind)], v)
		r.blocks[i].FillColor, r.marks[i].FillColor = c, c
		r.blocks[i].CornerRadius, r.marks[i].CornerRadius = kit.Gap(0.5), kit.Gap(0.5)
		r.words[i].SetText(r.layers.legend(i))
	}
	canvas.Refresh(r.layers)
}

func kindIndex(k imaging.PartKind) int {
	for i, kind := range []imaging.PartKind{imaging.BasePart, imaging.WDTPart, imaging.ArchivePart} {
		if k == kind {
			return i
		}
	}
	return 3
}

func (r *layersRenderer) Objects() []fyne.CanvasObject {
	var objects []fyne.CanvasObject
	for i := range r.blocks {
		objects = append(objects, r.blocks[i], r.marks[i], r.words[i])
	}
	return objects
}

func (r *layersRenderer) Destroy() {}
