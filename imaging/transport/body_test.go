package transport_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"auximage/imaging/report"
	"auximage/imaging/testkit"
	"auximage/imaging/transport"
)

func TestALargeAnswerThatIsCutIsContinued(t *testing.T) {
	for what, fault := range map[string]testkit.Fault{
		"cut":   {Kind: testkit.Truncated},
		"reset": {Kind: testkit.Reset},
		"stall": {Kind: testkit.Stall},
	} {
		t.Run(what, func(t *testing.T) {
			inBubble(t, &testkit.Registry{Fault: only("GET", "/blobs/", 1, fault)}, transport.Settings{}, func(t *testing.T, s *site) {
				s.registry.PutBlob("a", s.content)
				var heard []report.Progress
				_, content, err := s.want(transport.For(item(t.Context(), &heard), transport.ByDigest), 200, "GET", "/v2/a/blobs/"+s.digest, nil)
				if err != nil {
					t.Fatal(err)
				}
				if !bytes.Equal(content, s.content) {
					t.Error("other content came")
				}
				if last := heard[len(heard)-1]; last.Done != int64(len(content)) {
					t.Errorf("%d of %d bytes were told", last.Done, len(content))
				}
				if what == "cut" && s.registry.Requests()[1].Header.Get("Range") == "" {
					t.Error("all of it was asked for again")
				}
			})
		})
	}
}

func TestALargeAnswerWithoutATagMayBeginAgain(t *testing.T) {
	page := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Length", "4000000")
		_, _ = w.Write(make([]byte, 3000000))
	})
	inBubble(t, &testkit.Registry{}, transport.Settings{}, func(t *testing.T, s *site) {
		stop := s.network.Serve("other.test:80", page)
		defer stop()
		ctx := item(t.Context(), new([]report.Progress))
		_, _, err := s.want(ctx, 200, "GET", "http://other.test/file.zip", nil)
		if !transport.Waited(err) || !report.Has(err, transport.CodeLost) {
			t.Errorf("the error is %v", err)
		}
		for transport.Waited(err) {
			_, _, err = s.want(ctx, 200, "GET", "http://other.test/file.zip", nil)
		}
		if !report.Has(err, transport.CodeLost) {
			t.Errorf("the last error is %v", err)
		}
		s.transport.CloseIdleConnections()
	})
}

func TestAReaderMayTakeItsTime(t *testing.T) {
	inBubble(t, &testkit.Registry{}, transport.Settings{}, func(t *testing.T, s *site) {
		s.registry.PutBlob("a", s.content)
		res, err := s.do(t.Context(), "GET", "/v2/a/blobs/"+s.digest, nil)
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = res.Body.Close() }()
		var got bytes.Buffer
		for err == nil {
			<-time.After(10 * time.Minute) // a slow disk
			_, err = io.CopyN(&got, res.Body, 1<<20)
		}
		if err != io.EOF || !bytes.Equal(got.Bytes(), s.content) {
			t.Errorf("%d bytes, %v", got.Len(), err)
		}
		if n := len(s.registry.Requests()); n != 1 {
			t.Errorf("asked %d times", n)
		}
	})
}

func TestAStopEndsTheReadingOfAnAnswer(t *testing.T) {
	inBubble(t, &testkit.Registry{}, transport.Settings{}, func(t *testing.T, s *site) {
		stalled := make(chan struct{})
		stop := s.network.Serve("other.test:80", http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "4000000")
			_, _ = w.Write(make([]byte, 3000000))
			<-stalled
		}))
		defer stop()
		defer close(stalled)
		stopAfter(t, 5*time.Second, func(ctx context.Context) error {
			_, _, err := s.want(ctx, 200, "GET", "http://other.test/file.zip", nil)
			return err
		})
	})
}

func TestASourceThatFailsIsNotTheNetworksFault(t *testing.T) {
	changed := report.Fault("layer.changed", nil, report.Args{"Name": "model"})
	sources := map[string]struct {
		body io.Reader
		code report.Code
	}{
		"it changed":     {io.MultiReader(strings.NewReader("some"), failing{changed}), "layer.changed"},
		"it ended early": {strings.NewReader("some"), transport.CodeShortBody},
	}
	for what, source := range sources {
		t.Run(what, func(t *testing.T) {
			inBubble(t, &testkit.Registry{}, transport.Settings{}, func(t *testing.T, s *site) {
				begun, _, err := s.want(t.Context(), 202, "POST", "/v2/a/blobs/uploads/", nil)
				if err != nil {
					t.Fatal(err)
				}
				at, _ := begun.Location()
				req, err := http.NewRequestWithContext(t.Context(), "PATCH", at.String(), source.body)
				if err != nil {
					t.Fatal(err)
				}
				req.ContentLength = 1000
				req.GetBody = nil
				if _, err = s.client.Do(req); !report.Has(err, source.code) || transport.Waited(err) {
					t.Errorf("the error is %v", err)
				}
			})
		})
	}
}

type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }

