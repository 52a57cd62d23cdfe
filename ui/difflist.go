package ui

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"auximage/app/diff"
	"auximage/app/session"
	"auximage/app/words"
	"auximage/ui/kit"
)

// diffRow is a line of the list: of a difference, or a file's name.
type diffRow struct {
	diff.Line
	file bool
}

func rowsOf(files []session.PreparedFile) []diffRow {
	var rows []diffRow
	for _, f := range files {
		name := f.Name
		switch {
		case f.New:
			name = words.L("{{.Name}} (new)", map[string]any{"Name": name})
		case len(f.Lines) == 0:
			name = words.L("{{.Name}} (changed)", map[string]any{"Name": name})
		}
		rows = append(rows, diffRow{diff.Line{Text: name}, true})
		for _, l := range f.Lines {
			rows = append(rows, diffRow{Line: l})
		}
	}
	return rows
}

// text is what the row shows: the sign tells the kinds apart without colour.
func (r diffRow) text() string {
	switch {
	case r.file || r.Kind == diff.Heading:
		return r.Text
	}
	return string(r.Kind) + " " + strings.ReplaceAll(r.Text, "\t", "    ")
}

func (r diffRow) color() fyne.ThemeColorName {
	switch {
	case r.file:
		return theme.ColorNameForeground
	case r.Kind == diff.Added:
		return theme.ColorNameSuccess
	case r.Kind == diff.Removed:
		return theme.ColorNameError
	case r.Kind == diff.Heading:
		return theme.ColorNamePrimary
	}
	return kit.ColorMuted
}

// diffList shows the lines of a difference, long ones on several rows: an image's digest
// is read to its end.
type diffList struct {
	kit.List
	all     func() []diffRow
	rows    []shownRow // of them, in the room that there is
	columns int        // characters that a row has room for; 0 before it was laid out
}

// shownRow is a part of a line, or a file's name.
type shownRow struct {
	text string
	of   diffRow
}

// newDiffList returns a list of the lines.
func newDiffList(rows []diffRow) *diffList {
	return newChangingDiffList(func() []diffRow { return rows })
}

// newChangingDiffList returns a list of the lines that all returns when it is drawn.
func newChangingDiffList(all func() []diffRow) *diffList {
	l := &diffList{all: all}
	l.Init(l, func() int { return len(l.rows) },
		func() fyne.CanvasObject {
			line := kit.CutLine("")
			line.Style.Monospace = true // in smaller letters its underscores are cut off
			return kit.Padded(0, 0.25, line)
		},
		func(i int, o fyne.CanvasObject) {
			if i >= len(l.rows) {
				return
			}
			row, line := l.rows[i], o.(*fyne.Container).Objects[0].(*kit.Label)
			line.Style.Bold, line.Style.Monospace = row.of.file, !row.of.file
			line.Set(row.text, row.of.color())
		})
	l.HideSeparators = true
	return l
}

// Refresh draws the lines as they are now.
func (l *diffList) Refresh() {
	l.lay()
	l.List.Refresh()
}

// Resize breaks the lines anew where their width changed.
func (l *diffList) Resize(size fyne.Size) {
	char := fyne.MeasureText("m", theme.TextSize(), fyne.TextStyle{Monospace: true}).Width
	if columns := max(20, int((size.Width-kit.Gap(3))/char)); columns != l.columns {
		l.columns = columns
		l.lay()
	}
	l.List.Resize(size)
}

// lay breaks the lines into rows.
func (l *diffList) lay() {
	l.rows = nil
	if l.columns == 0 {
		return
	}
	for i, line := range l.all() {
		if line.file {
			l.rows = append(l.rows, shownRow{line.text(), line})
			continue
		}
		for _, part := range rowsOfLine(i, line.text(), l.columns) {
			l.rows = append(l.rows, shownRow{part.text, line})
		}
	}
}
