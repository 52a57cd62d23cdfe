package registry

import (
	"net/http"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	v1 "github.com/google/go-containerregistry/pkg/v1"

	"auximage/imaging/report"
	"auximage/imaging/testkit"
	"auximage/imaging/transport"
)

// at returns a fault for the requests of a method whose path has the part.
func at(method, part string, f testkit.Fault) func(int, *http.Request) testkit.Fault {
	return func(_ int, r *http.Request) testkit.Fault {
		if r.Method == method && strings.Contains(r.URL.Path, part) {
			return f
		}
		return testkit.Fault{}
	}
}

func TestARefusalIsToldByWhatItMeans(t *testing.T) {
	const anonymous = "Anonymous users are only allowed read access on public repos"
	for name, test := range map[string]struct {
		fault func(int, *http.Request) testkit.Fault
		want  report.Code
	}{
		"the token address says 401":        {at("GET", testkit.TokenPath, refusing(401, "UNAUTHORIZED", "no")), CodeRefused},
		"Oracle's words for a missing user": {at("POST", "/uploads/", refusing(403, "DENIED", anonymous)), CodeAnonymous},
		"403 after a sign-in":               {at("POST", "/uploads/", refusing(403, "DENIED", "no")), CodeDenied},
		"404 NAME_UNKNOWN":                  {at("POST", "/uploads/", refusing(404, "NAME_UNKNOWN", "no")), CodeNotFound},
		"409 to the manifest":               {at("PUT", "/manifests/", refusing(409, "CONFLICT", "no")), CodeTagLocked},
		"TAG_IMMUTABLE":                     {at("PUT", "/manifests/", refusing(400, "TAG_IMMUTABLE", "no")), CodeTagLocked},
		"507 to a blob":                     {at("POST", "/uploads/", answer(507, "")), CodeFull},
		"507 to the manifest":               {at("PUT", "/manifests/", refusing(507, "UNKNOWN", "no")), CodeFull},
		"a token address of nothing":        {at("GET", testkit.TokenPath, answer(404, "not here")), CodeTokenServer},
		"a page in the token's place":       {at("GET", testkit.TokenPath, pageOf(404)), CodeTokenServer},
		"a token address that is gone":      {at("GET", testkit.TokenPath, answer(410, "")), CodeTokenServer},
		"413":                               {at("PATCH", "/uploads/", answer(413, "too large")), CodeTooLarge},
		"a page":                            {at("HEAD", "/blobs/", testkit.Fault{Kind: testkit.Portal}), CodeNotARegistry},
		"a refused manifest":                {at("PUT", "/manifests/", refusing(400, "MANIFEST_INVALID", "no")), CodeRejected},
		"a digest that is never right":      {at("PUT", "/uploads/", refusing(400, "DIGEST_INVALID", "no")), CodeBlobDamaged},
		"sessions that never last":          {at("PUT", "/uploads/", refusing(404, "BLOB_UPLOAD_UNKNOWN", "no")), CodeUploadLost},
		"a blob that is never there":        {at("PUT", "/manifests/", refusing(404, "MANIFEST_BLOB_UNKNOWN", "no")), CodeBlobMissing},
		"throttled":                         {at("PATCH", "/uploads/", answer(429, "")), transport.CodeThrottled},
		"a connection lost again and again": {at("PATCH", "/uploads/", testkit.Fault{Kind: testkit.Reset, Where: testkit.WithinBody}), CodeConnectionLost},
	} {
		t.Run(name, func(t *testing.T) {
			inBubble(t, &testkit.Registry{Auth: testkit.Bearer, Fault: test.fault}, func(t *testing.T, s *site) {
				_, err := s.push(t.Context(), imageOf(t, large))
				f := finding(t, err, test.want)
				if f.Severity != report.Error {
					t.Errorf("severity %s", f.Severity)
				}
			})
		})
	}
}

// pageOf answers with a page for people.
func pageOf(status int) testkit.Fault {
	f := answer(status, "<html><body>404</body></html>")
	f.Header = http.Header{"Content-Type": {"text/html"}}
	return f
}

