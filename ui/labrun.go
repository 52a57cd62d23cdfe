package ui

import (
	"fmt"
	"slices"

	"auximage/app/accounts"
	"auximage/app/form"
	"auximage/app/session"
	"auximage/imaging/registry"
	"auximage/imaging/report"
)

// labRun is what a person did of the lab since the window was opened: what was filled
// in before then is not done by that.
type labRun struct {
	began   map[form.Field]string // what the fields had at first; nil before the first look
	touched map[form.Field]bool   // changed or looked at since
	outcome int                   // the last that was noted
	created bool                  // the last Create ended well
	pushed  bool                  // the last push did
	refused bool                  // the registry refused the token that is at hand
}

// note takes what a snapshot shows of what was done.
func (r *labRun) note(s session.Snapshot) {
	now := labValues(s)
	if r.began == nil {
		*r = labRun{began: now, touched: map[form.Field]bool{}}
		if s.Outcome != nil {
			r.outcome = s.Outcome.ID
		}
	}
	for field, value := range now {
		if value != r.began[field] {
			r.touched[field] = true
		}
	}
	if s.SignedIn != nil {
		r.refused = s.SignedIn.Finding.Severity == report.Error
	}
	if o := s.Outcome; o != nil && o.ID != r.outcome {
		r.outcome = o.ID
		r.ended(o)
	}
	if s.Image == nil {
		r.created, r.pushed = false, false
	}
}

// ended takes how a job ended: the last attempt counts.
func (r *labRun) ended(o *session.Outcome) {
	switch step := stepOf(o); {
	case o.Refused:
	case step == session.ActCreate:
		r.created, r.pushed = o.Create != nil, false
	case step == session.ActPush:
		r.created = r.created || o.Create != nil
		r.pushed = o.Receipt != nil
		r.refused = report.Has(o.Err, registry.CodeRefused)
	}
}

// visit notes that a person was led to fields: what is right there is done by that.
func (r *labRun) visit(field form.Field) {
	if r.touched != nil {
		r.touched[field] = true
	}
}

// did tells whether fields were filled in since the window was opened, or looked at,
// and nothing is wrong with them.
func (r *labRun) did(s session.Snapshot, field form.Field, others ...form.Field) bool {
	return r.touched[field] && good(s, append(others, field)...)
}

// labValues are what a person fills in for each step of the form.
func labValues(s session.Snapshot) map[form.Field]string {
	f := s.Form
	values := map[form.Field]string{
		form.FieldPrimaryTag: f.PrimaryTag,
		form.FieldRegion:     f.Target.Host,
		form.FieldNamespace:  f.Target.Namespace,
		form.FieldTag:        fmt.Sprint(f.Target.Repository, ":", f.Target.Version),
		form.FieldUser:       f.User,
		form.FieldFiles:      fmt.Sprint(f.Files()),
		form.FieldFolder:     fmt.Sprint(f.WDT, f.DownloadDir, f.Installer),
	}
	if slices.Contains([]accounts.Place{accounts.Typed, accounts.ThisRun}, s.TokenKept) {
		values[form.FieldToken] = "typed"
	}
	return values
}
