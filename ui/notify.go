package ui

import (
	"time"

	"fyne.io/fyne/v2"

	"auximage/app/session"
	"auximage/app/words"
)

// notifier tells a person who is looking elsewhere that a long job ended.
type notifier struct {
	app    fyne.App
	behind bool // another program's window is in front
	told   int  // the outcome that a notification was sent for
}

// longJob is how long a job runs before its end is worth a notification.
const longJob = 10 * time.Second

// notify tells a person who is looking elsewhere that a long job ended.
func (n *notifier) notify(o *session.Outcome) {
	if !n.behind || o == nil || o.Took < longJob || o.ID == n.told {
		return
	}
	n.told = o.ID
	how := "Complete"
	switch {
	case o.Stopped:
		how = "Stopped"
	case o.Err != nil:
		how = "Failed"
	}
	ended := titleOf(stepOf(o), how)
	if isTaken(o) {
		ended = words.OfError(o.Err).Sentence
	}
	n.app.SendNotification(fyne.NewNotification(Title, ended))
}
