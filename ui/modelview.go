package ui

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"auximage/app/session"
	"auximage/app/words"
	"auximage/imaging/report"
	"auximage/ui/kit"
)

// modelView shows a model or variable file as it is on the disk, with its findings
// at their lines. Nothing can be written in it.
type modelView struct {
	win    *Window
	dialog *kit.Dialog
	list   *kit.List
	place  *kit.Label // which finding of how many
	says   *kit.Label // its sentence
	next   *kit.Label // what to do about it
	back   *kit.Button
	on     *kit.Button
	move   *kit.Button // of a secret in clear

	file  session.ShownFile
	notes []report.Finding // by line
	at    int              // the one that is read
	rows  []modelRow
	drawn string
}

// modelRow is a line of the file, or a finding below its line.
type modelRow struct {
	text    string
	finding int // -1 for a line
}

// showInModel shows a file at a finding.
func showInModel(w *Window, f report.Finding) {
	title := words.L("Show in the model")
	var file session.ShownFile
	w.dialogs.perform(title, f.File, func(context.Context) error {
		file = session.ReadShown(f.File)
		return file.Err
	}, func() {
		openModel(w, file, f)
	})
}

func openModel(w *Window, file session.ShownFile, f report.Finding) {
	t := newModelView(w, file)
	ctx, stop := context.WithCancel(context.Background())
	t.dialog.OnClosed = func() {
		stop()
		w.model = nil
	}
	edit := kit.NewButton(words.L("Open in the system's editor"), func() { w.opener.edit(file.Path) })
	w.model = t
	t.show(w.session.Snapshot().FileNotes[file.Path])
	t.at = max(0, slices.IndexFunc(t.notes, func(note report.Finding) bool { return sameFinding(note, f) }))
	t.read()
	offer(t.dialog, words.L("Close"), edit)
	t.reveal()
	go t.follow(ctx, file)
}

// newModelView makes the dialog, which shows nothing yet.
func newModelView(w *Window, file session.ShownFile) *modelView {
	t := &modelView{win: w, file: file, place: kit.Caption(""), says: kit.Paragraph(""), next: kit.Muted("")}
	t.back = kit.NewButton(words.L("Previous"), func() { t.turn(-1) })
	t.on = kit.NewButton(words.L("Next"), func() { t.turn(1) })
	t.move = kit.NewButton(words.L("Move to a secret…"), func() {
		f := t.notes[t.at]
		t.dialog.Close()
		moveSecret(w, f)
	})
	t.list = kit.NewList(func() int { return len(t.rows) }, newModelLine, t.drawRow)
	t.list.HideSeparators = true
	t.list.OnSelected = func(i int) {
		if i < len(t.rows) && t.rows[i].finding >= 0 {
			t.at = t.rows[i].finding
			t.read()
		}
	}
	top := kit.Column(1, kit.Caption(file.Path), t.says, t.next, kit.Flow(2, t.back, t.on, t.move, kit.Padded(0, 1, t.place)))
	t.dialog = w.dialogs.New(filepath.Base(file.Path), kit.Bordered(kit.Padded(0, 1, top), nil, nil, nil, kit.NewPanel(t.list)), 84)
	t.dialog.Tall, t.dialog.Default = true, t.on
	return t
}

// follow shows the file anew when it was changed, and has it judged anew.
func (t *modelView) follow(ctx context.Context, file session.ShownFile) {
	for file.Outlived(ctx) {
		file = session.ReadShown(file.Path)
		t.win.session.LookAgain()
		fyne.Do(func() {
			if t.win.model == t {
				t.showFile(file)
			}
		})
	}
}

// showFile shows another content of the file; one that cannot be read leaves what was
// there, and says so.
func (t *modelView) showFile(file session.ShownFile) {
	if file.Err != nil {
		t.says.Set(words.OfError(file.Err).String(), theme.ColorNameError)
		t.dialog.Fit()
		return
	}
	t.file, t.drawn = file, ""
	t.draw(t.win.session.Snapshot())
}

