package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"auximage/app/session"
	"auximage/imaging/report"
	"auximage/ui/kit"
)

func TestWhatCannotBeginSaysWhyInAWindow(t *testing.T) {
	a := test.NewTempApp(t)
	closed := false
	w := newRefusal(a, session.Preferences{}, report.Finding{Code: "demo.no-room", File: "/tmp", Args: report.Args{"Full": true}})
	w.SetOnClosed(func() { closed = true })
	var said []string
	var closing *kit.Button
	for _, o := range test.LaidOutObjects(w.Content()) {
		switch o := o.(type) {
		case *kit.Label:
			said = append(said, o.Text)
		case *kit.Button:
			closing = o
		}
	}
	if all := strings.Join(said, "\n"); !strings.Contains(all, "could not be set up on this computer. The disk that holds /tmp is full.") || !strings.Contains(all, "Make room there") {
		t.Errorf("it says\n%s", all)
	}
	if test.Tap(closing); !closed {
		t.Error("its button does not close it")
	}
}
