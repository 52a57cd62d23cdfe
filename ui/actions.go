package ui

import (
	"slices"

	"fyne.io/fyne/v2"

	"auximage/app/session"
	"auximage/app/words"
	"auximage/ui/kit"
)

// actions begins what the session does, with what only a person can answer.
type actions struct{ win *Window }

// start begins an action with what only a person can answer: whether the model
// is prepared, and where the installer is saved.
func (t *actions) start(a session.Action) {
	if t.win.dialogs.busy() {
		return
	}
	t.win.auxiliary.signIn.typed.handOver()
	if s := t.win.session.Snapshot(); s.WhyNot[a] == nil && slices.Contains(makesOrSends, a) {
		t.win.projects.unlessChanged(func() { t.begin(a) })
		return
	}
	t.begin(a)
}

// makesOrSends are the actions that do what the project says.
var makesOrSends = []session.Action{session.ActCreate, session.ActCreateAndPush, session.ActPush}

// begin asks what is to be asked before an action, and runs it.
func (t *actions) begin(a session.Action) {
	s := t.win.session.Snapshot()
	switch why := s.WhyNot[a]; {
	case why != nil && why.Code == session.CodeNoFolder: // of a Check, which looks at the installer too
		t.askFolder(false, func() { t.run(a) })
	case why == nil && s.FaultyFile() == nil && (a == session.ActCreate || a == session.ActCreateAndPush):
		t.askPrepare(a, s)
	default: // what is wrong is said before anything is asked
		t.run(a)
	}
}

// startOrStop begins an action that shows in the form alone, or stops it while it
// runs: its button has both meanings.
func (t *actions) startOrStop(a session.Action) {
	if j := t.win.session.Snapshot().Job; j != nil && j.Action == a {
		t.win.session.Stop()
		return
	}
	t.start(a)
}

// drawStoppable makes a button in a row stop its action while that runs: Stop may be
// narrower, or wider.
func drawStoppable(b *kit.Button, row *fyne.Container, s session.Snapshot, a session.Action, label string) {
	if s.Job != nil && s.Job.Action == a {
		label = words.L("Stop")
	}
	if b.Text != label {
		b.SetLabel(label)
		row.Refresh()
	}
}

// askPrepare asks the toolkit's question; No is the default.
func (t *actions) askPrepare(a session.Action, s session.Snapshot) {
	if len(s.Form.Models) == 0 {
		t.win.dialogs.ask(words.L("Create an image without a model?"),
			words.L("In the Domain, another auxiliary image or a ConfigMap must bring the model."),
			answer{words.L("Cancel"), nil},
			answer{words.L("Create without a model"), func() { t.askFolder(false, func() { t.run(a) }) }},
			answer{words.L("Add files…"), t.win.inputs.chooseFiles})
		return
	}
	unprepared := func() { t.askFolder(false, func() { t.run(a) }) }
	if s.SkipsPreparing {
		unprepared()
		return
	}
	skip := kit.NewCheckbox(words.L("If No: do not ask again for this project"), nil)
	no := words.L("No: the model is prepared already (exercise 2), or is used as it is.")
	if !s.Preferences.FollowLab && len(s.Pushes) > 0 { // not in the lab any more
		no = words.L("No: the model is prepared already, or is used as it is.")
	}
	body := kit.Column(3, kit.Paragraph(no+"\n"+words.L("Yes: it was taken from a running domain (discoverDomain) and never prepared. That needs a JDK and an Oracle home on this computer.")),
		kit.Flow(0, skip))
	question := t.win.dialogs.askWith(words.L("Prepare the model?"), body,
		answer{words.L("Cancel"), nil},
		answer{words.L("Yes"), func() { t.askFolder(true, func() { t.askHomes(a) }) }},
		answer{words.L("No"), func() {
			if skip.Checked {
				t.win.session.Preparing().Skip()
			}
			unprepared()
		}})
	t.win.lab.follow(question, stepPrepare)
}

// askFolder asks once where the installer is to be saved, and goes on with then.
func (t *actions) askFolder(preparing bool, then func()) {
	if f := t.win.session.Snapshot().Form; f.DownloadDir != "" || !f.WantsFolder(preparing) {
		then()
		return
	}
	t.win.lab.follow(t.win.inputs.chooseFolder(then), stepFolder)
}

func (t *actions) run(a session.Action) {
	if err := t.win.session.Start(a); err != nil {
		t.refuse(a, err)
	}
	t.win.redraw()
}

// refuse says why an action that a person tried did not start: beside the
// buttons until it can, or in a dialog when it is nothing that the form shows.
func (t *actions) refuse(a session.Action, err error) {
	s := t.win.session.Snapshot()
	why := s.WhyNot[a]
	if why == nil {
		t.win.dialogs.tellError(t.win.title.create.Text, err)
		return
	}
	t.win.title.tried, t.win.title.triedWith = a, s.Form
	t.win.redraw()
	t.win.spots.leadTo(*why)
}
