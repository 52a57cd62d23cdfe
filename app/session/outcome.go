package session

import (
	"auximage/app/words"
	"auximage/imaging/ocir"
	"auximage/imaging/registry"
	"auximage/imaging/report"
)

// sayOutcome writes into the console how a job ended.
func (st *state) sayOutcome(o *Outcome) {
	for _, f := range st.outcomeOf(o) {
		st.log(f)
	}
	if f, ok := report.Of(o.Err); ok && !o.Stopped {
		st.console.add(report.Error, words.Of(f).Details)
	}
}

// outcomeOf returns what there is to say about how a job ended.
func (st *state) outcomeOf(o *Outcome) []report.Finding {
	var told []report.Finding
	say := func(code report.Code, args report.Args) {
		told = append(told, report.Finding{Code: code, Severity: report.Info, Args: args})
	}
	if c := o.Create; c != nil {
		say(CodeCreated, report.Args{"Reference": c.Reference, "Digest": c.Digest, "Size": c.Size})
	}
	if f := o.File; f != nil {
		told = append(told, report.Finding{Code: CodeSaved, File: f.Path, Args: report.Args{"Digest": f.Digest}})
	}
	if r := o.Receipt; r != nil {
		say(CodePushed, report.Args{"Reference": r.Reference, "Sent": r.Sent, "Skipped": r.Skipped})
		if r.NotReadBack != nil {
			told = append(told, *r.NotReadBack)
		}
	}
	switch {
	case o.Stopped:
		say(CodeStopped, nil)
	case o.Err != nil:
		told = append(told, words.Finding(o.Err))
	case o.Checked != nil:
		told = append(told, *o.Checked)
	case o.Action == ActCheckSignIn && st.signedIn != nil:
		told = append(told, st.signedIn.Finding)
	}
	return told
}

// Checked returns what a check without an error came to.
func Checked(found []report.Finding) report.Finding {
	if report.Worst(found) < report.Warning {
		return report.Finding{Code: CodeFoundNothing, Severity: report.Info}
	}
	return report.Finding{Code: CodeChecked, Severity: report.Info, Args: report.Args{"Found": found}}
}

// refusedAs notes that the registry of a push refused who signed in, as a check of the
// sign-in does.
func (st *state) refusedAs(tag string, o *Outcome) {
	found, _ := report.Of(o.Err)
	target := st.form.Target
	if found.Code == registry.CodeRefused && found.Args["Host"] == target.Host && st.form.Tag == tag && o.Action != ActCheckSignIn {
		st.signedIn = signInCheck(found, target.Host, st.form.User)
	}
}

// signInCheck returns what a check of a user's sign-in at a host came to. Only
// Oracle's registry knows a user under several forms.
func signInCheck(found report.Finding, host, user string) *SignInCheck {
	check := &SignInCheck{Finding: found}
	if found.Code == registry.CodeRefused && ocir.IsHost(host) {
		check.Forms = ocir.OtherForms(user)
	}
	return check
}
