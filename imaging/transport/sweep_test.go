package transport_test

import (
	"bytes"
	"fmt"
	"net/http"
	"testing"
	"time"

	"auximage/imaging/report"
	"auximage/imaging/testkit"
	"auximage/imaging/transport"
)

// faults are the transient ones that a transport can see; where a code is empty it
// depends on the place.
var faults = []struct {
	name  string
	fault testkit.Fault
	code  report.Code
}{
	{"408", testkit.Fault{Kind: testkit.Answer, Status: 408}, transport.CodeServer},
	{"425", testkit.Fault{Kind: testkit.Answer, Status: 425}, transport.CodeServer},
	{"429", testkit.Fault{Kind: testkit.Answer, Status: 429}, transport.CodeThrottled},
	{"500", testkit.Fault{Kind: testkit.Answer, Status: 500}, transport.CodeServer},
	{"502", testkit.Fault{Kind: testkit.Answer, Status: 502}, transport.CodeServer},
	{"503", testkit.Fault{Kind: testkit.Answer, Status: 503}, transport.CodeServer},
	{"511", testkit.Fault{Kind: testkit.Answer, Status: 511}, transport.CodePortal},
	{"reset", testkit.Fault{Kind: testkit.Reset}, transport.CodeLost},
	{"closed", testkit.Fault{Kind: testkit.Close}, transport.CodeLost},
	{"stall", testkit.Fault{Kind: testkit.Stall}, transport.CodeStalled},
	{"drip", testkit.Fault{Kind: testkit.Drip, Pace: 10 * time.Second}, transport.CodeStalled},
	{"leak", testkit.Fault{Kind: testkit.Leak, Pace: 10 * time.Second}, transport.CodeStalled},
	{"503 that leaks", testkit.Fault{Kind: testkit.Leak, Status: 503, Pace: 10 * time.Second}, transport.CodeServer},
	{"answer lost", testkit.Fault{Kind: testkit.Lost}, transport.CodeLost},
	{"truncated", testkit.Fault{Kind: testkit.Truncated}, transport.CodeLost},
	{"malformed", testkit.Fault{Kind: testkit.Malformed}, transport.CodeNotHTTP},
	{"header without end", testkit.Fault{Kind: testkit.Flood}, transport.CodeNotHTTP},
	{"switch", testkit.Fault{Kind: testkit.Switch}, transport.CodeNotHTTP},
}

// ofFirst returns the code of a fault at the first request to a host: one that has not
// answered yet did not stop in the midst of anything.
func ofFirst(fault testkit.Fault, code report.Code) report.Code {
	if fault.Kind == testkit.Stall || fault.Kind == testkit.Drip {
		return transport.CodeTimeout
	}
	return code
}

// requests are the steps of an upload, by what tells them apart.
var requests = []struct {
	method, part string
	body         bool
}{
	{"HEAD", "/blobs/", false},
	{"POST", "/uploads/", false},
	{"PATCH", "/uploads/", true},
	{"PUT", "/uploads/", false},
}

func TestAnUploadSurvivesAnyPassingFaultOnce(t *testing.T) {
	sweep(t, 1, func(t *testing.T, s *site, _ report.Code) {
		var heard []report.Progress
		if err := s.push(item(t.Context(), &heard)); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(s.registry.Blob("a", s.digest), s.content) {
			t.Error("the blob is not whole")
		}
	})
}

func TestALastingFaultEndsInItsCodeWithinItsBound(t *testing.T) {
	sweep(t, -1, func(t *testing.T, s *site, code report.Code) {
		var heard []report.Progress
		begin := time.Now()
		err := s.push(item(t.Context(), &heard))
		if err == nil {
			// The work was done, its answer lost, and the blob found afterwards.
			if s.registry.Blob("a", s.digest) == nil {
				t.Fatal("nothing was stored")
			}
			return
		}
		if f, ok := report.Of(err); !ok || f.Code != code {
			t.Errorf("the error is %v, not %s", err, code)
		}
		if transport.Waited(err) {
			t.Error("the last error asks for another try")
		}
		// The retry budget, and the silence of the try that was under way. What was
		// sent and not answered may be on its way for a quarter of an hour.
		bound := transport.DefaultRetryBudget + 2*time.Minute
		if code == transport.CodeStalled {
			bound += 15 * time.Minute
		}
		if spent := time.Since(begin); spent > bound {
			t.Errorf("it took %s", spent)
		}
	})
}

// sweep plays every fault at every request of an upload, before, in and after
// its body.
func sweep(t *testing.T, times int, test func(*testing.T, *site, report.Code)) {
	for _, request := range requests {
		places := map[string]testkit.Where{"before": testkit.BeforeBody}
		if request.body {
			places["in"], places["after"] = testkit.WithinBody, testkit.AfterBody
		}
		for place, where := range places {
			for _, f := range faults {
				fault, code := f.fault, f.code
				fault.Where = where
				if where == testkit.WithinBody && code == transport.CodeNotHTTP && fault.Kind != testkit.Switch {
					code = transport.CodeLost // of a connection that breaks under a write nobody reads on
				}
				if request.method == "HEAD" {
					code = ofFirst(fault, code)
				}
				t.Run(request.method+" "+f.name+" "+place, func(t *testing.T) {
					registry := &testkit.Registry{Fault: only(request.method, request.part, times, fault)}
					inBubble(t, registry, transport.Settings{}, func(t *testing.T, s *site) { test(t, s, code) })
				})
			}
		}
	}
}

