package ui

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"auximage/app/form"
	"auximage/app/session"
	"auximage/app/words"
	"auximage/ui/kit"
)

// The rail's width, and that of a window which has room for it beside the form.
const (
	railWidth  = 288
	besideForm = 1200
)

// lab shows the steps of Oracle's lab beside the form, or in a narrow window where
// a person is in them.
type lab struct {
	win   *Window
	steps []labStep
	links []*kit.StepLink

	on     bool // shown
	around *fyne.Container
	where  *kit.Label // in the narrow window's line
	show   *kit.Button
	next   labStep             // that is to be done; no title when all are done
	here   labHere             // where a person went
	copies []fyne.CanvasObject // buttons that copy, with their words; shown when all is done
	close  *kit.Button         // of the rail
	list   *fyne.Container
	bar    *fyne.Container
	all    bool       // steps are done
	leads  form.Field // where a person is just being led to
}

// newLab returns the steps around the pages of the form.
func newLab(w *Window, pages fyne.CanvasObject) *lab {
	l := &lab{win: w, steps: labSteps()}
	for _, step := range l.steps {
		l.links = append(l.links, kit.NewStepLink(step.number, step.title, func() { l.lead(step) }))
	}
	l.around = kit.Beside(l.rail(), l.line(), pages, railWidth, besideForm, &l.on)
	return l
}

// rail is all steps below each other.
func (l *lab) rail() fyne.CanvasObject {
	title := kit.Line(words.L("The lab"))
	title.Style.Bold = true
	l.close = l.closing()
	l.list = kit.Column(0, kit.MiddleRow([]float32{1, 0}, title, l.close))
	for _, link := range l.links {
		l.list.Add(link)
	}
	copied := kit.MiddleRow([]float32{0, 1}, l.win.clipboard.icon(l.notes), kit.Caption(words.L("Copy for the next exercise")))
	l.copies = append(l.copies, copied)
	l.list.Add(copied)
	return kit.Padded(2, 1, kit.NewPage(kit.Padded(1, 0, l.list)))
}

// line says in a narrow window which step is next.
func (l *lab) line() fyne.CanvasObject {
	l.where = kit.CutLine("")
	l.show = kit.NewButton(words.L("Show me"), l.goOn)
	list := kit.IconButton(theme.ListIcon(), l.openList)
	copied := l.win.clipboard.button(words.L("Copy for the next exercise"), l.notes)
	l.copies = append(l.copies, copied)
	l.bar = kit.MiddleRow([]float32{1, 0, 0, 0, 0}, l.where, copied, l.show, list, l.closing())
	for _, b := range l.copies {
		b.Hide()
	}
	return kit.Narrow(formWidth, kit.Padded(4, 0.5, l.bar))
}

func (l *lab) closing() *kit.Button {
	return kit.IconButton(theme.CancelIcon(), func() { l.set(false) })
}

func (l *lab) notes() string { return labNotes(l.win.session.Snapshot().Form) }

// isOpen tells whether the steps are shown.
func (*lab) isOpen(s session.Snapshot) bool { return s.Preferences.FollowLab }

// toggle shows the steps or closes them.
func (l *lab) toggle() { l.set(!l.isOpen(l.win.session.Snapshot())) }

// set shows or closes the steps from now on, at the next start too.
func (l *lab) set(open bool) {
	l.win.session.Remember(func(p *session.Preferences) { p.FollowLab = open })
	l.win.redraw()
}

// goOn shows where the next step is done: the one after that which was shown before, once
// that is done. A press of a button does not take the focus from a place.
func (l *lab) goOn() {
	s := l.win.session.Snapshot()
	l.win.view.lab.note(s, labPlace{})
	l.drawSteps(s)
	l.lead(l.next)
}

// openList shows all steps in a narrow window, each leading to its place.
func (l *lab) openList() {
	s := l.win.session.Snapshot()
	all := kit.Column(0)
	d := l.win.dialogs.New(words.L("The lab"), all, 32)
	for _, step := range l.steps {
		link := kit.NewStepLink(step.number, step.title, func() {
			d.Close()
			l.lead(step)
		})
		link.ShowState(l.stateOf(step, s), step == l.now())
		all.Add(link)
	}
	offer(d, words.L("Close"))
}

// stateOf returns how far a person is with a step.
func (l *lab) stateOf(step labStep, s session.Snapshot) kit.StepState {
	if step.doneIn(&l.win.view.lab, s) {
		return kit.Done
	}
	return kit.ToDo
}

// note takes what was done, and keeps it for the next run.
func (l *lab) note(s session.Snapshot) {
	run := &l.win.view.lab
	run.note(s, l.at())
	if done := run.kept(); !slices.Equal(done, s.Preferences.LabDone) {
		l.win.session.Remember(func(p *session.Preferences) { p.LabDone = done })
	}
}

// reached draws the steps again, as the focus may have gone on: the step whose place it has
// moved to, or was clicked on, is the current one.
func (l *lab) reached(moved, clicked bool) {
	if !l.on || l.leads != "" {
		return
	}
	s, run := l.win.session.Snapshot(), &l.win.view.lab
	if clicked {
		run.first = "" // it was the program that put the focus there, until now
	}
	l.note(s)
	if step, ok := stepAt(l.steps, l.at().field); ok && (moved || clicked) && step.field != run.first {
		l.here.enter(step, doneOf(l.steps, run, s))
	}
	l.draw(s)
}

