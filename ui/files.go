package ui

import (
	"cmp"
	"fmt"
	"image/color"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"auximage/app/form"
	"auximage/app/session"
	"auximage/app/words"
	"auximage/imaging/input"
	"auximage/imaging/model"
	"auximage/imaging/report"
	"auximage/ui/kit"
)

// filesSection is what goes into the image.
type filesSection struct {
	*fyne.Container
	win      *Window
	add      *kit.Button
	open     *kit.Button
	sample   *kit.Button
	empty    *fyne.Container
	list     *fyne.Container
	rows     []*fileRow
	hint     *hint
	needs    *kit.Label
	changing *changingLine
	takenOut *takenOut
	drawn    string // of the rows: what they were made from
}

func newFilesSection(w *Window) *filesSection {
	t := &filesSection{win: w}
	t.add = kit.NewButton(words.L("Add files…"), w.inputs.chooseFiles)
	t.add.Icon = theme.ContentAddIcon()
	t.sample = kit.NewButton(words.L("Use the sample model"), w.inputs.useSample)
	t.open = kit.NewButton(words.L("Open Project…"), w.projects.choose)
	t.hint = newHint("")
	t.list = kit.Column(1)
	t.needs = kit.Muted("")
	t.needs.TextSize = theme.SizeNameCaptionText
	t.empty = kit.Column(2, kit.Muted(words.L("No model yet. Add model, variable and archive files, or drop them here.")))
	t.changing, t.takenOut = newChangingLine(w), newTakenOut(w)
	t.Container = kit.Column(3, t.changing.Container, t.empty, t.list, t.takenOut.Container, t.hint.Label, t.needs, kit.Flow(2, t.add, t.open, t.sample))
	return t
}

func (t *filesSection) draw(s session.Snapshot) {
	none := len(s.Form.Models)+len(s.Form.Variables)+len(s.Form.Archives) == 0
	kit.SetVisible(t.empty, none)
	kit.SetVisible(t.list, !none)
	kit.SetVisible(t.open, none)
	kit.SetVisible(t.sample, none)
	t.changing.draw(s)
	t.takenOut.draw(s)
	t.drawRows(s)
	t.hint.show(findingOf(s, form.FieldFiles), false)
	kit.SetVisible(t.hint.Label, t.hint.Text != "")
	t.drawNeeds(s)
}

func (t *filesSection) progress(s session.Snapshot) kit.StepState { return filesState(s) }

// filesState tells whether there is a model that was looked at, nothing that an image
// cannot be made of, and nothing that a push waits for a person's tick for.
func filesState(s session.Snapshot) kit.StepState {
	if s.FaultyFile() != nil {
		return kit.Faulty
	}
	return reached(len(s.Form.Models) > 0 && !s.Inspected.Running && !awaitsTick(s), s, form.FieldFiles)
}

// awaitsTick tells whether something in a file waits for a person's tick before a push.
func awaitsTick(s session.Snapshot) bool {
	for _, notes := range s.FileNotes {
		if slices.ContainsFunc(notes, func(f report.Finding) bool { return isUnaccepted(s, f) }) {
			return true
		}
	}
	return false
}

// drawNeeds says what the Domain must bring along for this model.
func (t *filesSection) drawNeeds(s session.Snapshot) {
	needs := ""
	if n := len(s.Inspected.Secrets); n > 0 {
		needs = words.L("The domain will need these secrets: {{.Names}}", map[string]any{"Names": joined(s.Inspected.Secrets)})
	}
	if n := len(s.Inspected.Environment); n > 0 {
		if needs != "" {
			needs += "\n"
		}
		needs += words.L("The domain will need these environment variables: {{.Names}}", map[string]any{"Names": joined(s.Inspected.Environment)})
	}
	t.needs.SetText(needs)
	kit.SetVisible(t.needs, needs != "")
}

func joined(names []string) string {
	s := ""
	for i, n := range names {
		if i > 0 {
			s += ", "
		}
		s += n
	}
	return s
}

// drawRows makes the rows anew when files, their states or what is unfolded
// changed, so that the keyboard's place in them is kept otherwise.
func (t *filesSection) drawRows(s session.Snapshot) {
	drawn := fmt.Sprint(s.Form.Models, s.Form.Variables, s.Form.Archives, s.FileNotes, s.Inspected, s.Accepted, s.Form.Accepted, judgedFor(s.Form), t.win.view.unfolded)
	if drawn == t.drawn {
		return
	}
	t.drawn = drawn
	focus := t.focused()
	t.rows = nil
	t.list.RemoveAll()
	for _, group := range []struct {
		name  string
		files []input.File
	}{
		{words.L("Model"), s.Form.Models}, {words.L("Variables"), s.Form.Variables}, {words.L("Archives"), s.Form.Archives},
	} {
		for i, f := range group.files {
			name := ""
			if i == 0 {
				name = group.name
			}
			r := newFileRow(t.win, s, name, f, i, len(group.files))
			t.rows = append(t.rows, r)
			t.list.Add(r.Container)
		}
	}
	t.focus(focus)
}

// focused returns the path of the row that has the focus and which button of it.
func (t *filesSection) focused() (at [2]string) {
	now := t.win.window.Canvas().Focused()
	for _, r := range t.rows {
		for i, b := range r.buttons {
			if now == fyne.Focusable(b) {
				return [2]string{r.path, strconv.Itoa(i)}
			}
		}
	}
	return at
}

