//go:build linux

package imaging_test

import (
	"path/filepath"
	"testing"

	"github.com/google/go-containerregistry/pkg/v1/layout"
	"github.com/google/go-containerregistry/pkg/v1/remote"
	"github.com/google/go-containerregistry/pkg/v1/tarball"
	"github.com/google/go-containerregistry/pkg/v1/validate"

	"auximage/imaging"
	"auximage/imaging/input"
	"auximage/imaging/registry"
)

// edited opens the image of the bench's tag, changes a model and takes the variables
// out, and returns what is made of it, whose other layers nobody fetched.
func (b *bench) edited() *imaging.Image {
	b.t.Helper()
	b.push()
	model := []input.File{{Path: b.file("edited.yaml", modelYAML+"# edited\n"), Name: "model.yaml"}}
	plan := b.opened().Plan()
	plan.Models, plan.Variables = model, nil
	b.plan.Models, b.plan.Variables = model, nil
	return b.made(plan)
}

// holdsChange reports where the files of a home are not those of the changed image.
func (b *bench) holdsChange(auxiliary string) {
	b.t.Helper()
	want := b.expected()
	want["models/model.yaml"] = want["models/edited.yaml"]
	delete(want, "models/edited.yaml")
	compare(b.t, content(b.t, auxiliary), want)
}

func TestSkopeoSeesOneDigestOfAChangedImage(t *testing.T) {
	for name, prepare := range map[string]func(*bench){
		"a single platform": (*bench).oci,
		"an index of two":   (*bench).pair,
	} {
		t.Run(name, func(t *testing.T) {
			b := newBench(t)
			prepare(b)
			b.hasOneDigest(b.edited(), b.host+"/changed/image:v2")
		})
	}
}

func TestCranesOwnValidationFindsNothingInAChangedImage(t *testing.T) {
	b := newBench(t)
	b.pair()
	image := b.edited()
	tag := b.host + "/changed/image:v2"
	b.pushed(image, tag)
	there, err := remote.Index(b.reference(tag), remote.WithTransport(b.theirs))
	if err != nil {
		t.Fatal(err)
	}
	if err := validate.Index(there); err != nil {
		t.Error(err)
	}
	folder := t.TempDir()
	command(t, "tar", "--extract", "--file", b.saved(image, registry.OCITar), "--directory", folder)
	here, err := layout.ImageIndexFromPath(folder)
	if err != nil {
		t.Fatal(err)
	}
	if err := validate.Index(here); err != nil {
		t.Error(err)
	}
}

func TestUmociUnpacksAChangedImage(t *testing.T) {
	b := newBench(t)
	folder, bundle := t.TempDir(), filepath.Join(t.TempDir(), "bundle")
	command(t, "tar", "--extract", "--file", b.saved(b.edited(), registry.OCITar), "--directory", folder)
	command(t, "umoci", "unpack", "--image", folder+":"+b.tag, bundle)
	b.holdsChange(bundle + "/rootfs/auxiliary")
}

func TestWhatDockerLoadReadsIsTheChangedImage(t *testing.T) {
	b := newBench(t)
	file := b.saved(b.edited(), registry.DockerTar)
	loaded, err := tarball.ImageFromPath(file, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := validate.Image(loaded); err != nil {
		t.Error(err)
	}
	config, err := loaded.ConfigName()
	if err != nil {
		t.Fatal(err)
	}
	raw := command(t, "skopeo", "--insecure-policy", "inspect", "--config", "--raw", "docker-archive:"+file)
	if got := digestOf(t, raw); got != config.String() {
		t.Errorf("skopeo's config is %s, want %s", got, config)
	}
}

func TestPodmanLoadsAndPullsAChangedImage(t *testing.T) {
	b := newBench(t)
	image := b.edited()
	tag := b.host + "/changed/image:v2"
	b.pushed(image, tag)
	for name, fetch := range map[string][]string{
		"pulled": {"pull", "--quiet", "--tls-verify=false", tag},
		"loaded": {"load", "--quiet", "--input", b.saved(image, registry.DockerTar)},
	} {
		t.Run(name, func(t *testing.T) {
			b.t = t
			podman := podmanHere(t)
			podman(fetch...)
			if got := podman("images", "--format", "{{.Digest}}"); got != image.Digest.String() {
				t.Errorf("digest %s, want %s", got, image.Digest)
			}
			mounted := podman("image", "mount", podman("images", "--quiet", "--no-trunc"))
			b.holdsChange(mounted + "/auxiliary")
		})
	}
}

func TestTheRuntimesOfNodesUnpackAChangedImage(t *testing.T) {
	b := newBench(t)
	tag := b.host + "/changed/image:v2"
	b.pushed(b.edited(), tag)
	want := flattened(t, b.pull(tag))
	for name, unpack := range unpackers {
		t.Run(name, func(t *testing.T) {
			b := *b
			b.t = t
			dir := unpack(&b, tag)
			sameTree(t, unpacked(t, dir), want)
			b.holdsChange(dir + "/auxiliary")
		})
	}
}