func TestStorageThatIsFullIsAskedOnce(t *testing.T) {
	var asked atomic.Int32
	fault := func(_ int, r *http.Request) testkit.Fault {
		if r.Method != http.MethodPost {
			return testkit.Fault{}
		}
		asked.Add(1)
		return answer(http.StatusInsufficientStorage, "")
	}
	inBubble(t, &testkit.Registry{Fault: fault}, func(t *testing.T, s *site) {
		_, err := s.push(t.Context(), imageOf(t, 5))
		finding(t, err, CodeFull)
		if blobs := int32(2); asked.Load() > blobs {
			t.Errorf("%d uploads were begun, want one for each of %d blobs at most", asked.Load(), blobs)
		}
	})
}

func TestATokenServerOfAnotherHostIsNamed(t *testing.T) {
	inBubble(t, &testkit.Registry{Auth: testkit.Bearer, Fault: at("GET", testkit.TokenPath, answer(404, ""))}, func(t *testing.T, s *site) {
		_, err := s.push(t.Context(), imageOf(t, 5))
		if f := finding(t, err, CodeTokenServer); f.Args["Server"] == "" || f.Args["Host"] != host || f.Args["Status"] != 404 {
			t.Errorf("got %v, want both hosts and the status", f.Args)
		}
	})
}

func TestAnotherDigestIsNoPushThatCannotBeReadBack(t *testing.T) {
	other := "sha256:" + strings.Repeat("0", 64)
	fault := func(_ int, r *http.Request) testkit.Fault {
		switch manifest := strings.Contains(r.URL.Path, "/manifests/"); {
		case manifest && r.Method == http.MethodPut:
			f := answer(http.StatusCreated, "")
			f.Header = http.Header{"Docker-Content-Digest": {other}}
			return f
		case manifest:
			return refusing(http.StatusForbidden, "DENIED", "no pull")
		}
		return testkit.Fault{}
	}
	inBubble(t, &testkit.Registry{Auth: testkit.Bearer, Fault: fault}, func(t *testing.T, s *site) {
		_, err := s.push(t.Context(), imageOf(t, 5))
		if f := finding(t, err, CodeDigestMismatch); f.Args["Got"] != other {
			t.Errorf("got %v, want %s named", f.Args, other)
		}
	})
}

func TestARefusalKeepsTheServersWords(t *testing.T) {
	fault := at("POST", "/uploads/", refusing(403, "DENIED", "not for you"))
	inBubble(t, &testkit.Registry{Auth: testkit.Bearer, Fault: fault}, func(t *testing.T, s *site) {
		_, err := s.push(t.Context(), imageOf(t, 5))
		f := finding(t, err, CodeDenied)
		want := report.Exchange{
			Method: "POST", Host: host, Path: "/v2/" + repository + "/blobs/uploads/",
			Status: 403, Text: "DENIED: not for you", RequestID: "request-7",
		}
		if f.Exchange == nil || *f.Exchange != want {
			t.Errorf("got %+v", f.Exchange)
		}
		for name, value := range map[string]any{"Namespace": "tenancy", "Repository": "test-model", "User": user, "Host": host} {
			if f.Args[name] != value {
				t.Errorf("%s is %v", name, f.Args[name])
			}
		}
	})
}

func TestATooLargeLayerIsNamed(t *testing.T) {
	fault := at("PATCH", "/uploads/", answer(413, ""))
	inBubble(t, &testkit.Registry{Fault: fault}, func(t *testing.T, s *site) {
		image := imageOf(t, large)
		blobs, _ := blobsOf([]v1.Image{image}, nil)
		// Only the layer is refused, not the config.
		s.registry.PutBlob(repository, mustRead(t, blobs[1]))
		_, err := s.client.Push(t.Context(), tagged, image, map[v1.Hash]string{blobs[0].digest: "archives"})
		f := finding(t, err, CodeTooLarge)
		if f.Args["Layer"] != "archives" || f.Args["Size"] != int64(large) {
			t.Errorf("got %v", f.Args)
		}
	})
}

