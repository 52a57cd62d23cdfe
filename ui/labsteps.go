package ui

import (
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
	done    func(session.Snapshot) bool
	primary bool       // done on the primary image's tab
	field   form.Field // where it is done; empty for one of the two great buttons
	pushes  bool       // done by Push; else by Create
}

// labSteps returns the twelve steps of the lab in its words, and before the seventh
// the model, which it has from its second exercise.
func labSteps() []labStep {
	return []labStep{
		{number: 1, title: words.L("Click Image: Primary Image"), primary: true, done: func(s session.Snapshot) bool {
			return s.Form.PrimaryTag != "" && good(s, form.FieldPrimaryTag)
		}},
		{number: 2, title: words.L("The endpoint of your region"), field: form.FieldRegion, done: func(s session.Snapshot) bool {
			return s.Form.Target.Host != "" && good(s, form.FieldRegion)
		}},
		{number: 3, title: words.L("Tenancy namespace"), field: form.FieldNamespace, done: func(s session.Snapshot) bool {
			return s.Form.Target.Namespace != "" && good(s, form.FieldNamespace)
		}},
		{number: 4, title: words.L("Auxiliary Image Tag"), field: form.FieldTag, done: func(s session.Snapshot) bool {
			return s.Form.Target.Repository != "" && s.Form.Target.Version != "" && good(s, form.FieldTag, form.FieldRepository, form.FieldVersion)
		}},
		{number: 5, title: words.L("Auxiliary Image Registry Push Username"), field: form.FieldUser, done: func(s session.Snapshot) bool {
			return s.Form.NamesUser() && good(s, form.FieldUser)
		}},
		{number: 6, title: words.L("Auxiliary Image Registry Push Password (auth token)"), field: form.FieldToken, done: func(s session.Snapshot) bool {
			return s.TokenKept != accounts.Nowhere && good(s, form.FieldToken)
		}},
		{title: words.L("Your model, from exercise 2"), field: form.FieldFiles, done: func(s session.Snapshot) bool {
			return filesState(s) == kit.Done
		}},
		{number: 7, title: words.L("Create Auxiliary Image"), done: creates},
		{number: 8, title: words.L("Prepare the model? No"), done: creates},
		{number: 9, title: words.L("Folder for WebLogic Deploy Tooling (WebLogic Deployer): Select"), field: form.FieldFolder, done: func(s session.Snapshot) bool {
			return s.Form.DownloadDir != "" || s.Form.WDT == form.WDTFile || s.Form.WDT == form.WDTNone
		}},
		{number: 10, title: words.L("Create Auxiliary Image Complete: OK"), done: func(s session.Snapshot) bool {
			return s.Image != nil && (s.Outcome == nil || s.Outcome.Create == nil)
		}},
		{number: 11, title: words.L("Push Auxiliary Image"), pushes: true, done: func(s session.Snapshot) bool {
			return s.Image != nil && s.Image.Pushed || s.Job != nil && pushes(s.Job.Action)
		}},
		{number: 12, title: words.L("Push Image Complete: OK"), pushes: true, done: func(s session.Snapshot) bool {
			return s.Image != nil && s.Image.Pushed && s.Outcome == nil
		}},
	}
}

// good tells whether nothing is wrong with fields.
func good(s session.Snapshot, fields ...form.Field) bool {
	for _, field := range fields {
		if f, ok := s.Fields[field]; ok && f.Severity == report.Error {
			return false
		}
	}
	return true
}

// creates tells whether an image is there, or being made.
func creates(s session.Snapshot) bool {
	return s.Image != nil || s.Job != nil && (s.Job.Action == session.ActCreate || s.Job.Action == session.ActCreateAndPush)
}
