package ui

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"auximage/app/session"
	"auximage/app/words"
	"auximage/imaging/report"
	"auximage/ui/kit"
)

// jobDialog shows what a running job does.
type jobDialog struct {
	dialog *kit.Dialog
	phase  *kit.Label
	bar    *kit.ProgressBar
	bytes  *kit.Label
	rate   *kit.Label
	wait   *kit.Label
	items  *fyne.Container
	rows   []*itemRow
	stop   *kit.Button
	height int       // rows at the last fit
	warned time.Time // when Esc was pressed once; zero when it was not
}

// escapesWithin is how soon after the first Esc another one stops a job: a single
// one is pressed by mistake, to close what is closed already.
var escapesWithin = 5 * time.Second

func jobTitle(a session.Action) string {
	switch a {
	case session.ActPush, session.ActPushFile:
		return words.L("Pushing the auxiliary image")
	case session.ActCreateAndPush:
		return words.L("Creating and pushing the auxiliary image")
	case session.ActCheck:
		return words.L("Checking")
	case session.ActSave:
		return words.L("Saving the image")
	}
	return words.L("Creating the auxiliary image")
}

func (t *workArea) openJob(s session.Snapshot) *workDialog {
	j := &jobDialog{phase: kit.Paragraph(""), bar: kit.NewProgressBar(2.5),
		bytes: kit.Muted(""), rate: kit.Muted(""), wait: kit.Paragraph(""), items: kit.Column(1.5)}
	j.rate.Align = fyne.TextAlignTrailing
	body := kit.Column(2, j.phase, j.bar, kit.Row([]float32{1, 1}, j.bytes, j.rate), kit.AtLeast(nextLine, j.wait), j.items)
	j.dialog = t.win.dialogs.New(jobTitle(s.Job.Action), body, 44)
	j.dialog.OnClosed = j.bar.StopMoving // what nobody sees would go on moving, and the window on being painted
	j.stop = kit.NewButton(words.L("Stop"), func() { t.win.session.Stop() })
	j.dialog.NoDefault = true // who presses Enter once too often stops nothing
	j.dialog.Note = kit.Muted("")
	j.dialog.Note.Align = fyne.TextAlignTrailing
	j.dialog.OnEscape = j.escape
	j.dialog.Show(j.stop, j.stop)
	return &workDialog{dialog: j.dialog, draw: j.draw}
}

// escape says at the first Esc what another one does.
func (j *jobDialog) escape() {
	if j.isWarned() {
		j.stop.Tapped(nil)
		return
	}
	j.warned = time.Now()
	j.drawWarning()
}

func (j *jobDialog) isWarned() bool { return time.Since(j.warned) < escapesWithin }

func (j *jobDialog) drawWarning() {
	warning := ""
	if j.isWarned() {
		warning = words.L("Press Esc again to stop.")
	}
	j.dialog.Note.SetText(warning)
}

func (j *jobDialog) draw(s session.Snapshot) {
	job := s.Job
	j.drawWarning()
	j.phase.SetText(phaseName(job))
	j.drawAmounts(job)
	wait := ""
	switch {
	case job.Waiting != nil:
		wait = waiting(*job.Waiting)
	case job.Remade != nil:
		wait = words.Of(*job.Remade).Sentence
	}
	j.wait.Set(wait, theme.ColorNameWarning)
	j.drawItems(job)
	label := words.L("Stop")
	if job.Stopping {
		label = words.L("Stopping…")
	}
	j.stop.SetLabel(label)
	if n := len(job.Items); n != j.height || wait != "" {
		j.height = n
		j.dialog.Fit()
	}
}

// drawAmounts shows how much is done, and how fast, as far as the whole is known.
func (j *jobDialog) drawAmounts(job *session.Job) {
	bytes := amount(job.Done, job.Total)
	if job.Total > 0 {
		j.bar.StopMoving()
		j.bar.SetDone(fraction(job.Done, job.Total))
		bytes += " – " + percent(job.Done, job.Total)
	} else {
		j.bar.StartMoving()
	}
	j.bytes.SetText(bytes)
	j.rate.SetText(pace(job))
}

