package ui

import (
	"context"

	"auximage/app/words"
	"auximage/imaging"
	"auximage/imaging/report"
)

// extraction takes the files of an opened image out into a folder.
type extraction struct {
	*openedImage
	folder string
}

// run takes them out; with force over those that are there already.
func (t extraction) run(force bool) {
	var saved []string
	take := func(ctx context.Context) (err error) {
		saved, err = t.image.Extract(ctx, nil, t.folder, force)
		return err
	}
	t.win.dialogs.whileWaiting(words.L("Save files"), waitedFor(nameOf(t.image)), take, func(err error) {
		switch {
		case err == nil:
			t.tell(saved)
		case report.Has(err, imaging.CodeFileThere) && !force:
			t.askWhatIsThere(err)
		default:
			t.win.dialogs.tellError(words.L("Save files"), err)
		}
	})
}

// askWhatIsThere asks what becomes of the files that are in the folder already.
func (t extraction) askWhatIsThere(why error) {
	t.win.dialogs.ask(words.L("Replace the files?"), words.OfError(why).Sentence+"\n"+words.L("Nothing was saved yet."),
		answer{words.L("Cancel"), nil},
		answer{words.L("Replace"), func() { t.run(true) }},
		answer{words.L("Another folder…"), t.saveFiles})
}

func (t extraction) tell(saved []string) {
	text := words.L("Saved: {{.Count}} files in {{.Folder}}.", map[string]any{"Count": len(saved), "Folder": t.folder})
	if others := t.image.Others(); len(others) > 0 {
		text += " " + words.L("Left out: {{.Names}}.", map[string]any{"Names": joined(others)})
	}
	t.win.dialogs.tell(words.L("Save files"), text)
}
