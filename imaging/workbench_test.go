package imaging_test

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"debug/elf"
	"io"
	"log"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-containerregistry/pkg/authn"
	"github.com/google/go-containerregistry/pkg/name"
	"github.com/google/go-containerregistry/pkg/registry"
	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/empty"
	"github.com/google/go-containerregistry/pkg/v1/mutate"
	"github.com/google/go-containerregistry/pkg/v1/remote"
	"github.com/google/go-containerregistry/pkg/v1/tarball"
	"github.com/google/go-containerregistry/pkg/v1/types"

	"auximage/imaging"
	"auximage/imaging/input"
	"auximage/imaging/testkit"
	"auximage/imaging/transport"
	"auximage/imaging/wdt/standin"
)

const modelYAML = `domainInfo:
  AdminUserName: '@@SECRET:__weblogic-credentials__:username@@'
  AdminPassword: '@@SECRET:__weblogic-credentials__:password@@'
topology:
  AdminServerName: '@@PROP:admin@@'
appDeployments:
  Application:
    hello:
      SourcePath: wlsdeploy/applications/hello.war
      Target: admin-server
`

// bench is a registry with a BusyBox base, and inputs on disk.
type bench struct {
	t      testing.TB
	host   string
	dir    string
	theirs http.RoundTripper // a way to the registry that is not ours
	client imaging.Client
	tag    string // that it pushes to
	wire   *wire  // between the client and the registry
	plan   imaging.Plan
}

func newBench(t testing.TB) *bench {
	t.Helper()
	b := &bench{t: t, dir: t.TempDir(), wire: &wire{}}
	ca := testkit.NewCA("Test CA")
	b.wire.registry = registry.New(registry.Logger(log.New(io.Discard, "", 0)))
	server := testkit.ServeTLS(t, b.wire, ca.Certificate("127.0.0.1"))
	b.host = strings.TrimPrefix(server.URL, "https://")
	b.theirs = server.Client().Transport
	rt, err := transport.New(transport.Settings{CAFile: b.file("ca.pem", string(ca.PEM())), Proxy: transport.Proxy{Mode: transport.NoProxy}})
	if err != nil {
		t.Fatal(err)
	}
	b.client = imaging.Client{Transport: rt, Keychain: authn.NewMultiKeychain(), Cache: t.TempDir()}
	b.pushBase("library/busybox", types.DockerManifestSchema2, "amd64")
	b.tag = b.host + "/tenancynamespace/test-model-ankit:v1"
	b.plan = imaging.Plan{
		Base:      imaging.Base{Reference: b.host + "/library/busybox:latest"},
		Installer: b.installer(),
		Models:    []input.File{{Path: b.file("model.yaml", modelYAML)}},
		Variables: []input.File{{Path: b.file("model.properties", "admin=admin-server\n")}},
		Archives:  []input.File{{Path: b.archive("archive.zip")}},
	}
	return b
}

func (b *bench) file(name, text string) string {
	b.t.Helper()
	path := filepath.Join(b.dir, name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		b.t.Fatal(err)
	}
	return path
}

func (b *bench) installer() string {
	b.t.Helper()
	var z bytes.Buffer
	if err := standin.WDTZip(&z, standin.WDTOptions{}); err != nil {
		b.t.Fatal(err)
	}
	return b.file("weblogic-deploy.zip", z.String())
}

func (b *bench) archive(name string) string {
	b.t.Helper()
	var z bytes.Buffer
	w := zip.NewWriter(&z)
	e, err := w.Create("wlsdeploy/applications/hello.war")
	if err != nil {
		b.t.Fatal(err)
	}
	if _, err := e.Write([]byte("a war")); err != nil {
		b.t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		b.t.Fatal(err)
	}
	return b.file(name, z.String())
}

func (b *bench) reference(text string) name.Reference {
	b.t.Helper()
	ref, err := name.ParseReference(text)
	if err != nil {
		b.t.Fatal(err)
	}
	return ref
}

// pushBase pushes an image with the machine's static BusyBox, as index entries
// for each architecture when there are several.
func (b *bench) pushBase(repository string, kind types.MediaType, architectures ...string) {
	b.t.Helper()
	ref := b.reference(b.host + "/" + repository + ":latest")
	var images []v1.Image
	for _, arch := range architectures {
		images = append(images, busybox(b.t, kind, arch))
	}
	if len(images) == 1 {
		if err := remote.Write(ref, images[0], remote.WithTransport(b.theirs)); err != nil {
			b.t.Fatal(err)
		}
		return
	}
	index := mutate.IndexMediaType(empty.Index, types.OCIImageIndex)
	for i, image := range images {
		index = mutate.AppendManifests(index, mutate.IndexAddendum{Add: image, Descriptor: v1.Descriptor{
			Platform: &v1.Platform{OS: "linux", Architecture: architectures[i]}}})
	}
	if err := remote.WriteIndex(ref, index, remote.WithTransport(b.theirs)); err != nil {
		b.t.Fatal(err)
	}
}

// oci has the bench make an image of OCI's family.
func (b *bench) oci() {
	b.pushBase("library/oci", types.OCIManifestSchema1, "amd64")
	b.plan.Base.Reference = b.host + "/library/oci:latest"
}

// pair has the bench make an image for two platforms.
func (b *bench) pair() {
	b.pushBase("library/pair", types.OCIManifestSchema1, "amd64", "arm64")
	b.plan.Base.Reference = b.host + "/library/pair:latest"
	b.plan.Platforms = []string{"linux/amd64", "linux/arm64"}
}

// elfMachine is where an ELF file names its processor.
const elfMachine = 18

