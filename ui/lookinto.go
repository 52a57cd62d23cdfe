package ui

import (
	"context"

	"auximage/app/session"
	"auximage/ui/kit"
)

// lookInto is whileLooking that goes on with then once the work is done; of work that
// failed it says why.
func (d *dialogs) lookInto(image, title string, work func(context.Context) error, then func()) {
	d.whileLooking(image, title, work, func(err error) {
		if err != nil {
			d.tellError(title, err)
			return
		}
		then()
	})
}

// whileLooking does work on an image, a reference or a file, as whileWaiting does. Where a
// registry turns out to speak plain http only, the person is asked as by a job, and what
// is allowed is tried again.
func (d *dialogs) whileLooking(image, title string, work func(context.Context) error, then func(error)) {
	d.whileWaiting(title, waitedFor(image), work, func(err error) {
		q := session.PlainQuestion(d.session, err)
		if q == nil {
			then(err)
			return
		}
		var shown *kit.Dialog
		shown = d.question(q, func(c session.Choice) {
			shown.Close()
			if c != session.ChooseAllow {
				then(err)
				return
			}
			session.Allow(d.session, q)
			d.whileLooking(image, title, work, then)
		})
	})
}
