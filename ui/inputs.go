package ui

import (
	"cmp"
	"context"
	"path/filepath"
	"slices"

	"auximage/app/form"
	"auximage/app/session"
	"auximage/app/words"
	"auximage/imaging/input"
	"auximage/ui/kit"
)

// inputs lets a person choose what the form names: the files that go in, the
// installer and its folder.
type inputs struct{ win *Window }

func (n *inputs) chooseFiles() {
	n.win.browse(browsing{
		title: words.L("Add model, variable and archive files"), start: n.lastFolder(), several: true,
		endings: []string{".yaml", ".yml", ".json", ".properties", ".zip"}, chosen: n.add,
	})
}

func (n *inputs) chooseInstaller() {
	n.win.browse(browsing{
		title: words.L("Select the WebLogic Deploy Tooling installer"), start: n.win.options.Downloads, endings: []string{".zip"},
		chosen: func(paths []string) { n.win.session.Edit(func(f *form.Form) { f.Installer = paths[0] }) },
	})
}

// chooseFolder lets a person choose where the installer is saved, and goes on
// with then when one was chosen. It returns the dialog.
func (n *inputs) chooseFolder(then func()) *kit.Dialog {
	return n.win.browse(browsing{
		title:  words.L("Select the folder to download the WebLogic Deploy Tooling installer to"),
		start:  cmp.Or(n.win.session.Snapshot().Form.DownloadDir, n.win.options.Downloads),
		folder: true,
		chosen: func(paths []string) {
			n.win.session.Edit(func(f *form.Form) { f.DownloadDir = paths[0] })
			if then != nil {
				then()
			}
		},
	}).dialog
}

// add adds files to the form; a project among them is opened, and an image
// is pushed.
func (n *inputs) add(paths []string) {
	if i := slices.IndexFunc(paths, session.IsProject); i >= 0 {
		n.win.projects.open(paths[i])
		return
	}
	if len(paths) == 1 && filepath.Ext(paths[0]) == savedEnding {
		pushFileDialog{n.win}.open(paths[0])
		return
	}
	if len(paths) > 0 {
		n.win.session.AddFiles(paths...)
	}
}

// useSample adds the sample model, which is written beside the settings.
func (n *inputs) useSample() {
	title := words.L("Sample model")
	settings, _ := n.win.session.Places()
	use := func(context.Context) error { return n.win.session.UseSample() }
	n.win.dialogs.whileWaiting(title, settings, use, func(err error) {
		if err != nil {
			n.win.dialogs.tellError(title, err)
		}
		n.win.redraw()
	})
}

// lastFolder is where the files at hand came from.
func (n *inputs) lastFolder() string {
	f := n.win.session.Snapshot().Form
	for _, files := range [][]input.File{f.Models, f.Variables, f.Archives} {
		if n := len(files); n > 0 {
			return filepath.Dir(files[n-1].Path)
		}
	}
	return ""
}
