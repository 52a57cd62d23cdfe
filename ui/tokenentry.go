package ui

import (
	"auximage/app/accounts"
	"auximage/ui/kit"
)

// placeholderOf returns what stands in an empty entry for a token that is not shown.
func placeholderOf(kept accounts.Place) string {
	if kept == accounts.Nowhere {
		return ""
	}
	return "••••••••••••••••"
}

// tokenEntry is an entry for a token. What was typed stays there, to be looked at,
// until a registry has accepted it; what comes from the keyring is not shown.
type tokenEntry struct {
	*kit.Entry
	typed func() string // that the session has
	take  func(string)  // into the session
	shown string        // of the session's, as drawn last
	taken bool          // what was typed went into the keyring, and the focus is still here
}

func newTokenEntry(w *Window, typed func() string, take func(string)) *tokenEntry {
	e := &tokenEntry{Entry: kit.NewPasswordEntry(), typed: typed, take: take}
	e.OnReached = w.redraw
	e.OnLeft = func() {
		e.taken = false
		e.handOver()
		w.redraw()
	}
	return e
}

// handOver gives the session what was typed since.
func (e *tokenEntry) handOver() {
	if e.Text != e.shown {
		e.shown = e.Text
		e.take(e.Text)
	}
}

// draw shows what was typed, or what stands for a token that is held elsewhere, until
// another one is being typed.
func (e *tokenEntry) draw(held string) {
	was := e.shown
	e.shown = e.typed()
	e.ShowValue(e.shown)
	e.taken = e.HasFocus && held != "" && e.shown == "" && (e.taken || was != "")
	if e.isReplacing() {
		held = ""
	}
	if eye := e.ActionItem; eye != nil { // it has nothing to show of what is held elsewhere
		kit.SetVisible(eye, e.Text != "" || held == "")
	}
	if e.PlaceHolder != held {
		e.SetPlaceHolder(held)
	}
	if e.Text == "" && !e.HasFocus && !e.Password { // the next one is not shown unasked
		e.Password = true
		e.Refresh()
	}
}

// isReplacing tells whether the next token is being typed.
func (e *tokenEntry) isReplacing() bool { return e.HasFocus && !e.taken }
