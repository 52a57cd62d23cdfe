package transport_test

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"auximage/imaging/report"
	"auximage/imaging/testkit"
	"auximage/imaging/transport"
)

func TestRetryAfterIsHonouredAndTold(t *testing.T) {
	for what, after := range map[string]func() string{
		"in seconds": func() string { return "60" },
		"as a date":  func() string { return time.Now().Add(time.Minute).UTC().Format(http.TimeFormat) },
	} {
		t.Run(what, func(t *testing.T) {
			registry := &testkit.Registry{}
			inBubble(t, registry, transport.Settings{}, func(t *testing.T, s *site) {
				registry.Fault = only("HEAD", "", 1, testkit.Fault{
					Kind: testkit.Answer, Status: 429, Header: http.Header{"Retry-After": {after()}},
				})
				begin := time.Now()
				var heard []report.Progress
				if err := s.push(item(t.Context(), &heard)); err != nil {
					t.Fatal(err)
				}
				if spent := time.Since(begin); spent < time.Minute || spent > 67*time.Second {
					t.Errorf("it waited %s", spent)
				}
				i := slices.IndexFunc(heard, func(p report.Progress) bool { return p.State == report.Waiting })
				if i < 0 || heard[i].Cause == nil || heard[i].Cause.Code != transport.CodeThrottled || heard[i].Until.Sub(begin) < time.Minute {
					t.Errorf("no countdown: %+v", heard)
				}
			})
		})
	}
}

func TestRetryAfterStandsInPlaceOfTheBackoff(t *testing.T) {
	for after, want := range map[string]time.Duration{"1": 8 * time.Second, "0": 4 * time.Second} {
		t.Run(after, func(t *testing.T) {
			fault := testkit.Fault{Kind: testkit.Answer, Status: 503, Header: http.Header{"Retry-After": {after}}}
			inBubble(t, &testkit.Registry{Fault: only("HEAD", "", 8, fault)}, transport.Settings{}, func(t *testing.T, s *site) {
				begin := time.Now()
				if _, _, err := s.want(t.Context(), 404, "HEAD", "/v2/a/blobs/x", nil); err != nil {
					t.Fatal(err)
				}
				if spent := time.Since(begin); spent < want || spent > want*12/10 {
					t.Errorf("eight waits took %s, want %s and a tenth at most", spent, want)
				}
			})
		})
	}
}

func TestAWaitBeyondWhatIsLeftOfTheRetryBudgetIsTriedOnceMoreAtItsEnd(t *testing.T) {
	fault := testkit.Fault{Kind: testkit.Answer, Status: 503, Header: http.Header{"Retry-After": {"50"}}}
	inBubble(t, &testkit.Registry{Fault: only("HEAD", "", 2, fault)}, transport.Settings{RetryBudget: time.Minute}, func(t *testing.T, s *site) {
		begin := time.Now()
		if _, _, err := s.want(t.Context(), 404, "HEAD", "/v2/a/blobs/x", nil); err != nil {
			t.Fatal(err)
		}
		if spent := time.Since(begin).Round(time.Second); spent != time.Minute {
			t.Errorf("it waited %s", spent)
		}
	})
}

func TestADeadlineInAWaitTellsWhatWasWaitedFor(t *testing.T) {
	inBubble(t, &testkit.Registry{}, transport.Settings{}, func(t *testing.T, s *site) {
		s.registry.Fault = only("HEAD", "", -1, testkit.Fault{Kind: testkit.Answer, Status: 503, Body: "busy"})
		ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
		defer cancel()
		_, err := s.do(ctx, "HEAD", "/v2/a/blobs/x", nil)
		if f, _ := report.Of(err); f.Code != transport.CodeServer || transport.Waited(err) {
			t.Errorf("got %v, want %s", err, transport.CodeServer)
		}
	})
}

func TestAServerThatWillBeAwayForLongIsNotWaitedFor(t *testing.T) {
	for _, status := range []int{500, 503, 511} {
		t.Run(http.StatusText(status), func(t *testing.T) {
			fault := testkit.Fault{Kind: testkit.Answer, Status: status, Header: http.Header{"Retry-After": {"1000000000"}}, Body: "back in 2057"}
			inBubble(t, &testkit.Registry{Fault: only("PATCH", "", -1, fault)}, transport.Settings{}, func(t *testing.T, s *site) {
				begin := time.Now()
				err := s.push(t.Context())
				code, _ := transport.StatusCode(status)
				if f, _ := report.Of(err); f.Code != code || f.Exchange == nil || f.Exchange.Text != "back in 2057" || transport.Waited(err) {
					t.Errorf("the error is %v", err)
				}
				if spent := time.Since(begin); spent != 0 {
					t.Errorf("it took %s", spent)
				}
			})
		})
	}
}