func TestWhatIsAskedForArrivesWholeAfterAnyPassingFault(t *testing.T) {
	for _, size := range []int{100, 3 << 20} {
		for _, f := range faults {
			t.Run(fmt.Sprintf("%d bytes, %s", size, f.name), func(t *testing.T) {
				registry := &testkit.Registry{Fault: only("GET", "/blobs/", 1, f.fault)}
				inBubble(t, registry, transport.Settings{}, func(t *testing.T, s *site) {
					want := s.content[:size]
					_, content, err := s.want(transport.For(t.Context(), transport.ByDigest), 200, "GET", "/v2/a/blobs/"+registry.PutBlob("a", want), nil)
					if err != nil || !bytes.Equal(content, want) {
						t.Errorf("%d bytes, %v", len(content), err)
					}
				})
			})
			t.Run(fmt.Sprintf("%d bytes, %s for ever", size, f.name), func(t *testing.T) {
				registry := &testkit.Registry{Fault: only("GET", "/blobs/", -1, f.fault)}
				inBubble(t, registry, transport.Settings{}, func(t *testing.T, s *site) {
					begin := time.Now()
					digest := registry.PutBlob("a", s.content[:size])
					_, _, err := s.want(transport.For(t.Context(), transport.ByDigest), 200, "GET", "/v2/a/blobs/"+digest, nil)
					// A large answer comes whole in the end, half of the rest each time.
					if err != nil && (!report.Has(err, ofFirst(f.fault, f.code)) || transport.Waited(err)) {
						t.Errorf("the error is %v", err)
					}
					if spent := time.Since(begin); spent > transport.DefaultRetryBudget+time.Minute {
						t.Errorf("it took %s", spent)
					}
				})
			})
		}
	}
}

func TestAServerOfSomethingElseIsAskedAFewTimesAndNamed(t *testing.T) {
	for name, kind := range map[string]testkit.Kind{"another protocol": testkit.Malformed, "a header without end": testkit.Flood, "a switch to another protocol": testkit.Switch} {
		t.Run(name, func(t *testing.T) {
			registry := &testkit.Registry{Fault: only("GET", "/v2/", -1, testkit.Fault{Kind: kind})}
			inBubble(t, registry, transport.Settings{}, func(t *testing.T, s *site) {
				begin := time.Now()
				_, err := s.do(t.Context(), "GET", "/v2/", nil)
				if !report.Has(err, transport.CodeNotHTTP) {
					t.Errorf("the error is %v", err)
				}
				if spent := time.Since(begin); spent > 10*time.Second {
					t.Errorf("it took %s", spent)
				}
			})
		})
	}
}

func TestAnAnswerThatIsNoPassingFaultIsForTheCaller(t *testing.T) {
	for _, status := range []int{200, 400, 401, 403, 404, 409, 413, 416} {
		t.Run(http.StatusText(status), func(t *testing.T) {
			fault := testkit.Fault{Kind: testkit.Answer, Status: status, Body: "words"}
			registry := &testkit.Registry{Fault: func(int, *http.Request) testkit.Fault { return fault }}
			inBubble(t, registry, transport.Settings{}, func(t *testing.T, s *site) {
				_, content, err := s.want(t.Context(), status, "GET", "/v2/a/manifests/1", nil)
				if err != nil || string(content) != "words" {
					t.Errorf("%q, %v", content, err)
				}
				if n := len(s.registry.Requests()); n != 1 {
					t.Errorf("asked %d times", n)
				}
			})
		})
	}
}

func TestSilenceAtSignInEndsSoon(t *testing.T) {
	for what, address := range map[string]string{
		"the first question": "/v2/",
		"the token":          testkit.TokenPath + "?service=registry.test&scope=repository:a:pull",
	} {
		for how, fault := range map[string]testkit.Fault{
			"nothing comes":         {Kind: testkit.Stall},
			"a byte now and then":   {Kind: testkit.Drip, Pace: 10 * time.Second},
			"a header, then a leak": {Kind: testkit.Leak, Pace: 10 * time.Second},
		} {
			t.Run(what+", "+how, func(t *testing.T) {
				registry := &testkit.Registry{Fault: func(int, *http.Request) testkit.Fault { return fault }}
				inBubble(t, registry, transport.Settings{}, func(t *testing.T, s *site) {
					begin := time.Now()
					_, err := s.do(transport.For(t.Context(), transport.SignIn), "GET", address, nil)
					if code := ofFirst(fault, transport.CodeStalled); !report.Has(err, code) {
						t.Errorf("the error is %v, want %s", err, code)
					}
					if spent := time.Since(begin); spent > 35*time.Second {
						t.Errorf("it took %s", spent)
					}
				})
			})
		}
	}
}