func (j *jobDialog) drawItems(job *session.Job) {
	for len(j.rows) < len(job.Items) {
		r := newItemRow()
		j.rows = append(j.rows, r)
		j.items.Add(r.Container)
	}
	for i, r := range j.rows {
		kit.SetVisible(r.Container, i < len(job.Items))
		if i < len(job.Items) {
			r.draw(job.Items[i])
		}
	}
	kit.SetVisible(j.items, len(job.Items) > 0)
}

// itemRow is a file or layer of a phase: its name, how far it is, and a thin
// line that says the same.
type itemRow struct {
	*fyne.Container
	name, state *kit.Label
	part        *kit.ProgressBar
}

func newItemRow() *itemRow {
	r := &itemRow{name: kit.CutLine(""), state: kit.Muted(""), part: kit.NewProgressBar(0.75)}
	r.state.Align = fyne.TextAlignTrailing
	r.Container = kit.Column(0.5, kit.Row([]float32{3, 2}, r.name, r.state), r.part)
	return r
}

func (r *itemRow) draw(i session.Item) {
	r.name.SetText(words.Item(i.Name))
	state := amount(i.Done, i.Total)
	switch i.State {
	case report.Present:
		state = words.L("already there")
	case report.Waiting:
		state = words.L("waiting")
	case report.Finished:
		state = words.L("done")
		if i.Total > 0 {
			state = words.L("{{.Size}}, done", map[string]any{"Size": words.Bytes(i.Total)})
		}
	}
	r.state.SetText(state)
	done := fraction(i.Done, i.Total)
	if i.State == report.Present || i.State == report.Finished {
		done = 1
	}
	r.part.ShowDone(done, i.State == report.Present)
}

func fraction(done, total int64) float64 {
	if total <= 0 {
		return 0
	}
	return min(1, float64(done)/float64(total))
}

func phaseName(j *session.Job) string {
	if j.Stopping {
		return words.L("Stopping…")
	}
	if j.WaitsFor != "" {
		return words.L("Waiting for {{.Path}}…", map[string]any{"Path": j.WaitsFor})
	}
	if j.Phase == "" {
		return words.L("Starting…")
	}
	return words.L("phase." + string(j.Phase))
}

// jobLine is a job in a few words, for the window's title and the console's line.
func jobLine(j *session.Job) string {
	s := phaseName(j)
	if j.Total > 0 {
		s += " – " + percent(j.Done, j.Total)
	}
	return s
}

func amount(done, total int64) string {
	switch {
	case total > 0:
		return words.L("{{.Done}} of {{.Total}}", map[string]any{"Done": words.Bytes(done), "Total": words.Bytes(total)})
	case done > 0:
		return words.Bytes(done)
	}
	return ""
}

// pace says how fast the bytes move and how long they will, or for how long none has.
func pace(j *session.Job) string {
	switch {
	case j.Still > 0 && j.Waiting == nil: // a wait says itself for what
		return words.L("no byte for {{.Time}}", map[string]any{"Time": words.Duration(j.Still)})
	case j.Rate <= 0:
		return ""
	}
	s := words.Rate(j.Rate)
	if j.Left > 0 {
		s += " – " + words.L("{{.Time}} left", map[string]any{"Time": words.Duration(j.Left)})
	}
	return s
}

// waiting says why the job stands still and for how long.
func waiting(p report.Progress) string {
	s := words.L("Waiting for the server.")
	if p.Cause != nil {
		s = words.Of(*p.Cause).Sentence
	}
	if left := time.Until(p.Until).Round(time.Second); left > 0 {
		s = words.Sentences(s, words.L("Next try in {{.Time}}.", map[string]any{"Time": words.Duration(left)}))
	}
	return s
}