// turned takes that a person has turned to a tab: the primary image's is the place of a
// step as a whole.
func (l *lab) turned(tab int) {
	s, run := l.win.session.Snapshot(), &l.win.view.lab
	l.here = labHere{}
	if tab == 0 {
		run.visit(form.FieldPrimaryTag)
		l.note(s)
		step, _ := stepAt(l.steps, form.FieldPrimaryTag)
		l.here.enter(step, doneOf(l.steps, run, s))
	}
	l.draw(s)
}

// now returns the current step: the one at whose place a person is, or else the next one.
func (l *lab) now() labStep {
	if l.here.step.title != "" && l.next.title != "" {
		return l.here.step
	}
	return l.next
}

func (l *lab) draw(s session.Snapshot) {
	l.note(s)
	l.drawSteps(s)
	if on := l.isOpen(s); on != l.on {
		l.on = on
		l.around.Refresh()
	}
}

func (l *lab) drawSteps(s session.Snapshot) {
	run := &l.win.view.lab
	l.next = nextOf(l.steps, run, s)
	l.here.forget(doneOf(l.steps, run, s))
	for i, step := range l.steps {
		l.links[i].ShowState(l.stateOf(step, s), step == l.now())
	}
	l.nameShow(s)
	if all := l.next.title == ""; l.all != all {
		l.all = all
		enable(l.show, !all)
		for _, b := range l.copies {
			kit.SetVisible(b, all)
		}
		l.list.Refresh()
		l.bar.Refresh()
	}
	l.where.SetText(l.place(s))
}

// nameShow says what the narrow window's button does: it shows where a step is done, or
// goes on from what was seen there and is right as it is, or is not next.
func (l *lab) nameShow(s session.Snapshot) {
	label := words.L("Show me")
	if l.now() != l.next || l.next.field != "" && l.win.view.lab.seen[l.next.field] && labFilled(s, l.next.field) {
		label = words.L("Next")
	}
	if l.show.Text != label {
		l.show.SetLabel(label)
		l.bar.Refresh()
	}
}

// enable lets a button be pressed or not; it keeps its place.
func enable(b *kit.Button, yes bool) {
	if yes {
		b.Enable()
		return
	}
	b.Disable()
}

// at returns where a person is, or is just being led to.
func (l *lab) at() labPlace {
	if l.leads != "" {
		return labPlace{l.leads, true}
	}
	if l.win.auxiliary.target.region.isOpen() { // has the focus in its own field
		return labPlace{form.FieldRegion, true}
	}
	focused := l.win.window.Canvas().Focused()
	if e, typed := focused.(*kit.Entry); focused == nil || typed && !e.HasFocus {
		return labPlace{}
	}
	for _, step := range l.steps {
		for _, field := range partsOf(step.field) {
			if place, ok := l.win.spots.ofField(field, form.Form{}); ok && place.focus == focused {
				return labPlace{step.field, place.entry != nil}
			}
		}
	}
	return labPlace{}
}

// partsOf returns the fields that a step's field is filled in by.
func partsOf(field form.Field) []form.Field {
	if field == form.FieldTag {
		return []form.Field{field, form.FieldRepository, form.FieldVersion}
	}
	return []form.Field{field}
}

// follow has the lab at a step while its question is open.
func (l *lab) follow(question *kit.Dialog, step int) {
	l.win.view.lab.asks = step
	closed := question.OnClosed
	question.OnClosed = func() {
		if closed != nil {
			closed()
		}
		l.win.view.lab.asks = 0
		l.draw(l.win.session.Snapshot())
	}
	l.draw(l.win.session.Snapshot())
}

// place says which step is the current one.
func (l *lab) place(s session.Snapshot) string {
	now := l.now()
	title := now.title
	switch {
	case now.title == "":
		return kit.Tick + words.L("All twelve steps are done.")
	case now.number == 0:
		return words.L("Before step 7: your model, from exercise 2")
	case now.field == "" && (isCreating(s) || isPushing(s)):
		title = jobTitle(s.Job.Action) // it is not complete yet
	}
	return words.L("Step {{.Number}} of 12", map[string]any{"Number": now.number}) + " · " + title
}

// lead shows where a step is done, which it is not before a person has left that place.
func (l *lab) lead(step labStep) {
	l.leads = step.field
	defer func() { l.leads = ""; l.went(step); l.win.redraw() }()
	if step.field != "" {
		l.win.view.lab.visit(step.field)
	}
	if step.primary {
		l.win.tabs.Choose(0)
		l.win.spots.leadToSpot(spotOf(l.win.primary.tag))
		return
	}
	l.win.tabs.Choose(1)
	l.win.redraw()
	if place, ok := l.win.spots.ofField(step.field, form.Form{}); ok {
		l.win.spots.leadToSpot(place)
		return
	}
	b := l.win.title.create
	if step.pushes {
		b = l.win.title.push
	}
	l.win.spots.leadToSpot(spot{focus: b})
}

// went takes that a person was led to a step.
func (l *lab) went(step labStep) {
	s := l.win.session.Snapshot()
	l.note(s)
	l.here.enter(step, doneOf(l.steps, &l.win.view.lab, s))
}

// labNotes are what the lab has a person keep in a text file, for what comes after it.
func labNotes(f form.Form) string {
	return strings.Join([]string{
		words.L("Region endpoint: {{.Host}}", map[string]any{"Host": f.Target.Host}),
		words.L("Tenancy namespace: {{.Namespace}}", map[string]any{"Namespace": f.Target.Namespace}),
		words.L("Auxiliary Image Tag: {{.Tag}}", map[string]any{"Tag": f.Tag}),
	}, "\n") + "\n"
}
