package ui

import (
	"fyne.io/fyne/v2"
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
