package session

import (
	"slices"
	"testing"

	"auximage/imaging/report"
)

func TestWhatAToolPrintsMovesNoTerminal(t *testing.T) {
	var c console
	c.hide("canary")
	c.add(report.Info, "\x1b[2Jall\u009b31m is well\r\nwith \u202ecanary\ta tab")
	want := []string{"\ufffd[2Jall\ufffd31m is well", "with \ufffd••• a tab"}
	for i, line := range c.shared() {
		if i >= len(want) || line.Text != want[i] {
			t.Errorf("line %d: got %q, want %q", i, line.Text, want)
		}
	}
	if len(c.shared()) != len(want) {
		t.Errorf("got %d lines, want %d", len(c.shared()), len(want))
	}
}

func TestAStepIsSaidOnceInARow(t *testing.T) {
	var c console
	for _, text := range []string{"Opening", "Opening: a", "Opening: a", "Pushing", "Opening: a"} {
		c.step(text)
	}
	var got []string
	for _, line := range c.shared() {
		got = append(got, line.Text)
	}
	if want := []string{"Opening", "Opening: a", "Pushing", "Opening: a"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
