package registry

import (
	"context"
	"errors"
	"maps"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"

	"auximage/imaging/testkit"
)

func TestABlobWhoseAnswerIsLostIsSentOnce(t *testing.T) {
	for name, size := range map[string]int{"with its commit": 1000, "before its commit": large} {
		t.Run(name, func(t *testing.T) {
			lost := false
			fault := func(_ int, r *http.Request) testkit.Fault {
				if r.Method == http.MethodPut && r.URL.Query().Has("digest") && !lost {
					lost = true
					return testkit.Fault{Kind: testkit.Lost}
				}
				return testkit.Fault{}
			}
			inBubble(t, &testkit.Registry{Fault: fault}, func(t *testing.T, s *site) {
				result, err := s.push(t.Context(), imageOf(t, size))
				if err != nil {
					t.Fatal(err)
				}
				if sent := s.bodies(); sent != 2 || result.Skipped != 0 {
					t.Errorf("two blobs were sent %d times, %d bytes skipped", sent, result.Skipped)
				}
			})
		})
	}
}

func (s *site) bodies() (n int) {
	for _, r := range s.registry.Requests() {
		if strings.HasPrefix(r.Path, sessions) && r.Length > 0 {
			n++
		}
	}
	return n
}

func TestASmallBlobGoesOutWithItsCommit(t *testing.T) {
	inBubble(t, &testkit.Registry{}, func(t *testing.T, s *site) {
		if _, err := s.push(t.Context(), imageOf(t, singlePutMax)); err != nil {
			t.Fatal(err)
		}
		asked := map[string]int{}
		for _, r := range s.registry.Requests() {
			if strings.Contains(r.Path, "/blobs/") {
				asked[r.Method]++
			}
		}
		if want := map[string]int{"HEAD": 2, "POST": 2, "PUT": 2}; !maps.Equal(asked, want) {
			t.Errorf("a layer and a config took %v", asked)
		}
	})
}

func TestARegistryMayWantBytesAndCommitApart(t *testing.T) {
	for _, status := range []int{http.StatusBadRequest, http.StatusMethodNotAllowed, http.StatusUnsupportedMediaType} {
		t.Run(http.StatusText(status), func(t *testing.T) {
			fault := func(_ int, r *http.Request) testkit.Fault {
				if r.Method == http.MethodPut && strings.HasPrefix(r.URL.Path, sessions) && r.ContentLength > 0 {
					return refusing(status, "UNSUPPORTED", "no body here")
				}
				return testkit.Fault{}
			}
			inBubble(t, &testkit.Registry{Fault: fault}, func(t *testing.T, s *site) {
				image := imageOf(t, 10)
				if _, err := s.push(t.Context(), image); err != nil {
					t.Fatal(err)
				}
				s.holdsAll(t, image)
			})
		})
	}
}

func TestAllBlobsAreAskedForWhileSomeAreSent(t *testing.T) {
	fault := at("POST", "/uploads/", testkit.Fault{Kind: testkit.Stall})
	inBubble(t, &testkit.Registry{Fault: fault}, func(t *testing.T, s *site) {
		ctx, stop := context.WithCancel(t.Context())
		asked := map[string]int{}
		go func() {
			synctest.Wait() // until nothing goes on
			for _, r := range s.registry.Requests() {
				asked[r.Method]++
			}
			stop()
		}()
		if _, err := s.push(ctx, imageOf(t, large, large+1, large+2, large+3, large+4, large+5)); !errors.Is(err, context.Canceled) {
			t.Errorf("it ended in %v", err)
		}
		if asked["HEAD"] != 7 || asked["POST"] != maxUploads+1 { // the config's is begun beside the question
			t.Errorf("of 7 blobs: %v", asked)
		}
	})
}

func TestABlobOfTheSameRegistryIsTakenOver(t *testing.T) {
	inBubble(t, &testkit.Registry{Auth: testkit.Bearer}, func(t *testing.T, s *site) {
		image := platformed(t, imageOf(t, 100_000), "amd64")
		if _, err := s.client.Push(t.Context(), host+"/tenancy/base:1", image, nil); err != nil {
			t.Fatal(err)
		}
		base, err := s.client.ResolveBase(t.Context(), host+"/tenancy/base:1", "", "", false)
		if err != nil {
			t.Fatal(err)
		}
		result, err := s.push(t.Context(), base.Image)
		if err != nil {
			t.Fatal(err)
		}
		if result.Skipped < 100_000 {
			t.Errorf("%d bytes were skipped", result.Skipped)
		}
		s.holdsAll(t, image)
	})
}
