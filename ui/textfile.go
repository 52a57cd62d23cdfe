package ui

import (
	"context"
	"path/filepath"
	"strings"
	"unicode"

	"auximage/app/words"
	"auximage/ui/kit"
)

// saveShown writes the text that is shown into a file.
func (d *textsDialog) saveShown() {
	t := d.shown()
	title := words.Labelled(words.L("Save"), t.label)
	d.win.browse(browsing{title: title, start: d.win.options.Downloads, endings: []string{filepath.Ext(t.file)}, save: t.file,
		chosen: func(paths []string) {
			d.fresh(func() {
				text := d.shown().text()
				save := func(ctx context.Context) error {
					return d.win.session.SaveText(ctx, paths[0], inFile(paths[0], text))
				}
				d.win.dialogs.perform(title, paths[0], save, func() { tellSaved(d.win, title, paths[0]) })
			})
		}})
}

// inFile returns a text as a file has it: with its last line ended. Windows PowerShell
// 5.1 reads a script as UTF-8 only with a byte order mark.
func inFile(path, text string) string {
	text = strings.TrimRight(text, "\n") + "\n"
	if filepath.Ext(path) == ".ps1" && strings.ContainsFunc(text, func(r rune) bool { return r > unicode.MaxASCII }) {
		return "\ufeff" + text
	}
	return text
}

// tellSaved says where a text is now.
func tellSaved(w *Window, title, path string) {
	d := w.dialogs.New(title, kit.Paragraph(words.L("Saved: {{.Path}}", map[string]any{"Path": path})), 40)
	ok := kit.NewButton(words.L("OK"), d.Close)
	d.Show(ok, w.opener.folderButton(path), ok)
}