func TestAnAllowanceThatIsUsedUpForLongIsForTheCallerAtOnce(t *testing.T) {
	for what, header := range map[string]http.Header{
		"as GitHub says it":      {"X-Ratelimit-Remaining": {"0"}, "X-Ratelimit-Reset": {"4102444800"}},
		"as Docker Hub says it":  {"Ratelimit-Limit": {"100;w=21600"}, "Ratelimit-Remaining": {"0;w=21600"}},
		"as the standard has it": {"Retry-After": {"3600"}},
	} {
		t.Run(what, func(t *testing.T) {
			inBubble(t, &testkit.Registry{}, transport.Settings{}, func(t *testing.T, s *site) {
				s.registry.Fault = only("GET", "", -1, testkit.Fault{Kind: testkit.Answer, Status: 429, Header: header})
				begin := time.Now()
				if _, _, err := s.want(t.Context(), 429, "GET", "/releases", nil); err != nil {
					t.Error(err)
				}
				if n := len(s.registry.Requests()); n != 1 || time.Since(begin) != 0 {
					t.Errorf("asked %d times in %s", n, time.Since(begin))
				}
			})
		})
	}
}

func TestAServerThatIsAwayForAWhileIsWaitedFor(t *testing.T) {
	inBubble(t, &testkit.Registry{}, transport.Settings{}, func(t *testing.T, s *site) {
		away := func(least time.Duration) {
			t.Helper()
			s.transport.CloseIdleConnections()
			if err := s.network.Listen(host + ":80").Close(); err != nil {
				t.Fatal(err)
			}
			back := make(chan func(), 1)
			time.AfterFunc(least, func() { back <- s.network.Serve(host+":80", s.registry) })
			if err := s.push(t.Context()); err != nil {
				t.Errorf("away for %v: %v", least, err)
			}
			s.transport.CloseIdleConnections()
			(<-back)()
		}
		away(10 * time.Second) // just being started
		away(time.Minute)      // it was there
	})
}

// TestAStopEndsEverythingAtOnce stops an upload in every state it can be in.
// That nothing is left behind is what the end of a bubble checks.
func TestAStopEndsEverythingAtOnce(t *testing.T) {
	stall := testkit.Fault{Kind: testkit.Stall}
	states := map[string]func(int, *http.Request) testkit.Fault{
		"waiting for an answer":           only("HEAD", "", -1, stall),
		"sending":                         only("PATCH", "", -1, testkit.Fault{Kind: testkit.Stall, Where: testkit.WithinBody}),
		"waiting for the server to ask":   only("PATCH", "", -1, stall),
		"waiting after the body":          only("PATCH", "", -1, testkit.Fault{Kind: testkit.Stall, Where: testkit.AfterBody}),
		"waiting between two tries":       only("HEAD", "", -1, testkit.Fault{Kind: testkit.Answer, Status: 503, Header: http.Header{"Retry-After": {"200"}}}),
		"waiting to begin the blob again": only("PATCH", "", -1, testkit.Fault{Kind: testkit.Answer, Status: 503, Header: http.Header{"Retry-After": {"200"}}}),
		"receiving slowly":                only("HEAD", "", -1, testkit.Fault{Kind: testkit.Drip, Pace: 9 * time.Second}),
	}
	for state, fault := range states {
		t.Run(state, func(t *testing.T) {
			inBubble(t, &testkit.Registry{Fault: fault}, transport.Settings{}, func(t *testing.T, s *site) {
				stopAfter(t, 10*time.Second, s.push)
			})
		})
	}
}

func TestAStopEndsADialAtOnce(t *testing.T) {
	inBubble(t, &testkit.Registry{}, transport.Settings{}, func(t *testing.T, s *site) {
		s.network.Listen(host + ":80") // nobody accepts
		stopAfter(t, 10*time.Second, s.push)
	})
}

func TestAStopEndsAHandshakeAtOnce(t *testing.T) {
	inBubble(t, &testkit.Registry{}, transport.Settings{}, func(t *testing.T, s *site) {
		silent := s.network.Listen("silent.test:443")
		defer func() { _ = silent.Close() }()
		go func() { // the connection is taken, nothing is said
			conn, err := silent.Accept()
			if err != nil {
				return
			}
			for {
				if _, err := conn.Read(make([]byte, 1024)); err != nil {
					return
				}
			}
		}()
		stopAfter(t, 5*time.Second, func(ctx context.Context) error {
			_, err := s.do(ctx, "GET", "https://silent.test/", nil)
			return err
		})
		synctest.Wait()
	})
}

// stopAfter stops what runs after a while, and wants it to end at that moment.
func stopAfter(t *testing.T, while time.Duration, run func(context.Context) error) {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	time.AfterFunc(while, stop)
	begin := time.Now()
	err := run(ctx)
	if !errors.Is(err, context.Canceled) {
		t.Errorf("the error is %v", err)
	}
	if transport.Waited(err) {
		t.Error("a stop asks for another try")
	}
	if spent := time.Since(begin); spent != while {
		t.Errorf("it took %s", spent-while)
	}
}

func TestWaitsForARetryEndWithTheRetryBudget(t *testing.T) {
	inBubble(t, &testkit.Registry{}, transport.Settings{}, func(t *testing.T, s *site) {
		var heard []report.Progress
		ctx, begin := item(t.Context(), &heard), time.Now()
		wrong := report.Fault("registry.wrong-digest", nil, nil)
		for s.transport.WaitForRetry(ctx, wrong) == nil {
		}
		if spent := time.Since(begin).Round(time.Second); spent != transport.DefaultRetryBudget {
			t.Errorf("it bore the fault for %s", spent)
		}
		if err := s.transport.WaitForRetry(t.Context(), wrong); err != nil {
			t.Errorf("without an item: %v", err)
		}
	})
}
