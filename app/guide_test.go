//go:build window

package main

import (
	"testing"

	"auximage/app/demo"
	"auximage/app/demo/demotest"
	"auximage/app/session"
	"auximage/ui"
)

// TestWalkAlongTheLabsSteps goes through what the try-out has filled in by the guide's
// own buttons: a press of a button leaves the focus where it is.
func TestWalkAlongTheLabsSteps(t *testing.T) {
	d := demotest.Start(t)
	s := open(t, d.Config())
	s.Remember(func(p *session.Preferences) { p.Language = "en" })
	if err := d.Prepare(s); err != nil {
		t.Fatal(err)
	}
	w := sitDown(t, s, ui.Options{Downloads: d.Downloads(), Demo: true, DemoUser: demo.User, DemoToken: demo.Token}, album(t, "guide"))
	w.Sees("Step 1 of 12 · Click Image: the “Primary Image” tab")
	w.Clicks("Show me")
	for _, step := range []string{
		"Step 1 of 12 · Click Image: the “Primary Image” tab", "Step 2 of 12 · The endpoint of your region", "Step 3 of 12 · Tenancy namespace",
		"Step 4 of 12 · Auxiliary Image Tag", "Step 5 of 12 · Auxiliary Image Registry Push Username",
		"Step 6 of 12 · Auxiliary Image Registry Push Password (auth token)", "Before step 7: your model, from exercise 2",
	} {
		w.Sees(step)
		w.Clicks("Next")
	}
	w.Sees("Step 7 of 12 · Create Auxiliary Image")
}
