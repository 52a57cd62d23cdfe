package registry

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/types"

	"auximage/imaging/testkit"
)

const baseRef = host + "/library/base:latest"

// keepBase puts an index of two platforms, or one image, where baseRef looks.
func (s *site) keepBase(t *testing.T, what Pushable) {
	t.Helper()
	if _, err := s.client.Push(t.Context(), baseRef, what, nil); err != nil {
		t.Fatal(err)
	}
}

func twoPlatforms(t *testing.T) v1.ImageIndex {
	return indexOf(t, platformed(t, imageOf(t, 1000), "amd64"), platformed(t, imageOf(t, 2000), "arm64"))
}

// readLayers reads an image's layers, compressed.
func readLayers(image v1.Image) ([]byte, error) {
	layers, err := image.Layers()
	if err != nil {
		return nil, err
	}
	var all []byte
	for _, layer := range layers {
		r, err := layer.Compressed()
		if err != nil {
			return nil, err
		}
		content, err := io.ReadAll(r)
		if err := errors.Join(err, r.Close()); err != nil {
			return nil, err
		}
		all = append(all, content...)
	}
	return all, nil
}

func layersOf(t *testing.T, image v1.Image) []byte {
	t.Helper()
	all, err := readLayers(image)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestABaseIsTheImageOfThePlatform(t *testing.T) {
	for platform, size := range map[string]int{"": 1000, "linux/amd64": 1000, "linux/arm64": 2000} {
		t.Run(platform, func(t *testing.T) {
			inBubble(t, &testkit.Registry{Auth: testkit.Bearer}, func(t *testing.T, s *site) {
				index := twoPlatforms(t)
				s.keepBase(t, index)
				base, err := s.client.ResolveBase(t.Context(), baseRef, platform, "", false)
				if err != nil {
					t.Fatal(err)
				}
				if got := layersOf(t, base.Image); !bytes.Equal(got, content(1, size)) {
					t.Errorf("%d bytes", len(got))
				}
				if digest, _ := index.Digest(); base.Digest != digest || base.MediaType != types.DockerManifestSchema2 {
					t.Errorf("%s %s", base.Digest, base.MediaType)
				}
			})
		})
	}
}

func TestABaseWithoutThePlatformNamesThoseItHas(t *testing.T) {
	inBubble(t, &testkit.Registry{}, func(t *testing.T, s *site) {
		s.keepBase(t, twoPlatforms(t))
		_, err := s.client.ResolveBase(t.Context(), baseRef, "linux/s390x", "", false)
		if f := finding(t, err, CodeNoPlatform); f.Args["Platforms"] != "linux/amd64, linux/arm64" {
			t.Errorf("got %v", f.Args)
		}
		single := platformed(t, imageOf(t, 10), "amd64")
		s.keepBase(t, single)
		_, err = s.client.ResolveBase(t.Context(), baseRef, "linux/arm64", "", true)
		if f := finding(t, err, CodeNoPlatform); f.Args["Platforms"] != "linux/amd64" {
			t.Errorf("got %v", f.Args)
		}
	})
}

func TestACachedBaseNeedsNoNetwork(t *testing.T) {
	inBubble(t, &testkit.Registry{}, func(t *testing.T, s *site) {
		s.client.Cache = t.TempDir()
		s.keepBase(t, twoPlatforms(t))
		first, err := s.client.ResolveBase(t.Context(), baseRef, "", "", false)
		if err != nil {
			t.Fatal(err)
		}
		asked := len(s.registry.Requests())
		for _, kept := range []string{"", first.Digest.String()} {
			base, err := s.client.ResolveBase(t.Context(), baseRef, "", kept, false)
			if err != nil {
				t.Fatal(err)
			}
			if got := layersOf(t, base.Image); !bytes.Equal(got, content(1, 1000)) || base.Digest != first.Digest {
				t.Errorf("%d bytes of %s", len(got), base.Digest)
			}
		}
		if n := len(s.registry.Requests()) - asked; n != 0 {
			t.Errorf("%d requests", n)
		}
		s.keepBase(t, imageOf(t, 30))
		base, err := s.client.ResolveBase(t.Context(), baseRef, "", first.Digest.String(), true)
		if err != nil {
			t.Fatal(err)
		}
		if base.Digest == first.Digest {
			t.Error("always pull has not pulled")
		}
	})
}

func TestADamagedCacheIsFetchedAnew(t *testing.T) {
	for name, damage := range map[string]func(string) error{
		"changed": func(file string) error { return os.WriteFile(file, []byte("x"), 0o600) },
		"cut":     func(file string) error { return os.Truncate(file, 5) },
		"gone":    os.Remove,
	} {
		t.Run(name, func(t *testing.T) {
			inBubble(t, &testkit.Registry{}, func(t *testing.T, s *site) {
				s.client.Cache = t.TempDir()
				s.keepBase(t, twoPlatforms(t))
				if _, err := s.client.ResolveBase(t.Context(), baseRef, "", "", false); err != nil {
					t.Fatal(err)
				}
				err := filepath.WalkDir(s.client.Cache, func(file string, entry os.DirEntry, err error) error {
					if err != nil || entry.IsDir() {
						return err
					}
					return damage(file)
				})
				if err != nil {
					t.Fatal(err)
				}
				base, err := s.client.ResolveBase(t.Context(), baseRef, "", "", false)
				if err != nil {
					t.Fatal(err)
				}
				if got := layersOf(t, base.Image); !bytes.Equal(got, content(1, 1000)) {
					t.Errorf("%d bytes", len(got))
				}
			})
		})
	}
}

func TestALayerThatIsNotWhatItsDigestSaysIsRefused(t *testing.T) {
	registry := &testkit.Registry{}
	inBubble(t, registry, func(t *testing.T, s *site) {
		s.client.Cache = t.TempDir()
		image := platformed(t, imageOf(t, 1000), "amd64")
		s.keepBase(t, image)
		layers, _ := image.Layers()
		digest, _ := layers[0].Digest()
		registry.Fault = at("GET", "/blobs/"+digest.String(), answer(200, string(content(7, 1000))))
		_, err := s.client.ResolveBase(t.Context(), baseRef, "", "", false)
		finding(t, err, CodeBaseDamaged)
		kept, _ := filepath.Glob(filepath.Join(s.client.Cache, "bases", "sha256", "*"))
		for _, file := range kept {
			read, _ := os.ReadFile(file)
			if h, _, _ := v1.SHA256(bytes.NewReader(read)); h.Hex != filepath.Base(file) {
				t.Errorf("the cache kept %s", file)
			}
		}
	})
}

func TestWhatIsNoImageIsRefusedAsABase(t *testing.T) {
	inBubble(t, &testkit.Registry{}, func(t *testing.T, s *site) {
		_, err := s.client.ResolveBase(t.Context(), baseRef, "", "", false)
		finding(t, err, CodeNoImage)
		s.registry.PutManifest("library/base", "latest", "application/vnd.example.thing+json",
			[]byte(`{"schemaVersion":2,"mediaType":"application/vnd.example.thing+json"}`))
		_, err = s.client.ResolveBase(t.Context(), baseRef, "", "", false)
		finding(t, err, CodeNotAnImage)
		_, err = s.client.ResolveBase(t.Context(), baseRef, "amd64", "", false)
		finding(t, err, CodeBadPlatform)
	})
}

func TestDockerHubsLimitHasItsOwnName(t *testing.T) {
	fault := func(int, *http.Request) testkit.Fault {
		return refusing(http.StatusTooManyRequests, "TOOMANYREQUESTS", "You have reached your unauthenticated pull rate limit")
	}
	inBubble(t, &testkit.Registry{Fault: fault}, func(t *testing.T, s *site) {
		defer s.network.Serve("index.docker.io:80", s.registry)()
		_, err := s.plain(t, "index.docker.io").ResolveBase(t.Context(), "busybox", "", "", false)
		f := finding(t, err, CodePullLimit)
		if !strings.Contains(f.Exchange.Text, "pull rate limit") {
			t.Errorf("the words are %q", f.Exchange.Text)
		}
	})
}

func TestABasesLayerThatIsGarbledOnItsWayToTheTargetIsFetchedAgain(t *testing.T) {
	registry := &testkit.Registry{}
	inBubble(t, registry, func(t *testing.T, s *site) {
		defer s.network.Serve("storage.test:80", s.registry)()
		image := platformed(t, imageOf(t, 3<<20), "amd64")
		if _, err := s.client.Push(t.Context(), "storage.test/library/base:1", image, nil); err != nil {
			t.Fatal(err)
		}
		base, err := s.client.ResolveBase(t.Context(), "storage.test/library/base:1", "", "", false)
		if err != nil {
			t.Fatal(err)
		}
		garbled := false
		registry.Fault = func(_ int, r *http.Request) testkit.Fault {
			if garbled || r.Method != http.MethodGet || !strings.Contains(r.URL.Path, "/blobs/") {
				return testkit.Fault{}
			}
			garbled = true
			return testkit.Fault{Kind: testkit.Garbled}
		}
		if _, err := s.push(t.Context(), base.Image); err != nil {
			t.Fatal(err)
		}
		s.holdsAll(t, image)
		if !garbled {
			t.Error("nothing was read")
		}
	})
}
