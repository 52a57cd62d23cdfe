package form_test

import (
	"slices"
	"testing"

	"auximage/app/form"
	"auximage/imaging"
	"auximage/imaging/input"
	"auximage/imaging/opened"
)

func TestAFormKnowsWhoseItsModelsAre(t *testing.T) {
	const image = "lhr.ocir.io/ns/test-model:v3@sha256:0"
	for name, c := range map[string]struct {
		from   string
		models []input.File
		want   bool
	}{
		"in the image":                {image, []input.File{input.In(image, "model.yaml")}, true},
		"taken out of it":             {image, []input.File{{Path: "/home/lab/model.yaml"}}, true},
		"taken out of it and renamed": {image, []input.File{{Path: "/home/lab/mine.yaml", Name: "model.yaml"}}, true},
		"one more":                    {image, []input.File{input.In(image, "model.yaml"), {Path: "/home/lab/more.yaml"}}, false},
		"no image that is changed":    {"", []input.File{{Path: "/home/lab/model.yaml"}}, false},
		"only its archives are there": {image, nil, true},
	} {
		f := form.New()
		f.From, f.Models = c.from, c.models
		if c.from != "" {
			f.FromNames = []string{"archive.zip", "model.yaml"}
		}
		if got := f.ModelsOfImage(); got != c.want {
			t.Errorf("%s: got %v", name, got)
		}
	}
}

func TestABaseOfOnesOwnIsThatOfAnImageWhoseBaseIsUpdated(t *testing.T) {
	const own = "registry.example.com/base/busybox:1.36"
	for name, c := range map[string]struct {
		named string // by the image's label
		want  string
	}{
		"the form's":              {"", own},
		"the one the image names": {"ghcr.io/a/base:1", "ghcr.io/a/base:1"},
	} {
		f := form.New()
		f.CustomBase, f.BaseRef = true, own
		o := &imaging.Opened{Image: opened.Image{Reference: "lhr.ocir.io/ns/test-model:v3", Base: opened.Base{Name: c.named}}}
		f.FillFrom(o)
		f.KeepBase = false
		if got, file := f.NewBase(); got != c.want || file != "" {
			t.Errorf("%s: got %q, %q", name, got, file)
		}
		if got := f.Plan("").Base.Reference; got != c.want {
			t.Errorf("%s: the plan has %q", name, got)
		}
	}
	f := form.New()
	if got, _ := f.NewBase(); got != imaging.DefaultBase {
		t.Errorf("without one: %q", got)
	}
}

func TestABaseThatIsKeptMakesTheSameWhateverElseIsFilledIn(t *testing.T) {
	f := form.New()
	f.From, f.KeepBase = "lhr.ocir.io/ns/test-model:v3@sha256:0", true
	was := f.Content()
	f.CustomBase, f.BaseRef = true, "registry.example.com/base:1"
	if f.Content() != was {
		t.Error("it is another content")
	}
	if f.KeepBase = false; f.Content() == was {
		t.Error("another base is the same content")
	}
}

func TestARemovedFileOfAnImageIsPutBackWhereItWas(t *testing.T) {
	const image = "lhr.ocir.io/ns/test-model:v3@sha256:0"
	f := form.New()
	f.From, f.FromNames = image, []string{"a.yaml", "archive.zip", "b.yaml", "c.yaml", "m.properties"}
	own := input.File{Path: "/home/lab/mine.yaml", Name: "c.yaml"} // in the place of the image's
	f.Models = []input.File{input.In(image, "a.yaml"), input.In(image, "b.yaml"), own}
	f.Variables = []input.File{input.In(image, "m.properties")}
	f.Archives = []input.File{input.In(image, "archive.zip")}
	want := slices.Clone(f.Files())
	for _, name := range []string{"b.yaml", "archive.zip", "m.properties"} {
		if !f.RemoveNamed(name) {
			t.Fatalf("%s is not there", name)
		}
	}
	f.PutBack()
	if got := f.Files(); !slices.Equal(got, want) || len(f.Removed()) > 0 {
		t.Errorf("got %v, want %v; left out %v", got, want, f.Removed())
	}
}
