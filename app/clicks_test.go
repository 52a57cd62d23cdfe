//go:build window

package main

import (
	"testing"

	"fyne.io/fyne/v2"

	"auximage/app/form"
	"auximage/ui"
)

// faulty is a repository's name that is said to be wrong as its field is left, below it
// and with a button to mend it: all that stands lower moves down.
const faulty = "test-model-Éloïse"

// TestAClickAfterTypingGoesWhereItWasAimed clicks on what stands below a field that has
// something to say as it is left, in the smallest window, where fields are cut by its
// edge.
func TestAClickAfterTypingGoesWhereItWasAimed(t *testing.T) {
	l := newLab(t)
	s := l.session("en")
	s.Edit(func(f *form.Form) { f.WDT = form.WDTNone })
	w := &walk{T: t, in: english, session: s,
		Driver: sitDown(t, s, ui.Options{Downloads: l.downloads}, album(t, "clicks"))}

	w.Fills("Repository", faulty)
	w.Clicks("WebLogic Deploy Tooling – None") // the folded line, anywhere on it
	w.Sees("This file")
	w.Sees("Use it") // the field was left
	w.shot("opened")

	for _, height := range []float32{600, 620, 640, 660} { // one of them cuts it in the middle
		w.Resizes(fyne.NewSize(900, height))
		w.Fills("Repository", "test-model")
		w.Fills("Repository", faulty)
		w.ClicksBelow(tokenLabel)
		w.Sees("Use it")
		w.Fills(userLabel, "tenancynamespace/me")
		w.formHas("tenancynamespace/me", func(f form.Form) string { return f.User })
	}
	w.shot("typed")
}
