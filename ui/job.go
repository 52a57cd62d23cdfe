package ui

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"auximage/app/session"
	"auximage/app/words"
	"auximage/imaging/report"
)

// jobSheet shows what a running job does.
type jobSheet struct {
	sheet  *sheet
	phase  *text
	bar    *share
	bytes  *text
	rate   *text
	wait   *text
	items  *fyne.Container
	rows   []*itemRow
	stop   *button
	height int // rows at the last fit
}

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

func (w *Window) openJob(s session.Snapshot) *workSheet {
	j := &jobSheet{phase: paragraph(""), bar: newShare(2.5),
		bytes: muted(""), rate: muted(""), wait: paragraph(""), items: vertical(1.5)}
	j.rate.align = fyne.TextAlignTrailing
	body := vertical(2, j.phase, j.bar, sideBySide([]float32{1, 1}, j.bytes, j.rate), j.wait, j.items)
	j.sheet = w.dialogs.newSheet(jobTitle(s.Job.Action), body, 44)
	j.sheet.closed = j.bar.stand // what nobody sees would go on moving, and the window on being painted
	j.stop = newButton(words.L("Stop"), func() { w.session.Stop() })
	j.sheet.show(j.stop, j.stop)
	j.stop.shine(false)
	return &workSheet{sheet: j.sheet, draw: j.draw}
}

func (j *jobSheet) draw(s session.Snapshot) {
	job := s.Job
	j.phase.setText(phaseName(job))
	known := job.Total > 0
	if known {
		j.bar.stand()
		j.bar.set(fraction(job.Done, job.Total))
	} else {
		j.bar.move()
	}
	bytes := amount(job.Done, job.Total)
	if known {
		bytes += " – " + percent(job.Done, job.Total)
	}
	j.bytes.setText(bytes)
	j.rate.setText(pace(job))
	wait := ""
	if job.Waiting != nil {
		wait = waiting(*job.Waiting)
	}
	j.wait.set(wait, theme.ColorNameWarning)
	shown(j.wait, wait != "")
	j.drawItems(job)
	label := words.L("Stop")
	if job.Stopping {
		label = words.L("Stopping…")
	}
	j.stop.say(label)
	if n := len(job.Items); n != j.height || wait != "" {
		j.height = n
		j.sheet.fit()
	}
}

func (j *jobSheet) drawItems(job *session.Job) {
	for len(j.rows) < len(job.Items) {
		r := newItemRow()
		j.rows = append(j.rows, r)
		j.items.Add(r.Container)
	}
	for i, r := range j.rows {
		shown(r.Container, i < len(job.Items))
		if i < len(job.Items) {
			r.draw(job.Items[i])
		}
	}
	shown(j.items, len(job.Items) > 0)
}

// itemRow is a file or layer of a phase: its name, how far it is, and a thin
// line that says the same.
type itemRow struct {
	*fyne.Container
	name, state *text
	part        *share
}

func newItemRow() *itemRow {
	r := &itemRow{name: cutLine(""), state: muted(""), part: newShare(0.75)}
	r.state.align = fyne.TextAlignTrailing
	r.Container = vertical(0.5, sideBySide([]float32{3, 2}, r.name, r.state), r.part)
	return r
}

func (r *itemRow) draw(i session.Item) {
	r.name.setText(words.Item(i.Name))
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
	r.state.setText(state)
	done := fraction(i.Done, i.Total)
	if i.State == report.Present || i.State == report.Finished {
		done = 1
	}
	r.part.show(done, i.State == report.Present)
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

func pace(j *session.Job) string {
	if j.Rate <= 0 {
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
		s += " " + words.L("Next try in {{.Time}}.", map[string]any{"Time": words.Duration(left)})
	}
	return s
}
