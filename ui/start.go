package ui

import (
	"auximage/app/session"
	"auximage/app/words"
	"auximage/ui/kit"
)

// start begins an action with what only a person can answer: whether the model
// is prepared, and where the installer is saved.
func (w *Window) start(a session.Action) {
	if w.dialogs.busy() {
		return
	}
	w.auxiliary.signIn.keepToken()
	s := w.session.Snapshot()
	if s.WhyNot[a] != nil || a != session.ActCreate && a != session.ActCreateAndPush {
		w.run(a)
		return
	}
	w.askPrepare(a, s)
}

// startOrStop begins an action that shows in the form alone, or stops it while it
// runs: its button has both meanings.
func (w *Window) startOrStop(a session.Action) {
	if j := w.session.Snapshot().Job; j != nil && j.Action == a {
		w.session.Stop()
		return
	}
	w.start(a)
}

// drawStoppable makes a button stop its action while that runs.
func drawStoppable(b *kit.Button, s session.Snapshot, a session.Action, label string) {
	if s.Job != nil && s.Job.Action == a {
		label = words.L("Stop")
	}
	b.SetLabel(label)
}

// askPrepare asks the toolkit's question; No is the default.
func (w *Window) askPrepare(a session.Action, s session.Snapshot) {
	if len(s.Form.Models) == 0 {
		w.dialogs.ask(words.L("Create an image without a model?"),
			words.L("In the Domain, another auxiliary image or a ConfigMap must bring the model."),
			answer{words.L("Cancel"), nil},
			answer{words.L("Create without a model"), func() { w.askFolder(false, func() { w.run(a) }) }})
		return
	}
	unprepared := func() { w.askFolder(false, func() { w.run(a) }) }
	if s.SkipsPreparing {
		unprepared()
		return
	}
	skip := kit.NewCheckbox(words.L("If No: do not ask again for this project"), nil)
	body := kit.Column(3, kit.Paragraph(words.L("No: the model is used as it is.")+"\n"+words.L("Yes: it was discovered (discoverDomain) and never prepared. That needs a JDK and an Oracle home on this computer.")),
		kit.Flow(0, skip))
	w.dialogs.askWith(words.L("Prepare the model?"), body,
		answer{words.L("Cancel"), nil},
		answer{words.L("Yes"), func() { w.askFolder(true, func() { w.askHomes(a) }) }},
		answer{words.L("No"), func() {
			if skip.Checked {
				w.session.SkipPreparing()
			}
			unprepared()
		}})
}

// askFolder asks once where the installer is to be saved, and goes on with then.
func (w *Window) askFolder(preparing bool, then func()) {
	if f := w.session.Snapshot().Form; f.DownloadDir != "" || !f.WantsFolder(preparing) {
		then()
		return
	}
	w.inputs.chooseFolder(then)
}

func (w *Window) run(a session.Action) {
	if err := w.session.Start(a); err != nil {
		w.refuse(a, err)
	}
	w.redraw()
}
