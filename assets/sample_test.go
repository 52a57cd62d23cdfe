package assets

import (
	"archive/zip"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

func TestTheSampleIsTheSameEachTime(t *testing.T) {
	one, err := WriteSample(filepath.Join(t.TempDir(), "new"))
	if err != nil {
		t.Fatal(err)
	}
	two, err := WriteSample(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	for a, b := range map[string]string{one.Model: two.Model, one.Variables: two.Variables, one.Archive: two.Archive} {
		if read(t, a) != read(t, b) {
			t.Errorf("%s differs from %s", a, b)
		}
	}
	again, err := WriteSample(filepath.Dir(one.Model))
	if err != nil || again != one {
		t.Errorf("written over itself: %v, %v", again, err)
	}
	left, err := filepath.Glob(filepath.Join(filepath.Dir(one.Model), ".sample-*"))
	if err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

func TestAPersonsOwnFileIsLeftAlone(t *testing.T) {
	dir := t.TempDir()
	mine := filepath.Join(dir, "model.yaml")
	if err := os.WriteFile(mine, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := WriteSample(dir); !errors.Is(err, fs.ErrExist) {
		t.Errorf("the error is %v", err)
	}
	if read(t, mine) != "mine" {
		t.Error("the file was changed")
	}
}

func TestTheSampleFitsTogether(t *testing.T) {
	s, err := WriteSample(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	model := read(t, s.Model)
	var parsed map[string]any
	if err := yaml.Unmarshal([]byte(model), &parsed); err != nil {
		t.Fatal(err)
	}
	for _, section := range []string{"domainInfo", "topology", "appDeployments"} {
		if parsed[section] == nil {
			t.Errorf("the model has no %s", section)
		}
	}
	variables := read(t, s.Variables)
	for _, token := range regexp.MustCompile(`@@PROP:([\w.-]+)@@`).FindAllStringSubmatch(model, -1) {
		if !strings.Contains(variables, "\n"+token[1]+"=") {
			t.Errorf("%s is not defined", token[1])
		}
	}
	archive, err := zip.OpenReader(s.Archive)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = archive.Close() }()
	for _, reference := range regexp.MustCompile(`wlsdeploy/\S+`).FindAllString(model, -1) {
		if _, err := fs.Stat(archive, reference); err != nil {
			t.Error(err)
		}
	}
}

func read(t *testing.T, path string) string {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}
