package registry

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-containerregistry/pkg/name"
	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/layout"
	"github.com/google/go-containerregistry/pkg/v1/mutate"
	"github.com/google/go-containerregistry/pkg/v1/tarball"
	"github.com/google/go-containerregistry/pkg/v1/types"

	"auximage/imaging/testkit"
)

func TestDockersFirstFormatIsNamed(t *testing.T) {
	const signed = "application/vnd.docker.distribution.manifest.v1+prettyjws"
	old := []byte(`{"schemaVersion":1,"name":"library/base","tag":"latest","fsLayers":[],"history":[],"signatures":[]}`)
	t.Run("in a registry", func(t *testing.T) {
		inBubble(t, &testkit.Registry{}, func(t *testing.T, s *site) {
			s.registry.PutManifest("library/base", "latest", signed, old)
			_, err := s.client.ResolveBase(t.Context(), baseRef, "", "", false)
			finding(t, err, CodeSchema1)
		})
	})
	t.Run("in a folder", func(t *testing.T) {
		folder := t.TempDir()
		layers, err := layout.Write(folder, mutate.AppendManifests(indexOf(t)))
		if err != nil {
			t.Fatal(err)
		}
		digest, size, _ := v1.SHA256(bytes.NewReader(old))
		if err := layers.WriteBlob(digest, io.NopCloser(bytes.NewReader(old))); err != nil {
			t.Fatal(err)
		}
		if err := layers.AppendDescriptor(v1.Descriptor{MediaType: signed, Digest: digest, Size: size}); err != nil {
			t.Fatal(err)
		}
		_, err = OpenBaseFile(folder, "")
		finding(t, err, CodeSchema1)
	})
}

func TestAConfigOfMegabytesIsNamedWithItsSize(t *testing.T) {
	image := gzipped(t)
	config, err := image.ConfigFile()
	if err != nil {
		t.Fatal(err)
	}
	config = config.DeepCopy()
	config.Config.Labels = map[string]string{"notes": strings.Repeat("n", largestConfig)}
	if image, err = mutate.ConfigFile(image, config); err != nil {
		t.Fatal(err)
	}
	folder := filepath.Join(t.TempDir(), "layout")
	if _, err := layout.Write(folder, mutate.AppendManifests(indexOf(t), mutate.IndexAddendum{Add: image})); err != nil {
		t.Fatal(err)
	}
	_, err = OpenBaseFile(folder, "")
	if f := finding(t, err, CodeLargeConfig); f.Args["Size"].(int64) <= largestConfig || f.Args["Limit"] != int64(largestConfig) {
		t.Errorf("got %v", f.Args)
	}
}

// withDiffIDs returns the image with other diff IDs in its config.
func withDiffIDs(t *testing.T, image v1.Image, ids ...v1.Hash) v1.Image {
	t.Helper()
	config, err := image.ConfigFile()
	if err != nil {
		t.Fatal(err)
	}
	config = config.DeepCopy()
	config.RootFS.DiffIDs = ids
	changed, err := mutate.ConfigFile(image, config)
	if err != nil {
		t.Fatal(err)
	}
	return changed
}

func TestALayerThatTheConfigDoesNotMeanIsNamedAtItsEnd(t *testing.T) {
	inBubble(t, &testkit.Registry{}, func(t *testing.T, s *site) {
		s.keepBase(t, withDiffIDs(t, gzipped(t), v1.Hash{Algorithm: "sha256", Hex: strings.Repeat("d", 64)}))
		base, err := s.client.ResolveBase(t.Context(), baseRef, "", "", false)
		if err != nil {
			t.Fatal(err)
		}
		layers, _ := base.Image.Layers()
		content, err := layers[0].Uncompressed()
		if err != nil {
			t.Fatal(err)
		}
		_, err = io.Copy(io.Discard, content)
		digest, _ := layers[0].Digest()
		if f := finding(t, err, CodeDiffID); f.Args["Digest"] != digest.String() || f.Args["Reference"] != baseRef {
			t.Errorf("got %v", f.Args)
		}
	})
}

func TestABaseThatLacksALayerIsIncomplete(t *testing.T) {
	registry := &testkit.Registry{}
	inBubble(t, registry, func(t *testing.T, s *site) {
		s.client.Cache = t.TempDir()
		image := platformed(t, imageOf(t, 1000), "amd64")
		s.keepBase(t, image)
		layers, _ := image.Layers()
		digest, _ := layers[0].Digest()
		registry.Fault = at("GET", "/blobs/"+digest.String(), refusing(http.StatusNotFound, "BLOB_UNKNOWN", "blob unknown to registry"))
		_, err := s.client.ResolveBase(t.Context(), baseRef, "", "", false)
		finding(t, err, CodeBaseIncomplete)
	})
}

func TestAWrongManifestAtAPullIsNotAboutAPush(t *testing.T) {
	registry := &testkit.Registry{}
	inBubble(t, registry, func(t *testing.T, s *site) {
		image := platformed(t, imageOf(t, 1000), "amd64")
		s.keepBase(t, image)
		digest, _ := image.Digest()
		registry.Fault = at("GET", "/manifests/", answer(200, `{"schemaVersion":2}`))
		_, err := s.client.ResolveBase(t.Context(), host+"/library/base@"+digest.String(), "", "", false)
		finding(t, err, CodeManifestDamaged)
	})
}

