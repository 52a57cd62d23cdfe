package main

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"time"

	"auximage/app/demo"
	"auximage/app/session"
	"auximage/imaging/report"
)

func TestALogHasEachLineOfTheConsoleOnce(t *testing.T) {
	said := func(texts ...string) (all []session.Line) {
		for _, text := range texts {
			all = append(all, session.Line{Time: time.Now(), Level: report.Info, Text: text})
		}
		return all
	}
	running, failed := &session.Job{}, &session.Outcome{Err: errors.New("refused")}
	for name, c := range map[string]struct {
		seen []session.Snapshot
		want string
	}{
		"as they come": {[]session.Snapshot{
			{Job: running, Log: said("one")}, {Job: running, Log: said("one", "two", "three")}, {Log: said("one", "two", "three")},
		}, "one\ntwo\nthree\n"},
		"those that came last": {[]session.Snapshot{
			{Job: running, Log: said("one")}, {Outcome: &session.Outcome{}, Log: said("one", "done")},
		}, "one\ndone\n"},
		"not what the job failed with, which is told at the end": {[]session.Snapshot{
			{Job: running, Log: said("one")}, {Outcome: failed, Log: said("one", "what the server said")},
		}, "one\n"},
		"not what was found, which is told at the end": {[]session.Snapshot{
			{Job: running, Log: append(said("one"), session.Line{Level: report.Warning, Text: "a password in clear"})},
		}, "one\n"},
	} {
		t.Run(name, func(t *testing.T) {
			var log bytes.Buffer
			p := newPainter(&log)
			for _, now := range c.seen {
				p.paint(now)
			}
			if log.String() != c.want {
				t.Errorf("%q", log.String())
			}
		})
	}
}

func TestHowAJobEndedIsSaidOnce(t *testing.T) {
	d := try(t)
	args := pushSample(t, d)
	args[0] = "check"
	got := cli(t, demo.Token, args...)
	lines := strings.Split(strings.TrimSpace(got.stderr), "\n")
	last := lines[len(lines)-1]
	if n := strings.Count(got.stderr, last); got.code != 0 || n != 1 {
		t.Errorf("got %d times %q, want once:\n%s", n, last, got.stderr)
	}
}

func TestATerminalShowsHowFarAnImageIsRead(t *testing.T) {
	var line bytes.Buffer
	p := &painter{out: &line, terminal: true}
	p.paint(session.Snapshot{Look: &session.Job{Phase: report.Open, Done: 1 << 20, Total: 4 << 20}})
	p.end()
	if want := "Opening the image [======                  ] 1.0\u00a0MB / 4.2\u00a0MB"; !strings.Contains(line.String(), want) {
		t.Errorf("got %q, want %q", line.String(), want)
	}
}
