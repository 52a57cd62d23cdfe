package ui

import (
	"strconv"
	"testing"
	"time"

	"fyne.io/fyne/v2/test"

	"auximage/app/session"
)

// BenchmarkConsole is what a line more costs in an open console that holds as
// many as there can be: drawn, and captured as the screen would.
func BenchmarkConsole(b *testing.B) {
	w := opened(b)
	w.view.console = true
	s := full()
	for i := range 100_000 {
		s.Log = append(s.Log, session.Line{Time: time.Unix(int64(i), 0), Text: "line " + strconv.Itoa(i) + " of what happened in a long run"})
	}
	w.draw(s)
	for b.Loop() {
		s.Log = append(s.Log, session.Line{Text: "one more"})
		w.draw(s)
		test.WidgetRenderer(w.console.list)
	}
}
