package session

import (
	"context"
	"slices"

	"auximage/imaging/report"
	"auximage/imaging/transport"
)

// needsPlain are the findings about a host that a person named and that speaks
// plain http only: transport's when it was asked over TLS, or led there by its
// own address.
var needsPlain = []report.Code{transport.CodeNotTLS, transport.CodePlainHTTP}

// plainHost returns the host that an error says speaks plain http only, empty where it
// says something else.
func plainHost(err error) string {
	refused, _ := report.Find(err, needsPlain...)
	host, _ := refused.Args["Host"].(string)
	return host
}

// plainQuestion asks whether a host may be reached without encryption.
func plainQuestion(host string) Question {
	return Question{Code: CodeAllowPlainHTTP, Args: report.Args{"Host": host}, Choices: []Choice{ChooseCancel, ChooseAllow}}
}

// PlainQuestion returns what is to be asked before a look that failed is tried again: may
// the host be reached without encryption? Nil where that is not why it failed, or where
// it is allowed already. It has no ID: who looks asks it, and tells Allow.
func PlainQuestion(s *Session, err error) *Question {
	host := plainHost(err)
	if host == "" || slices.Contains(s.Snapshot().Preferences.PlainHTTP, host) {
		return nil
	}
	q := plainQuestion(host)
	return &q
}

// Allow has the host of a PlainQuestion be reached without encryption from now on.
func Allow(s *Session, q *Question) {
	s.change(func(st *state) {
		st.log(report.Finding{Code: q.Code, Args: q.Args})
		st.allowPlain(q.Args["Host"].(string))
	})
}

// allowing does something and, when a registry turns out to speak plain http only,
// asks the person, allows it to the client and does it again.
func (w *worker) allowing(ctx context.Context, do func() error) error {
	for {
		err := do()
		host := plainHost(err)
		if host == "" || w.client.Transport.Plain(host) {
			return err
		}
		if _, asked := w.askAbout(ctx, plainQuestion(host)); asked != nil {
			return err
		}
		w.change(func(st *state) { st.allowPlain(host) })
		t, failed := transport.New(w.transportSettings(ctx))
		if failed != nil {
			return failed
		}
		w.client.Transport.CloseIdleConnections()
		w.client.Transport = t
	}
}
