package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Label is a line or, wrapped, a paragraph, without the padding of a label, so
// that captions and hints stand close to what they belong to. A word that is
// wider than the paragraph (a path, a digest) is broken.
type Label struct {
	widget.BaseWidget
	Text     string
	TextSize fyne.ThemeSizeName
	Color    fyne.ThemeColorName
	Style    fyne.TextStyle
	Align    fyne.TextAlign
	Wrap     bool
	Cut      bool     // one line, its end cut off with an ellipsis
	Most     int      // lines that a wrapped text has at most, cut off likewise; 0 for any number
	Room     []string // other texts that room is kept for, so that nothing below moves
}

// NewLabel returns a text on one line in a size, a colour and a style.
func NewLabel(s string, size fyne.ThemeSizeName, color fyne.ThemeColorName, style fyne.TextStyle) *Label {
	t := &Label{Text: s, TextSize: size, Color: color, Style: style}
	t.ExtendBaseWidget(t)
	return t
}

func heading(s string) *Label {
	return NewLabel(s, theme.SizeNameSubHeadingText, theme.ColorNameForeground, fyne.TextStyle{Bold: true})
}

// Caption returns small quiet text that wraps: a name above a field, help below
// it.
func Caption(s string) *Label {
	t := NewLabel(s, theme.SizeNameCaptionText, ColorMuted, fyne.TextStyle{})
	t.Wrap = true
	return t
}

// Line returns text on one line.
func Line(s string) *Label {
	return NewLabel(s, theme.SizeNameText, theme.ColorNameForeground, fyne.TextStyle{})
}

// CutLine is a line that shows as much as there is room for.
func CutLine(s string) *Label {
	t := Line(s)
	t.Cut = true
	return t
}

// Paragraph returns text that wraps.
func Paragraph(s string) *Label {
	t := Line(s)
	t.Wrap = true
	return t
}

// Muted returns a paragraph in a quieter colour.
func Muted(s string) *Label {
	t := Paragraph(s)
	t.Color = ColorMuted
	return t
}

// Set changes text and colour, and refreshes only when one did change.
func (t *Label) Set(s string, color fyne.ThemeColorName) {
	if t.Text == s && t.Color == color {
		return
	}
	t.Text, t.Color = s, color
	t.Refresh()
}

// SetText changes the text alone.
func (t *Label) SetText(s string) { t.Set(s, t.Color) }

func (t *Label) CreateRenderer() fyne.WidgetRenderer {
	r := &labelRenderer{label: t}
	r.wrap(t.Size().Width)
	return r
}
