package ui

import (
	"fmt"
	"maps"
	"slices"

	"auximage/app/accounts"
	"auximage/app/form"
	"auximage/app/session"
	"auximage/imaging/registry"
	"auximage/imaging/report"
)

// labRun is what a person did of the lab. A field is done once it was filled in, or
// looked at, and left; what the program filled in by itself is not. That is kept in the
// preferences, so that the next run goes on there. What became of Create and Push the
// session knows.
type labRun struct {
	began   map[form.Field]string // what the fields had at first; nil before the first look
	changed map[form.Field]bool   // since then
	seen    map[form.Field]bool   // a person was there, or led there
	first   form.Field            // where the program puts the focus; empty once a person is elsewhere
	done    map[form.Field]bool   // in this run, or one before
	asks    int                   // the step whose question is open; 0 for none
	outcome int                   // the last that was noted
	refused bool                  // the registry refused the token that is at hand
}

// labPlace is where a person is in the form: the zero value for nowhere in it.
type labPlace struct {
	field form.Field
	typed bool // what is there is not finished before it is left
}

// note takes what a snapshot shows of what was done, to a person who is at a place.
func (r *labRun) note(s session.Snapshot, at labPlace) {
	now := labValues(s)
	if r.began == nil {
		*r = labRun{began: now, changed: map[form.Field]bool{}, seen: map[form.Field]bool{}, done: map[form.Field]bool{}}
		for _, field := range s.Preferences.LabDone {
			r.done[field] = true
		}
		if s.Outcome != nil {
			r.outcome = s.Outcome.ID
		}
		r.first = form.FieldTag // where the program puts the focus, perhaps a moment later
	}
	if at.field != "" && at.field != r.first {
		r.first = ""
		r.visit(at.field)
	}
	for field, value := range now {
		if field == form.FieldFiles && s.Inspected.Running {
			continue // nobody knows yet whether they are right
		}
		r.changed[field] = r.changed[field] || value != r.began[field]
		left := field != at.field
		if (r.seen[field] && left || r.changed[field] && (left || !at.typed)) && labFilled(s, field) {
			r.done[field] = true
		}
	}
	if c := s.SignedIn; c != nil {
		switch {
		case c.Finding.Code == registry.CodeRefused:
			r.refused = true
		case c.Finding.Severity != report.Error:
			r.refused = false // or else nothing was said of the token
		}
	}
	if o := s.Outcome; o != nil && o.ID != r.outcome {
		r.outcome = o.ID
		if stepOf(o) == session.ActPush && !o.Refused {
			r.refused = report.Has(o.Err, registry.CodeRefused)
		}
	}
	r.prove(s)
}

// prove takes that a Create or a push, begun or done, is past all before it, and what a
// sign-in was not accepted without.
func (r *labRun) prove(s session.Snapshot) {
	var proven []form.Field
	switch {
	case creates(s) || isPushing(s):
		for field := range r.began { // all of the form
			proven = append(proven, field)
		}
	case signInAccepted(s):
		proven = []form.Field{form.FieldRegion, form.FieldNamespace, form.FieldTag, form.FieldUser, form.FieldToken}
	}
	for _, field := range proven {
		r.done[field] = true
	}
}

// visit notes that a person was led to a field: what is right there is done by that,
// once it is left.
func (r *labRun) visit(field form.Field) {
	if r.seen != nil && field != "" {
		r.seen[field] = true
	}
}

// did tells whether a field was done, and still holds.
func (r *labRun) did(s session.Snapshot, field form.Field) bool {
	return r.done[field] && labFilled(s, field) && !(field == form.FieldToken && r.refused)
}

// kept returns the fields that were done, in a fixed order.
func (r *labRun) kept() []form.Field {
	return slices.Sorted(maps.Keys(r.done))
}

// labFilled tells whether a field has what the lab wants there, and nothing is wrong
// with it.
func labFilled(s session.Snapshot, field form.Field) bool {
	f := s.Form
	switch field {
	case form.FieldTag:
		return f.Target.Repository != "" && f.Target.Version != "" && good(s, form.FieldTag, form.FieldRepository, form.FieldVersion)
	case form.FieldUser:
		return f.NamesUser() && good(s, field)
	case form.FieldToken:
		return s.TokenKept != accounts.Nowhere && good(s, field)
	case form.FieldFiles:
		return len(s.Form.Models) > 0 && s.FaultyFile() == nil && !awaitsTick(s) // whatever file was not taken
	case form.FieldFolder:
		return f.DownloadDir != "" || f.WDT == form.WDTFile || f.WDT == form.WDTNone
	}
	return labValues(s)[field] != "" && good(s, field)
}

// good tells whether nothing is wrong with fields.
func good(s session.Snapshot, fields ...form.Field) bool {
	return !slices.ContainsFunc(fields, func(field form.Field) bool { return s.Fields[field].Severity == report.Error })
}

// isCreated tells whether the image of what the form says was made, and of what the files
// hold now.
func isCreated(s session.Snapshot) bool {
	return s.Image != nil && !s.Form.UseExisting && s.Next != session.ActCreate
}

// labValues are what a person fills in for each step of the form.
func labValues(s session.Snapshot) map[form.Field]string {
	f := s.Form
	token := ""
	if slices.Contains([]accounts.Place{accounts.Typed, accounts.ThisRun}, s.TokenKept) {
		token = "typed"
	}
	return map[form.Field]string{
		form.FieldPrimaryTag: f.PrimaryTag,
		form.FieldRegion:     f.Target.Host,
		form.FieldNamespace:  f.Target.Namespace,
		form.FieldTag:        fmt.Sprint(f.Target.Repository, ":", f.Target.Version),
		form.FieldUser:       f.User,
		form.FieldToken:      token,
		form.FieldFiles:      fmt.Sprint(f.Files()),
		form.FieldFolder:     fmt.Sprint(f.WDT, f.DownloadDir, f.Installer),
	}
}
