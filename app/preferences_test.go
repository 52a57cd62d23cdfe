//go:build window

package main

import (
	"regexp"
	"strings"
	"testing"
	"time"

	"auximage/app/demo"
	"auximage/app/internal/windowdriver"
)

// mostPatience is how long a test of the preferences may take where nothing answers: it
// has ten seconds, and the rest is for a machine that is busy with other things.
const mostPatience = time.Minute

// silent is what is said of a registry that takes connections and says nothing.
const silent = "lhr.ocir.io did not answer in time."

// waitsFor is the line of such a registry while it is tried.
var waitsFor = regexp.MustCompile("Registry – Testing… .* – " + silent)

// TestTheTestOfThePreferencesEndsByItselfWhereNothingAnswers has a registry that takes
// connections and says nothing, beside a base and releases that answer.
func TestTheTestOfThePreferencesEndsByItselfWhereNothingAnswers(t *testing.T) {
	l := newLab(t)
	gate := l.hostGate()
	w := l.walk(t, "en", english, "preferences-test")
	w.Fills("Auxiliary Image Tag", demo.Tag)
	gate.shut("lhr.ocir.io", 0)
	w.Shortcut(',')
	w.Sees("Registry – not tested yet")
	began := time.Now()
	w.Clicks("Test")
	w.Sees("Registry – Testing…")
	w.Sees("Stop")
	w.Sees("is the latest version.") // the releases do not wait for it
	w.Waits("see why the registry is waited for", func() bool { return waitsFor.MatchString(w.Reads()) })
	w.shot("reason")
	gone := false
	w.Waits("have the test end by itself", func() bool {
		now := w.Reads()
		gone = gone || strings.Contains(now, "Testing…") && !waitsFor.MatchString(now)
		return !strings.Contains(now, "Testing…")
	})
	took := time.Since(began)
	t.Logf("the test ended by itself after %v", took)
	if took > mostPatience {
		t.Errorf("the test took %v, want at most %v", took, mostPatience)
	}
	if gone {
		t.Error("the reason went away while the registry was tried again")
	}
	w.Sees("✗  Registry – " + silent)
	w.Sees("Test")
	w.shot("ended")
	w.Presses(windowdriver.Escape)
	w.SeesNo("Hosts allowed plain http")
}
