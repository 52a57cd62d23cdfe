package ui

import (
	"context"

	"auximage/app/session"
	"auximage/app/words"
	"auximage/imaging/registry"
	"auximage/ui/kit"
)

// saveDialog writes the image to a file.
type saveDialog struct{ win *Window }

// open asks in which form and where the image is to be saved.
func (t saveDialog) open() {
	s := t.win.session.Snapshot()
	if why := s.WhyNot[session.ActSave]; why != nil {
		t.win.actions.refuse(session.ActSave, *why)
		return
	}
	t.ask(s)
}

func (t saveDialog) ask(s session.Snapshot) {
	help := kit.Muted("")
	format := kit.NewRadioGroup([]string{string(registry.DockerTar), string(registry.OCITar)}, []string{words.L("For Docker"), words.L("OCI layout")},
		func(v string) { help.SetText(formatHelp(registry.Format(v))) })
	format.ShowValue(string(registry.DockerTar))
	help.SetText(formatHelp(registry.DockerTar))
	body := kit.Column(3, kit.Paragraph(words.L("The image is written to one file: to be tried first, or carried to a site without a network. Its digest stays the same.")),
		format.Container, help)
	d := t.win.dialogs.New(words.L("Save the image"), body, 42)
	offer(d, words.L("Cancel"), kit.NewButton(words.L("Choose the file…"), func() {
		kind := registry.Format(format.Value())
		d.Close()
		t.win.browse(browsing{title: words.L("Save the image"), start: t.win.options.Downloads, endings: []string{savedEnding},
			save:   s.Form.Target.Repository + "-" + s.Form.Target.Version + ".tar",
			chosen: func(paths []string) { t.save(paths[0], kind) }})
	}))
}

func formatHelp(f registry.Format) string {
	if f == registry.OCITar {
		return words.L("A tar for Podman, containerd, skopeo and other tools of the Open Container Initiative.")
	}
	return words.L("A tar that docker load, podman load and kind load image-archive take.")
}

func (t saveDialog) save(path string, format registry.Format) {
	t.win.dialogs.whileWaiting(words.L("Save the image"), path, func(ctx context.Context) error { return t.win.session.Save(ctx, path, format) }, func(err error) {
		if err != nil {
			t.win.actions.refuse(session.ActSave, err)
		}
		t.win.redraw()
	})
}