// deflating answers what is stored compressed, as some proxies do unasked.
func deflating(t *testing.T, registry *testkit.Registry) func(int, *http.Request) testkit.Fault {
	return func(_ int, r *http.Request) testkit.Fault {
		repo, rest, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/v2/"), "/manifests/")
		content, kind := registry.Manifest(repo, rest), string(types.DockerManifestSchema2)
		if repo, digest, isBlob := strings.Cut(strings.TrimPrefix(r.URL.Path, "/v2/"), "/blobs/"); isBlob {
			content, kind = registry.Blob(repo, digest), "application/octet-stream"
		}
		if r.Method != http.MethodGet || content == nil {
			return testkit.Fault{}
		}
		return testkit.Fault{Kind: testkit.Answer, Status: http.StatusOK, Body: packed(t, content),
			Header: http.Header{"Content-Encoding": {"gzip"}, "Content-Type": {kind}}}
	}
}

func packed(t *testing.T, content []byte) string {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write(content); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestAnswersThatAreCompressedUnaskedAreRead(t *testing.T) {
	registry := &testkit.Registry{}
	inBubble(t, registry, func(t *testing.T, s *site) {
		image := platformed(t, imageOf(t, 5000), "amd64")
		s.keepBase(t, image)
		registry.Fault = deflating(t, registry)
		base, err := s.client.ResolveBase(t.Context(), baseRef, "", "", false)
		if err != nil {
			t.Fatal(err)
		}
		if got := layersOf(t, base.Image); !bytes.Equal(got, content(1, 5000)) {
			t.Errorf("%d bytes", len(got))
		}
	})
}

func TestALayersOwnCompressionThatIsCalledAnEncodingStays(t *testing.T) {
	registry := &testkit.Registry{}
	inBubble(t, registry, func(t *testing.T, s *site) {
		image := gzipped(t)
		s.keepBase(t, image)
		layers, _ := image.Layers()
		digest, _ := layers[0].Digest()
		registry.Fault = at("GET", "/blobs/"+digest.String(), testkit.Fault{Kind: testkit.Answer, Status: http.StatusOK,
			Body: string(registry.Blob("library/base", digest.String())), Header: http.Header{"Content-Encoding": {"gzip"}}})
		base, err := s.client.ResolveBase(t.Context(), baseRef, "", "", false)
		if err != nil {
			t.Fatal(err)
		}
		if got := layersOf(t, base.Image); !bytes.Equal(got, registry.Blob("library/base", digest.String())) {
			t.Errorf("%d bytes", len(got))
		}
	})
}

func TestATagThatWasUnfitAndIsRepairedIsResolvedAnew(t *testing.T) {
	inBubble(t, &testkit.Registry{}, func(t *testing.T, s *site) {
		s.client.Cache = t.TempDir()
		s.keepBase(t, platformed(t, imageOf(t, 10), "amd64"))
		if _, err := s.client.ResolveBase(t.Context(), baseRef, "linux/amd64", "", false); err != nil {
			t.Fatal(err)
		}
		_, err := s.client.ResolveBase(t.Context(), baseRef, "linux/arm64", "", false)
		finding(t, err, CodeNoPlatform)
		repaired := twoPlatforms(t)
		s.keepBase(t, repaired)
		base, err := s.client.ResolveBase(t.Context(), baseRef, "linux/arm64", "", false)
		if err != nil {
			t.Fatal(err)
		}
		if want, _ := repaired.Digest(); base.Digest != want || base.Remembered {
			t.Errorf("%s, remembered: %v; want %s", base.Digest, base.Remembered, want)
		}
	})
}

// TestWhatDockerSaveWroteIsPushed has a tar of docker save before Docker 25,
// with layers as tars, the way podman save and skopeo write it too.
func TestWhatDockerSaveWroteIsPushed(t *testing.T) {
	image := gzipped(t)
	file := filepath.Join(t.TempDir(), "saved.tar")
	tag, err := name.NewTag(tagged)
	if err != nil {
		t.Fatal(err)
	}
	if err := tarball.WriteToFile(file, tag, image); err != nil {
		t.Fatal(err)
	}
	opened, ref, err := OpenFile(file)
	if err != nil || ref != tagged {
		t.Fatalf("%q, %v", ref, err)
	}
	inBubble(t, &testkit.Registry{}, func(t *testing.T, s *site) {
		result, err := s.push(t.Context(), opened)
		if err != nil {
			t.Fatal(err)
		}
		var stored v1.Manifest
		if err := json.Unmarshal(s.registry.Manifest(repository, "v1"), &stored); err != nil {
			t.Fatal(err)
		}
		want, _ := image.ConfigName()
		if stored.Config.Digest != want || len(stored.Layers) != 1 || result.Sent == 0 {
			t.Errorf("%+v, sent %d; want the config %s", stored, result.Sent, want)
		}
	})
}

func TestADamagedFileOfAnImageIsCalledDamaged(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "layout")
	image := gzipped(t)
	if _, err := layout.Write(folder, mutate.AppendManifests(indexOf(t), mutate.IndexAddendum{Add: image})); err != nil {
		t.Fatal(err)
	}
	layers, _ := image.Layers()
	digest, _ := layers[0].Digest()
	if err := os.WriteFile(filepath.Join(folder, "blobs", "sha256", digest.Hex), []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	base, err := OpenBaseFile(folder, "")
	if err != nil {
		t.Fatal(err)
	}
	_, err = readLayers(base.Image)
	if f := finding(t, err, CodeDamagedFile); f.File != folder || f.Args["Digest"] != digest.String() {
		t.Errorf("got %v", f)
	}
}
