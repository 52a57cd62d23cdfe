package main

import (
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"
	"time"
	"unicode/utf8"

	"auximage/app/session"
	"auximage/app/words"
	"auximage/imaging/report"
)

// width is what a bar's line may take.
const width = 79

// painter shows how a job goes: one line that is painted over on a terminal,
// the lines of the console elsewhere.
type painter struct {
	out      io.Writer
	terminal bool
	shown    int // characters on the line now
	read     int // lines of the console
}

func newPainter(out io.Writer) *painter {
	return &painter{out: out, terminal: isTerminal(out)}
}

func isTerminal(out io.Writer) bool {
	f, ok := out.(interface{ Stat() (fs.FileInfo, error) })
	if !ok {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

// paint shows a job as it stands.
func (p *painter) paint(now session.Snapshot) {
	switch {
	case !p.terminal:
		p.follow(now)
	case now.Job != nil && (now.Job.Phase != "" || now.Job.WaitsFor != ""):
		p.over(bar(now.Job))
	case now.Look != nil && now.Look.Total > 0:
		p.over(bar(now.Look))
	}
}

// follow writes what the console has more than before, but for findings and
// what a job failed with, checked or saved: those are told when it has ended.
func (p *painter) follow(now session.Snapshot) {
	lines := now.Log[min(p.read, len(now.Log)):]
	p.read = len(now.Log)
	if end := now.Outcome; now.Job == nil && end != nil {
		if end.Err != nil {
			return
		}
		if told := end.Action == session.ActCheck || end.File != nil; told && len(lines) > 0 {
			lines = lines[:len(lines)-1] // the console's last line is how the job ended
		}
	}
	for _, line := range lines {
		if line.Level == report.Info {
			_, _ = fmt.Fprintln(p.out, line.Text)
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
		line = words.Labelled(line, waiting(j.Waiting))
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

// phase says what a job does or, of a file that does not answer, what it waits for.
func phase(j *session.Job) string {
	if j.WaitsFor != "" {
		return words.L("Waiting for {{.Path}}…", report.Args{"Path": j.WaitsFor})
	}
	return words.L("phase." + string(j.Phase))
}

// waiting says why a job waits, and for how long where that is known.
func waiting(w *report.Progress) string {
	why := words.L("Waiting for the server.")
	if w.Cause != nil {
		why = words.Of(*w.Cause).Sentence
	}
	if w.Until.IsZero() {
		return why
	}
	return why + " " + words.Duration(time.Until(w.Until))
}