func busybox(t testing.TB, kind types.MediaType, arch string) v1.Image {
	t.Helper()
	program, err := os.ReadFile("/bin/busybox")
	if err != nil {
		t.Fatalf("BusyBox is needed (Debian: busybox-static): %v", err)
	}
	if arch == "arm64" {
		program[elfMachine] = byte(elf.EM_AARCH64) // as near as this machine comes
	}
	return imageOf(t, kind, arch, func(add func(tar.Header, []byte)) {
		add(tar.Header{Typeflag: tar.TypeDir, Name: "bin/", Mode: 0o755}, nil)
		add(tar.Header{Typeflag: tar.TypeDir, Name: "tmp/", Mode: 0o1777}, nil)
		add(tar.Header{Typeflag: tar.TypeDir, Name: "etc/", Mode: 0o755}, nil)
		add(tar.Header{Typeflag: tar.TypeReg, Name: "etc/passwd", Mode: 0o644}, []byte("root:x:0:0::/:/bin/sh\nwls:x:54321:54321::/:/bin/sh\n"))
		add(tar.Header{Typeflag: tar.TypeReg, Name: "etc/group", Mode: 0o644}, []byte("root:x:0:\nwls:x:54321:\n"))
		add(tar.Header{Typeflag: tar.TypeReg, Name: "bin/busybox", Mode: 0o755}, program)
		for _, tool := range []string{"sh", "cp", "cat", "mkdir", "rm", "touch", "ls", "tr", "date", "dirname", "basename", "sed", "id"} {
			add(tar.Header{Typeflag: tar.TypeSymlink, Name: "bin/" + tool, Linkname: "busybox", Mode: 0o777}, nil)
		}
	})
}

// imageOf returns an image of one layer.
func imageOf(t testing.TB, kind types.MediaType, arch string, fill func(add func(tar.Header, []byte))) v1.Image {
	t.Helper()
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	fill(func(h tar.Header, content []byte) {
		h.Size = int64(len(content))
		if err := w.WriteHeader(&h); err != nil {
			t.Fatal(err)
		}
		_, _ = w.Write(content) // a bytes.Buffer takes everything
	})
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	layerKind, configKind := types.DockerLayer, types.DockerConfigJSON
	if kind == types.OCIManifestSchema1 {
		layerKind, configKind = types.OCILayer, types.OCIConfigJSON
	}
	content, err := tarball.LayerFromOpener(func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(b.Bytes())), nil },
		tarball.WithMediaType(layerKind), tarball.WithCompressionLevel(gzip.NoCompression), tarball.WithCompressedCaching)
	if err != nil {
		t.Fatal(err)
	}
	image, err := mutate.AppendLayers(mutate.ConfigMediaType(mutate.MediaType(empty.Image, kind), configKind), content)
	if err != nil {
		t.Fatal(err)
	}
	config, err := image.ConfigFile()
	if err != nil {
		t.Fatal(err)
	}
	config = config.DeepCopy()
	config.OS, config.Architecture = "linux", arch
	config.Config.Env = []string{"PATH=/usr/local/bin:/usr/bin:/bin"}
	image, err = mutate.ConfigFile(image, config)
	if err != nil {
		t.Fatal(err)
	}
	return image
}

func (b *bench) create() *imaging.Image {
	b.t.Helper()
	image, findings, err := b.client.Create(b.t.Context(), b.plan)
	if err != nil {
		b.t.Fatal(err)
	}
	for _, f := range findings {
		b.t.Logf("%s: %v", f.Severity, f)
	}
	if image == nil {
		b.t.Fatal("no image")
	}
	return image
}

func (b *bench) push() imaging.Receipt {
	b.t.Helper()
	receipt, err := b.client.Push(b.t.Context(), b.create(), b.tag)
	if err != nil {
		b.t.Fatal(err)
	}
	return receipt
}

func (b *bench) pull(reference string) v1.Image {
	b.t.Helper()
	image, err := remote.Image(b.reference(reference), remote.WithTransport(b.theirs))
	if err != nil {
		b.t.Fatal(err)
	}
	return image
}

// tree returns what a pulled image holds by path.
func (b *bench) tree(image v1.Image) map[string]*tar.Header {
	b.t.Helper()
	flat := mutate.Extract(image)
	defer func() { _ = flat.Close() }()
	tree := map[string]*tar.Header{}
	for r := tar.NewReader(flat); ; {
		h, err := r.Next()
		if err == io.EOF {
			return tree
		}
		if err != nil {
			b.t.Fatal(err)
		}
		tree["/"+strings.TrimSuffix(h.Name, "/")] = h
	}
}

// base pushes a base and returns it.
func (b *bench) base(name string, image v1.Image) imaging.Base {
	b.t.Helper()
	reference := b.host + "/library/" + name + ":latest"
	if err := remote.Write(b.reference(reference), image, remote.WithTransport(b.theirs)); err != nil {
		b.t.Fatal(err)
	}
	return imaging.Base{Reference: reference}
}

// layers returns what Create put on the base.
func (b *bench) layers(image *imaging.Image) []v1.Layer {
	b.t.Helper()
	receipt, err := b.client.Push(b.t.Context(), image, b.tag)
	if err != nil {
		b.t.Fatal(err)
	}
	pulled := b.pull(receipt.Reference)
	var ours []v1.Layer
	for _, part := range image.Parts {
		if part.Kind == imaging.BasePart {
			continue
		}
		layer, err := pulled.LayerByDigest(part.Digest)
		if err != nil {
			b.t.Fatal(err)
		}
		ours = append(ours, layer)
	}
	return ours
}
