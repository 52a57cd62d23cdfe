package ui

import (
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"auximage/app/session"
	"auximage/app/words"
	"auximage/imaging/report"
	"auximage/ui/kit"
)

// logList shows the lines of the console, long ones on several rows, and stays at
// the newest one unless a person scrolled back.
type logList struct {
	kit.List
	lines   []session.Line
	rows    []logRow
	columns int  // characters that a row has room for; 0 before it was laid out
	follows bool // the newest line is in sight, and is to stay so
	end     float32
}

// logRow is a part of a line.
type logRow struct {
	line  int
	text  string
	first bool // with the time before it
}

func newLogList() *logList {
	l := &logList{follows: true}
	l.Init(l, func() int { return len(l.rows) },
		func() fyne.CanvasObject {
			at := kit.CutLine("")
			at.Color, at.Style.Monospace = kit.ColorMuted, true
			what := kit.CutLine("")
			what.Style.Monospace = true
			return kit.Row([]float32{1, 10}, at, what)
		}, l.drawRow)
	l.HideSeparators = true
	return l
}

// show shows lines; those that it has already are the first of them.
func (l *logList) show(lines []session.Line) {
	atEnd := l.follows || l.GetScrollOffset() >= l.end // whoever scrolled back reads
	from := len(l.lines)
	if from > len(lines) || from > 0 && lines[from-1] != l.lines[from-1] {
		from, l.rows = 0, nil // the oldest were dropped
	}
	l.lines = lines
	for i := from; i < len(lines) && l.columns > 0; i++ {
		l.rows = append(l.rows, rowsOfLine(i, mark(lines[i].Level)+lines[i].Text, l.columns)...)
	}
	l.Refresh()
	if atEnd {
		l.toEnd()
	}
}

func (l *logList) toEnd() {
	if l.columns > 0 {
		l.ScrollToBottom()
		l.end, l.follows = l.GetScrollOffset(), false
	}
}

// Resize breaks the lines anew where their width changed.
func (l *logList) Resize(size fyne.Size) {
	wide := size.Width != l.Size().Width
	atEnd := l.follows || l.GetScrollOffset() >= l.end
	l.List.Resize(size)
	char := fyne.MeasureText("m", theme.TextSize(), fyne.TextStyle{Monospace: true}).Width
	if columns := int((size.Width*10/11 - kit.Gap(6)) / char); wide && columns != l.columns {
		l.columns, l.rows = max(20, columns), nil
		lines := l.lines
		l.lines = nil
		l.show(lines)
	}
	if atEnd {
		l.toEnd()
	}
}

func (l *logList) drawRow(i int, o fyne.CanvasObject) {
	if i >= len(l.rows) {
		return
	}
	row := l.rows[i]
	of := l.lines[row.line]
	pair := o.(*fyne.Container).Objects
	color := theme.ColorNameForeground
	if of.Level != report.Info {
		color = severityColor(of.Level)
	}
	at := ""
	if row.first {
		at = words.Clock(of.Time)
	}
	pair[0].(*kit.Label).SetText(at)
	pair[1].(*kit.Label).Set(row.text, color)
}

// rowsOfLine breaks a line into rows, after a blank where there is one in the
// second half of the row. Characters of East Asia take two columns.
func rowsOfLine(line int, text string, columns int) (rows []logRow) {
	for first := true; first || text != ""; first = false {
		end, used, blank := 0, 0, 0
		for end < len(text) {
			r, n := utf8.DecodeRuneInString(text[end:])
			if used += columnsOf(r); used > columns {
				break
			}
			if end += n; r == ' ' && used > columns/2 {
				blank = end
			}
		}
		if end < len(text) && blank > 0 {
			end = blank
		}
		rows = append(rows, logRow{line, strings.TrimRight(text[:end], " "), first})
		text = text[end:]
	}
	return rows
}

func columnsOf(r rune) int {
	if r >= 0x1100 {
		return 2
	}
	return 1
}
