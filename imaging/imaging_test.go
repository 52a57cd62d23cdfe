package imaging_test

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"context"
	"crypto/tls"
	"debug/elf"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
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
	"github.com/google/go-containerregistry/pkg/v1/validate"

	"auximage/imaging"
	"auximage/imaging/internal/fakes"
	"auximage/imaging/layer"
	"auximage/imaging/report"
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
	env    imaging.Env
	plan   imaging.Plan
}

func newBench(t testing.TB) *bench {
	t.Helper()
	b := &bench{t: t, dir: t.TempDir()}
	ca := fakes.NewCA("Test CA")
	server := httptest.NewUnstartedServer(registry.New(registry.Logger(log.New(io.Discard, "", 0))))
	server.TLS = &tls.Config{Certificates: []tls.Certificate{ca.Certificate("127.0.0.1")}}
	server.Config.ErrorLog = log.New(io.Discard, "", 0)
	server.StartTLS()
	t.Cleanup(server.Close)
	b.host = strings.TrimPrefix(server.URL, "https://")
	b.theirs = server.Client().Transport
	rt, err := transport.New(transport.Settings{CAFile: b.file("ca.pem", string(ca.PEM())), Proxy: transport.Proxy{Mode: transport.NoProxy}})
	if err != nil {
		t.Fatal(err)
	}
	b.env = imaging.Env{Transport: rt, Keychain: authn.NewMultiKeychain(), Cache: t.TempDir()}
	b.pushBase("library/busybox", types.DockerManifestSchema2, "amd64")
	b.plan = imaging.Plan{
		Reference: b.host + "/tenancynamespace/test-model-ankit:v1",
		Base:      imaging.Base{Reference: b.host + "/library/busybox:latest"},
		Installer: b.installer(),
		Models:    []imaging.Input{{Path: b.file("model.yaml", modelYAML)}},
		Variables: []imaging.Input{{Path: b.file("model.properties", "admin=admin-server\n")}},
		Archives:  []imaging.Input{{Path: b.archive("archive.zip")}},
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
	layerKind := types.DockerLayer
	if kind == types.OCIManifestSchema1 {
		layerKind = types.OCILayer
	}
	content, err := tarball.LayerFromOpener(func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(b.Bytes())), nil },
		tarball.WithMediaType(layerKind), tarball.WithCompressionLevel(gzip.NoCompression), tarball.WithCompressedCaching)
	if err != nil {
		t.Fatal(err)
	}
	image, err := mutate.AppendLayers(mutate.MediaType(empty.Image, kind), content)
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
	image, findings, err := imaging.Create(b.t.Context(), b.plan, b.env)
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
	receipt, err := imaging.Push(b.t.Context(), b.create(), b.env)
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

func TestAPushedImageComesBackWholeAndIsTheOneThatWasMade(t *testing.T) {
	b := newBench(t)
	receipt := b.push()
	image := b.pull(receipt.Reference)
	if err := validate.Image(image); err != nil {
		t.Error(err)
	}
	digest, err := image.Digest()
	if err != nil || digest != receipt.Digest || !strings.HasPrefix(receipt.Reference, b.plan.Reference+"@sha256:") {
		t.Errorf("pulled %v (%v), receipt %+v", digest, err, receipt)
	}
	tree := b.tree(image)
	for path, mode := range map[string]int64{
		"/auxiliary":                                     0o775,
		"/auxiliary/models/model.yaml":                   0o664,
		"/auxiliary/models/model.properties":             0o664,
		"/auxiliary/models/archive.zip":                  0o664,
		"/auxiliary/weblogic-deploy/VERSION.txt":         0o664,
		"/auxiliary/weblogic-deploy/bin/createDomain.sh": 0o775,
		"/auxiliary/weblogic-deploy/lib/python":          0o775,
	} {
		h := tree[path]
		if h == nil || h.Mode&0o7777 != mode || h.Uid != 1000 || h.Gid != 0 {
			t.Errorf("%s: %+v, want mode %o of 1000:0", path, h, mode)
		}
	}
	if link := tree["/u01/wdt"]; link == nil || link.Linkname != "/auxiliary" {
		t.Errorf("/u01/wdt: %+v", link)
	}
	config, err := image.ConfigFile()
	if err != nil || config.Config.User != "1000" || config.Config.WorkingDir != "/auxiliary" {
		t.Errorf("config %+v (%v)", config.Config, err)
	}
}

