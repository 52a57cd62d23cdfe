package ui

import (
	"context"

	"auximage/app/form"
	"auximage/app/session"
	"auximage/app/words"
	"auximage/imaging/input"
	"auximage/ui/kit"
)

// takeOut saves a file of an image into a folder, and has it stand in the form in its
// place: to be edited.
func takeOut(w *Window, f input.File) {
	platforms := w.session.Snapshot().Form.Platforms
	extraction{
		win: w, title: words.L("Take out to edit"), image: sourceOf(f.Image), start: w.options.Downloads,
		take: func(ctx context.Context, folder string, force bool) ([]string, error) {
			o, err := session.OpenSource(ctx, w.session, sourceOf(f.Image), platforms)
			if err != nil {
				return nil, err
			}
			return o.Extract(ctx, []string{f.Within()}, folder, force)
		},
		done: func(saved []string, _ string) {
			w.session.Edit(func(filled *form.Form) { filled.Replace(map[string][]string{f.Path: saved}) })
			for _, path := range saved {
				w.view.unfolded[path] = true
			}
			w.redraw()
			showTakenOut(w, saved[0])
		},
	}.choose()
}

// showTakenOut says where a file is that was taken out of an image, and opens it.
func showTakenOut(w *Window, path string) {
	body := kit.Column(3,
		w.clipboard.fact(words.L("File"), path),
		kit.Paragraph(words.L("It stands in the list now, in place of the file in the image: what you save in it goes into the next image.")))
	d := w.dialogs.New(words.L("Take out to edit"), body, 46)
	edit := kit.NewButton(words.L("Open in the system's editor"), func() { w.opener.edit(path) })
	offer(d, words.L("Close"), w.opener.folderButton(path), edit)
}
