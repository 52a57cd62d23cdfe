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

// soon returns what comes of a look at a disk, and whether that came within a time.
func soon[T any](within time.Duration, look func() T) (found T, came bool) {
	answer := make(chan T, 1)
	go func() { answer <- look() }()
	select {
	case found = <-answer:
		return found, true
	case <-time.After(within):
		return found, false
	}
}
