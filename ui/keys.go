package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"auximage/app/session"
	"auximage/ui/kit"
)

// addKeypad gives the Enter of the keypad the meanings that the menu gives the
// other one.
func (w *Window) addKeypad() {
	c := w.window.Canvas()
	c.AddShortcut(shortcut(fyne.KeyEnter), func(fyne.Shortcut) { w.pressPrimary() })
	c.AddShortcut(shortcut(fyne.KeyEnter, fyne.KeyModifierShift), func(fyne.Shortcut) { w.actions.start(session.ActCreateAndPush) })
}

// key gets the keys that no widget had a use for.
func (w *Window) key(ev *fyne.KeyEvent) {
	c := w.window.Canvas()
	switch ev.Name {
	case kit.KeyFocused, kit.KeyClicked:
		focusCame(w, ev.Name == kit.KeyClicked)
		return
	case kit.KeyChosen:
		w.redraw()
		return
	case fyne.KeyF1:
		helpPage{w}.open()
		return
	}
	if list, ok := c.Overlays().Top().(*widget.PopUp); ok {
		if ev.Name == fyne.KeyEscape {
			list.Hide()
		}
		return
	}
	if top := w.dialogs.Top(); top != nil {
		switch {
		case ev.Name == fyne.KeyEscape:
			top.Escape()
		case kit.IsEnter(ev) && top.Default != nil:
			top.Default.Tapped(nil)
		}
		return
	}
	switch {
	case ev.Name == fyne.KeyF10:
		toggleMenus(c)
	case kit.IsEnter(ev) && c.Focused() != nil:
		focusOn(c) // nothing is published by Enter in a field
	case ev.Name == fyne.KeyEscape && isTaken(w.session.Snapshot().Outcome):
		w.session.Dismiss()
	}
}

// toggleMenus opens the first menu, or closes the one that is open, as Alt alone does in
// Fyne: F10 is the key for it on other desktops.
func toggleMenus(c fyne.Canvas) {
	if bar, ok := c.(interface{ ToggleMenu() }); ok { // where the menus are in the window
		bar.ToggleMenu()
	}
}

// focusCame brings into sight what got the focus, but where it was clicked on, or had it
// before the window was left; what stands in a field that the keyboard came to is typed
// over.
func focusCame(w *Window, clicked bool) {
	c := w.window.Canvas()
	moved := w.trail.moved(c)
	if o, ok := c.Focused().(fyne.CanvasObject); ok && !clicked && c.Focused() != w.resumed {
		kit.Reveal(o)
	}
	if e, ok := c.Focused().(*kit.Entry); ok && moved && !clicked && !e.MultiLine {
		e.SelectToReplace()
	}
	w.resumed = nil
	w.lab.reached(moved, clicked)
}

// focusOn goes on as Tab does, past the icons beside a field: the next Enter would press
// one.
func focusOn(c fyne.Canvas) {
	begun := c.Focused()
	for {
		c.FocusNext()
		b, button := c.Focused().(*kit.Button)
		if !button || b.Text != "" || c.Focused() == begun {
			return
		}
	}
}

// pressPrimary presses the button that shines: the top dialog's, or else that of
// the next step.
func (w *Window) pressPrimary() {
	b := w.primaryButton()
	if top := w.dialogs.Top(); top != nil {
		b = top.Default
	}
	if b != nil {
		b.Tapped(nil)
	}
}

// primaryButton returns the button of the next step, which is the one that
// shines, nil when none does.
func (w *Window) primaryButton() *kit.Button {
	e := w.primary.existing
	for _, b := range []*kit.Button{w.title.create, w.title.push, w.title.taken.next, e.look, e.next} {
		if b.Importance == widget.HighImportance {
			return b
		}
	}
	return nil
}
