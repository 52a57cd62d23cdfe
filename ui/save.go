package ui

import (
	"context"

	"auximage/app/session"
	"auximage/app/words"
	"auximage/imaging/registry"
	"auximage/ui/kit"
)

// openSave asks in which form and where the image is to be saved.
func (w *Window) openSave() {
	s := w.session.Snapshot()
	if why := s.WhyNot[session.ActSave]; why != nil {
		w.actions.refuse(session.ActSave, *why)
		return
	}
	w.askSaveImage(s)
}

func (w *Window) askSaveImage(s session.Snapshot) {
	help := kit.Muted("")
	format := kit.NewRadioGroup([]string{string(registry.DockerTar), string(registry.OCITar)}, []string{words.L("For Docker"), words.L("OCI layout")},
		func(v string) { help.SetText(formatHelp(registry.Format(v))) })
	format.ShowValue(string(registry.DockerTar))
	help.SetText(formatHelp(registry.DockerTar))
	body := kit.Column(3, kit.Paragraph(words.L("The image is written to one file: to be tried first, or carried to a site without a network. Its digest stays the same.")),
		format.Container, help)
	d := w.dialogs.New(words.L("Save the image"), body, 42)
	cancel := kit.NewButton(words.L("Cancel"), d.Close)
	d.Show(cancel, cancel, kit.NewButton(words.L("Choose the file…"), func() {
		kind := registry.Format(format.Value())
		d.Close()
		w.browse(browsing{title: words.L("Save the image"), start: w.options.Downloads, endings: []string{savedEnding},
			save:   s.Form.Target.Repository + "-" + s.Form.Target.Version + ".tar",
			chosen: func(paths []string) { w.save(paths[0], kind) }})
	}))
}

func formatHelp(f registry.Format) string {
	if f == registry.OCITar {
		return words.L("A tar for Podman, containerd, skopeo and other tools of the Open Container Initiative.")
	}
	return words.L("A tar that docker load, podman load and kind load image-archive take.")
}

func (w *Window) save(path string, format registry.Format) {
	w.dialogs.whileWaiting(words.L("Save the image"), path, func(context.Context) error { return w.session.Save(path, format) }, func(err error) {
		if err != nil {
			w.actions.refuse(session.ActSave, err)
		}
		w.redraw()
	})
}

// saveLog writes what the console shows to a file.
func (w *Window) saveLog() {
	w.browse(browsing{title: words.L("Save the log"), start: w.options.Downloads, endings: []string{".log", ".txt"}, save: "auximage.log",
		chosen: func(paths []string) {
			log := w.session.Snapshot().Log
			save := func(context.Context) error { return w.session.SaveText(paths[0], logText(log)) }
			w.dialogs.whileWaiting(words.L("Save the log"), paths[0], save, func(err error) {
				if err != nil {
					w.dialogs.tellError(words.L("Save the log"), err)
				}
			})
		}})
}
