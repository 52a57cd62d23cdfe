// Package ui is the window over app/session: it draws snapshots and hands
// commands back, and keeps nothing of the work.
//
// Window puts the rooms together and does nothing itself: a tab, a dialog, the
// menu, what begins an action (actions) and what leads to a fault's place (spots)
// are one file and one small struct each, and what stays in view has a draw method
// that may be called with any snapshot at any time. What many of them need are
// small doors: dialogs asks and waits, clipboard copies, opener shows in other
// programs. When the session changes, the newest snapshot is taken on Fyne's
// goroutine and drawn, so the widget tree can be thrown away and built again, in
// another language, while a job runs. What a person looks at
// (the tab, what is unfolded) is in view, which outlives the tree.
//
// The widgets themselves are in ui/kit, which knows no session and no sentence.
// A key that a widget has no use for goes on to the window: Enter moves on as Tab
// does, and presses the default of a dialog; Esc presses what dismisses,
// and stops a running job the second time. Ctrl+Enter presses the primary button, the
// one that shines.
package ui
