package session

import (
	"strings"
	"time"

	"auximage/app/words"
	"auximage/imaging/report"
)

// The console holds so many lines; the oldest go in steps, so that a long run
// stays quick.
const (
	maxLines  = 100_000
	linesStep = 10_000
)

// console is the log of this run. Lines are only ever added behind those that
// were handed out, so that a snapshot shares them.
type console struct {
	lines   []Line
	secrets []string // never to be seen in a line
}

// add adds the lines of a text, in plain characters: a tool may have printed it.
func (c *console) add(level report.Severity, text string) {
	for _, secret := range c.secrets {
		text = strings.ReplaceAll(text, secret, "•••")
	}
	for line := range strings.Lines(text) {
		if len(c.lines) >= maxLines {
			c.lines = append(make([]Line, 0, maxLines), c.lines[linesStep:]...)
		}
		c.lines = append(c.lines, Line{Time: time.Now(), Level: level, Text: words.Plain(strings.TrimRight(line, "\r\n"))})
	}
}

// step adds a line about a step of a job, unless the last one says the same: an image
// is opened once for each platform, and nobody asked how often.
func (c *console) step(text string) {
	if n := len(c.lines); n == 0 || c.lines[n-1].Text != words.Plain(text) {
		c.add(report.Info, text)
	}
}

// hide keeps a secret out of all later lines.
func (c *console) hide(secret string) {
	if len(secret) >= 4 { // a shorter one would tear words apart, and is no token
		c.secrets = append(c.secrets, secret)
	}
}

// shared returns the lines for a snapshot.
func (c *console) shared() []Line { return c.lines[:len(c.lines):len(c.lines)] }