func (t *modelView) draw(s session.Snapshot) {
	notes := s.FileNotes[t.file.Path]
	if drawn := fmt.Sprint(notes); drawn != t.drawn {
		t.drawn = drawn
		t.show(notes)
		t.read()
		t.dialog.Fit()
	}
}

// show makes the rows of the file and of what was found in it.
func (t *modelView) show(notes []report.Finding) {
	t.notes = slices.DeleteFunc(slices.Clone(notes), func(f report.Finding) bool { return f.Line == 0 })
	slices.SortStableFunc(t.notes, func(a, b report.Finding) int { return a.Line - b.Line })
	t.rows = nil
	of := 0
	for i, line := range t.file.Lines {
		t.rows = append(t.rows, modelRow{fmt.Sprintf("%5d  %s", i+1, strings.ReplaceAll(line, "\t", "    ")), -1})
		for ; of < len(t.notes) && t.notes[of].Line <= i+1; of++ {
			t.rows = append(t.rows, t.noteRow(of))
		}
	}
	for ; of < len(t.notes); of++ { // at lines that are gone meanwhile
		t.rows = append(t.rows, t.noteRow(of))
	}
	t.at = max(0, min(t.at, len(t.notes)-1))
	t.list.Refresh()
}

func (t *modelView) noteRow(i int) modelRow {
	f := t.notes[i]
	return modelRow{"         " + mark(f.Severity) + words.Of(f).Sentence, i}
}

// read shows the sentence of the finding that is read.
func (t *modelView) read() {
	for _, b := range []*kit.Button{t.back, t.on} {
		kit.SetVisible(b, len(t.notes) > 1)
	}
	kit.SetVisible(t.move, len(t.notes) > 0 && session.Movable(t.notes[t.at]))
	if len(t.notes) == 0 {
		t.says.Set(words.L("Nothing was found in this file."), theme.ColorNameForeground)
		t.next.SetText("")
		t.place.SetText("")
		return
	}
	f := t.notes[t.at]
	m := words.Of(f)
	t.says.Set(mark(f.Severity)+m.Sentence, severityColor(f.Severity))
	t.next.SetText(m.Next)
	t.place.SetText(words.L("{{.At}} of {{.Count}}", map[string]any{"At": t.at + 1, "Count": len(t.notes)}))
}

// turn reads the next finding, or the one before; after the last comes the first.
func (t *modelView) turn(by int) {
	t.at = (t.at + by + len(t.notes)) % len(t.notes)
	t.read()
	t.dialog.Fit()
	t.reveal()
}

// around is how many rows are seen before and after a finding's.
const around = 5

// reveal brings the finding that is read into sight, with the lines around it.
func (t *modelView) reveal() {
	row := slices.IndexFunc(t.rows, func(r modelRow) bool { return r.finding == t.at })
	if row < 0 {
		return
	}
	for _, i := range []int{max(0, row-around), min(len(t.rows)-1, row+around), row} {
		t.list.ScrollTo(i)
	}
	t.list.Select(row)
}

func newModelLine() fyne.CanvasObject {
	line := kit.CutLine("")
	line.Style.Monospace = true
	return kit.Padded(0, 0.25, line)
}

func (t *modelView) drawRow(i int, o fyne.CanvasObject) {
	if i >= len(t.rows) {
		return
	}
	row, line := t.rows[i], o.(*fyne.Container).Objects[0].(*kit.Label)
	color := theme.ColorNameForeground
	if row.finding >= 0 {
		color = severityColor(t.notes[row.finding].Severity)
	}
	line.Set(row.text, color)
}

func sameFinding(a, b report.Finding) bool {
	return a.Code == b.Code && a.Line == b.Line && a.Column == b.Column && words.Of(a).Sentence == words.Of(b).Sentence
}
