package main

import (
	"cmp"
	"fmt"
	"io"
	"os"
	"strings"
	"time"
	"unicode/utf8"

	"auximage/app/session"
	"auximage/app/session/words"
	"auximage/imaging/report"
)

// width is what a bar's line may take.
const width = 79

// painter shows how a job goes: one line that is painted over on a terminal,
// a line for each new fact elsewhere.
type painter struct {
	out      io.Writer
	terminal bool
	shown    int // characters on the line now
	said     map[string]bool
	waited   time.Time // the end of the wait that was said last
}

func newPainter(out io.Writer) *painter {
	return &painter{out: out, terminal: isTerminal(out), said: map[string]bool{}}
}

func isTerminal(out io.Writer) bool {
	f, ok := out.(*os.File)
	if !ok {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

// paint shows a job as it stands.
func (p *painter) paint(j *session.Job) {
	if j == nil || j.Phase == "" {
		return
	}
	if p.terminal {
		p.over(bar(j))
		return
	}
	p.say(phase(j))
	if j.Waiting != nil && !j.Waiting.Until.Equal(p.waited) { // a log has no use for a countdown
		p.waited = j.Waiting.Until
		p.say(phase(j) + ": " + waiting(j.Waiting))
	}
	for _, item := range j.Items {
		if item.State == report.Finished || item.State == report.Present {
			line := phase(j) + ": " + cmp.Or(item.Name, "…")
			if item.Total > 0 { // else nobody knows
				line += ", " + words.Bytes(item.Total)
			}
			p.say(line)
		}
	}
}

// end leaves the line as it is.
func (p *painter) end() {
	if p.terminal && p.shown > 0 {
		p.over("")
		_, _ = fmt.Fprint(p.out, "\r")
	}
}

// say writes a line once.
func (p *painter) say(line string) {
	if !p.said[line] {
		p.said[line] = true
		_, _ = fmt.Fprintln(p.out, line)
	}
}

// over paints over the line.
func (p *painter) over(line string) {
	n := utf8.RuneCountInString(line)
	_, _ = fmt.Fprint(p.out, "\r", line, strings.Repeat(" ", max(p.shown-n, 0)))
	p.shown = n
}

// bar returns a job as one line: phase, a bar, how much, how fast, how long.
func bar(j *session.Job) string {
	line := phase(j)
	switch {
	case j.Waiting != nil:
		line += ": " + waiting(j.Waiting)
	case j.Total > 0:
		const cells = 24
		full := int(min(j.Done, j.Total) * cells / j.Total)
		line = fmt.Sprintf("%s [%s%s] %s / %s", line, strings.Repeat("=", full), strings.Repeat(" ", cells-full),
			words.Bytes(j.Done), words.Bytes(j.Total))
	}
	if j.Rate > 0 {
		line += "  " + words.Rate(j.Rate)
	}
	if j.Left > 0 {
		line += "  " + words.Duration(j.Left)
	}
	if runes := []rune(line); len(runes) > width {
		line = string(runes[:width-1]) + "…"
	}
	return line
}

func phase(j *session.Job) string { return words.L("phase." + string(j.Phase)) }

// waiting says why a job waits, and for how long.
func waiting(w *report.Progress) string {
	why := words.L("Waiting for the server.")
	if w.Cause != nil {
		why = words.Of(*w.Cause).Sentence
	}
	return why + " " + words.Duration(time.Until(w.Until))
}
