package ui

import (
	"context"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"auximage/app/words"
	"auximage/ui/kit"
)

// untold is how long something may take before a dialog says that it is waited for:
// one that came and went at once would only flicker.
const untold = 300 * time.Millisecond

// toldAgain is how often a wait says how far it has come.
const toldAgain = 500 * time.Millisecond

// await is a wait for a folder.
type await struct {
	dialogs     *dialogs
	title, path string
	cancel      func()
	shown       *kit.Dialog // nil while nothing is said
	says        *kit.Label
	answered    bool
}

// perform does work as whileWaiting does and goes on with then once it is done; of work
// that failed it says why.
func (d *dialogs) perform(title, path string, work func(context.Context) error, then func()) {
	d.whileWaiting(title, path, work, func(err error) {
		if err != nil {
			d.tellError(title, err)
			return
		}
		then()
	})
}

// whileWaiting does work that may wait for the folder of a path, and goes on with
// then. While the folder does not answer a dialog says so; its Cancel ends the
// work's context, and then nothing follows.
func (d *dialogs) whileWaiting(title, path string, work func(context.Context) error, then func(error)) *await {
	ctx, cancel := context.WithCancel(context.Background())
	a := &await{dialogs: d, title: title, path: path, cancel: cancel}
	d.awaited++
	inBackground(func() error { return work(ctx) }, func(err error) {
		a.end()
		if ctx.Err() == nil {
			then(err)
		}
		cancel()
	})
	if !a.answered {
		time.AfterFunc(untold, func() { fyne.Do(a.say) })
	}
	return a
}

// end closes the dialog, where there is one.
func (a *await) end() {
	a.answered = true
	if a.shown == nil {
		a.dialogs.awaited--
		return
	}
	a.shown.Close()
}

// say shows that the folder is waited for, unless it has answered.
func (a *await) say() {
	if a.answered {
		return
	}
	a.says = kit.Paragraph(a.waits())
	a.shown = a.dialogs.New(a.title, a.says, 36)
	a.dialogs.awaited--
	stop := kit.NewButton(words.L("Cancel"), func() {
		a.cancel()
		a.shown.Close()
	})
	a.shown.NoDefault = true
	a.shown.Show(stop, stop)
	a.tellAgain()
}

// tellAgain says now and then how far what is waited for has come.
func (a *await) tellAgain() {
	time.AfterFunc(toldAgain, func() {
		fyne.Do(func() {
			if !a.answered {
				a.says.SetText(a.waits())
				a.tellAgain()
			}
		})
	})
}

// waits is what is waited for: bytes of an image, or an answer.
func (a *await) waits() string {
	if look := a.dialogs.looked(); look != nil && look.Total > 0 {
		parts := []string{phaseName(look), amount(look.Done, look.Total), pace(look)}
		return strings.Join(slices.DeleteFunc(parts, func(part string) bool { return part == "" }), " – ")
	}
	return words.L("Waiting for {{.Path}}…", map[string]any{"Path": filepath.Dir(a.path)})
}
