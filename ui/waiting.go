package ui

import (
	"context"
	"path/filepath"
	"time"

	"fyne.io/fyne/v2"

	"auximage/app/words"
	"auximage/ui/kit"
)

// untold is how long something may take before a dialog says that it is waited for:
// one that came and went at once would only flicker.
const untold = 300 * time.Millisecond

// await is a wait for a folder.
type await struct {
	dialogs     *dialogs
	title, path string
	cancel      func()
	shown       *kit.Dialog // nil while nothing is said
	answered    bool
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
	a.shown = a.dialogs.New(a.title, kit.Paragraph(words.L("Waiting for {{.Path}}…", map[string]any{"Path": filepath.Dir(a.path)})), 36)
	a.dialogs.awaited--
	stop := kit.NewButton(words.L("Cancel"), func() {
		a.cancel()
		a.shown.Close()
	})
	a.shown.NoDefault = true
	a.shown.Show(stop, stop)
}
