package registry

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/empty"
	"github.com/google/go-containerregistry/pkg/v1/mutate"
	"github.com/google/go-containerregistry/pkg/v1/types"

	"auximage/imaging/report"
	"auximage/imaging/testkit"
	"auximage/imaging/transport"
)

func TestAPushBringsTheWholeImage(t *testing.T) {
	for name, auth := range map[string]testkit.Auth{"open": testkit.Open, "basic": testkit.Basic, "token": testkit.Bearer} {
		t.Run(name, func(t *testing.T) {
			inBubble(t, &testkit.Registry{Auth: auth}, func(t *testing.T, s *site) {
				image := imageOf(t, 300_000, 10)
				result, err := s.push(t.Context(), image)
				if err != nil {
					t.Fatal(err)
				}
				s.holdsAll(t, image)
				if digest, _ := image.Digest(); result.Digest != digest {
					t.Errorf("digest %s", result.Digest)
				}
				if result.Skipped != 0 || result.Sent < 300_010 {
					t.Errorf("sent %d, skipped %d", result.Sent, result.Skipped)
				}
				if n := s.registry.Uploads(); n != 0 {
					t.Errorf("%d upload sessions are left", n)
				}
				again, err := s.push(t.Context(), image)
				if err != nil {
					t.Fatal(err)
				}
				if again.Sent != 0 || again.Skipped != result.Sent {
					t.Errorf("the second time: sent %d, skipped %d", again.Sent, again.Skipped)
				}
			})
		})
	}
}

func TestAnIndexIsPushedWithItsImages(t *testing.T) {
	inBubble(t, &testkit.Registry{Auth: testkit.Bearer}, func(t *testing.T, s *site) {
		index := indexOf(t, platformed(t, imageOf(t, 100), "amd64"), platformed(t, imageOf(t, 100), "arm64"))
		result, err := s.push(t.Context(), index)
		if err != nil {
			t.Fatal(err)
		}
		if digest, _ := index.Digest(); result.Digest != digest {
			t.Errorf("digest %s", result.Digest)
		}
		if len(result.Blobs) != 3 {
			t.Errorf("%d blobs: the shared layer counts once, the configs are two", len(result.Blobs))
		}
		manifest, _ := index.IndexManifest()
		for _, child := range manifest.Manifests {
			if s.registry.Manifest(repository, child.Digest.String()) == nil {
				t.Errorf("%s is not there", child.Digest)
			}
		}
	})
}

// indexOf returns an index of images.
func indexOf(t testing.TB, images ...v1.Image) v1.ImageIndex {
	t.Helper()
	index := mutate.IndexMediaType(empty.Index, types.DockerManifestList)
	for _, image := range images {
		config, err := image.ConfigFile()
		if err != nil {
			t.Fatal(err)
		}
		index = mutate.AppendManifests(index, mutate.IndexAddendum{Add: image, Descriptor: v1.Descriptor{Platform: config.Platform()}})
	}
	return index
}

func TestProgressNamesTheLayers(t *testing.T) {
	inBubble(t, &testkit.Registry{}, func(t *testing.T, s *site) {
		image := imageOf(t, 100_000)
		blobs, _ := blobsOf([]v1.Image{image}, nil)
		heard := make(chan report.Progress, 1000)
		s.client.Progress = func(p report.Progress) { heard <- p }
		if _, err := s.client.Push(t.Context(), tagged, image, map[v1.Hash]string{blobs[0].digest: "archives"}); err != nil {
			t.Fatal(err)
		}
		close(heard)
		last := map[report.Phase]map[string]report.Progress{}
		for p := range heard {
			if last[p.Phase] == nil {
				last[p.Phase] = map[string]report.Progress{}
			}
			last[p.Phase][p.Item] = p
		}
		if p := last[report.Upload]["archives"]; p.State != report.Finished || p.Done != 100_000 || p.Total != 100_000 {
			t.Errorf("the layer ended as %+v", p)
		}
		for _, phase := range []report.Phase{report.SignIn, report.Manifest} {
			if p := last[phase][""]; p.State != report.Finished {
				t.Errorf("%s ended as %+v", phase, p)
			}
		}
	})
}

