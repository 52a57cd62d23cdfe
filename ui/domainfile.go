package ui

import (
	"context"
	"path/filepath"

	"auximage/app/session"
	"auximage/app/words"
	"auximage/ui/kit"
)

// chooseDomainFile lets a person choose the Domain that the texts are about.
func (w *Window) chooseDomainFile() {
	w.browse(browsing{title: words.L("Use my Domain file"), start: w.inputs.lastFolder(), endings: []string{".yaml", ".yml"},
		chosen: func(paths []string) { w.useDomainFile(paths[0]) }})
}

// useDomainFile has the texts be about the Domain in a file, or about none.
func (w *Window) useDomainFile(path string) {
	title := words.L("Use my Domain file")
	use := func(context.Context) error { return w.session.UseDomainFile(path) }
	w.dialogs.whileWaiting(title, path, use, func(err error) {
		if err != nil {
			w.dialogs.tellError(title, err)
		}
		w.redraw()
	})
}

// askWriteDomain shows what would change in the Domain's file.
func (w *Window) askWriteDomain() {
	title := words.L("Write the image into the Domain file")
	var c *session.DomainChange
	read := func(context.Context) (err error) {
		c, err = w.session.DomainChange()
		return err
	}
	w.dialogs.whileWaiting(title, w.session.Snapshot().Form.DomainFile, read, func(err error) {
		switch {
		case err != nil:
			w.dialogs.tellError(title, err)
		case len(c.Lines) == 0:
			w.dialogs.tell(title, words.L("{{.Name}} names this image already.", map[string]any{"Name": filepath.Base(c.Path)}))
		default:
			w.showDomainChange(title, c)
		}
	})
}

func (w *Window) showDomainChange(title string, c *session.DomainChange) {
	var rows []diffRow
	for _, l := range c.Lines {
		rows = append(rows, diffRow{Line: l})
	}
	top := kit.Paragraph(words.L("This changes in {{.Path}}; everything else stays, comments too.", map[string]any{"Path": c.Path}))
	d := w.dialogs.New(title, kit.Bordered(kit.Padded(0, 1, top), nil, nil, nil, kit.NewPanel(newDiffList(rows))), 76)
	d.Tall = true
	cancel := kit.NewButton(words.L("Cancel"), d.Close)
	d.Show(cancel, cancel, kit.NewButton(words.L("Write"), func() {
		d.Close()
		w.dialogs.whileWaiting(title, c.Path, func(context.Context) error { return w.session.WriteDomain(c) }, func(err error) {
			if err != nil {
				w.dialogs.tellError(title, err)
			}
			w.redraw()
		})
	}))
}
