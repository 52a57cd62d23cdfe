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

// newDiffList returns a list of the lines.
func newDiffList(rows []diffRow) *kit.List {
	return newChangingDiffList(func() []diffRow { return rows })
}

// newChangingDiffList returns a list of the lines that rows returns when it is drawn.
func newChangingDiffList(rows func() []diffRow) *kit.List {
	l := kit.NewList(func() int { return len(rows()) },
		func() fyne.CanvasObject {
			line := kit.CutLine("")
			line.Style.Monospace = true // in smaller letters its underscores are cut off
			return kit.Padded(0, 0.25, line)
		},
		func(i int, o fyne.CanvasObject) {
			row, line := rows()[i], o.(*fyne.Container).Objects[0].(*kit.Label)
			line.Style.Bold, line.Style.Monospace = row.file, !row.file
			line.Set(row.text(), row.color())
		})
	l.HideSeparators = true
	return l
}
