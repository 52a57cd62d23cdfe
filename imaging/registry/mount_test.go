package registry

import (
	"fmt"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	v1 "github.com/google/go-containerregistry/pkg/v1"

	"auximage/imaging/testkit"
)

// another is the tag of a second domain's image at the same registry.
const another = host + "/tenancy/second-model:v1"

// secondDomain pushes an image with a large layer, then one that has the layer
// in common with it to another repository, and returns what the second push did.
func (s *site) secondDomain(t *testing.T) (Result, []testkit.Request) {
	t.Helper()
	s.client.Cache = t.TempDir()
	if _, err := s.push(t.Context(), imageOf(t, large, 100)); err != nil {
		t.Fatal(err)
	}
	return s.pushSecond(t)
}

func (s *site) pushSecond(t *testing.T) (Result, []testkit.Request) {
	t.Helper()
	before := len(s.registry.Requests())
	result, err := s.client.Push(t.Context(), another, imageOf(t, large, 101), nil)
	if err != nil {
		t.Fatal(err)
	}
	return result, s.registry.Requests()[before:]
}

// mountsIn returns the requests that ask for a mount.
func mountsIn(all []testkit.Request) []testkit.Request {
	return slices.DeleteFunc(slices.Clone(all), func(r testkit.Request) bool { return !strings.Contains(r.Query, "mount=") })
}

// uploaded returns how many bytes went out in bodies.
func uploaded(all []testkit.Request) (sum int64) {
	for _, r := range all {
		if strings.Contains(r.Path, "/uploads/") {
			sum += max(r.Length, 0)
		}
	}
	return sum
}

func TestALayerThatAnotherRepositoryHasIsNotSent(t *testing.T) {
	for name, auth := range map[string]testkit.Auth{"open": testkit.Open, "password": testkit.Basic, "tokens": testkit.Bearer} {
		t.Run(name, func(t *testing.T) {
			inBubble(t, &testkit.Registry{Auth: auth}, func(t *testing.T, s *site) {
				result, asked := s.secondDomain(t)
				if result.Skipped != large || uploaded(asked) >= large || len(mountsIn(asked)) != 1 {
					t.Errorf("skipped %d, sent %d, asked for %d mounts; want %d, the model and the config, 1", result.Skipped, uploaded(asked), len(mountsIn(asked)), large)
				}
				if s.registry.Blob("tenancy/second-model", digestOf(t, imageOf(t, large)).String()) == nil {
					t.Error("the layer is not there")
				}
			})
		})
	}
}

// digestOf returns the digest of the image's first layer.
func digestOf(t *testing.T, image v1.Image) v1.Hash {
	t.Helper()
	layers, err := image.Layers()
	if err != nil {
		t.Fatal(err)
	}
	digest, err := layers[0].Digest()
	if err != nil {
		t.Fatal(err)
	}
	return digest
}

func TestARefusedMountCostsOneQuestionAndNoPush(t *testing.T) {
	for name, fault := range map[string]testkit.Fault{
		"forbidden":         {Kind: testkit.Answer, Status: http.StatusForbidden, Body: `{"errors":[{"code":"DENIED"}]}`},
		"unauthorized":      {Kind: testkit.Answer, Status: http.StatusUnauthorized, Header: http.Header{"Www-Authenticate": {`Basic realm="x"`}}},
		"not found":         {Kind: testkit.Answer, Status: http.StatusNotFound, Body: `{"errors":[{"code":"NAME_UNKNOWN"}]}`},
		"a failing server":  {Kind: testkit.Answer, Status: http.StatusInternalServerError},
		"too many requests": {Kind: testkit.Answer, Status: http.StatusTooManyRequests, Header: http.Header{"Retry-After": {"30"}}},
		"a sign-in's page":  {Kind: testkit.Answer, Status: http.StatusOK, Header: http.Header{"Content-Type": {"text/html"}}, Body: "<html>"},
		"no answer":         {Kind: testkit.Lost},
	} {
		t.Run(name, func(t *testing.T) {
			for auth, kind := range map[string]testkit.Auth{"password": testkit.Basic, "tokens": testkit.Bearer} {
				t.Run(auth, func(t *testing.T) {
					registry := &testkit.Registry{Auth: kind, Fault: func(_ int, r *http.Request) testkit.Fault {
						if r.URL.Query().Has("mount") {
							return fault
						}
						return testkit.Fault{}
					}}
					inBubble(t, registry, func(t *testing.T, s *site) {
						_, asked := s.secondDomain(t)
						if n := len(mountsIn(asked)); n != 1 {
							t.Errorf("asked for a mount %d times, want once", n)
						}
						if s.registry.Blob("tenancy/second-model", digestOf(t, imageOf(t, large)).String()) == nil {
							t.Error("the layer is not there")
						}
					})
				})
			}
		})
	}
}

