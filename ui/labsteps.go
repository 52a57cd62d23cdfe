package ui

import (
	"slices"

	"auximage/app/accounts"
	"auximage/app/form"
	"auximage/app/session"
	"auximage/app/words"
	"auximage/imaging/report"
	"auximage/ui/kit"
)

// labStep is a step of the lab, and when it is done.
type labStep struct {
	number  int // 0 for what the lab takes for granted
	title   string
	done    func(*labRun, session.Snapshot) bool
	primary bool       // done on the primary image's tab
	field   form.Field // where it is done; empty for one of the two great buttons
	pushes  bool       // done by Push; else by Create
}

// labSteps returns the twelve steps of the lab in its words, and before the seventh
// the model, which it has from its second exercise.
func labSteps() []labStep {
	return []labStep{
		{number: 1, title: words.L("Click Image: Primary Image"), primary: true, field: form.FieldPrimaryTag, done: func(r *labRun, s session.Snapshot) bool {
			return r.did(s, form.FieldPrimaryTag) && s.Form.PrimaryTag != ""
		}},
		{number: 2, title: words.L("The endpoint of your region"), field: form.FieldRegion, done: func(r *labRun, s session.Snapshot) bool {
			return r.did(s, form.FieldRegion) && s.Form.Target.Host != ""
		}},
		{number: 3, title: words.L("Tenancy namespace"), field: form.FieldNamespace, done: func(r *labRun, s session.Snapshot) bool {
			return r.did(s, form.FieldNamespace) && s.Form.Target.Namespace != ""
		}},
		{number: 4, title: words.L("Auxiliary Image Tag"), field: form.FieldTag, done: func(r *labRun, s session.Snapshot) bool {
			return r.did(s, form.FieldTag, form.FieldRepository, form.FieldVersion) && s.Form.Target.Repository != "" && s.Form.Target.Version != ""
		}},
		{number: 5, title: words.L("Auxiliary Image Registry Push Username"), field: form.FieldUser, done: func(r *labRun, s session.Snapshot) bool {
			return r.did(s, form.FieldUser) && s.Form.NamesUser()
		}},
		{number: 6, title: words.L("Auxiliary Image Registry Push Password (auth token)"), field: form.FieldToken, done: func(r *labRun, s session.Snapshot) bool {
			return r.did(s, form.FieldToken) && s.TokenKept != accounts.Nowhere && !r.refused
		}},
		{title: words.L("Your model, from exercise 2"), field: form.FieldFiles, done: func(r *labRun, s session.Snapshot) bool {
			return r.did(s, form.FieldFiles) && filesState(s) == kit.Done
		}},
		{number: 7, title: words.L("Create Auxiliary Image"), done: creates},
		{number: 8, title: words.L("Prepare the model? No"), done: creates},
		{number: 9, title: words.L("Folder for WebLogic Deploy Tooling (WebLogic Deployer): Select"), field: form.FieldFolder, done: func(r *labRun, s session.Snapshot) bool {
			filled := s.Form.DownloadDir != "" || s.Form.WDT == form.WDTFile || s.Form.WDT == form.WDTNone
			return filled && (r.did(s, form.FieldFolder) || creates(r, s))
		}},
		{number: 10, title: words.L("Create Auxiliary Image Complete: OK"), done: func(r *labRun, s session.Snapshot) bool {
			return r.created && (s.Outcome == nil || s.Outcome.Create == nil || stepOf(s.Outcome) != session.ActCreate)
		}},
		{number: 11, title: words.L("Push Auxiliary Image"), pushes: true, done: func(r *labRun, s session.Snapshot) bool {
			return r.pushed || s.Job != nil && pushes(s.Job.Action)
		}},
		{number: 12, title: words.L("Push Image Complete: OK"), pushes: true, done: func(r *labRun, s session.Snapshot) bool {
			return r.pushed && s.Outcome == nil && s.Job == nil
		}},
	}
}

// good tells whether nothing is wrong with fields.
func good(s session.Snapshot, fields ...form.Field) bool {
	return !slices.ContainsFunc(fields, func(field form.Field) bool { return s.Fields[field].Severity == report.Error })
}

// creates tells whether an image was made in this run, or is being made.
func creates(r *labRun, s session.Snapshot) bool {
	return r.created || s.Job != nil && (s.Job.Action == session.ActCreate || s.Job.Action == session.ActCreateAndPush)
}
