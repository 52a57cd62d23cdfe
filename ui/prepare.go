package ui

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"auximage/app/prepare"
	"auximage/app/session"
	"auximage/app/words"
	"auximage/imaging/report"
	"auximage/ui/kit"
)

// askHomes goes on with the JDK and the Oracle home that are known to serve, or
// asks for them.
func (t *actions) askHomes(a session.Action) {
	if homes := t.win.session.Homes(); homes.Check() == nil {
		t.runPrepared(a, homes)
		return
	}
	t.chooseHomes(a)
}

// prepareAgain prepares the models anew and creates the image of them.
func (t *actions) prepareAgain() {
	if !t.win.dialogs.busy() {
		t.askFolder(true, func() { t.askHomes(session.ActCreate) })
	}
}

func (t *actions) runPrepared(a session.Action, homes prepare.Homes) {
	if err := t.win.session.StartPrepared(a, session.Preparation{Homes: homes}); err != nil {
		t.refuse(a, err)
	}
	t.win.redraw()
}

// homesDialog asks what prepareModel runs with.
type homesDialog struct {
	win          *Window
	dialog       *kit.Dialog
	action       session.Action
	java, oracle *kit.Entry
	hints        map[report.Code]*hint // by what is wrong with the field above
}

func (t *actions) chooseHomes(a session.Action) *homesDialog {
	known := t.win.session.Homes()
	d := &homesDialog{win: t.win, action: a, java: entryWith(known.Java), oracle: entryWith(known.Oracle), hints: map[report.Code]*hint{
		prepare.CodeNoJava:   newHint(words.L("The folder that JAVA_HOME names: it holds bin/java.")),
		prepare.CodeNoOracle: newHint(words.L("The folder of a WebLogic Server installation: it holds wlserver.")),
	}}
	body := kit.Column(4,
		kit.Paragraph(words.L("Prepare Model is a tool of WebLogic Deploy Tooling. It runs with a JDK and an Oracle home of this computer. What it changes is shown first; your own files stay as they are.")),
		d.home(words.L("JDK"), d.java, d.hints[prepare.CodeNoJava]),
		d.home(words.L("Oracle home"), d.oracle, d.hints[prepare.CodeNoOracle]))
	d.dialog = t.win.dialogs.New(words.L("Prepare the model"), body, 46)
	cancel := kit.NewButton(words.L("Cancel"), d.dialog.Close)
	d.dialog.First = d.java
	if known.Java != "" {
		d.dialog.First = d.oracle
	}
	without := kit.NewButton(words.L("Use the model as it is"), func() {
		d.dialog.Close()
		t.run(a)
	})
	d.dialog.Show(cancel, cancel, without, kit.NewButton(words.L("Prepare"), d.accept))
	return d
}

func (d *homesDialog) home(name string, e *kit.Entry, h *hint) fyne.CanvasObject {
	browse := kit.IconButton(theme.FolderOpenIcon(), func() {
		d.win.browse(browsing{title: words.L("Select the folder"), start: e.Text, folder: true,
			chosen: func(paths []string) { e.SetValue(paths[0]) }})
	})
	return kit.Under(kit.Caption(name), kit.Row([]float32{1, 0}, e, browse), h.Label)
}

// accept goes on when both serve, or says which one does not.
func (d *homesDialog) accept() {
	homes := prepare.Homes{Java: strings.TrimSpace(d.java.Text), Oracle: strings.TrimSpace(d.oracle.Text)}
	if err := homes.Check(); err != nil {
		found, _ := report.Of(err)
		for code, e := range map[report.Code]*kit.Entry{prepare.CodeNoJava: d.java, prepare.CodeNoOracle: d.oracle} {
			e.MarkWrong(d.hints[code].showIf(found, code))
		}
		d.dialog.Fit()
		return
	}
	d.dialog.Close()
	d.win.actions.runPrepared(d.action, homes)
}
