package model_test

import (
	"slices"
	"testing"

	"auximage/imaging/model"
)

func TestTheOrderIsTheOperators(t *testing.T) {
	want := []string{"a.-3.yaml", "B.yaml", "y.yaml", "a.5b.yaml", "10.yaml", "main-model.10.yaml", "my-model.10.yaml", "jdbc.20.yaml"}
	names := slices.Clone(want)
	slices.Reverse(names)
	if got := model.Order(names); !slices.Equal(got, want) {
		t.Errorf("Order = %q\n want %q", got, want)
	}
}

func TestGoodName(t *testing.T) {
	for name, want := range map[string]string{
		"model.yaml":              "model.yaml",
		"model.yml":               "model.yaml",
		"model.json":              "model.yaml",
		"Model.YAML":              "Model.yaml",
		"my model.yaml":           "my-model.yaml",
		"a, b.yaml":               "a-b.yaml",
		"what?.yaml":              "what.yaml",
		"*.zip":                   "archive.zip",
		"model(1).yaml":           "model(1).yaml",
		".hidden.yaml":            "hidden.yaml",
		"-r f.yaml":               "r-f.yaml",
		"Éloïse.properties":       "Éloïse.properties",
		"a.10.yml":                "a.10.yaml",
		"(copy) model [1].yaml":   "copy-model-1.yaml",
		"no\u00a0break .yaml":     "no-break.yaml",
		"folder/model.yaml":       "model.yaml",
		"domain_1-model.-5.yaml":  "domain_1-model.-5.yaml",
		"archive.v1.2+build3.zip": "archive.v1.2+build3.zip",
	} {
		if got := model.GoodName(name); got != want {
			t.Errorf("GoodName(%q) = %q, want %q", name, got, want)
		}
		if model.Refused(want) {
			t.Errorf("the operator refuses %q", want)
		}
		if again := model.GoodName(want); again != want {
			t.Errorf("GoodName(%q) = %q: a good name changed", want, again)
		}
	}
}

func TestNumberingKeepsThePersonsOrder(t *testing.T) {
	names := []string{"z.yaml", "a.10.yaml", "20.yml", "m.yaml"}
	numbered := model.Numbered(names)
	want := []string{"z.10.yaml", "a.20.yaml", "model.30.yaml", "m.40.yaml"}
	if !slices.Equal(numbered, want) {
		t.Fatalf("Numbered = %q, want %q", numbered, want)
	}
	if !slices.Equal(model.Order(numbered), numbered) {
		t.Error("the operator would take the numbered names in another order")
	}
}
