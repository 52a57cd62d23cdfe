package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"auximage/app/demo"
)

// ownDomain is a Domain as somebody keeps it, in whose homes another image was.
const ownDomain = `# reviewed by two people
apiVersion: weblogic.oracle/v9
kind: Domain
metadata:
  name: sales
  namespace: shops
spec:
  configuration:
    model:
      auxiliaryImages:
      - image: lhr.ocir.io/tenancynamespace/test-model-ankit:v0 # every week
        sourceModelHome: /old/models
`

func TestAPushWritesItsImageIntoThePersonsDomain(t *testing.T) {
	d := try(t)
	path := filepath.Join(t.TempDir(), "domain.yaml")
	write(t, path, ownDomain)
	if err := os.Chmod(path, 0o640); err != nil {
		t.Fatal(err)
	}
	got := cli(t, demo.Token, append(pushSample(t, d), "--domain-file", path, "--json")...)
	if got.code != exitDone {
		t.Fatalf("exit %d: %s", got.code, got.stderr)
	}
	var told struct{ Reference, Digest, DomainFile string }
	if err := json.Unmarshal([]byte(got.stdout), &told); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	reference := told.Reference + "@" + told.Digest
	want := strings.NewReplacer("lhr.ocir.io/tenancynamespace/test-model-ankit:v0", reference, "/old/models", "/auxiliary/models").Replace(ownDomain)
	if string(data) != want || told.DomainFile != path {
		t.Errorf("%s is\n%s\nwant\n%s", told.DomainFile, data, want)
	}
	if info, err := os.Stat(path); err != nil || os.PathSeparator == '/' && info.Mode() != 0o640 {
		t.Errorf("%v, %v", info.Mode(), err)
	}
	for _, line := range []string{"-      - image: lhr.ocir.io/tenancynamespace/test-model-ankit:v0 # every week", "+      - image: " + reference + " # every week"} {
		if !strings.Contains(got.stderr, line+"\n") {
			t.Errorf("the difference lacks %q: %s", line, got.stderr)
		}
	}
}

func TestACheckShowsWhatItWouldWriteAndWritesNothing(t *testing.T) {
	d := try(t)
	path := filepath.Join(t.TempDir(), "domain.yaml")
	write(t, path, ownDomain)
	args := pushSample(t, d)
	args[0] = "check"
	got := cli(t, demo.Token, append(args, "--domain-file", path)...)
	if data, err := os.ReadFile(path); err != nil || string(data) != ownDomain || !strings.Contains(got.stderr, "+      - image: lhr.ocir.io/tenancynamespace/test-model-ankit:v1 # every week") {
		t.Errorf("%v: %s\n%s", err, data, got.stderr)
	}
}

func TestADomainThatCannotBeWrittenIsToldBeforeAnyWork(t *testing.T) {
	d := try(t)
	for name, text := range map[string]string{"no Domain": "kind: Secret\n", "a template": strings.ReplaceAll(ownDomain, "sales", "{{ .Values.name }}")} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "domain.yaml")
			write(t, path, text)
			got := cli(t, demo.Token, append(pushSample(t, d), "--domain-file", path)...)
			oneSentence(t, got, exitFailed)
			if strings.Count(got.stderr, "\n") != 1 || !strings.Contains(got.stderr, "domain.yaml") {
				t.Errorf("it worked first, or does not name the file: %s", got.stderr)
			}
		})
	}
}
