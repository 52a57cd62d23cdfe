package session

import (
	"testing"
	"time"

	"auximage/imaging/report"
)

func TestWhyAJobWaitsIsShownUntilSomethingMoves(t *testing.T) {
	why := report.Finding{Code: "transport.timeout"}
	silent := report.Progress{Phase: report.Upload, Item: "layer", State: report.Waiting, Cause: &why}
	again := report.Progress{Phase: report.Upload, Item: "layer", State: report.Running}
	for name, c := range map[string]struct {
		told []report.Progress
		want bool
	}{
		"a wait":                    {[]report.Progress{silent}, true},
		"a retry that begins":       {[]report.Progress{silent, again}, true},
		"a retry, and another wait": {[]report.Progress{silent, again, silent}, true},
		"bytes that move":           {[]report.Progress{silent, again, {Phase: report.Upload, Item: "layer", State: report.Running, Done: 1}}, false},
		"the end":                   {[]report.Progress{silent, again, {Phase: report.Upload, Item: "layer", State: report.Finished}}, false},
		"a failure":                 {[]report.Progress{silent, {Phase: report.Upload, Item: "layer", State: report.Failed}}, false},
		"another item that moves":   {[]report.Progress{silent, again, {Phase: report.Upload, Item: "other", State: report.Running, Done: 1}}, false},
	} {
		t.Run(name, func(t *testing.T) {
			var track tracker
			for _, p := range c.told {
				track.record(p, time.Now())
			}
			var shown Job
			track.show(&shown)
			if got := shown.Waiting != nil; got != c.want {
				t.Errorf("a reason is shown: %v, want %v", got, c.want)
			}
		})
	}
}