func TestAStopInMidBlobEndsSoonAndDeletesTheSession(t *testing.T) {
	fault := at("PATCH", "/uploads/", testkit.Fault{Kind: testkit.Stall, Where: testkit.WithinBody})
	inBubble(t, &testkit.Registry{Auth: testkit.Bearer, Fault: fault}, func(t *testing.T, s *site) {
		ctx, stop := context.WithCancel(t.Context())
		go func() {
			synctest.Wait() // until the blob stalls
			stop()
		}()
		began := time.Now()
		_, err := s.push(ctx, imageOf(t, 500_000))
		if !errors.Is(err, context.Canceled) {
			t.Errorf("it ended in %v", err)
		}
		if took := time.Since(began); took > 3*time.Second {
			t.Errorf("it took %v", took)
		}
		if n := s.registry.Uploads(); n != 0 {
			t.Errorf("%d upload sessions are left", n)
		}
	})
}

func TestATokenThatExpiresIsRenewed(t *testing.T) {
	for _, where := range []testkit.Where{testkit.BeforeBody, testkit.WithinBody, testkit.AfterBody} {
		t.Run(fmt.Sprint(where), func(t *testing.T) {
			expired := false
			registry := &testkit.Registry{Auth: testkit.Bearer}
			registry.Fault = func(_ int, r *http.Request) testkit.Fault {
				if r.Method != http.MethodPatch || expired {
					return testkit.Fault{}
				}
				expired = true
				registry.ExpireTokens()
				return testkit.Fault{Kind: testkit.Unauthorized, Where: where}
			}
			inBubble(t, registry, func(t *testing.T, s *site) {
				image := imageOf(t, 500_000)
				if _, err := s.push(t.Context(), image); err != nil {
					t.Fatal(err)
				}
				s.holdsAll(t, image)
			})
		})
	}
}

func TestATokenOfTwoSecondsIsEnough(t *testing.T) {
	// Each blob's bytes take longer than the token lives.
	fault := at("POST", "/uploads/", testkit.Fault{Kind: testkit.Drip, Pace: 10 * time.Millisecond})
	inBubble(t, &testkit.Registry{Auth: testkit.Bearer, TokenLife: 2 * time.Second, Fault: fault}, func(t *testing.T, s *site) {
		image := imageOf(t, 1000, 2000, 3000)
		if _, err := s.push(t.Context(), image); err != nil {
			t.Fatal(err)
		}
		s.holdsAll(t, image)
	})
}

func TestARegistryThatIsAwayForAWhileIsWaitedFor(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		registry := &testkit.Registry{Auth: testkit.Bearer}
		s := newSite(t, registry)
		s.stop()
		back := make(chan func(), 1)
		time.AfterFunc(10*time.Second, func() { back <- s.network.Serve(host+":80", registry) })
		image := imageOf(t, 1000)
		_, err := s.push(t.Context(), image)
		s.stop = <-back
		if err != nil {
			t.Fatal(err)
		}
		s.holdsAll(t, image)
	})
}

// bodies returns how many requests carried a blob.
func TestAnUploadOnAnotherHostSeesNoCredentials(t *testing.T) {
	inBubble(t, &testkit.Registry{Auth: testkit.Bearer, UploadHost: "storage.test"}, func(t *testing.T, s *site) {
		stop := s.network.Serve("storage.test:80", s.registry)
		defer stop()
		image := imageOf(t, 1000)
		if _, err := s.push(t.Context(), image); err != nil {
			t.Fatal(err)
		}
		s.holdsAll(t, image)
		seen := 0
		for _, r := range s.registry.Requests() {
			if r.Host != "storage.test" {
				continue
			}
			seen++
			if r.Header.Get("Authorization") != "" {
				t.Errorf("%s %s carried %s", r.Method, r.Path, r.Header.Get("Authorization"))
			}
		}
		if seen == 0 {
			t.Error("nothing went there")
		}
	})
}

func TestARedirectSeesNoCredentials(t *testing.T) {
	for _, part := range []string{"/v2/", "/blobs/sha256:", "/uploads/", testkit.TokenPath} {
		t.Run(part, func(t *testing.T) {
			fault := func(_ int, r *http.Request) testkit.Fault {
				if r.Host == host && strings.Contains(r.URL.Path, part) {
					return testkit.Fault{Kind: testkit.Redirect, To: "sub." + host}
				}
				return testkit.Fault{}
			}
			inBubble(t, &testkit.Registry{Auth: testkit.Bearer, Fault: fault}, func(t *testing.T, s *site) {
				stop := s.network.Serve("sub."+host+":80", s.registry)
				defer stop()
				_, _ = s.push(t.Context(), imageOf(t, 1000))
				for _, r := range s.registry.Requests() {
					if r.Host != host && r.Header.Get("Authorization") != "" {
						t.Errorf("%s %s carried %s", r.Method, r.Path, r.Header.Get("Authorization"))
					}
				}
			})
		})
	}
}

