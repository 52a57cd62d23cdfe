package ui

import (
	"time"

	"fyne.io/fyne/v2"
)

// moment is how long Fyne's goroutine waits for what is usually there at once, less
// than a frame: what is done within it is shown without a flicker.
var moment = 10 * time.Millisecond

// inBackground does work that may wait for a disk of another machine, off Fyne's
// goroutine, and hands what came of it to then on Fyne's.
func inBackground[T any](work func() T, then func(T)) {
	done := make(chan T, 1)
	go func() { done <- work() }()
	select {
	case result := <-done:
		then(result)
	case <-time.After(moment):
		go func() {
			result := <-done
			fyne.Do(func() { then(result) })
		}()
	}
}
