package ui

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"auximage/app/diff"
	"auximage/app/prepare"
	"auximage/app/session"
	"auximage/app/words"
	"auximage/imaging/report"
	"auximage/ui/kit"
)

// askHomes goes on with the JDK and the Oracle home that are known to serve, or
// asks for them.
func (w *Window) askHomes(a session.Action) {
	if homes := w.session.Homes(); homes.Check() == nil {
		w.runPrepared(a, homes)
		return
	}
	w.chooseHomes(a)
}

// prepareAgain prepares the models anew and creates the image of them.
func (w *Window) prepareAgain() {
	if !w.dialogs.busy() {
		w.askFolder(true, func() { w.askHomes(session.ActCreate) })
	}
}

func (w *Window) runPrepared(a session.Action, homes prepare.Homes) {
	if err := w.session.StartPrepared(a, session.Preparation{Homes: homes}); err != nil {
		w.refuse(a, err)
	}
	w.redraw()
}

// homesDialog asks what prepareModel runs with.
type homesDialog struct {
	win          *Window
	dialog       *kit.Dialog
	action       session.Action
	java, oracle *kit.Entry
	hints        map[report.Code]*hint // by what is wrong with the field above
}

func (w *Window) chooseHomes(a session.Action) *homesDialog {
	known := w.session.Homes()
	d := &homesDialog{win: w, action: a, java: filled(known.Java), oracle: filled(known.Oracle), hints: map[report.Code]*hint{
		prepare.CodeNoJava:   newHint(words.L("The folder that JAVA_HOME names: it holds bin/java.")),
		prepare.CodeNoOracle: newHint(words.L("The folder of a WebLogic Server installation: it holds wlserver.")),
	}}
	body := kit.Column(4,
		kit.Paragraph(words.L("Prepare Model is a tool of WebLogic Deploy Tooling. It runs with a JDK and an Oracle home of this computer. What it changes is shown first; your own files stay as they are.")),
		d.home(words.L("JDK"), d.java, d.hints[prepare.CodeNoJava]),
		d.home(words.L("Oracle home"), d.oracle, d.hints[prepare.CodeNoOracle]))
	d.dialog = w.dialogs.New(words.L("Prepare the model"), body, 46)
	cancel := kit.NewButton(words.L("Cancel"), d.dialog.Close)
	d.dialog.First = d.java
	if known.Java != "" {
		d.dialog.First = d.oracle
	}
	without := kit.NewButton(words.L("Use the model as it is"), func() {
		d.dialog.Close()
		w.run(a)
	})
	d.dialog.Show(cancel, cancel, without, kit.NewButton(words.L("Prepare"), d.take))
	return d
}

func (d *homesDialog) home(name string, e *kit.Entry, h *hint) fyne.CanvasObject {
	browse := kit.IconButton(theme.FolderOpenIcon(), func() {
		d.win.browse(browsing{title: words.L("Select the folder"), start: e.Text, folder: true,
			chosen: func(paths []string) { e.SetValue(paths[0]) }})
	})
	return kit.Under(kit.Caption(name), kit.Row([]float32{1, 0}, e, browse), h.Label)
}

// take goes on when both serve, or says which one does not.
func (d *homesDialog) take() {
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
	d.win.runPrepared(d.action, homes)
}

// openPrepared shows what prepareModel changed, and asks whether to use it.
func (w *Window) openPrepared(s session.Snapshot) *workDialog {
	q := s.Question
	m := words.Of(report.Finding{Code: q.Code, Args: q.Args})
	top := kit.Column(2, kit.Paragraph(m.Sentence), kit.Muted(m.Next))
	if len(q.Prepared.Secrets) > 0 {
		top.Add(kit.Paragraph(words.L("Secrets that the Domain will need: {{.Names}}", map[string]any{"Names": strings.Join(q.Prepared.Secrets, ", ")})))
	}
	list := newDiffList(rowsOf(q.Prepared.Files))
	body := kit.Bordered(kit.Padded(0, 1, top), nil, nil, nil, kit.NewPanel(list))
	d := w.dialogs.New(words.L("Prepared model"), body, 60)
	d.Tall = true
	w.showChoices(d, q)
	return &workDialog{dialog: d}
}

// diffRow is a line of the list: of a difference, or a file's name.
type diffRow struct {
	diff.Line
	file bool
}

func rowsOf(files []session.PreparedFile) []diffRow {
	var rows []diffRow
	for _, f := range files {
		name := f.Name
		switch {
		case f.New:
			name = words.L("{{.Name}} (new)", map[string]any{"Name": name})
		case len(f.Lines) == 0:
			name = words.L("{{.Name}} (changed)", map[string]any{"Name": name})
		}
		rows = append(rows, diffRow{diff.Line{Text: name}, true})
		for _, l := range f.Lines {
			rows = append(rows, diffRow{Line: l})
		}
	}
	return rows
}

// text is what the row shows: the sign tells the kinds apart without colour.
func (r diffRow) text() string {
	switch {
	case r.file || r.Kind == diff.Heading:
		return r.Text
	}
	return string(r.Kind) + " " + strings.ReplaceAll(r.Text, "\t", "    ")
}

func (r diffRow) color() fyne.ThemeColorName {
	switch {
	case r.file:
		return theme.ColorNameForeground
	case r.Kind == diff.Added:
		return theme.ColorNameSuccess
	case r.Kind == diff.Removed:
		return theme.ColorNameError
	case r.Kind == diff.Heading:
		return theme.ColorNamePrimary
	}
	return kit.ColorMuted
}

// newDiffList returns a list of the lines.
func newDiffList(rows []diffRow) *kit.List {
	l := kit.NewList(func() int { return len(rows) },
		func() fyne.CanvasObject {
			line := kit.CutLine("")
			line.Style.Monospace = true // in smaller letters its underscores are cut off
			return kit.Padded(0, 0.25, line)
		},
		func(i int, o fyne.CanvasObject) {
			row, line := rows[i], o.(*fyne.Container).Objects[0].(*kit.Label)
			line.Style.Bold = row.file
			line.Set(row.text(), row.color())
		})
	l.HideSeparators = true
	return l
}