func TestAnUploadThatIsBegunInPlaceOfAMountIsUsed(t *testing.T) {
	registry := &testkit.Registry{}
	inBubble(t, registry, func(t *testing.T, s *site) {
		s.client.Cache = t.TempDir()
		if _, err := s.push(t.Context(), imageOf(t, large, 100)); err != nil {
			t.Fatal(err)
		}
		registry.RemoveRepository(repository) // deleted in the meantime
		result, asked := s.pushSecond(t)
		begun := 0
		for _, r := range asked {
			if r.Method == http.MethodPost && strings.HasSuffix(r.Path, "/uploads/") {
				begun++
			}
		}
		if want := 3; begun != want || result.Sent < large || s.registry.Uploads() != 0 { // layer, model, config
			t.Errorf("%d uploads begun, %d left open, %d bytes sent; want %d begun", begun, s.registry.Uploads(), result.Sent, want)
		}
	})
}

// TestATokenForTwoRepositoriesThatIsRefusedIsDoneWithout has a token server
// that gives tokens for one repository alone, as some gateways do.
func TestATokenForTwoRepositoriesThatIsRefusedIsDoneWithout(t *testing.T) {
	for _, status := range []int{http.StatusUnauthorized, http.StatusForbidden, http.StatusBadRequest} {
		t.Run(fmt.Sprint(status), func(t *testing.T) {
			registry := &testkit.Registry{Auth: testkit.Bearer, Fault: func(_ int, r *http.Request) testkit.Fault {
				if r.URL.Path == testkit.TokenPath && len(r.URL.Query()["scope"]) > 1 {
					return testkit.Fault{Kind: testkit.Answer, Status: status}
				}
				return testkit.Fault{}
			}}
			inBubble(t, registry, func(t *testing.T, s *site) {
				result, asked := s.secondDomain(t)
				tokens := 0
				for _, r := range asked {
					if r.Path == testkit.TokenPath {
						tokens++
					}
				}
				if result.Sent < large || tokens != 2 || len(mountsIn(asked)) != 0 {
					t.Errorf("sent %d with %d tokens asked for and %d mounts; want all, 2, 0", result.Sent, tokens, len(mountsIn(asked)))
				}
			})
		})
	}
}

func TestOfManyRepositoriesTwoAreTried(t *testing.T) {
	registry := &testkit.Registry{}
	inBubble(t, registry, func(t *testing.T, s *site) {
		s.client.Cache = t.TempDir()
		for i := range 4 {
			ref := fmt.Sprintf("%s/tenancy/model-%d:v1", host, i)
			if _, err := s.client.Push(t.Context(), ref, imageOf(t, large, 200+i), nil); err != nil {
				t.Fatal(err)
			}
		}
		for i := range 4 {
			registry.RemoveRepository(fmt.Sprintf("tenancy/model-%d", i))
		}
		_, asked := s.pushSecond(t)
		if n := len(mountsIn(asked)); n != maxMounts {
			t.Errorf("%d mounts were asked for, want %d", n, maxMounts)
		}
		if _, again := s.pushSecond(t); len(mountsIn(again)) != 0 {
			t.Errorf("%d mounts were asked for of what is there", len(mountsIn(again)))
		}
		known := cache(s.client.Cache).readPlaces(url.URL{Scheme: "http", Host: host})
		if of := known.of(digestOf(t, imageOf(t, large)), ""); !slices.Equal(of, []string{"tenancy/second-model"}) {
			t.Errorf("it is thought to be in %v", of)
		}
	})
}

// filesOf returns how many files a folder has, and all their content.
func filesOf(t *testing.T, folder string) (n int, content string) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(folder, "*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		content += string(text)
	}
	return len(files), content
}

func TestWhereBlobsAreIsBoundedAndHasNoSecret(t *testing.T) {
	inBubble(t, &testkit.Registry{Auth: testkit.Basic}, func(t *testing.T, s *site) {
		s.secondDomain(t)
		files, known := filesOf(t, filepath.Join(s.client.Cache, "places"))
		if files != 1 || !strings.Contains(known, "tenancy/second-model") || strings.Contains(known, password) || strings.Contains(known, user) {
			t.Errorf("%d files: %s", files, known)
		}
	})
	var known places
	for i := range 3 * maxPlaces {
		known = known.with(v1.Hash{Algorithm: "sha256", Hex: fmt.Sprintf("%064x", i)}, "a/b", nil)
	}
	if n := len(known.Blobs); n != maxPlaces || known.Blobs[0].Digest.Hex != fmt.Sprintf("%064x", 3*maxPlaces-1) {
		t.Errorf("%d blobs are known, the first %v", n, known.Blobs[0])
	}
}
