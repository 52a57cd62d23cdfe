package session

import (
	"context"
	"time"

	"auximage/app/cloud"
	"auximage/app/form"
	"auximage/imaging/ocir"
	"auximage/imaging/registry"
	"auximage/imaging/report"
)

// advice returns what Oracle Cloud's answer says about a sign-in; nothing where it was
// not asked about this registry.
func (st *state) advice(found report.Finding, f form.Form) []report.Finding {
	if !st.cloudKnows(f.Target.Host) {
		return nil
	}
	return st.cloud.Advise(cloud.SignIn{
		Namespace: f.Target.Namespace, Repository: f.Target.Repository, User: f.User,
		Refused: found.Code == registry.CodeRefused, Denied: found.Code == registry.CodeDenied,
	}, time.Now())
}

// adviseOn returns what Oracle Cloud's answer says about a push that failed, and writes
// it into the console.
func (st *state) adviseOn(err error, f form.Form) []report.Finding {
	found, _ := report.Of(err)
	if found.Code != registry.CodeRefused && found.Code != registry.CodeDenied {
		return nil
	}
	all := st.advice(found, f)
	for _, advised := range all {
		st.log(advised)
	}
	return all
}

// signedBy returns the profile of oci that the token at hand was asked for with; empty
// for any other token.
func (st *state) signedBy() string {
	if st.form.User != cloud.TokenUser || !st.form.SignsInByAccount() {
		return ""
	}
	return st.signer
}

// cloudKnows tells whether Oracle Cloud was asked about the registry of a host.
func (st *state) cloudKnows(host string) bool {
	return st.cloud != nil && st.cloud.Host != "" && ocir.Address(st.cloud.Host) == ocir.Address(host)
}

// tokenRetry is how often a new auth token is tried: until it works for certain that
// is fewer times than lock a user of an identity domain, five by default.
const tokenRetry = 90 * time.Second

// onceSettled does a sign-in and, while it is refused and Oracle Cloud has an auth
// token that may be too new to work, does it again.
func (w *worker) onceSettled(ctx context.Context, host string, signIn func() error) error {
	for {
		err := signIn()
		w.mu.Lock()
		var until time.Time
		if w.state.form.User != cloud.TokenUser && w.state.cloudKnows(host) {
			until = w.state.cloud.Settled()
		}
		w.mu.Unlock()
		now := time.Now()
		if _, refused := find(err, registry.CodeRefused); !refused || now.After(until) {
			return err
		}
		fresh := report.Finding{Code: cloud.CodeFreshToken, Severity: report.Warning, Args: report.Args{"Age": now.Sub(until.Add(-cloud.Settling))}}
		next := now.Add(tokenRetry)
		w.progress(report.Progress{Phase: report.SignIn, State: report.Waiting, Until: next, Cause: &fresh})
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(tokenRetry):
		}
	}
}
