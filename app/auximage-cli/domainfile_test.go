package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
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
	for _, line := range []string{"\n@@ -8,5 +8,5 @@", "-      - image: lhr.ocir.io/tenancynamespace/test-model-ankit:v0 # every week", "+      - image: " + reference + " # every week"} {
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

func TestAnotherImageThanOursIsNotReplaced(t *testing.T) {
	d := try(t)
	for name, other := range map[string]string{"another name": "tenancynamespace/tooling:4.4", "another domain's, of the same name": "tenancynamespace/bank/test-model-ankit:v0"} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "domain.yaml")
			text := strings.ReplaceAll(ownDomain, "tenancynamespace/test-model-ankit:v0", other)
			write(t, path, text)
			got := cli(t, demo.Token, append(pushSample(t, d), "--domain-file", path)...)
			oneSentence(t, got, exitFailed)
			if data, err := os.ReadFile(path); err != nil || string(data) != text || strings.Count(got.stderr, "\n") != 1 || !strings.Contains(got.stderr, other) {
				t.Errorf("%v: %s\n%s", err, data, got.stderr)
			}
		})
	}
}

func TestModelsAreJudgedForThePrimaryImageOfTheDomain(t *testing.T) {
	d := try(t)
	path := filepath.Join(t.TempDir(), "domain.yaml")
	write(t, path, strings.Replace(ownDomain, "spec:\n", "spec:\n  image: example.org/weblogic:12.2.1.4\n", 1))
	args := pushSample(t, d)
	args[0] = "check"
	for name, c := range map[string]struct{ flags, says []string }{
		"nothing else is said":      {nil, nil},
		"another primary image":     {[]string{"--primary", "example.org/weblogic:14.1.1.0"}, []string{"--primary", "weblogic:14.1.1.0", "weblogic:12.2.1.4", "domain.yaml"}},
		"the same one":              {[]string{"--primary", "example.org/weblogic:12.2.1.4"}, nil},
		"another UID":               {[]string{"--domain-uid", "purchase"}, []string{"--domain-uid", "purchase", "sales"}},
		"another namespace":         {[]string{"--domain-namespace", "stores"}, []string{"--domain-namespace", "stores", "shops"}},
		"a preparation that is not": {[]string{"--prepare"}, []string{"--prepare"}},
	} {
		t.Run(name, func(t *testing.T) {
			got := cli(t, demo.Token, append(append(slices.Clone(args), "--domain-file", path, "--json"), c.flags...)...)
			var told struct{ Findings []struct{ Text string } }
			if err := json.Unmarshal([]byte(got.stdout), &told); err != nil || got.code != exitDone {
				t.Fatalf("exit %d, %v: %s", got.code, err, got.stderr)
			}
			var said strings.Builder
			for _, f := range told.Findings {
				said.WriteString(f.Text)
			}
			for _, text := range c.says {
				if !strings.Contains(said.String(), text) || !strings.Contains(got.stderr, text) {
					t.Errorf("%q is not among the findings: %s\n%s", text, said.String(), got.stderr)
				}
			}
			if c.says == nil && strings.Contains(got.stderr, "--") {
				t.Errorf("something of a flag is said: %s", got.stderr)
			}
		})
	}
}

func TestADomainKeepsItsReferenceOfTheSameImage(t *testing.T) {
	d := try(t)
	pushed := cli(t, demo.Token, pushSample(t, d)...)
	if pushed.code != exitDone {
		t.Fatalf("%+v", pushed)
	}
	path := filepath.Join(t.TempDir(), "domain.yaml")
	change := append([]string{"--change", demo.Tag, "--user", demo.User, "--password-stdin", "--domain-file", path, "--json"}, d.flags()...)
	old, pinned := "lhr.ocir.io/tenancynamespace/test-model-ankit:v0", strings.TrimSpace(pushed.stdout)
	for name, c := range map[string]struct {
		args []string
		own  string
		kept bool
	}{
		"by its digest":          {[]string{"push"}, pinned, true},
		"by its tag":             {[]string{"push"}, demo.Tag, true},
		"another tag is named":   {[]string{"push", "--tag", strings.Replace(demo.Tag, ":v1", ":v7", 1)}, pinned, true},
		"another image is there": {[]string{"push"}, old, false},
		"something is changed":   {[]string{"push", "--label", "stage=test"}, pinned, false},
	} {
		t.Run(name, func(t *testing.T) {
			own := strings.NewReplacer(old, c.own, "/old/models", "/auxiliary/models").Replace(ownDomain)
			write(t, path, own)
			got := cli(t, demo.Token, append(slices.Clone(c.args), change...)...)
			var told struct {
				DomainFile string
				Findings   []struct{ Code string }
			}
			if err := json.Unmarshal([]byte(got.stdout), &told); err != nil || got.code != exitDone {
				t.Fatalf("%v: %+v", err, got)
			}
			data, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			said := slices.ContainsFunc(told.Findings, func(f struct{ Code string }) bool { return f.Code == string(codeDomainKept) })
			if kept := string(data) == own; kept != c.kept || said != c.kept || (told.DomainFile == "") != c.kept {
				t.Errorf("kept %t, said %t, written %q, want kept %t:\n%s", kept, said, told.DomainFile, c.kept, got.stderr)
			}
		})
	}
}
