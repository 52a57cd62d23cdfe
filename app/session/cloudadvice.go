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
	if st.form.User != ocir.TokenUser || !st.form.SignsInByAccount() {
		return ""
	}
	return st.signer
}

// cloudKnows tells whether Oracle Cloud was asked about the registry of a host.
func (st *state) cloudKnows(host string) bool {
	return st.cloud != nil && st.cloud.Host != "" && ocir.Address(st.cloud.Host) == ocir.Address(host)
}

// tokenRetry is how often a new auth token is tried: seldom, as an identity domain may
// lock a user after a few wrong ones (five is said to be its default; not verified).
const tokenRetry = 90 * time.Second

// onceSettled does a sign-in and, while it is refused and Oracle Cloud has an auth
// token that may be too new to work, does it again.
func (w *worker) onceSettled(ctx context.Context, host string, signIn func() error) error {
	for {
		err := signIn()
		fresh := w.freshToken(host)
		if !report.Has(err, registry.CodeRefused) || fresh == nil {
			return err
		}
		w.progress(report.Progress{Phase: report.SignIn, State: report.Waiting, Until: time.Now().Add(tokenRetry), Cause: fresh})
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(tokenRetry):
		}
	}
}

// freshToken returns why an auth token that a host refuses may be too new to work; nil
// where it is not, or nothing is known of it.
func (w *worker) freshToken(host string) *report.Finding {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.state.form.User == ocir.TokenUser || !w.state.cloudKnows(host) {
		return nil
	}
	return w.state.cloud.FreshToken(time.Now())
}
