package form_test

import (
	"fmt"
	"path/filepath"
	"testing"

	"auximage/app/form"
	"auximage/imaging/input"
)

func TestAFileTakesThePlaceOfTheImagesFileOfItsName(t *testing.T) {
	const image = "lhr.ocir.io/ns/test-model:v3@sha256:0"
	dir := t.TempDir()
	path := func(name string) string { return filepath.Join(dir, name) }
	f := form.New()
	f.Models = []input.File{input.In(image, "first.yaml"), input.In(image, "model.yaml"), {Path: path("own.yaml")}}
	f.Models[0].Name = "renamed.yaml"
	before := f.Clone()
	notes := f.Add([]string{path("model.yaml"), path("renamed.yaml"), path("first.yaml"), path("model.yaml"), filepath.Join(dir, "sub", "own.yaml")})
	if len(notes) > 0 {
		t.Error(notes)
	}
	want := fmt.Sprint([]input.File{
		{Path: path("renamed.yaml")}, {Path: path("model.yaml")}, {Path: path("own.yaml")},
		{Path: path("first.yaml")}, {Path: filepath.Join(dir, "sub", "own.yaml")}, // nobody's place: a name on disk is the person's business
	})
	if got := fmt.Sprint(f.Models); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if before.Models[1].Image == "" {
		t.Error("the form that it was copied from changed")
	}
}
