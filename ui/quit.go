package ui

import (
	"auximage/app/session"
	"auximage/app/words"
)

// quit closes the window, after a question when a job is running.
func (w *Window) quit() {
	if w.session.Snapshot().Job == nil {
		w.projects.unlessUnsaved(w.close, w.session.Projects().Revert)
		return
	}
	w.askQuit()
}

func (w *Window) askQuit() {
	w.dialogs.warn(words.L("Quit"), words.L("A job is still running. Stop it and quit?"),
		answer{words.L("Stop and quit"), func() { w.projects.unlessUnsaved(w.close, w.session.Projects().Revert) }})
}

// keepSize remembers how large the window is.
func (w *Window) keepSize() {
	size := w.window.Canvas().Size()
	w.session.Remember(func(p *session.Preferences) { p.Window = [2]int{int(size.Width), int(size.Height)} })
}

func (w *Window) close() {
	w.keepSize()
	if w.stop != nil {
		w.stop()
	}
	w.window.Close()
	w.app.Quit()
}
