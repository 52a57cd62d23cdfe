package imaging_test

import (
	"archive/tar"
	"context"
	"io"
	"strings"
	"testing"

	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/mutate"
	"github.com/google/go-containerregistry/pkg/v1/remote"
	"github.com/google/go-containerregistry/pkg/v1/types"
	"github.com/google/go-containerregistry/pkg/v1/validate"

	"auximage/imaging"
	"auximage/imaging/contract"
	"auximage/imaging/layer"
	"auximage/imaging/report"
	"auximage/imaging/transport"
)

func TestAPushedImageComesBackWholeAndIsTheOneThatWasMade(t *testing.T) {
	b := newBench(t)
	receipt := b.push()
	image := b.pull(receipt.Reference)
	if err := validate.Image(image); err != nil {
		t.Error(err)
	}
	digest, err := image.Digest()
	if err != nil || digest != receipt.Digest || !strings.HasPrefix(receipt.Reference, b.tag+"@sha256:") {
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
	b.client.Transport = offline
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

func TestAnOwnerThatTheBaseDoesNotKnowIsAddedToItsLists(t *testing.T) {
	b := newBench(t)
	b.plan.Owner = imaging.Owner{User: "oracle", Group: "dba"}
	b.plan.Base = b.base("taken", withFiles(t, map[string]string{"etc/group": "root:x:0:\npeople:x:1000:"}))
	image := b.pull(b.push().Reference)
	tree := b.tree(image)
	for path, want := range map[string]string{
		"/etc/passwd": "root:x:0:0::/:/bin/sh\nwls:x:54321:54321::/:/bin/sh\noracle:x:1000:1001::/auxiliary:/bin/sh\n",
		"/etc/group":  "root:x:0:\npeople:x:1000:\ndba:x:1001:\n",
	} {
		if got := text(t, image, path); got != want {
			t.Errorf("%s is %q, want %q", path, got, want)
		}
		if h := tree[path]; h.Mode != 0o644 || h.Uid != 0 || h.Gid != 0 {
			t.Errorf("%s: %+v", path, h)
		}
	}
	if h := tree["/auxiliary/models/model.yaml"]; h.Uid != 1000 || h.Gid != 1001 {
		t.Errorf("the model belongs to %d:%d", h.Uid, h.Gid)
	}
	again := b.create()
	if got, err := image.Digest(); err != nil || got != again.Digest {
		t.Errorf("made again it is %s, was %s (%v)", again.Digest, got, err)
	}
}

// withFiles returns BusyBox with a layer of more files.
func withFiles(t *testing.T, files map[string]string) v1.Image {
	t.Helper()
	layers, err := imageOf(t, types.DockerManifestSchema2, "amd64", func(add func(tar.Header, []byte)) {
		for name, text := range files {
			add(tar.Header{Typeflag: tar.TypeReg, Name: name, Mode: 0o644}, []byte(text))
		}
	}).Layers()
	if err != nil {
		t.Fatal(err)
	}
	image, err := mutate.AppendLayers(busybox(t, types.DockerManifestSchema2, "amd64"), layers...)
	if err != nil {
		t.Fatal(err)
	}
	return image
}

// text returns the content of a file of an image.
func text(t *testing.T, image v1.Image, path string) string {
	t.Helper()
	flat := mutate.Extract(image)
	defer func() { _ = flat.Close() }()
	for r := tar.NewReader(flat); ; {
		h, err := r.Next()
		if err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		if "/"+h.Name == path {
			content, err := io.ReadAll(r)
			if err != nil {
				t.Fatal(err)
			}
			return string(content)
		}
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
	_, err := b.client.Push(t.Context(), image, b.tag)
	f, _ := report.Of(err)
	if !report.Has(err, layer.CodeChanged) {
		t.Errorf("error %v (%v)", err, f)
	}
	if _, err := remote.Image(b.reference(b.tag), remote.WithTransport(b.theirs)); err == nil {
		t.Error("the image stands in the registry")
	}
}

func TestBadPlansAreRefusedBeforeAnyWork(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*bench)
		code   report.Code
	}{
		"nothing to put in":      {func(b *bench) { b.plan = imaging.Plan{} }, imaging.CodeNothing},
		"a relative home":        {func(b *bench) { b.plan.Homes.WDT = "auxiliary" }, contract.CodeHome},
		"a home with blanks":     {func(b *bench) { b.plan.Homes.Model = "/my models" }, contract.CodeHome},
		"an owner nobody can be": {func(b *bench) { b.plan.Owner.Group = "Rotten Group" }, imaging.CodeOwnerName},
		"the root as a home":     {func(b *bench) { b.plan.Homes.WDT = "/" }, contract.CodeHome},
		"a home in /tmp":         {func(b *bench) { b.plan.Homes.WDT = "/tmp/wdt" }, contract.CodeReservedHome},
		"the operator's volume":  {func(b *bench) { b.plan.Homes.Model = "/tmpAuxiliaryImage" }, contract.CodeReservedHome},
		"the operator's scripts": {func(b *bench) { b.plan.Homes.Model = "/weblogic-operator/scripts/models" }, contract.CodeReservedHome},
		"a file of the base":     {func(b *bench) { b.plan.Homes.WDT = "/etc/passwd" }, imaging.CodeTakenHome},
		"below one":              {func(b *bench) { b.plan.Homes.WDT = "/bin/sh/wdt" }, imaging.CodeTakenHome},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBench(t)
			c.change(b)
			_, _, err := b.client.Create(t.Context(), b.plan)
			if !report.Has(err, c.code) {
				t.Errorf("error %v, want %s", err, c.code)
			}
		})
	}
}

func TestAStoppedCreateEndsWithTheContextsError(t *testing.T) {
	b := newBench(t)
	ctx, stop := context.WithCancel(t.Context())
	b.client.Progress = func(p report.Progress) {
		if p.Phase == report.Contract {
			stop()
		}
	}
	if image, _, err := b.client.Create(ctx, b.plan); image != nil || err == nil {
		t.Errorf("image %v, error %v", image, err)
	}
}

func TestAnExistingImageIsLookedUpAndCheckedWithItsOwnHomes(t *testing.T) {
	b := newBench(t)
	b.plan.Homes.WDT = "/u01/wdt"
	made := b.create()
	if _, err := b.client.Push(t.Context(), made, b.tag); err != nil {
		t.Fatal(err)
	}
	found, err := b.client.Look(t.Context(), b.tag)
	if err != nil {
		t.Fatal(err)
	}
	if found.Digest != made.Digest || found.Size != made.Size || found.Homes.WDT != "/u01/wdt" {
		t.Errorf("found %+v, made %s of %d bytes", found, made.Digest, made.Size)
	}
	if _, findings, err := b.client.CheckExisting(t.Context(), b.tag); err != nil || report.Worst(findings) == report.Error {
		t.Errorf("findings %v, error %v", findings, err)
	}
}

func TestAnImageWithoutWDTAndModelsIsNoAuxiliaryOne(t *testing.T) {
	b := newBench(t)
	_, findings, err := b.client.CheckExisting(t.Context(), b.plan.Base.Reference)
	if err != nil || len(findings) != 1 || findings[0].Code != imaging.CodeNotAuxiliary {
		t.Errorf("findings %v, error %v", findings, err)
	}
}
