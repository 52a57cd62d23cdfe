package assets

import (
	"encoding/json"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

func TestTheVersionIsTheOneThatIsPackaged(t *testing.T) {
	description, err := os.ReadFile("../FyneApp.toml")
	if err != nil {
		t.Fatal(err)
	}
	packaged := regexp.MustCompile(`(?m)^Version = "(\d+\.\d+\.\d+)"$`).FindSubmatch(description)
	if packaged == nil || string(packaged[1]) != Version {
		t.Errorf("FyneApp.toml says %s, the program %s", packaged, Version)
	}
}

func TestTheLanguagesAreThoseThatArePackaged(t *testing.T) {
	description, err := os.ReadFile("../FyneApp.toml")
	if err != nil {
		t.Fatal(err)
	}
	list := regexp.MustCompile(`(?m)^Languages = (\[.*\])$`).FindSubmatch(description)
	if list == nil {
		t.Fatal("FyneApp.toml lists no languages")
	}
	var packaged []string
	if err := json.Unmarshal(list[1], &packaged); err != nil {
		t.Fatal(err)
	}
	files, err := Translations.ReadDir("translations")
	if err != nil {
		t.Fatal(err)
	}
	var there []string
	for _, f := range files {
		there = append(there, strings.TrimSuffix(f.Name(), ".json"))
	}
	if !slices.Equal(packaged, there) {
		t.Errorf("FyneApp.toml lists %v, there are %v", packaged, there)
	}
}