func (t *filesSection) focus(at [2]string) {
	for _, r := range t.rows {
		if i, err := strconv.Atoi(at[1]); err == nil && r.path == at[0] && i < len(r.buttons) {
			t.win.window.Canvas().Focus(r.buttons[i])
		}
	}
}

// row returns the row of a file, nil when it has none.
func (t *filesSection) row(path string) *fileRow {
	at := slices.IndexFunc(t.rows, func(r *fileRow) bool { return r.path == path })
	if at < 0 {
		return nil
	}
	return t.rows[at]
}

// spot returns the tick that a file's dangerous finding waits for.
func (t *filesSection) spot(path string) (spot, bool) {
	if r := t.row(path); r != nil && r.mend != nil {
		return spot{focus: r.mend, whole: r.Container}, true
	}
	return spot{}, false
}

// fileRow is one file: its group, its place, its name, its state, its buttons,
// and below, when unfolded, its path and its findings.
type fileRow struct {
	*fyne.Container
	path                   string
	fold, up, down, remove *kit.Button
	buttons                []*kit.Button
	name                   *kit.Entry      // in the image; nil while folded
	ticks                  []*kit.Checkbox // of dangerous findings
	mend                   fyne.Focusable  // what answers the first of them: a secret is moved out, rather than let pass; nil for none
}

func newFileRow(w *Window, s session.Snapshot, group string, f input.File, i, n int) *fileRow {
	r := &fileRow{path: f.Path}
	open := w.view.unfolded[f.Path]
	r.fold = kit.IconButton(foldIcon(open), func() { w.view.unfolded[f.Path] = !open; w.redraw() })
	r.up = kit.IconButton(theme.MoveUpIcon(), func() { w.session.Edit(func(filled *form.Form) { filled.Move(f.Path, -1) }) })
	r.down = kit.IconButton(theme.MoveDownIcon(), func() { w.session.Edit(func(filled *form.Form) { filled.Move(f.Path, 1) }) })
	r.remove = kit.IconButton(theme.DeleteIcon(), func() { w.auxiliary.files.takenOut.take(f.Path) })
	r.buttons = []*kit.Button{r.fold, r.up, r.down, r.remove}
	actions := container.NewHBox(r.order(i, n), r.remove)
	status, called := kit.Column(0), kit.Caption(group)
	called.TextSize = theme.SizeNameText
	for _, line := range fileState(s, f, open) {
		says := kit.Paragraph(line.text)
		says.Color = line.color
		status.Add(says)
	}
	left := kit.Bordered(nil, nil, r.fold, nil,
		kit.MiddleRow([]float32{2, 4, 6}, called, kit.Paragraph(cmp.Or(f.Name, filepath.Base(f.Path))), status))
	r.Container = kit.Column(1, kit.Bordered(nil, nil, nil, actions, left))
	if open {
		r.Add(kit.Padded(8, 0, r.details(w, s, f)))
	}
	return r
}

// order returns the buttons that move the row, the i-th of n.
func (r *fileRow) order(i, n int) *fyne.Container {
	order := container.NewHBox(r.up, r.down)
	if n < 2 { // their place stays free, so that all rows have the same columns
		room := canvas.NewRectangle(color.Transparent)
		room.SetMinSize(order.MinSize())
		order = container.NewStack(room)
	}
	if i == 0 {
		r.up.Disable()
	}
	if i == n-1 {
		r.down.Disable()
	}
	return order
}

// details are the path and the findings of a file.
func (r *fileRow) details(w *Window, s session.Snapshot, f input.File) fyne.CanvasObject {
	r.name = kit.NewEntry(nil)
	r.name.PlaceHolder = byDefault(filepath.Base(f.Path))
	r.name.SetValue(f.Name)
	r.name.OnLeft = func() {
		if name := strings.TrimSpace(r.name.Text); name != f.Name {
			w.session.Edit(func(filled *form.Form) { filled.Rename(f.Path, name) })
		}
	}
	all := kit.Column(2.5, whereIs(w, f), kit.Row([]float32{1, 1}, named(words.L("Name in the image"), "", r.name), kit.Caption("")))
	if f.Image != "" {
		all.Add(kit.Flow(2, kit.NewButton(words.L("Take out to edit…"), func() { takeOut(w, f) })))
	}
	for _, note := range s.FileNotes[f.Path] {
		line, tick, move := findingLine(w, s, note)
		all.Add(line)
		if tick != nil {
			r.ticks = append(r.ticks, tick)
		}
		switch {
		case tick == nil || r.mend != nil:
		case move != nil:
			r.mend = move
		default:
			r.mend = tick
		}
		if note.Code == session.CodeOriginalChanged {
			all.Add(kit.Flow(2, kit.NewButton(words.L("Prepare again…"), w.actions.prepareAgain)))
		}
	}
	return all
}

// whereIs is the path of a file, with what opens one on the disk: an archive has no editor.
func whereIs(w *Window, f input.File) fyne.CanvasObject {
	path := kit.Caption(f.Path)
	if f.Image != "" {
		return path
	}
	icons := container.NewHBox()
	if model.KindOf(f.Path) != model.Archive {
		icons.Add(w.opener.editIcon(f.Path))
	}
	icons.Add(w.opener.folderIcon(f.Path))
	return kit.Row([]float32{1, 0}, kit.Padded(0, 1.5, path), icons)
}
