//go:build window

// Command empty shows an empty window: what the program's own start and its
// idling are measured against.
package main

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
)

func main() {
	w := app.NewWithID("io.github.auximage.empty").NewWindow("Empty")
	w.Resize(fyne.NewSize(1024, 700))
	w.CenterOnScreen()
	w.ShowAndRun()
}
