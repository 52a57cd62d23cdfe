package assets

import (
	"os"
	"regexp"
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
