package ui

import (
	"context"
	"path/filepath"

	"auximage/app/deploy"
	"auximage/app/session"
	"auximage/app/words"
	"auximage/imaging/report"
	"auximage/ui/kit"
)

// domainFile is the person's own Domain, in a file: the texts are about it, and the
// image can be written into it.
type domainFile struct {
	win *Window
	of  session.Deployment // of the image
}

// choose lets a person choose the Domain that the texts are about.
func (t domainFile) choose() {
	t.win.browse(browsing{title: words.L("Use my Domain file"), start: t.win.inputs.lastFolder(), endings: []string{".yaml", ".yml"},
		chosen: func(paths []string) { t.use(paths[0]) }})
}

// use has the texts be about the Domain in a file, or about none.
func (t domainFile) use(path string) {
	title := words.L("Use my Domain file")
	primary := t.win.session.Snapshot().Form.PrimaryTag
	use := func(ctx context.Context) error { return t.of.UseDomain(ctx, path) }
	t.win.dialogs.whileWaiting(title, path, use, func(err error) {
		if err != nil {
			t.win.dialogs.tellError(title, err)
		}
		t.win.redraw()
		if next := t.win.next; err == nil && path != "" && next != nil && next.dialog.IsOpen() {
			next.show("domain")
		}
		if now := t.win.session.Snapshot().Form.PrimaryTag; now != primary {
			t.win.dialogs.tell(title, words.L("The primary image is now that of {{.Name}}: {{.Tag}}. It was {{.Was}}.",
				map[string]any{"Name": filepath.Base(path), "Tag": now, "Was": primary}))
		}
	})
}

// fresh goes on with then once the file was read as it is now; of one that is no Domain
// any more it says why.
func (t domainFile) fresh(then func()) {
	t.reread(func(err error) {
		if err != nil {
			t.win.dialogs.tellError(words.L("Use my Domain file"), err)
			return
		}
		then()
	})
}

// reread reads the file as it is now, where there is one, and goes on with then.
func (t domainFile) reread(then func(error)) {
	path := t.win.session.Snapshot().Form.DomainFile
	if path == "" {
		then(nil)
		return
	}
	t.win.dialogs.whileWaiting(words.L("Use my Domain file"), path, t.of.ReadDomain, func(err error) {
		t.win.redraw()
		then(err)
	})
}

// askWrite shows what would change in the Domain's file.
func (t domainFile) askWrite() {
	title := words.L("Write the image into the Domain file")
	var c *session.DomainChange
	read := func(context.Context) (err error) {
		c, err = t.of.Change()
		return err
	}
	t.win.dialogs.perform(title, t.win.session.Snapshot().Form.DomainFile, read, func() {
		if len(c.Lines) == 0 {
			t.win.dialogs.tell(title, words.L("{{.Name}} names this image already.", map[string]any{"Name": filepath.Base(c.Path)}))
			return
		}
		t.showChange(title, c)
	})
}

func (t domainFile) showChange(title string, c *session.DomainChange) {
	var rows []diffRow
	for _, l := range c.Lines {
		rows = append(rows, diffRow{Line: l})
	}
	top := kit.Paragraph(words.L("This changes in {{.Path}}; everything else stays, comments too.", map[string]any{"Path": c.Path}))
	d := t.win.dialogs.New(title, kit.Bordered(kit.Padded(0, 1, top), nil, nil, nil, kit.NewPanel(newDiffList(rows))), 76)
	d.Tall = true
	offer(d, words.L("Cancel"), kit.NewButton(words.L("Write"), func() {
		d.Close()
		t.win.dialogs.perform(title, c.Path, func(ctx context.Context) error { return t.of.Write(ctx, c) }, func() {
			t.tellWritten(title, c.Path)
			t.win.redraw()
		})
	}))
}

// tellWritten says that the file has the image now, and what brings it to the cluster.
func (t domainFile) tellWritten(title, path string) {
	v := t.of.About(t.win.session.Snapshot()).Deploy
	written := report.Finding{Code: session.CodeDomainWritten, File: path, Args: report.Args{"Reference": v.Image}}
	command := "kubectl apply -n " + v.InNamespace() + " -f " + deploy.BashWord(path)
	body := kit.Column(3, kit.Paragraph(words.Of(written).Sentence), t.win.clipboard.fact(words.L("The cluster gets it by this command:"), command))
	t.win.dialogs.askWith(title, body, answer{words.L("OK"), nil})
}
