package ui

import (
	"context"

	"auximage/app/words"
	"auximage/imaging"
	"auximage/imaging/report"
)

// extraction takes files of an image out into a folder that a person chooses.
type extraction struct {
	win   *Window
	title string
	image string // that is waited for
	start string // the folder that is offered
	take  func(ctx context.Context, folder string, force bool) (saved []string, err error)
	done  func(saved []string, folder string)
}

// choose asks for the folder.
func (t extraction) choose() {
	t.win.browse(browsing{title: t.title, start: t.start, folder: true, chosen: func(paths []string) { t.into(paths[0], false) }})
}

// into takes the files out; with force over those that are there already.
func (t extraction) into(folder string, force bool) {
	var saved []string
	take := func(ctx context.Context) (err error) {
		saved, err = t.take(ctx, folder, force)
		return err
	}
	t.win.dialogs.whileLooking(t.image, t.title, take, func(err error) {
		switch {
		case err == nil:
			t.done(saved, folder)
		case report.Has(err, imaging.CodeFileThere) && !force:
			t.askWhatIsThere(folder, err)
		default:
			t.win.dialogs.tellError(t.title, err)
		}
	})
}

// askWhatIsThere asks what becomes of the files that are in the folder already.
func (t extraction) askWhatIsThere(folder string, why error) {
	t.win.dialogs.ask(words.L("Replace the files?"), words.OfError(why).Sentence+"\n"+words.L("Nothing was saved yet."),
		answer{words.L("Cancel"), nil},
		answer{words.L("Replace"), func() { t.into(folder, true) }},
		answer{words.L("Another folder…"), t.choose})
}
