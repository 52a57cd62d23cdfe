package transport_test

import (
	"bytes"
	"context"
	"slices"
	"testing"
	"time"

	"auximage/imaging/report"
	"auximage/imaging/testkit"
	"auximage/imaging/transport"
)

// overRelay runs a test with a registry behind a relay of that rate.
func overRelay(t *testing.T, rate int, test func(t *testing.T, s *site)) {
	t.Helper()
	inBubble(t, &testkit.Registry{}, transport.Settings{}, func(t *testing.T, s *site) {
		const behind = "behind.test:80"
		stop := s.network.Serve(behind, s.registry)
		stopRelay := (&testkit.Relay{Network: s.network, To: behind, Rate: rate}).Serve(host + ":80")
		test(t, s)
		s.transport.CloseIdleConnections()
		stopRelay()
		stop()
	})
}

func TestASlowLinkBehindABufferIsWaitedFor(t *testing.T) {
	for what, c := range map[string]struct{ rate, megabytes int }{
		"10 kB/s": {10 << 10, 3}, "20 kB/s": {20 << 10, 5}, "50 kB/s": {50 << 10, 9},
	} {
		t.Run(what, func(t *testing.T) {
			overRelay(t, c.rate, func(t *testing.T, s *site) {
				s.fill(bytes.Repeat([]byte("0123456789abcdef"), c.megabytes<<16))
				var heard []report.Progress
				begin := time.Now()
				if err := s.push(item(t.Context(), &heard)); err != nil {
					t.Fatal(err)
				}
				if took, least := time.Since(begin), time.Duration(len(s.content)/c.rate)*time.Second; took < least {
					t.Errorf("it took %s, and the link needs %s", took, least)
				}
				if sent := len(asked(s, "PATCH")); sent != 1 {
					t.Errorf("the content was sent %d times", sent)
				}
				i := slices.IndexFunc(heard, func(p report.Progress) bool { return p.State == report.Waiting })
				if i < 0 || heard[i].Cause == nil || heard[i].Cause.Code != transport.CodeAwaited || !heard[i].Until.IsZero() {
					t.Errorf("nobody was told what is waited for: %+v", heard)
				}
				if last := heard[len(heard)-1]; last.State != report.Running {
					t.Errorf("the last that was told is %+v", last)
				}
			})
		})
	}
}

func TestARelayThatNeverAnswersIsGivenUp(t *testing.T) {
	for what, megabytes := range map[string]int{"little": 1, "much": 12} {
		t.Run(what, func(t *testing.T) {
			overRelay(t, 0, func(t *testing.T, s *site) {
				body := bytes.Repeat([]byte("0123456789abcdef"), megabytes<<16)
				ctx, begin := item(t.Context(), new([]report.Progress)), time.Now()
				_, err := s.do(ctx, "PATCH", "/v2/a/blobs/uploads/1", body)
				for transport.Waited(err) {
					_, err = s.do(ctx, "PATCH", "/v2/a/blobs/uploads/1", body)
				}
				if !report.Has(err, transport.CodeStalled) {
					t.Errorf("the error is %v", err)
				}
				if took := time.Since(begin); took > 22*time.Minute {
					t.Errorf("it took %s", took)
				}
			})
		})
	}
}

func TestAStopEndsTheWaitForWhatARelaySwallowed(t *testing.T) {
	overRelay(t, 0, func(t *testing.T, s *site) {
		stopAfter(t, 3*time.Minute, func(ctx context.Context) error {
			_, err := s.do(ctx, "PATCH", "/v2/a/blobs/uploads/1", s.content)
			return err
		})
	})
}

// TestALinkThatWasSeenToBeFastIsNotWaitedForLong has a server that answers at
// once, and then to the same body never: what was seen counts.
func TestALinkThatWasSeenToBeFastIsNotWaitedForLong(t *testing.T) {
	fault := only("PATCH", "/uploads/2", -1, testkit.Fault{Kind: testkit.Stall, Where: testkit.AfterBody})
	inBubble(t, &testkit.Registry{Fault: fault}, transport.Settings{}, func(t *testing.T, s *site) {
		if err := s.push(t.Context()); err != nil {
			t.Fatal(err)
		}
		begin := time.Now()
		_, err := s.do(t.Context(), "PATCH", "/v2/a/blobs/uploads/2", s.content)
		if !report.Has(err, transport.CodeStalled) {
			t.Errorf("the error is %v", err)
		}
		if took := time.Since(begin); took > 3*time.Minute {
			t.Errorf("it took %s", took)
		}
	})
}

// asked returns the requests of a method that the registry heard.
func asked(s *site, method string) []testkit.Request {
	return slices.DeleteFunc(s.registry.Requests(), func(r testkit.Request) bool { return r.Method != method })
}
