package ui

import (
	"context"
	"path/filepath"

	"auximage/app/words"
	"auximage/ui/kit"
)

// whileWaiting does work that may wait for the folder of a path, and goes on with
// then. While the folder does not answer a dialog says so; its Cancel ends the
// work's context, and then nothing follows.
func (d dialogs) whileWaiting(title, path string, work func(context.Context) error, then func(error)) {
	ctx, cancel := context.WithCancel(context.Background())
	var dialog *kit.Dialog
	answered := false
	inBackground(func() error { return work(ctx) }, func(err error) {
		answered = true
		if dialog != nil {
			dialog.Close()
		}
		if ctx.Err() == nil {
			then(err)
		}
		cancel()
	})
	if answered {
		return
	}
	dialog = d.New(title, kit.Paragraph(words.L("Waiting for {{.Path}}…", map[string]any{"Path": filepath.Dir(path)})), 36)
	stop := kit.NewButton(words.L("Cancel"), func() {
		cancel()
		dialog.Close()
	})
	dialog.NoDefault = true
	dialog.Show(stop, stop)
}