func TestASecondPushSendsNothingAndAnEditedModelSendsLittle(t *testing.T) {
	b := newBench(t)
	if first := b.push(); first.Sent == 0 {
		t.Errorf("first push: %+v", first)
	}
	if second := b.push(); second.Sent != 0 {
		t.Errorf("second push: %+v", second)
	}
	b.file("model.yaml", modelYAML+"# edited\n")
	if third := b.push(); third.Sent == 0 || third.Sent > 5000 {
		t.Errorf("push of an edited model sent %d bytes", third.Sent)
	}
}

func TestTheSameInputsAndBaseGiveTheSameDigestWithoutTheNetwork(t *testing.T) {
	b := newBench(t)
	first := b.create()
	b.plan.Base.Digest = first.BaseDigest.String()
	offline, err := transport.New(transport.Settings{Proxy: transport.Proxy{Mode: transport.OwnProxy, URL: "http://127.0.0.1:1"}})
	if err != nil {
		t.Fatal(err)
	}
	b.env.Transport = offline
	if again := b.create(); again.Digest != first.Digest {
		t.Errorf("digests %s and %s", first.Digest, again.Digest)
	}
}

func TestMediaTypesFollowTheBasesFamily(t *testing.T) {
	for _, kind := range []types.MediaType{types.DockerManifestSchema2, types.OCIManifestSchema1} {
		t.Run(string(kind), func(t *testing.T) {
			b := newBench(t)
			b.pushBase("library/other", kind, "amd64")
			b.plan.Base.Reference = b.host + "/library/other:latest"
			manifest, err := b.pull(b.push().Reference).Manifest()
			if err != nil {
				t.Fatal(err)
			}
			for _, l := range manifest.Layers {
				if l.MediaType.IsLayer() && strings.Contains(string(l.MediaType), "docker") != (kind == types.DockerManifestSchema2) {
					t.Errorf("a %s in a %s", l.MediaType, manifest.MediaType)
				}
			}
		})
	}
}

func TestTwoPlatformsMakeAnIndexThatSharesOurLayers(t *testing.T) {
	b := newBench(t)
	b.pushBase("library/both", types.OCIManifestSchema1, "amd64", "arm64")
	b.plan.Base.Reference = b.host + "/library/both:latest"
	b.plan.Platforms = []string{"linux/amd64", "linux/arm64"}
	receipt := b.push()
	index, err := remote.Index(b.reference(receipt.Reference), remote.WithTransport(b.theirs))
	if err != nil {
		t.Fatal(err)
	}
	if err := validate.Index(index); err != nil {
		t.Error(err)
	}
	ours := 0
	for _, l := range receipt.Layers {
		if l.Kind != imaging.BasePart {
			ours++
		}
	}
	if ours != 3 {
		t.Errorf("%d layers of ours, want 3: %+v", ours, receipt.Layers)
	}
}

func TestOwnersAreNumbersOrNamesThatTheBaseKnows(t *testing.T) {
	for name, c := range map[string]struct {
		owner    imaging.Owner
		uid, gid int
	}{
		"by default":                     {imaging.Owner{}, 1000, 0},
		"numbers":                        {imaging.Owner{User: "1234", Group: "5678"}, 1234, 5678},
		"names of the base":              {imaging.Owner{User: "wls", Group: "wls"}, 54321, 54321},
		"names that the base has not":    {imaging.Owner{User: "oracle", Group: "oracle"}, 1000, 1000},
		"a name and the group that fits": {imaging.Owner{User: "oracle", Group: "root"}, 1000, 0},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBench(t)
			b.plan.Owner = c.owner
			h := b.tree(b.pull(b.push().Reference))["/auxiliary/models/model.yaml"]
			if h == nil || h.Uid != c.uid || h.Gid != c.gid {
				t.Errorf("owner %+v, want %d:%d", h, c.uid, c.gid)
			}
		})
	}
}

