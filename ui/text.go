package ui

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// text is a line or, wrapped, a paragraph, without the padding of a label, so
// that captions and hints stand close to what they belong to. A word that is
// wider than the paragraph (a path, a digest) is broken.
type text struct {
	widget.BaseWidget
	Text  string
	size  fyne.ThemeSizeName
	color fyne.ThemeColorName
	style fyne.TextStyle
	align fyne.TextAlign
	wrap  bool
	cut   bool // one line, its end cut off with an ellipsis
}

func newText(s string, size fyne.ThemeSizeName, color fyne.ThemeColorName, style fyne.TextStyle) *text {
	t := &text{Text: s, size: size, color: color, style: style}
	t.ExtendBaseWidget(t)
	return t
}

func heading(s string) *text {
	return newText(s, theme.SizeNameSubHeadingText, theme.ColorNameForeground, fyne.TextStyle{Bold: true})
}

func caption(s string) *text {
	t := newText(s, theme.SizeNameCaptionText, colorMuted, fyne.TextStyle{})
	t.wrap = true
	return t
}

func line(s string) *text {
	return newText(s, theme.SizeNameText, theme.ColorNameForeground, fyne.TextStyle{})
}

// cutLine is a line that shows as much as there is room for.
func cutLine(s string) *text {
	t := line(s)
	t.cut = true
	return t
}

func paragraph(s string) *text {
	t := line(s)
	t.wrap = true
	return t
}

func muted(s string) *text {
	t := paragraph(s)
	t.color = colorMuted
	return t
}

// set changes text and colour, and refreshes only when one did change.
func (t *text) set(s string, color fyne.ThemeColorName) {
	if t.Text == s && t.color == color {
		return
	}
	t.Text, t.color = s, color
	t.Refresh()
}

func (t *text) setText(s string) { t.set(s, t.color) }

func (t *text) CreateRenderer() fyne.WidgetRenderer {
	r := &textRenderer{text: t}
	r.wrap(t.Size().Width)
	return r
}

func (t *text) measure(s string) float32 {
	return fyne.MeasureText(s, t.Theme().Size(t.size), t.style).Width
}

// lines returns the text as it is broken at a width.
func (t *text) lines(width float32) []string {
	switch {
	case t.Text == "":
		return nil
	case t.cut:
		return []string{t.cutTo(width)}
	case !t.wrap || width <= 0:
		return strings.Split(t.Text, "\n")
	}
	var lines []string
	for _, par := range strings.Split(t.Text, "\n") {
		lines = append(lines, t.fill(par, width)...)
	}
	return lines
}

// fill breaks one paragraph, where it can at the end of a word. It measures word
// by word: most stand in more than one text, and what was measured once is known.
func (t *text) fill(par string, width float32) []string {
	blank := t.measure(" ")
	var lines []string
	current, used := "", float32(0)
	end := func() {
		lines = append(lines, strings.TrimRight(current, " "))
		current, used = "", 0
	}
	for _, piece := range breakable(par) {
		word := strings.TrimRight(piece, " ")
		wide := t.measure(word)
		if current != "" && used+wide > width {
			end()
		}
		for wide > width && len([]rune(word)) > 1 {
			n := t.fitting(word, width)
			current = string([]rune(word)[:n])
			end()
			piece, word = string([]rune(piece)[n:]), string([]rune(word)[n:])
			wide = t.measure(word)
		}
		current += piece
		used += wide + blank*float32(len(piece)-len(word))
	}
	end()
	return lines
}

// fitting returns how many runes of s have room, at least 1.
func (t *text) fitting(s string, width float32) int {
	runes := []rune(s)
	low, high := 1, len(runes)
	for low < high {
		mid := (low + high + 1) / 2
		if t.measure(string(runes[:mid])) <= width {
			low = mid
		} else {
			high = mid - 1
		}
	}
	return low
}

func (t *text) cutTo(width float32) string {
	s, _, _ := strings.Cut(t.Text, "\n")
	if width <= 0 || t.measure(s) <= width {
		return s
	}
	const ellipsis = "…"
	n := t.fitting(s, width-t.measure(ellipsis))
	return string([]rune(s)[:n]) + ellipsis
}

type textRenderer struct {
	text    *text
	width   float32
	objects []fyne.CanvasObject
}

func (r *textRenderer) wrap(width float32) {
	t := r.text
	r.width = width
	color := t.Theme().Color(t.color, fyne.CurrentApp().Settings().ThemeVariant())
	size := t.Theme().Size(t.size)
	r.objects = r.objects[:0]
	for _, s := range t.lines(width) {
		o := canvas.NewText(s, color)
		o.TextSize, o.TextStyle, o.Alignment = size, t.style, t.align
		r.objects = append(r.objects, o)
	}
}

func (r *textRenderer) lineHeight() float32 {
	t := r.text
	return fyne.MeasureText("M", t.Theme().Size(t.size), t.style).Height
}

func (r *textRenderer) Layout(size fyne.Size) {
	if (r.text.wrap || r.text.cut) && size.Width != r.width {
		r.wrap(size.Width)
		canvas.Refresh(r.text)
	}
	h := r.lineHeight()
	y := float32(0)
	if !r.text.wrap {
		y = (size.Height - h*float32(len(r.objects))) / 2
	}
	for i, o := range r.objects {
		o.Move(fyne.NewPos(0, y+float32(i)*h))
		o.Resize(fyne.NewSize(size.Width, h))
	}
}

func (r *textRenderer) MinSize() fyne.Size {
	t := r.text
	h := r.lineHeight() * float32(max(1, len(r.objects)))
	if t.wrap || t.cut {
		return fyne.NewSize(t.Theme().Size(t.size)*4, h)
	}
	w := float32(0)
	for _, o := range r.objects {
		w = max(w, o.MinSize().Width)
	}
	return fyne.NewSize(w, h)
}

func (r *textRenderer) Refresh() {
	r.wrap(r.text.Size().Width)
	r.Layout(r.text.Size())
	canvas.Refresh(r.text)
}

func (r *textRenderer) Objects() []fyne.CanvasObject { return r.objects }

func (r *textRenderer) Destroy() {}
