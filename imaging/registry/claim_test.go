package registry

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/synctest"

	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/types"

	"auximage/imaging/report"
	"auximage/imaging/testkit"
)

// rivals pushes so many images to one tag at the same time, each of which claims it, and
// returns how each ended.
func rivals(t *testing.T, s *site, many int) (pushed []v1.Image, ended []error) {
	t.Helper()
	ended = make([]error, many)
	var all sync.WaitGroup
	for i := range many {
		image := imageOf(t, 100+i)
		pushed = append(pushed, image)
		all.Go(func() { _, ended[i] = s.push(t.Context(), image) })
	}
	all.Wait()
	return pushed, ended
}

func TestOfPushesToOneFreeTagAtTheSameTimeOneHasItAndTheOthersAreTold(t *testing.T) {
	for name, cached := range map[string]bool{"on one machine": true, "on several": false} {
		t.Run(name, func(t *testing.T) {
			for _, many := range []int{2, 3, 10} {
				inBubble(t, &testkit.Registry{}, func(t *testing.T, s *site) {
					s.client.Claims = true
					if cached {
						s.client.Cache = t.TempDir()
					}
					pushed, ended := rivals(t, s, many)
					won := 0
					for i, err := range ended {
						if err == nil {
							won++
							s.holdsAll(t, pushed[i])
							continue
						}
						finding(t, err, CodeTagTaken)
					}
					if won != 1 {
						t.Errorf("%d of %d had the tag, want one", won, many)
					}
				})
			}
		})
	}
}

// between calls back at a request for the tag: the first with the method, before or once
// the registry took it.
func between(method string, after int, meanwhile func()) func(int, *http.Request) testkit.Fault {
	seen := 0
	return func(_ int, r *http.Request) testkit.Fault {
		if r.Method == method && strings.HasSuffix(r.URL.Path, "/manifests/v1") {
			if seen++; seen == after {
				meanwhile()
			}
		}
		return testkit.Fault{}
	}
}

func TestATagThatIsTakenDuringAPushIsLeftOrItsLossIsSaid(t *testing.T) {
	for name, c := range map[string]struct {
		method    string
		nth       int
		meanwhile bool
		kept      bool // a tag is never replaced there
	}{
		"before it is seen to be free":        {http.MethodGet, 1, false, false},
		"once it is seen to be free":          {http.MethodPut, 1, false, false}, // the later of two has it
		"between its writing and reading":     {http.MethodGet, 2, true, false},
		"once it was read back as our own":    {http.MethodGet, 3, true, false},
		"that, where a tag is never replaced": {http.MethodPut, 1, true, true},
	} {
		t.Run(name, func(t *testing.T) {
			registry := &testkit.Registry{Rules: testkit.Rules{TagsKept: c.kept}}
			inBubble(t, registry, func(t *testing.T, s *site) {
				theirs := imageOf(t, 200)
				raw, _ := theirs.RawManifest()
				s.client.Claims = true
				registry.Fault = between(c.method, c.nth, func() {
					registry.PutManifest(repository, "v1", string(types.DockerManifestSchema2), raw)
				})
				ours := imageOf(t, 100)
				_, err := s.push(t.Context(), ours)
				if c.method == http.MethodPut && !c.kept {
					if err != nil {
						t.Errorf("it ended in %v", err)
					}
					s.holdsAll(t, ours)
					return
				}
				if f := finding(t, err, CodeTagTaken); f.Args["Meanwhile"] != c.meanwhile {
					t.Errorf("it says %+v", f.Args)
				}
				if got := registry.Manifest(repository, "v1"); string(got) != string(raw) {
					t.Errorf("the tag holds %.80q, want what came meanwhile", got)
				}
			})
		})
	}
}

func TestATagThatHoldsOurOwnImageIsNotTaken(t *testing.T) {
	inBubble(t, &testkit.Registry{Auth: testkit.Bearer}, func(t *testing.T, s *site) {
		s.client.Claims = true
		for range 2 {
			if _, err := s.push(t.Context(), imageOf(t, large)); err != nil {
				t.Errorf("it ended in %v", err)
			}
		}
		if _, err := s.push(t.Context(), imageOf(t, 100)); !report.Has(err, CodeTagTaken) {
			t.Errorf("another image: %v, want %s", err, CodeTagTaken)
		}
	})
}

func TestAClaimThatIsStoppedWhileItWaitsEnds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newSite(t, &testkit.Registry{})
		s.client.Claims = true
		stopped := errors.New("stopped")
		ctx, stop := context.WithCancelCause(t.Context())
		s.registry.Fault = between(http.MethodGet, 3, func() { stop(stopped) })
		if _, err := s.push(ctx, imageOf(t, 100)); !errors.Is(err, stopped) {
			t.Errorf("it ended in %v, want %v", err, stopped)
		}
	})
}
