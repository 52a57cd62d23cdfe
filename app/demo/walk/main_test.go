package main

import (
	"bytes"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"auximage/app/demo"
)

func TestTheWalkShowsThatTheRegistryHasWhatWasPushed(t *testing.T) {
	program := filepath.Join(t.TempDir(), "auximage-cli")
	if said, err := exec.Command("go", "build", "-o", program, "../../auximage-cli").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, said)
	}
	var out bytes.Buffer
	if err := run(t.Context(), program, &out); err != nil {
		t.Fatalf("%v: %s", err, out.String())
	}
	pushed := regexp.MustCompile(regexp.QuoteMeta(demo.Tag) + "@(sha256:[0-9a-f]{64})").FindStringSubmatch(out.String())
	_, shown, _ := strings.Cut(out.String(), "$ auximage-cli show")
	if pushed == nil || !strings.Contains(shown, pushed[1]) || !strings.Contains(shown, "archive.zip") {
		t.Errorf("pushed %q, shown %s", pushed, shown)
	}
	if strings.Contains(out.String(), demo.Token) {
		t.Errorf("the token is in what is written: %s", out.String())
	}
}
