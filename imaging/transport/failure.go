package transport

import (
	"slices"
	"time"

	"auximage/imaging/report"
)

// failure is how a try failed.
type failure struct {
	err       error // a report.Finding, the error of the body to be sent, or the context's
	transient bool
	unmet     bool          // the host has not answered anything yet
	lost      time.Duration // in which nothing moved before it
	until     time.Time     // before which the server does not want to be asked again
}

// failureOf returns how the attempt failed: a stop comes before an error of the
// body that was to be sent, that one before a stall, that one before what the
// connection said.
func (a *attempt) failureOf(err error, lost time.Duration) *failure {
	if stopped := cancelled(a.req.Context()); stopped != nil {
		return &failure{err: stopped}
	}
	a.mu.Lock()
	bodyErr := a.bodyErr
	a.mu.Unlock()
	if bodyErr != nil {
		return &failure{err: bodyErr}
	}
	if stalled := cancelled(a.ctx); stalled != nil {
		err = stalled
	}
	finding := redirected(a.req, a.classify(err))
	if extra := lost - a.limits.answering(a.req, 0); extra > 0 {
		a.budget.drained(extra)
		lost -= extra
	}
	return &failure{err: finding, transient: a.isTransient(finding), unmet: !a.met(), lost: lost}
}

// classify returns the finding for an error of this attempt. What is wrong with
// a proxy's TLS is said of the proxy.
func (a *attempt) classify(err error) report.Finding {
	host := a.req.URL.Host
	if isProxyConnect(err) {
		host = a.proxy()
	}
	f := classify(err, host)
	switch {
	case f.Code == CodeProxyAway:
		f.Args["Proxy"], f.Args["Host"] = host, a.req.URL.Host
	case f.Code == CodeTLS && a.wantsCertificate(err):
		f.Code = CodeTLSClientCertificate
	}
	return f
}

// wantsCertificate tells whether the handshake ended because this side has no
// certificate to show: it was asked for one, and told so or, up to TLS 1.2,
// refused without a word.
func (a *attempt) wantsCertificate(err error) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	alert := alertOf(err)
	return a.wanted && alert != nil && (isAmong(alert, certificateRefusals) || alert.Error() == handshakeFailure.Error())
}

// unconnected are the faults before there is a connection: answers, where
// Settings.FailFast says so.
var unconnected = []report.Code{CodeRefused, CodeUnreachable, CodeUnknownHost, CodeNoDNS, CodeProxyAway}

// isTransient tells whether the finding is of a transient fault. A name that could be
// looked up before is one that exists: then only the network is gone.
func (a *attempt) isTransient(f report.Finding) bool {
	if a.failFast && slices.Contains(unconnected, f.Code) {
		return false
	}
	if f.Code == CodeUnknownHost {
		return a.met()
	}
	return Transient(f.Code)
}
