package ui

import (
	"cmp"
	"context"
	"os"
	"path/filepath"
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
	t.lookForHomes(func(homes prepare.Homes, err error) {
		if err != nil {
			chooseHomes(t.win, a, homes)
			return
		}
		t.runPrepared(a, homes)
	})
}

// askHomesAnew asks for the homes, after a preparation that failed.
func (t *actions) askHomesAnew(a session.Action) {
	t.lookForHomes(func(homes prepare.Homes, _ error) { chooseHomes(t.win, a, homes) })
}

// lookForHomes hands over the homes that are known, and which one cannot serve.
func (t *actions) lookForHomes(then func(prepare.Homes, error)) {
	p := t.win.session.Snapshot().Preferences
	at := cmp.Or(p.OracleHome, p.JavaHome, os.Getenv("ORACLE_HOME"), os.Getenv("JAVA_HOME"))
	var homes prepare.Homes
	look := func(context.Context) error {
		homes = t.win.session.Preparing().Homes()
		return homes.Check()
	}
	t.win.dialogs.whileWaiting(words.L("Prepare the model"), filepath.Join(at, "bin"), look, func(err error) { then(homes, err) })
}

// prepareAgain prepares the models anew and creates the image of them.
func (t *actions) prepareAgain() {
	if !t.win.dialogs.busy() {
		t.askFolder(true, func() { t.askHomes(session.ActCreate) })
	}
}

func (t *actions) runPrepared(a session.Action, homes prepare.Homes) {
	if err := t.win.session.Preparing().Start(a, session.Preparation{Homes: homes}); err != nil {
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

// chooseHomes asks for the homes, beginning with those that are known.
func chooseHomes(w *Window, a session.Action, known prepare.Homes) *homesDialog {
	d := &homesDialog{win: w, action: a, java: entryWith(known.Java), oracle: entryWith(known.Oracle), hints: map[report.Code]*hint{
		prepare.CodeNoJava:   newHint(words.L("The folder that JAVA_HOME names: it holds bin/java.")),
		prepare.CodeNoOracle: newHint(words.L("The folder of a WebLogic Server installation: it holds wlserver.")),
	}}
	body := kit.Column(4,
		kit.Paragraph(words.L("Prepare Model is a tool of WebLogic Deploy Tooling. It runs with a JDK and an Oracle home of this computer. What it changes is shown first; your own files stay as they are.")),
		d.home(words.L("JDK"), d.java, d.hints[prepare.CodeNoJava]),
		d.home(words.L("Oracle home"), d.oracle, d.hints[prepare.CodeNoOracle]))
	d.dialog = w.dialogs.New(words.L("Prepare the model"), body, 46)
	d.dialog.First = d.java
	if known.Java != "" {
		d.dialog.First = d.oracle
	}
	without := kit.NewButton(words.L("Use the model as it is"), func() {
		d.dialog.Close()
		w.actions.run(a)
	})
	offer(d.dialog, words.L("Cancel"), without, kit.NewButton(words.L("Prepare"), d.accept))
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
	check := func(context.Context) error { return homes.Check() }
	d.win.dialogs.whileWaiting(words.L("Prepare the model"), filepath.Join(cmp.Or(homes.Oracle, homes.Java), "bin"), check, func(err error) {
		if err != nil {
			d.mark(err)
			return
		}
		d.dialog.Close()
		d.win.actions.runPrepared(d.action, homes)
	})
}

// mark says at its field which home does not serve.
func (d *homesDialog) mark(err error) {
	found, _ := report.Of(err)
	for code, e := range map[report.Code]*kit.Entry{prepare.CodeNoJava: d.java, prepare.CodeNoOracle: d.oracle} {
		e.MarkWrong(d.hints[code].showIf(found, code))
	}
	d.dialog.Fit()
}