func TestASourceThatChangedIsNoFaultOfTheConnection(t *testing.T) {
	for name, size := range map[string]int{"shorter": 900, "longer": 1100, "of the same length": 1000} {
		t.Run(name, func(t *testing.T) {
			inBubble(t, &testkit.Registry{}, func(t *testing.T, s *site) {
				image := imageOf(t, 1000)
				layers, _ := image.Layers()
				changed := &changedLayer{Layer: layers[0], now: content(99, size)}
				_, err := s.push(t.Context(), &changedImage{image, changed})
				f := finding(t, err, CodeSourceChanged)
				if f.Args["Layer"] == nil {
					t.Error("the layer is not named")
				}
			})
		})
	}
}

func TestTheSecretIsInNoErrorAndNoOtherHost(t *testing.T) {
	// A server that says what it was sent, at every request.
	for _, part := range []string{"/v2/", testkit.TokenPath, "/uploads/", "/manifests/"} {
		fault := func(_ int, r *http.Request) testkit.Fault {
			if r.Header.Get("Authorization") == "" || !strings.Contains(r.URL.Path, part) {
				return testkit.Fault{}
			}
			_, given, _ := r.BasicAuth()
			return refusing(403, "DENIED", "you said "+given+" "+r.Header.Get("Authorization"))
		}
		for name, auth := range map[string]testkit.Auth{"basic": testkit.Basic, "token": testkit.Bearer} {
			t.Run(part+" "+name, func(t *testing.T) {
				inBubble(t, &testkit.Registry{Auth: auth, Fault: fault}, func(t *testing.T, s *site) {
					_, err := s.push(t.Context(), imageOf(t, 1000))
					for at := err; at != nil; at = errors.Unwrap(at) {
						f, _ := report.Of(at)
						text := fmt.Sprintf("%v %+v %+v", at, f, f.Exchange)
						for _, secret := range []string{password, basicAuth(credentials())[6:], "token-1"} {
							if strings.Contains(text, secret) {
								t.Errorf("%q is in %s", secret, text)
							}
						}
					}
				})
			})
		}
	}
}

func TestPlainHTTPIsNeverTriedUnasked(t *testing.T) {
	for _, address := range []string{"127.0.0.1:5000", "localhost:5000", "10.0.0.1:5000", "registry.local"} {
		t.Run(address, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				registry := &testkit.Registry{Auth: testkit.Basic, User: user, Password: password}
				network := &testkit.Network{}
				at := address
				if !strings.Contains(at, ":") {
					at += ":443"
				}
				defer network.Serve(at, registry)()
				defer registry.Close()
				tr, err := transport.New(transport.Settings{
					Proxy: transport.Proxy{Mode: transport.NoProxy}, Dial: network.Dial, RetryBudget: time.Second,
				})
				if err != nil {
					t.Fatal(err)
				}
				defer tr.CloseIdleConnections()
				client := &Client{Transport: tr, Keychain: keychain{user, password}}
				if _, err = client.Push(t.Context(), address+"/a/b:1", imageOf(t, 10), nil); err == nil {
					t.Error("it was pushed")
				}
				if n := len(registry.Requests()); n != 0 {
					t.Errorf("it was asked %d times in clear", n)
				}
			})
		})
	}
}

func TestNobodySignsInWhereThereIsNothingToSignInWith(t *testing.T) {
	for user, want := range map[string]report.Phase{"": report.Reach, "me": report.SignIn} {
		inBubble(t, &testkit.Registry{}, func(t *testing.T, s *site) {
			s.client.Keychain = keychain{user, user}
			heard := map[report.Phase]bool{}
			var mu sync.Mutex
			s.client.Progress = func(p report.Progress) {
				mu.Lock()
				defer mu.Unlock()
				heard[p.Phase] = true
			}
			if _, err := s.push(t.Context(), imageOf(t, 10)); err != nil {
				t.Fatal(err)
			}
			if other := map[bool]report.Phase{true: report.SignIn, false: report.Reach}[user == ""]; !heard[want] || heard[other] {
				t.Errorf("as %q: heard %v, want %s alone of the two", user, heard, want)
			}
		})
	}
}
