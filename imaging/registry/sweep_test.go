package registry

import (
	"fmt"
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	"auximage/imaging/internal/fakes"
	"auximage/imaging/report"
)

// A fault of the sweep: what happens to one request of a push.
type sweptFault struct {
	name    string
	fault   fakes.Fault
	lasting bool // even once it may end the push, in a clear error
	endless bool // for ever it may still end well
}

var sweptFaults = []sweptFault{
	{name: "reset", fault: fakes.Fault{Kind: fakes.Reset}},
	{name: "stall", fault: fakes.Fault{Kind: fakes.Stall}},
	{name: "close", fault: fakes.Fault{Kind: fakes.Close}},
	{name: "truncated", fault: fakes.Fault{Kind: fakes.Truncated}},
	{name: "lost", fault: fakes.Fault{Kind: fakes.Lost}},
	{name: "wrong digest", fault: fakes.Fault{Kind: fakes.WrongDigest}, endless: true},
	{name: "missing digest", fault: fakes.Fault{Kind: fakes.MissingDigest}, endless: true},
	{name: "empty 200", fault: fakes.Fault{Kind: fakes.Empty}},
	{name: "401", fault: fakes.Fault{Kind: fakes.Unauthorized}, lasting: true},
	{name: "portal", fault: fakes.Fault{Kind: fakes.Portal}, lasting: true},
	{name: "403", fault: answer(http.StatusForbidden, ""), lasting: true},
	{name: "404", fault: answer(http.StatusNotFound, ""), lasting: true},
	{name: "408", fault: answer(http.StatusRequestTimeout, "")},
	{name: "413", fault: answer(http.StatusRequestEntityTooLarge, ""), lasting: true},
	{name: "425", fault: answer(http.StatusTooEarly, "")},
	{name: "429", fault: answer(http.StatusTooManyRequests, "")},
	{name: "500", fault: answer(http.StatusInternalServerError, "")},
	{name: "502", fault: answer(http.StatusBadGateway, "<html>bad gateway</html>")},
	{name: "503", fault: answer(http.StatusServiceUnavailable, "")},
	{name: "504", fault: answer(http.StatusGatewayTimeout, "")},
}

func answer(status int, body string) fakes.Fault {
	return fakes.Fault{Kind: fakes.Answer, Status: status, Body: body}
}

// request is one request of a recorded push.
type request struct{ method, path string }

// record returns the requests of an undisturbed push, each once. Upload
// sessions have the same names every time.
func record(t *testing.T, auth fakes.Auth) []request {
	var recorded []request
	inBubble(t, &fakes.Registry{Auth: auth}, func(t *testing.T, s *site) {
		if _, err := s.push(t.Context(), imageOf(t, 40_000)); err != nil {
			t.Fatal(err)
		}
		for _, r := range s.registry.Requests() {
			recorded = append(recorded, request{r.Method, r.Path})
		}
	})
	return recorded
}

func TestAnySinglePassingFaultEndsInSuccess(t *testing.T) {
	for n, r := range record(t, fakes.Bearer) {
		for _, swept := range sweptFaults {
			for _, where := range []fakes.Where{fakes.BeforeBody, fakes.WithinBody, fakes.AfterBody} {
				if where != fakes.BeforeBody && r.method != http.MethodPatch && !(r.method == http.MethodPut && n > 6) {
					continue
				}
				fault := swept.fault
				fault.Where = where
				t.Run(fmt.Sprintf("%d %s %s %s %d", n, r.method, r.path, swept.name, where), func(t *testing.T) {
					registry := &fakes.Registry{Auth: fakes.Bearer, Fault: func(at int, _ *http.Request) fakes.Fault {
						if at == n {
							return fault
						}
						return fakes.Fault{}
					}}
					synctest.Test(t, func(t *testing.T) {
						s := newSite(t, registry)
						image := imageOf(t, 40_000)
						began := time.Now()
						_, err := s.push(t.Context(), image)
						if took := time.Since(began); took > 2*time.Minute {
							t.Errorf("it took %v", took)
						}
						if err == nil {
							s.whole(t, image)
							return
						}
						f, ok := report.Of(err)
						if !swept.lasting || !ok {
							t.Errorf("it ended in %v %+v", err, f.Exchange)
						}
					})
				})
			}
		}
	}
}
