package imaging_test

import (
	"slices"
	"testing"

	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/empty"
	"github.com/google/go-containerregistry/pkg/v1/mutate"
	"github.com/google/go-containerregistry/pkg/v1/remote"
	"github.com/google/go-containerregistry/pkg/v1/types"

	"auximage/imaging"
	"auximage/imaging/input"
)

// joined pushes an index that somebody put together of an image for amd64 and one for
// arm64, and returns its reference.
func (b *bench) joined(amd64, arm64 v1.Image) string {
	b.t.Helper()
	index := mutate.IndexMediaType(empty.Index, types.OCIImageIndex)
	for architecture, image := range map[string]v1.Image{"amd64": amd64, "arm64": arm64} {
		index = mutate.AppendManifests(index, mutate.IndexAddendum{Add: image, Descriptor: v1.Descriptor{
			Platform: &v1.Platform{OS: "linux", Architecture: architecture}}})
	}
	reference := b.host + "/tenancynamespace/joined:v1"
	if err := remote.WriteIndex(b.reference(reference), index, remote.WithTransport(b.theirs)); err != nil {
		b.t.Fatal(err)
	}
	return reference
}

// forPlatform makes the image of the bench's plan for one platform and pulls it.
func (b *bench) forPlatform(platform string) v1.Image {
	b.t.Helper()
	b.plan.Platforms = []string{platform}
	tag := b.host + "/tenancynamespace/part:v1"
	b.pushed(b.create(), tag)
	return b.pull(tag)
}

func TestAnImageWithOtherFilesOnAnotherPlatformIsChangedForOneAlone(t *testing.T) {
	b := newBench(t)
	b.pair()
	amd64 := b.forPlatform("linux/amd64")
	same := b.joined(amd64, b.forPlatform("linux/arm64"))
	o, err := b.client.Open(t.Context(), same, "")
	if err != nil {
		t.Fatal(err)
	}
	if err := o.Hold(t.Context(), o.Plan()); err != nil {
		t.Errorf("of the same files on both: %v", err)
	}

	b.plan.Variables = []input.File{{Path: b.file("model.properties", "admin=other\n")}}
	differs := b.joined(amd64, b.forPlatform("linux/arm64"))
	if o, err = b.client.Open(t.Context(), differs, ""); err != nil {
		t.Fatal(err)
	}
	has(t, o.Hold(t.Context(), o.Plan()), imaging.CodePlatformsDiffer)
	_, _, err = b.client.Create(t.Context(), o.Plan())
	has(t, err, imaging.CodePlatformsDiffer)

	if o, err = b.client.Open(t.Context(), differs, "linux/arm64"); err != nil {
		t.Fatal(err)
	}
	plan := o.Plan()
	if want := []string{"linux/arm64"}; !slices.Equal(plan.Platforms, want) {
		t.Fatalf("a change of one platform is for %q, want %q", plan.Platforms, want)
	}
	if err := o.Hold(t.Context(), plan); err != nil {
		t.Fatal(err)
	}
	tag := b.host + "/tenancynamespace/joined:v2"
	b.pushed(b.made(plan), tag)
	changed, err := b.client.Open(t.Context(), tag, "")
	if err != nil {
		t.Fatal(err)
	}
	text, err := changed.Read(t.Context(), "model.properties")
	if err != nil || string(text) != "admin=other\n" {
		t.Errorf("it holds %q (%v), want the file of arm64", text, err)
	}
}

func TestAnotherMakersImageKeepsItsPlatformsWhereTheyHoldTheSame(t *testing.T) {
	b := newBench(t)
	layers := func(model string) func(adding) {
		return func(add adding) {
			add.unpacked(t, b.plan.Installer, "auxiliary")
			add.file("auxiliary/models/model.yaml", model)
		}
	}
	nothing := func(*v1.ConfigFile) {}
	arm64 := func(c *v1.ConfigFile) { c.Architecture = "arm64" }
	one := layered(t, nothing, layers(modelYAML))
	asCopied := layered(t, arm64, layers(modelYAML), func(add adding) { add.file("auxiliary/models/model.yaml", modelYAML) })
	for name, c := range map[string]struct {
		arm64 v1.Image
		same  bool
	}{
		"the same files in other layers": {asCopied, true},
		"another model":                  {layered(t, arm64, layers(modelYAML+"# for arm64\n")), false},
		"WDT lacks a file there": {layered(t, arm64, layers(modelYAML), func(add adding) {
			add.file("auxiliary/weblogic-deploy/.wh.VERSION.txt", "")
		}), false},
	} {
		t.Run(name, func(t *testing.T) {
			o, err := b.client.Open(t.Context(), b.joined(one, c.arm64), "")
			if err != nil {
				t.Fatal(err)
			}
			plan := o.Plan()
			if want := []string{"linux/amd64", "linux/arm64"}; !slices.Equal(slices.Sorted(slices.Values(plan.Platforms)), want) {
				t.Errorf("the change is for %q, want %q", plan.Platforms, want)
			}
			err = o.Hold(t.Context(), plan)
			if c.same && err != nil {
				t.Errorf("the files are the same: %v", err)
			}
			if !c.same {
				has(t, err, imaging.CodePlatformsDiffer)
			}
		})
	}
}
