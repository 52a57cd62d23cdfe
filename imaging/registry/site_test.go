package registry

import (
	"archive/tar"
	"bytes"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"testing"
	"testing/synctest"

	"github.com/google/go-containerregistry/pkg/authn"
	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/empty"
	"github.com/google/go-containerregistry/pkg/v1/mutate"
	"github.com/google/go-containerregistry/pkg/v1/static"
	"github.com/google/go-containerregistry/pkg/v1/tarball"
	"github.com/google/go-containerregistry/pkg/v1/types"

	"auximage/imaging/report"
	"auximage/imaging/testkit"
	"auximage/imaging/transport"
)

const (
	host       = "lhr.ocir.test"
	repository = "tenancy/test-model"
	tagged     = host + "/" + repository + ":v1"
	user       = "tenancy/lab.user"
	password   = "canary-Pa55+word/="
)

// keychain signs in with user and password everywhere.
type keychain struct{ user, password string }

func (k keychain) Resolve(authn.Resource) (authn.Authenticator, error) {
	if k.user == "" {
		return authn.Anonymous, nil
	}
	return &authn.Basic{Username: k.user, Password: k.password}, nil
}

// site is a registry at host, and a client that reaches it.
type site struct {
	registry *testkit.Registry
	network  *testkit.Network
	client   *Client
	stop     func()
}

// newSite starts a site; in a synctest bubble its time is the bubble's.
func newSite(t *testing.T, registry *testkit.Registry) *site {
	t.Helper()
	network := &testkit.Network{}
	stop := network.Serve(host+":80", registry)
	tr, err := transport.New(transport.Settings{
		Proxy:     transport.Proxy{Mode: transport.NoProxy},
		PlainHTTP: []string{host, "storage.test", "sub." + host, "auth.hub.test"},
		Dial:      network.Dial,
	})
	if err != nil {
		t.Fatal(err)
	}
	registry.User, registry.Password = user, password
	client := &Client{Transport: tr, Keychain: keychain{user, password}}
	s := &site{registry: registry, network: network, client: client, stop: stop}
	t.Cleanup(func() {
		registry.Close()
		tr.CloseIdleConnections()
		s.stop()
	})
	return s
}

// inBubble runs a test in a synctest bubble with a site.
func inBubble(t *testing.T, registry *testkit.Registry, test func(t *testing.T, s *site)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) { test(t, newSite(t, registry)) })
}

// push pushes what to tagged.
func (s *site) push(ctx context.Context, what Pushable) (Result, error) {
	return s.client.Push(ctx, tagged, what, nil)
}

// content returns bytes that depend on the seed alone.
func content(seed uint64, size int) []byte {
	source := rand.NewChaCha8([32]byte{byte(seed)})
	var b bytes.Buffer
	b.Grow(size)
	for b.Len() < size {
		fmt.Fprintf(&b, "%016x", source.Uint64())
	}
	return b.Bytes()[:size]
}

// large is a layer's size that does not go out with its commit.
const large = singlePutMax + 1

// imageOf returns an image with a layer for each size.
func imageOf(t testing.TB, sizes ...int) v1.Image {
	t.Helper()
	var layers []v1.Layer
	for i, size := range sizes {
		layers = append(layers, static.NewLayer(content(uint64(i+1), size), types.DockerLayer))
	}
	image, err := mutate.AppendLayers(empty.Image, layers...)
	if err != nil {
		t.Fatal(err)
	}
	return image
}

// platformed returns the image with a platform in its config.
func platformed(t testing.TB, image v1.Image, architecture string) v1.Image {
	t.Helper()
	config, err := image.ConfigFile()
	if err != nil {
		t.Fatal(err)
	}
	config = config.DeepCopy()
	config.OS, config.Architecture = "linux", architecture
	image, err = mutate.ConfigFile(image, config)
	if err != nil {
		t.Fatal(err)
	}
	return image
}

// holdsAll fails the test unless the site's repository holds all of the image.
func (s *site) holdsAll(t *testing.T, image v1.Image) {
	t.Helper()
	raw, _ := image.RawManifest()
	if got := s.registry.Manifest(repository, "v1"); !bytes.Equal(got, raw) {
		t.Errorf("the tag holds %.80q", got)
	}
	blobs, err := blobsOf([]v1.Image{image}, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, b := range blobs {
		got, _, _ := v1.SHA256(bytes.NewReader(s.registry.Blob(repository, b.digest.String())))
		if got != b.digest {
			t.Errorf("blob %s is not there", b.digest)
		}
	}
}

// mustRead returns the content of a blob.
func mustRead(t testing.TB, b *blob) []byte {
	t.Helper()
	r, err := b.content(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = r.Close() }()
	read, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return read
}

// finding fails the test unless err is a finding with the code.
func finding(t *testing.T, err error, code report.Code) report.Finding {
	t.Helper()
	f, ok := report.Of(err)
	if !ok || f.Code != code {
		t.Fatalf("got %v, want %s", err, code)
	}
	return f
}

// credentials are what the keychain gives.
func credentials() authn.AuthConfig {
	return authn.AuthConfig{Username: user, Password: password}
}

// changedImage is an image of which one layer's file is not what it was.
type changedImage struct {
	v1.Image
	layer v1.Layer
}

func (i *changedImage) Layers() ([]v1.Layer, error) { return []v1.Layer{i.layer}, nil }

type changedLayer struct {
	v1.Layer
	now []byte
}

func (l *changedLayer) Compressed() (io.ReadCloser, error) {
	return io.NopCloser(bytes.NewReader(l.now)), nil
}

// plain returns a client that reaches other hosts of the site in clear.
func (s *site) plain(t *testing.T, hosts ...string) *Client {
	t.Helper()
	tr, err := transport.New(transport.Settings{
		Proxy: transport.Proxy{Mode: transport.NoProxy}, PlainHTTP: hosts, Dial: s.network.Dial,
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(tr.CloseIdleConnections)
	return &Client{Transport: tr}
}

// gzipped returns an image whose one layer is a tar in gzip.
func gzipped(t *testing.T) v1.Image {
	t.Helper()
	var plain bytes.Buffer
	out := tar.NewWriter(&plain)
	if err := out.WriteHeader(&tar.Header{Name: "a", Size: 3, Mode: 0o644}); err != nil {
		t.Fatal(err)
	}
	if _, err := out.Write([]byte("abc")); err != nil {
		t.Fatal(err)
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
	layer, err := tarball.LayerFromOpener(func() (io.ReadCloser, error) {
		return io.NopCloser(bytes.NewReader(plain.Bytes())), nil
	})
	if err != nil {
		t.Fatal(err)
	}
	image, err := mutate.AppendLayers(empty.Image, layer)
	if err != nil {
		t.Fatal(err)
	}
	return platformed(t, image, "amd64")
}
