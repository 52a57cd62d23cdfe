package main

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"auximage/app/session"
	"auximage/app/session/words"
	"auximage/imaging/report"
)

func TestAWaitIsOneLineOfALog(t *testing.T) {
	words.Use("en")
	var log bytes.Buffer
	p := newPainter(&log)
	until := time.Now().Add(time.Hour)
	for _, end := range []time.Time{until, until, until.Add(time.Minute)} {
		p.paint(&session.Job{Phase: report.Upload, Waiting: &report.Progress{Until: end}})
	}
	if n := strings.Count(log.String(), "Waiting for the server"); n != 2 {
		t.Errorf("two waits are %d lines:\n%s", n, &log)
	}
}
