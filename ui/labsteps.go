package ui

import (
	"slices"

	"auximage/app/form"
	"auximage/app/session"
	"auximage/app/words"
)

// labStep is a step of the lab.
type labStep struct {
	number  int // 0 for what the lab takes for granted
	title   string
	primary bool       // done on the primary image's tab
	field   form.Field // where it is done; empty for one of the two great buttons
	pushes  bool       // done by Push; else by Create
}

// The steps that a question belongs to: see labRun.asks.
const (
	stepPrepare = 8
	stepFolder  = 9
)

// labSteps returns the twelve steps of the lab in its words, and before the seventh
// the model, which it has from its second exercise.
func labSteps() []labStep {
	return []labStep{
		{number: 1, title: words.L("Click Image: the “Primary Image” tab"), primary: true, field: form.FieldPrimaryTag},
		{number: 2, title: words.L("The endpoint of your region"), field: form.FieldRegion},
		{number: 3, title: words.L("Tenancy namespace"), field: form.FieldNamespace},
		{number: 4, title: words.L("Auxiliary Image Tag"), field: form.FieldTag},
		{number: 5, title: words.L("Auxiliary Image Registry Push Username"), field: form.FieldUser},
		{number: 6, title: words.L("Auxiliary Image Registry Push Password (auth token)"), field: form.FieldToken},
		{title: words.L("Your model, from exercise 2"), field: form.FieldFiles},
		{number: 7, title: words.L("Create Auxiliary Image")},
		{number: stepPrepare, title: words.L("Prepare the model? No")},
		{number: stepFolder, title: words.L("Folder for WebLogic Deploy Tooling (WebLogic Deployer): Select"), field: form.FieldFolder},
		{number: 10, title: words.L("Create Auxiliary Image Complete: OK")},
		{number: 11, title: words.L("Push Auxiliary Image"), pushes: true},
		{number: 12, title: words.L("Push Image Complete: OK"), pushes: true},
	}
}

// doneIn tells whether the step is done by what a person did and the session shows.
func (step labStep) doneIn(r *labRun, s session.Snapshot) bool {
	switch step.number {
	case 7, stepPrepare:
		return creates(s) || r.asks > step.number
	case stepFolder:
		return r.did(s, step.field) || creates(s)
	case 10:
		return (isCreated(s) || isPushing(s)) && (s.Outcome == nil || s.Outcome.Create == nil || stepOf(s.Outcome) != session.ActCreate) && !isCreating(s)
	case 11:
		return isCreated(s) && isPushed(s) || isPushing(s)
	case 12:
		return isCreated(s) && isPushed(s) && (s.Outcome == nil || s.Outcome.Receipt == nil) && !isCreating(s) && !isPushing(s)
	}
	return r.did(s, step.field)
}

// creates tells whether an image was made, or is being made, as a push does where files
// have changed.
func creates(s session.Snapshot) bool { return isCreated(s) || isCreating(s) || isPushing(s) }

func isCreating(s session.Snapshot) bool {
	return s.Job != nil && (s.Job.Action == session.ActCreate || s.Job.Action == session.ActCreateAndPush)
}

func isPushing(s session.Snapshot) bool { return s.Job != nil && pushes(s.Job.Action) }

// nextOf returns the first of the steps that is not done, its title empty where all are.
func nextOf(steps []labStep, r *labRun, s session.Snapshot) (next labStep) {
	for _, step := range steps {
		if !step.doneIn(r, s) {
			return step
		}
	}
	return labStep{}
}

// stepAt returns the step that is done in a field.
func stepAt(steps []labStep, field form.Field) (labStep, bool) {
	i := slices.IndexFunc(steps, func(step labStep) bool { return field != "" && step.field == field })
	if i < 0 {
		return labStep{}, false
	}
	return steps[i], true
}

// doneOf tells of each of the steps whether it is done.
func doneOf(steps []labStep, r *labRun, s session.Snapshot) (done []bool) {
	for _, step := range steps {
		done = append(done, step.doneIn(r, s))
	}
	return done
}
