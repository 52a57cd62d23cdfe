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

func TestASizeThatNobodyKnowsIsNotSaid(t *testing.T) {
	words.Use("en")
	var log bytes.Buffer
	newPainter(&log).paint(&session.Job{Phase: report.Inspect, Items: []session.Item{
		{Name: "archive.zip", State: report.Finished}, {Name: "model.yaml", State: report.Finished, Total: 12},
	}})
	if said := log.String(); strings.Contains(said, "archive.zip,") || !strings.Contains(said, "model.yaml, 12") {
		t.Error(said)
	}
}
