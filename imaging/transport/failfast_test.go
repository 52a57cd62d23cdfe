package transport_test

import (
	"context"
	"net"
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	"auximage/imaging/report"
	"auximage/imaging/testkit"
	"auximage/imaging/transport"
)

// undialled returns a dial that fails.
func undialled(err error) func(context.Context, string, string) (net.Conn, error) {
	return func(context.Context, string, string) (net.Conn, error) { return nil, err }
}

func TestACheckTakesNoConnectionForAnAnswer(t *testing.T) {
	for code, err := range map[report.Code]error{
		transport.CodeRefused:     &net.OpError{Op: "dial", Net: "tcp", Err: testkit.Refused},
		transport.CodeUnreachable: &net.OpError{Op: "dial", Net: "tcp", Err: testkit.Unreachable},
		transport.CodeUnknownHost: &net.DNSError{Name: "registry.test", IsNotFound: true},
		transport.CodeNoDNS:       &net.DNSError{Name: "registry.test", IsTemporary: true},
	} {
		t.Run(string(code), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				rt, made := transport.New(transport.Settings{
					Proxy: transport.Proxy{Mode: transport.NoProxy}, RetryBudget: 10 * time.Second, FailFast: true, Dial: undialled(err)})
				if made != nil {
					t.Fatal(made)
				}
				req, _ := http.NewRequestWithContext(t.Context(), http.MethodGet, "https://registry.test/v2/", nil)
				begin := time.Now()
				_, got := rt.RoundTrip(req)
				if !report.Has(got, code) || time.Since(begin) > 0 {
					t.Errorf("got %v after %s, want %s at once", got, time.Since(begin), code)
				}
			})
		})
	}
}