func TestAWrongPasswordIsSentOnce(t *testing.T) {
	for name, auth := range map[string]testkit.Auth{"basic": testkit.Basic, "token": testkit.Bearer} {
		t.Run(name, func(t *testing.T) {
			inBubble(t, &testkit.Registry{Auth: auth}, func(t *testing.T, s *site) {
				s.client.Keychain = keychain{user, "wrong"}
				_, err := s.push(t.Context(), imageOf(t, 10, 20, 30, 40, 50))
				finding(t, err, CodeRefused)
				if n := s.passwords(); n != 1 {
					t.Errorf("it was sent %d times", n)
				}
			})
		})
	}
}

// passwords returns how many requests carried a user name.
func (s *site) passwords() int {
	with := slices.DeleteFunc(s.registry.Requests(), func(r testkit.Request) bool { return r.User == "" })
	return len(with)
}

func TestNobodySignedInIsToldSo(t *testing.T) {
	for name, auth := range map[string]testkit.Auth{"basic": testkit.Basic, "token": testkit.Bearer} {
		t.Run(name, func(t *testing.T) {
			inBubble(t, &testkit.Registry{Auth: auth}, func(t *testing.T, s *site) {
				s.client.Keychain = nil
				_, err := s.push(t.Context(), imageOf(t, 10))
				finding(t, err, CodeAnonymous)
			})
		})
	}
}

func TestACaptivePortalIsNoRegistry(t *testing.T) {
	fault := func(int, *http.Request) testkit.Fault { return testkit.Fault{Kind: testkit.Portal} }
	inBubble(t, &testkit.Registry{Fault: fault}, func(t *testing.T, s *site) {
		_, err := s.push(t.Context(), imageOf(t, 10))
		f := finding(t, err, CodeNotARegistry)
		if !strings.Contains(f.Exchange.Text, "hotel") {
			t.Errorf("the page is not kept: %q", f.Exchange.Text)
		}
		if n := s.passwords(); n != 0 {
			t.Error("it was sent the password")
		}
	})
}

func TestALockedTagThatHoldsTheImageIsSuccess(t *testing.T) {
	first := true
	fault := func(_ int, r *http.Request) testkit.Fault {
		if r.Method != http.MethodPut || !strings.Contains(r.URL.Path, "/manifests/") {
			return testkit.Fault{}
		}
		if first {
			first = false
			return testkit.Fault{Kind: testkit.Lost}
		}
		return refusing(409, "TAG_IMMUTABLE", "the tag exists")
	}
	inBubble(t, &testkit.Registry{Fault: fault}, func(t *testing.T, s *site) {
		image := imageOf(t, 10)
		if _, err := s.push(t.Context(), image); err != nil {
			t.Fatal(err)
		}
		s.holdsAll(t, image)
	})
}

// TestAWebServersOwnPageToSomebodySignedInIsARefusal imitates HAProxy, whose
// "http-request deny" answers with a page of its own.
func TestAWebServersOwnPageToSomebodySignedInIsARefusal(t *testing.T) {
	page := testkit.Fault{Kind: testkit.Answer, Status: http.StatusForbidden, Header: http.Header{"Content-Type": {"text/html"}},
		Body: "<html><body><h1>403 Forbidden</h1>\nRequest forbidden by administrative rules.\n</body></html>"}
	inBubble(t, &testkit.Registry{Auth: testkit.Basic, Fault: at("POST", "/uploads/", page)}, func(t *testing.T, s *site) {
		_, err := s.push(t.Context(), imageOf(t, 10))
		finding(t, err, CodeDenied)
	})
	inBubble(t, &testkit.Registry{Fault: at("POST", "/uploads/", page)}, func(t *testing.T, s *site) {
		_, err := s.push(t.Context(), imageOf(t, 10))
		finding(t, err, CodeNotARegistry)
	})
}
