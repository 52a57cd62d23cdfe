package ui

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"auximage/app/prepare"
	"auximage/app/session"
	"auximage/app/words"
	"auximage/imaging/report"
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

func (w *Window) runPrepared(a session.Action, homes prepare.Homes) {
	if err := w.session.StartPrepared(a, session.Preparation{Homes: homes}); err != nil {
		w.refuse(a, err)
	}
	w.redraw()
}

// homesDialog asks what prepareModel runs with.
type homesDialog struct {
	win          *Window
	sheet        *sheet
	action       session.Action
	java, oracle *entry
	hints        map[report.Code]*hint // by what is wrong with the field above
}

func (w *Window) chooseHomes(a session.Action) *homesDialog {
	known := w.session.Homes()
	d := &homesDialog{win: w, action: a, java: filled(known.Java), oracle: filled(known.Oracle), hints: map[report.Code]*hint{
		prepare.CodeNoJava:   newHint(words.L("The folder that JAVA_HOME names: it holds bin/java.")),
		prepare.CodeNoOracle: newHint(words.L("The folder of a WebLogic Server installation: it holds wlserver.")),
	}}
	body := vertical(4,
		paragraph(words.L("Prepare Model is a tool of WebLogic Deploy Tooling. It runs with a JDK and an Oracle home of this computer. What it changes is shown first; your own files stay as they are.")),
		d.home(words.L("JDK"), d.java, d.hints[prepare.CodeNoJava]),
		d.home(words.L("Oracle home"), d.oracle, d.hints[prepare.CodeNoOracle]))
	d.sheet = w.dialogs.newSheet(words.L("Prepare the model"), body, 46)
	cancel := newButton(words.L("Cancel"), d.sheet.close)
	d.sheet.first = d.java
	if known.Java != "" {
		d.sheet.first = d.oracle
	}
	without := newButton(words.L("Use the model as it is"), func() {
		d.sheet.close()
		w.run(a)
	})
	d.sheet.show(cancel, cancel, without, newButton(words.L("Prepare"), d.take))
	return d
}

func (d *homesDialog) home(name string, e *entry, h *hint) fyne.CanvasObject {
	browse := iconButton(theme.FolderOpenIcon(), func() {
		d.win.browse(browsing{title: words.L("Select the folder"), start: e.Text, folder: true,
			chosen: func(paths []string) { e.set(paths[0]) }})
	})
	return under(caption(name), sideBySide([]float32{1, 0}, e, browse), h.text)
}

// take goes on when both serve, or says which one does not.
func (d *homesDialog) take() {
	homes := prepare.Homes{Java: strings.TrimSpace(d.java.Text), Oracle: strings.TrimSpace(d.oracle.Text)}
	if err := homes.Check(); err != nil {
		found, _ := report.Of(err)
		for code, e := range map[report.Code]*entry{prepare.CodeNoJava: d.java, prepare.CodeNoOracle: d.oracle} {
			e.mark(d.hints[code].showIf(found, code))
		}
		d.sheet.fit()
		return
	}
	d.sheet.close()
	d.win.runPrepared(d.action, homes)
}

// openPrepared shows what prepareModel changed, and asks whether to use it.
func (w *Window) openPrepared(s session.Snapshot) *workSheet {
	q := s.Question
	m := words.Of(report.Finding{Code: q.Code, Args: q.Args})
	top := vertical(2, paragraph(m.Sentence), muted(m.Next))
	if len(q.Prepared.Secrets) > 0 {
		top.Add(paragraph(words.L("Secrets that the Domain will need: {{.Names}}", map[string]any{"Names": strings.Join(q.Prepared.Secrets, ", ")})))
	}
	list := newDiffList(rowsOf(q.Prepared.Files))
	body := bordered(padded(0, 1, top), nil, nil, nil, newPanel(list))
	d := w.dialogs.newSheet(words.L("Prepared model"), body, 60)
	d.tall = true
	buttons, esc := w.choices(q)
	d.show(esc, buttons...)
	return &workSheet{sheet: d}
}

// diffRow is a line of the list: of a difference, or a file's name.
type diffRow struct {
	prepare.Line
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
		rows = append(rows, diffRow{prepare.Line{Text: name}, true})
		for _, l := range f.Lines {
			rows = append(rows, diffRow{Line: l})
		}
	}
	return rows
}

// text is what the row shows: the sign tells the kinds apart without colour.
func (r diffRow) text() string {
	switch {
	case r.file || r.Kind == prepare.Heading:
		return r.Text
	}
	return string(r.Kind) + " " + strings.ReplaceAll(r.Text, "\t", "    ")
}

func (r diffRow) color() fyne.ThemeColorName {
	switch {
	case r.file:
		return theme.ColorNameForeground
	case r.Kind == prepare.Added:
		return theme.ColorNameSuccess
	case r.Kind == prepare.Removed:
		return theme.ColorNameError
	case r.Kind == prepare.Heading:
		return theme.ColorNamePrimary
	}
	return colorMuted
}

// diffList is a list of many lines, of which those in sight are drawn.
type diffList struct {
	widget.List
	rows []diffRow
}

func newDiffList(rows []diffRow) *diffList {
	l := &diffList{rows: rows}
	l.HideSeparators = true
	l.Length = func() int { return len(l.rows) }
	l.CreateItem = func() fyne.CanvasObject {
		line := cutLine("")
		line.style.Monospace = true // in smaller letters its underscores are cut off
		return padded(0, 0.25, line)
	}
	l.UpdateItem = func(i widget.ListItemID, o fyne.CanvasObject) {
		row, line := l.rows[i], o.(*fyne.Container).Objects[0].(*text)
		line.style.Bold = row.file
		line.set(row.text(), row.color())
	}
	l.ExtendBaseWidget(l)
	return l
}

func (l *diffList) TypedKey(ev *fyne.KeyEvent) {
	if isEnter(ev) || ev.Name == fyne.KeyEscape {
		pass(l, ev)
		return
	}
	l.List.TypedKey(ev)
}
