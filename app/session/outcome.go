package session

import (
	"auximage/app/words"
	"auximage/imaging/ocir"
	"auximage/imaging/report"
)

// sayOutcome writes into the console how a job ended.
func (st *state) sayOutcome(o *Outcome) {
	switch {
	case o.Stopped:
		st.say(report.Finding{Code: CodeStopped})
	case o.Err != nil:
		st.say(o.Err)
		st.console.add(report.Error, words.OfError(o.Err).Details)
	}
	if c := o.Create; c != nil {
		st.say(report.Finding{Code: CodeCreated, Args: report.Args{"Reference": c.Reference, "Digest": c.Digest, "Size": c.Size}})
	}
	if f := o.File; f != nil {
		st.say(report.Finding{Code: CodeSaved, File: f.Path, Args: report.Args{"Digest": f.Digest}})
	}
	if r := o.Receipt; r != nil {
		st.say(report.Finding{Code: CodePushed, Args: report.Args{"Reference": r.Reference, "Sent": r.Sent, "Skipped": r.Skipped}})
		if r.NotReadBack != nil {
			st.say(*r.NotReadBack)
		}
	}
}

// signInCheck returns what a check of a user's sign-in at a host came to. Only
// Oracle's registry knows a user under several forms.
func signInCheck(found report.Finding, host, user string) *SignInCheck {
	check := &SignInCheck{Finding: found}
	if found.Severity == report.Error && ocir.IsHost(host) {
		check.Forms = ocir.OtherForms(user)
	}
	return check
}
