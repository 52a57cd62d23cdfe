package imaging_test

import (
	"testing"

	v1 "github.com/google/go-containerregistry/pkg/v1"

	"auximage/imaging"
	"auximage/imaging/input"
	"auximage/imaging/model"
	"auximage/imaging/report"
)

// partWith returns the image for a platform that the plan makes with a change.
func (b *bench) partWith(change func(*imaging.Plan), platform string) v1.Image {
	b.t.Helper()
	before := b.plan
	change(&b.plan)
	image := b.forPlatform(platform)
	b.plan = before
	return image
}

// sideAt opens what a reference holds as a side.
func (b *bench) sideAt(reference, platform string) imaging.Side {
	b.t.Helper()
	o, err := b.client.Open(b.t.Context(), reference, platform)
	if err != nil {
		b.t.Fatal(err)
	}
	return o.Side(false)
}

func TestOfImagesForSeveralPlatformsItIsSaidWhatDiffersOnWhich(t *testing.T) {
	b := newBench(t)
	b.pair()
	same := func(*imaging.Plan) {}
	amd64, arm64 := b.partWith(same, "linux/amd64"), b.partWith(same, "linux/arm64")
	before := b.sideAt(b.joined(amd64, arm64), "") // by its digest, whatever the tag holds then
	edited := func(p *imaging.Plan) {
		p.Variables = []input.File{{Path: b.file("edited.properties", "admin=other\n"), Name: "model.properties"}}
	}
	for name, c := range map[string]struct {
		both      bool
		change    func(*imaging.Plan)
		attribute imaging.Attribute
		texts     int
	}{
		"a file on one":   {false, edited, "", 1},
		"a label on one":  {false, func(p *imaging.Plan) { p.Labels = map[string]string{"stage": "test"} }, imaging.AttributeLabel + "stage", 0},
		"an owner on one": {false, func(p *imaging.Plan) { p.Owner.User = "54321" }, imaging.AttributeOwner, 0},
		"a file on both":  {true, edited, "", 1},
	} {
		t.Run(name, func(t *testing.T) {
			first := amd64
			if c.both {
				first = b.partWith(c.change, "linux/amd64")
			}
			reference := b.joined(first, b.partWith(c.change, "linux/arm64"))
			d, err := imaging.Compare(t.Context(), before, b.sideAt(reference, ""))
			if err != nil {
				t.Fatal(err)
			}
			if c.both {
				if len(d.Texts) != c.texts || len(d.Platforms) > 0 {
					t.Errorf("got %+v, want what differs on both said once", d)
				}
				return
			}
			if len(d.Platforms) != 1 || d.Platforms[0].Platform != "linux/arm64" || len(d.Attributes)+len(d.Texts)+len(d.Values) > 0 {
				t.Fatalf("got %+v, want a difference on arm64 alone", d)
			}
			there := d.Platforms[0]
			if len(there.Texts) != c.texts || c.attribute != "" && (len(there.Attributes) != 1 || there.Attributes[0].Attribute != c.attribute) {
				t.Errorf("on arm64 %+v, want %q and %d files", there.Difference, c.attribute, c.texts)
			}
			if d, err := imaging.Compare(t.Context(), before, b.sideAt(reference, "linux/amd64")); err != nil || len(d.Platforms) > 0 {
				t.Errorf("asked for amd64 alone: %+v (%v)", d, err)
			}
		})
	}
}

func TestAChangeSaysWhatOfAnotherPlatformItWouldLose(t *testing.T) {
	b := newBench(t)
	b.pair()
	amd64 := b.forPlatform("linux/amd64")
	for what, change := range map[string]func(*imaging.Plan){
		"labels": func(p *imaging.Plan) { p.Labels = map[string]string{"stage": "test"} },
		"owner":  func(p *imaging.Plan) { p.Owner.User = "54321" },
		"files": func(p *imaging.Plan) {
			p.Variables = []input.File{{Path: b.file("edited.properties", "admin=other\n"), Name: "model.properties"}}
		},
	} {
		o, err := b.client.Open(t.Context(), b.joined(amd64, b.partWith(change, "linux/arm64")), "")
		if err != nil {
			t.Fatal(err)
		}
		err = o.Hold(t.Context(), o.Plan())
		has(t, err, imaging.CodePlatformsDiffer)
		if f, _ := report.Of(err); f.Args["What"] != what {
			t.Errorf("it says %v, want %s", f.Args, what)
		}
	}
}

func TestWhatADomainTakesBesideTheModelsIsTold(t *testing.T) {
	archive := imaging.Difference{Archives: []imaging.ArchiveChange{{Name: "archive.zip"}}}
	of := func(a imaging.Attribute) imaging.Difference {
		return imaging.Difference{Attributes: []imaging.AttributeChange{{Attribute: a}}}
	}
	for name, c := range map[string]struct {
		differs imaging.Difference
		want    bool
	}{
		"models alone":                {imaging.Difference{Values: []model.Change{{Path: "topology:/Name"}}}, false},
		"a label":                     {of(imaging.AttributeLabel + "team"), false},
		"an archive":                  {archive, true},
		"the tooling":                 {of(imaging.AttributeWDT), true},
		"a home":                      {of(imaging.AttributeModelHome), true},
		"an archive, on one platform": {imaging.Difference{Platforms: []imaging.PlatformDifference{{Platform: "linux/arm64", Difference: &archive}}}, true},
	} {
		if got := c.differs.BesideModels(); got != c.want {
			t.Errorf("%s: %t, want %t", name, got, c.want)
		}
	}
}
