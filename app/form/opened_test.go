package form_test

import (
	"testing"

	"auximage/app/form"
	"auximage/imaging/input"
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
