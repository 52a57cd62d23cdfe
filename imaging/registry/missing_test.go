package registry

import (
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	v1 "github.com/google/go-containerregistry/pkg/v1"

	"auximage/imaging/testkit"
	"auximage/imaging/transport"
)

// missing refuses manifests for a while, in the words for a blob that is not
// there; it calls back at each refusal.
func missing(during time.Duration, names string, refused func()) func(int, *http.Request) testkit.Fault {
	var until atomic.Int64
	return func(_ int, r *http.Request) testkit.Fault {
		if r.Method != http.MethodPut || !strings.Contains(r.URL.Path, "/manifests/") {
			return testkit.Fault{}
		}
		until.CompareAndSwap(0, time.Now().Add(during).UnixNano())
		if time.Now().UnixNano() >= until.Load() {
			return testkit.Fault{}
		}
		refused()
		return refusing(http.StatusNotFound, "MANIFEST_BLOB_UNKNOWN", "blob unknown to registry "+names)
	}
}

func TestARegistryThatIsSlowToKnowItsBlobsIsWaitedForAndSentNothingTwice(t *testing.T) {
	for _, during := range []time.Duration{time.Second, 10 * time.Second} {
		t.Run(during.String(), func(t *testing.T) {
			inBubble(t, &testkit.Registry{Fault: missing(during, "", func() {})}, func(t *testing.T, s *site) {
				image := imageOf(t, large, large+1)
				if _, err := s.push(t.Context(), image); err != nil {
					t.Fatal(err)
				}
				s.holdsAll(t, image)
				if n := s.sent(http.MethodPatch); n != 2 {
					t.Errorf("got %d sent layers, want 2", n)
				}
			})
		})
	}
}

func TestARegistryThatIsSlowToKnowAnIndexsImagesIsWaitedFor(t *testing.T) {
	began := time.Time{}
	fault := func(_ int, r *http.Request) testkit.Fault {
		if r.Method != http.MethodPut || !strings.HasSuffix(r.URL.Path, "/manifests/v1") {
			return testkit.Fault{}
		}
		if began.IsZero() {
			began = time.Now()
		}
		if time.Since(began) < 3*time.Second {
			return refusing(http.StatusNotFound, "MANIFEST_UNKNOWN", "manifest unknown")
		}
		return testkit.Fault{}
	}
	inBubble(t, &testkit.Registry{Fault: fault}, func(t *testing.T, s *site) {
		index := indexOf(t, platformed(t, imageOf(t, 100), "amd64"), platformed(t, imageOf(t, 100), "arm64"))
		if _, err := s.push(t.Context(), index); err != nil {
			t.Fatal(err)
		}
		want, _ := index.RawManifest()
		if got := s.registry.Manifest(repository, "v1"); string(got) != string(want) {
			t.Errorf("got %q, want %q", got, want)
		}
	})
}

func TestABlobThatIsMissedIsSentAgainAlone(t *testing.T) {
	image := imageOf(t, large, large+1)
	blobs, err := blobsOf([]v1.Image{image}, nil)
	if err != nil {
		t.Fatal(err)
	}
	lost := blobs[1].digest.String()
	for how, names := range map[string]string{"named": lost, "not named": ""} {
		t.Run(how, func(t *testing.T) {
			registry := &testkit.Registry{}
			registry.Fault = missing(100*time.Millisecond, names, func() { registry.DropBlob(repository, lost) })
			inBubble(t, registry, func(t *testing.T, s *site) {
				if _, err := s.push(t.Context(), image); err != nil {
					t.Fatal(err)
				}
				s.holdsAll(t, image)
				if n := s.sent(http.MethodPatch); n != 3 {
					t.Errorf("got %d sent layers, want each once and the lost one again", n)
				}
			})
		})
	}
}

func TestABlobThatARegistryOnlySaysItHasIsSentAfterAWhile(t *testing.T) {
	image := imageOf(t, large)
	blobs, err := blobsOf([]v1.Image{image}, nil)
	if err != nil {
		t.Fatal(err)
	}
	lie := blobs[0].digest.String()
	registry := &testkit.Registry{}
	registry.Fault = func(_ int, r *http.Request) testkit.Fault {
		if r.Method == http.MethodHead && strings.HasSuffix(r.URL.Path, lie) {
			return testkit.Fault{Kind: testkit.Answer, Status: http.StatusOK, Header: http.Header{"Docker-Content-Digest": {lie}}}
		}
		return testkit.Fault{}
	}
	inBubble(t, registry, func(t *testing.T, s *site) {
		if _, err := s.push(t.Context(), image); err != nil {
			t.Fatal(err)
		}
		s.holdsAll(t, image)
	})
}

func TestABlobThatIsNeverKnownEndsWithTheRetryBudget(t *testing.T) {
	inBubble(t, &testkit.Registry{Fault: missing(time.Hour, "", func() {})}, func(t *testing.T, s *site) {
		began := time.Now()
		_, err := s.push(t.Context(), imageOf(t, large))
		finding(t, err, CodeBlobMissing)
		if took := time.Since(began); took > transport.DefaultRetryBudget+time.Minute {
			t.Errorf("it took %v", took)
		}
		if n := s.sent(http.MethodPatch); n > 2 {
			t.Errorf("the layer was sent %d times, want twice at most", n)
		}
	})
}

func TestAMountThatDidNotHappenLeadsToAnUpload(t *testing.T) {
	mount := func(_ int, r *http.Request) testkit.Fault {
		if r.Method == http.MethodPost && r.URL.Query().Has("mount") {
			return testkit.Fault{Kind: testkit.Answer, Status: http.StatusCreated}
		}
		return testkit.Fault{}
	}
	inBubble(t, &testkit.Registry{Auth: testkit.Bearer, Fault: mount}, func(t *testing.T, s *site) {
		s.keepBase(t, platformed(t, imageOf(t, large), "amd64"))
		base, err := s.client.ResolveBase(t.Context(), baseRef, "", "", false)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := s.push(t.Context(), base.Image); err != nil {
			t.Fatal(err)
		}
		s.holdsAll(t, platformed(t, imageOf(t, large), "amd64"))
		if n := s.sent(http.MethodPatch); n != 2 {
			t.Errorf("got %d uploads of the layer, want one to each repository", n)
		}
	})
}

func TestAPasswordIsNotDoubtedWhereARightIsMissing(t *testing.T) {
	// As nginx does with limit_except: the sign-in is good, a push is not.
	fault := at(http.MethodPost, "/uploads/", testkit.Fault{Kind: testkit.Unauthorized})
	inBubble(t, &testkit.Registry{Auth: testkit.Basic, Fault: fault}, func(t *testing.T, s *site) {
		_, err := s.push(t.Context(), imageOf(t, large))
		finding(t, err, CodeDenied)
	})
}

func TestAPasswordThatIsTakenBackInMidPushIsRefused(t *testing.T) {
	inBubble(t, &testkit.Registry{Auth: testkit.Basic}, func(t *testing.T, s *site) {
		s.registry.Fault = func(_ int, r *http.Request) testkit.Fault {
			if r.Method == http.MethodPost {
				return testkit.Fault{Kind: testkit.Unauthorized}
			}
			if r.URL.Path == "/v2/" && s.sent(http.MethodPost) > 0 {
				return testkit.Fault{Kind: testkit.Unauthorized}
			}
			return testkit.Fault{}
		}
		_, err := s.push(t.Context(), imageOf(t, large))
		finding(t, err, CodeRefused)
	})
}
