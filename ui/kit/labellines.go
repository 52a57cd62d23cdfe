package kit

import (
	"strings"

	"fyne.io/fyne/v2"
)

// measure returns how wide a text is.
func (t *Label) measure(s string) (width float32) {
	for _, part := range runsOf(s, t.Style) {
		width += fyne.MeasureText(part.text, t.Theme().Size(t.TextSize), part.style).Width
	}
	return width
}

// broken returns a text as it is broken at a width.
func (t *Label) broken(text string, width float32) []string {
	switch {
	case text == "":
		return nil
	case t.Cut:
		return []string{t.cutTo(width)}
	case !t.Wrap || width <= 0:
		return strings.Split(text, "\n")
	}
	var lines []string
	paragraphs := strings.Split(text, "\n")
	for _, par := range paragraphs {
		lines = append(lines, t.wrapped(par, width)...)
	}
	if t.Most > 0 && len(lines) > t.Most {
		return t.atMost(paragraphs, lines, width)
	}
	return lines
}

// atMost returns the lines of which there is room: one of each paragraph where there
// are as many, else the first lines.
func (t *Label) atMost(paragraphs, lines []string, width float32) []string {
	if len(paragraphs) < t.Most {
		last := t.Most - 1
		return append(lines[:last], t.cut(strings.Join(lines[last:], " "), width))
	}
	kept := make([]string, t.Most)
	for i := range kept {
		kept[i] = t.cut(paragraphs[i], width)
	}
	return kept
}

// wrapped returns the lines of one paragraph, broken where it can at the end of a word. It measures word
// by word: most stand in more than one text, and what was measured once is known.
func (t *Label) wrapped(par string, width float32) []string {
	blank := t.measure(" ")
	var lines []string
	current, used := "", float32(0)
	end := func() {
		lines = append(lines, strings.TrimRight(current, " "))
		current, used = "", 0
	}
	for _, piece := range lineBreaks(par) {
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
func (t *Label) fitting(s string, width float32) int {
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

func (t *Label) cutTo(width float32) string {
	s, _, _ := strings.Cut(t.Text, "\n")
	return t.cut(s, width)
}

// cut returns as much of a line as there is room for.
func (t *Label) cut(s string, width float32) string {
	if width <= 0 || t.measure(s) <= width {
		return s
	}
	const ellipsis = "…"
	n := t.fitting(s, width-t.measure(ellipsis))
	return string([]rune(s)[:n]) + ellipsis
}