// TestARequestMayBeHandedOverAgainAfterItsBodyWasSent is what sending again with
// a fresh token needs: the request is the same, its body consumed.
func TestARequestMayBeHandedOverAgainAfterItsBodyWasSent(t *testing.T) {
	for place, where := range map[string]testkit.Where{"before": testkit.BeforeBody, "in": testkit.WithinBody, "after": testkit.AfterBody} {
		t.Run(place, func(t *testing.T) {
			expired := only("PATCH", "", 1, testkit.Fault{Kind: testkit.Unauthorized, Where: where})
			inBubble(t, &testkit.Registry{Fault: expired}, transport.Settings{}, func(t *testing.T, s *site) {
				begun, _, err := s.want(t.Context(), 202, "POST", "/v2/a/blobs/uploads/", nil)
				if err != nil {
					t.Fatal(err)
				}
				at, _ := begun.Location()
				req, err := http.NewRequestWithContext(t.Context(), "PATCH", at.String(), bytes.NewReader(s.content))
				if err != nil {
					t.Fatal(err)
				}
				for _, want := range []int{401, 202} {
					res, err := s.transport.RoundTrip(req)
					if err != nil {
						t.Fatal(err)
					}
					_ = res.Body.Close()
					if res.StatusCode != want {
						t.Errorf("status %d, not %d", res.StatusCode, want)
					}
				}
				_, _, err = s.want(t.Context(), 201, "PUT", at.String()+"?digest="+s.digest, nil)
				if err != nil {
					t.Errorf("the blob is not whole: %v", err)
				}
			})
		})
	}
}

func TestALargeBodyAsksFirst(t *testing.T) {
	for what, c := range map[string]struct {
		size int
		want string
	}{
		"large": {2 << 20, "100-continue"},
		"small": {2 << 10, ""},
	} {
		t.Run(what, func(t *testing.T) {
			tooLarge := only("PATCH", "", -1, testkit.Fault{Kind: testkit.Answer, Status: 413, Body: "too large"})
			inBubble(t, &testkit.Registry{Fault: tooLarge}, transport.Settings{}, func(t *testing.T, s *site) {
				_, content, err := s.want(t.Context(), 413, "PATCH", "/v2/a/blobs/uploads/1", make([]byte, c.size))
				if err != nil || string(content) != "too large" {
					t.Errorf("%q, %v", content, err)
				}
				seen := s.registry.Requests()
				if len(seen) != 1 || seen[0].Header.Get("Expect") != c.want {
					t.Errorf("%d requests, Expect: %q", len(seen), seen[0].Header.Get("Expect"))
				}
			})
		})
	}
}

func TestAServerThatDislikesToBeAskedFirstIsNot(t *testing.T) {
	dislike := func(_ int, r *http.Request) testkit.Fault {
		if r.Header.Get("Expect") != "" {
			return testkit.Fault{Kind: testkit.Answer, Status: 417}
		}
		return testkit.Fault{}
	}
	inBubble(t, &testkit.Registry{Fault: dislike}, transport.Settings{}, func(t *testing.T, s *site) {
		if err := s.push(t.Context()); err != nil {
			t.Error(err)
		}
	})
}

func TestASlowLinkIsNoStall(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		network := &testkit.Network{}
		taken := make(chan int64, 1)
		stop := network.Serve(host+":80", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			var n int64
			for {
				part, err := io.CopyN(io.Discard, r.Body, 64<<10)
				n += part
				if err != nil {
					taken <- n
					return
				}
				<-time.After(20 * time.Second) // 3 kB/s
			}
		}))
		defer stop()
		rt, err := transport.New(transport.Settings{PlainHTTP: []string{host}, Dial: network.Dial, Proxy: transport.Proxy{Mode: transport.NoProxy}})
		if err != nil {
			t.Fatal(err)
		}
		defer rt.CloseIdleConnections()
		content := make([]byte, 4<<20)
		req, err := http.NewRequestWithContext(t.Context(), "PATCH", "http://"+host+"/v2/a/blobs/uploads/1", bytes.NewReader(content))
		if err != nil {
			t.Fatal(err)
		}
		begin := time.Now()
		res, err := rt.RoundTrip(req)
		if err != nil {
			t.Fatal(err)
		}
		_ = res.Body.Close()
		if n := <-taken; n != int64(len(content)) {
			t.Errorf("%d bytes arrived", n)
		}
		if time.Since(begin) < 20*time.Minute {
			t.Error("the link was not slow")
		}
	})
}

func TestASlowDownloadIsNoStall(t *testing.T) {
	inBubble(t, &testkit.Registry{}, transport.Settings{}, func(t *testing.T, s *site) {
		asked := 0
		stop := s.network.Serve("other.test:80", http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			asked++
			w.Header().Set("Content-Length", strconv.Itoa(len(s.content)))
			for part := range slices.Chunk(s.content, 16<<10) {
				_, _ = w.Write(part)
				_ = http.NewResponseController(w).Flush()
				<-time.After(10 * time.Second) // 1.6 kB/s
			}
		}))
		defer stop()
		begin := time.Now()
		_, content, err := s.want(t.Context(), 200, "GET", "http://other.test/file.zip", nil)
		if err != nil || !bytes.Equal(content, s.content) || asked != 1 {
			t.Errorf("%d bytes, asked %d times, %v", len(content), asked, err)
		}
		if time.Since(begin) < 20*time.Minute {
			t.Error("the link was not slow")
		}
		s.transport.CloseIdleConnections()
	})
}

func TestNoErrorSaysThatAClosedAnswerCanBeRead(t *testing.T) {
	inBubble(t, &testkit.Registry{}, transport.Settings{}, func(t *testing.T, s *site) {
		s.registry.PutBlob("a", s.content)
		res, err := s.do(t.Context(), "GET", "/v2/a/blobs/"+s.digest, nil)
		if err != nil {
			t.Fatal(err)
		}
		if err := res.Body.Close(); err != nil {
			t.Error(err)
		}
		if _, err := res.Body.Read(make([]byte, 10)); err == nil || errors.Is(err, io.EOF) {
			t.Errorf("the error is %v", err)
		}
	})
}