func TestTheToolkitsHomesGetTheOperatorsAsALink(t *testing.T) {
	b := newBench(t)
	b.plan.Homes = imaging.Homes{WDT: "/u01/wdt"}
	tree := b.tree(b.pull(b.push().Reference))
	if link := tree["/auxiliary"]; link == nil || link.Linkname != "/u01/wdt" {
		t.Errorf("/auxiliary: %+v", link)
	}
	if tree["/u01/wdt/models/model.yaml"] == nil || tree["/u01/wdt/weblogic-deploy/VERSION.txt"] == nil {
		t.Error("the content is not under /u01/wdt")
	}
}

func TestAFileThatChangedAfterCreateIsNoticedBeforeItsBytesCount(t *testing.T) {
	b := newBench(t)
	image := b.create()
	b.file("model.yaml", modelYAML+"# edited\n")
	_, err := imaging.Push(t.Context(), image, b.env)
	f, _ := report.Of(err)
	if !report.Has(err, layer.CodeChanged) {
		t.Errorf("error %v (%v)", err, f)
	}
	if _, err := remote.Image(b.reference(b.plan.Reference), remote.WithTransport(b.theirs)); err == nil {
		t.Error("the image stands in the registry")
	}
}

func TestBadPlansAreRefusedBeforeAnyWork(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*bench)
		code   report.Code
	}{
		"nothing to put in":     {func(b *bench) { b.plan = imaging.Plan{Reference: b.plan.Reference} }, imaging.CodeNothing},
		"a relative home":       {func(b *bench) { b.plan.Homes.WDT = "auxiliary" }, imaging.CodeHome},
		"a home with blanks":    {func(b *bench) { b.plan.Homes.Model = "/my models" }, imaging.CodeHome},
		"an owner nobody knows": {func(b *bench) { b.plan.Owner.User = "nobody-here" }, imaging.CodeOwner},
		"the root as a home":    {func(b *bench) { b.plan.Homes.WDT = "/" }, imaging.CodeHome},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBench(t)
			c.change(b)
			_, _, err := imaging.Create(t.Context(), b.plan, b.env)
			if !report.Has(err, c.code) {
				t.Errorf("error %v, want %s", err, c.code)
			}
		})
	}
}

func TestAStoppedCreateEndsWithTheContextsError(t *testing.T) {
	b := newBench(t)
	ctx, stop := context.WithCancel(t.Context())
	b.env.Progress = func(p report.Progress) {
		if p.Phase == report.Contract {
			stop()
		}
	}
	if image, _, err := imaging.Create(ctx, b.plan, b.env); image != nil || err == nil {
		t.Errorf("image %v, error %v", image, err)
	}
}

func TestAnExistingImageIsLookedUpAndCheckedWithItsOwnHomes(t *testing.T) {
	b := newBench(t)
	b.plan.Homes.WDT = "/u01/wdt"
	made := b.create()
	if _, err := imaging.Push(t.Context(), made, b.env); err != nil {
		t.Fatal(err)
	}
	found, err := imaging.Look(t.Context(), b.plan.Reference, "", b.env)
	if err != nil {
		t.Fatal(err)
	}
	if found.Digest != made.Digest || found.Size != made.Size || found.Homes.WDT != "/u01/wdt" {
		t.Errorf("found %+v, made %s of %d bytes", found, made.Digest, made.Size)
	}
	findings, err := found.Check(t.Context(), b.env)
	if err != nil || report.Worst(findings) == report.Error {
		t.Errorf("findings %v, error %v", findings, err)
	}
}

func TestAnImageWithoutWDTAndModelsIsNoAuxiliaryOne(t *testing.T) {
	b := newBench(t)
	found, err := imaging.Look(t.Context(), b.plan.Base.Reference, "", b.env)
	if err != nil {
		t.Fatal(err)
	}
	findings, err := found.Check(t.Context(), b.env)
	if err != nil || len(findings) != 1 || findings[0].Code != imaging.CodeNotAuxiliary {
		t.Errorf("findings %v, error %v", findings, err)
	}
}
