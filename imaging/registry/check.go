package registry

import (
	"context"
	"net/http"
	"net/url"

	"auximage/imaging/report"
)

// The steps of the sign-in check, as the argument Step of its findings.
const (
	stepReach  = "reach"   // find the registry, trust its certificate, hear how to sign in
	stepSignIn = "sign-in" // be accepted
	stepScope  = "scope"   // see the repository
	stepUpload = "upload"  // be allowed to send
)

// CheckSignIn tries what a push to the reference will need, without pushing,
// and returns how far it got: a finding of severity Info when all is well, of
// Warning when only the push can tell, of Error otherwise, with the Step that
// failed among its arguments. It creates nothing: an upload is begun only where
// the repository is seen to exist, and deleted at once. A stop is CodeStopped.
func (c *Client) CheckSignIn(ctx context.Context, ref string) report.Finding {
	step, err := stepReach, error(nil)
	target, err := parse(ref)
	if err == nil {
		var conn *connection
		anew := *c
		anew.SignIns, anew.Cache = nil, "" // what was good before is what is in question
		if conn, err = anew.connect(ctx, target, push); err == nil {
			var found report.Finding
			if found, step, err = (signInCheck{conn}).tryPush(ctx); err == nil {
				return found
			}
		}
	}
	return checkFailed(err, step)
}

// checkFailed returns the error as a finding that names the step.
func checkFailed(err error, step string) report.Finding {
	f, ok := report.Of(err)
	if !ok {
		f = report.Finding{Code: CodeCheckStopped, Severity: report.Info, Cause: err}
	}
	if f.Args == nil {
		f.Args = report.Args{}
	}
	f.Args["Step"] = step
	return f
}

// signInCheck looks whether a push could be done.
type signInCheck struct{ *connection }

// tryPush goes the way of a push as far as it can be gone without leaving a
// trace. With an error comes the step that it is of.
func (c signInCheck) tryPush(ctx context.Context) (report.Finding, string, error) {
	if err := c.signIn(ctx); err != nil {
		if c.auth.challenged() {
			return report.Finding{}, stepSignIn, err
		}
		return report.Finding{}, stepReach, err
	}
	ctx = c.item(ctx, c.reaching(), "", 0)
	exists, err := c.repositoryExists(ctx)
	if err != nil {
		return report.Finding{}, stepScope, err
	}
	if !exists {
		return c.outcome(CodeSignedIn, report.Warning), "", nil
	}
	session, err := c.startUpload(ctx)
	if err != nil {
		return report.Finding{}, stepUpload, withoutRestart(err)
	}
	session.cancel(ctx)
	return c.outcome(CodeMayPush, report.Info), "", nil
}

// outcome returns a finding about a check that went well.
func (c signInCheck) outcome(code report.Code, severity report.Severity) report.Finding {
	args := c.parts()
	args["User"] = c.auth.credentials.Username
	return report.Finding{Code: code, Severity: severity, Args: args}
}

// repositoryExists asks for the list of tags. Where this account may not see it,
// that is the outcome: an upload that is only begun makes a repository at Quay.
func (c signInCheck) repositoryExists(ctx context.Context) (bool, error) {
	address := c.in("tags", "list")
	address.RawQuery = url.Values{"n": {"1"}}.Encode()
	exists := false
	err := c.retry(ctx, func(ctx context.Context) error {
		res, err := c.get(ctx, http.MethodGet, address, nil)
		if err != nil {
			return err
		}
		exists = res.StatusCode == http.StatusOK
		if exists && !isPage(res) || res.StatusCode == http.StatusNotFound && !isPage(res) {
			drain(res)
			return nil
		}
		return c.responseError(res, working)
	})
	return exists, err
}
