package ocir

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-containerregistry/pkg/name"

	"auximage/imaging/report"
)

func TestSplitAndStringAreEachOthersInverse(t *testing.T) {
	for _, c := range []struct {
		text string
		want Parts
	}{
		{"lhr.ocir.io/tenancynamespace/test-model-ankit:v1", Parts{"lhr.ocir.io", "tenancynamespace", "test-model-ankit", "v1"}},
		{"lhr.ocir.io/ns/team/app:v1", Parts{"lhr.ocir.io", "ns", "team/app", "v1"}},
		{"ocir.uk-london-1.oci.oraclecloud.com/ns/app:v1", Parts{"ocir.uk-london-1.oci.oraclecloud.com", "ns", "app", "v1"}},
		{"localhost:5000/x:v1", Parts{"localhost:5000", "", "x", "v1"}},
		{"localhost:5000", Parts{"localhost:5000", "", "", ""}},
		{"registry.example.com/a/b/c:1", Parts{"registry.example.com", "a", "b/c", "1"}},
		{"[::1]:5000/x:v1", Parts{"[::1]:5000", "", "x", "v1"}},
		{"busybox:1.36", Parts{"", "", "busybox", "1.36"}},
		{"me/busybox:1", Parts{"", "me", "busybox", "1"}},
		{"lhr.ocir.io", Parts{"lhr.ocir.io", "", "", ""}},
		{"lhr.ocir.io/ns", Parts{"lhr.ocir.io", "ns", "", ""}},
		{"lhr.ocir.io//app", Parts{"lhr.ocir.io", "", "app", ""}},
		{"lhr.ocir.io//app:v1", Parts{"lhr.ocir.io", "", "app", "v1"}},
		{"lhr.ocir.io/ns/app", Parts{"lhr.ocir.io", "ns", "app", ""}},
		{"lhr.ocir.io/:v1", Parts{"lhr.ocir.io", "", "", "v1"}},
		{"lhr.ocir.io/ns/app@sha256:abc", Parts{"lhr.ocir.io", "ns", "app", "@sha256:abc"}},
		{"lhr.ocir.io/ns/app:v1@sha256:abc", Parts{"lhr.ocir.io", "ns", "app", "v1@sha256:abc"}},
		{"END_POINT_OF_YOUR_REGION/NAMESPACE_OF_YOUR_TENANCY/test-model-your_first_name:v1",
			Parts{"END_POINT_OF_YOUR_REGION", "NAMESPACE_OF_YOUR_TENANCY", "test-model-your_first_name", "v1"}},
		{"", Parts{}},
	} {
		if got := Split(c.text); got != c.want {
			t.Errorf("Split(%q) is %+v", c.text, got)
		}
		if got := c.want.String(); got != c.text {
			t.Errorf("%+v is put together as %q, not %q", c.want, got, c.text)
		}
	}
}

func TestTypingTheTagLetterByLetterLosesNothing(t *testing.T) {
	whole := "lhr.ocir.io/tenancynamespace/team/test-model-ankit:v1"
	for i := range whole {
		text := strings.TrimRight(whole[:i], "/:")
		if got := Split(text).String(); got != text {
			t.Errorf("%q becomes %q", text, got)
		}
	}
}

func TestCleanTakesOffWhatPeoplePasteWithIt(t *testing.T) {
	const reference = "lhr.ocir.io/ns/app:v1"
	for _, text := range []string{
		"  lhr.ocir.io/ns/app:v1\r\n", `"lhr.ocir.io/ns/app:v1"`, "'lhr.ocir.io/ns/app:v1' ", "`lhr.ocir.io/ns/app:v1`",
		"«\u00a0lhr.ocir.io/ns/app:v1\u00a0»", "“lhr.ocir.io/ns/app:v1”", "https://lhr.ocir.io/ns/app:v1", "HTTP://lhr.ocir.io/ns/app:v1/",
		"docker push lhr.ocir.io/ns/app:v1", "$ docker push lhr.ocir.io/ns/app:v1", "sudo podman image push --quiet lhr.ocir.io/ns/app:v1",
		"docker tag app:latest lhr.ocir.io/ns/app:v1", "Docker push https://lhr.ocir.io/ns/app:v1", "\ufefflhr.ocir.io/ns/app:v1\u200b",
		"docker://lhr.ocir.io/ns/app:v1",
	} {
		if got := Clean(text); got != reference {
			t.Errorf("Clean(%q) is %q", text, got)
		}
	}
	if got := Clean(" 'ns/lab.user@oracle.com'\n"); got != "ns/lab.user@oracle.com" {
		t.Errorf("a user name becomes %q", got)
	}
	if got := Clean("docker push "); got != "" {
		t.Errorf("a command alone becomes %q", got)
	}
	if got := CleanToken(" \t'a/b\"/ \r\n"); got != "'a/b\"/" {
		t.Errorf("a token becomes %q", got)
	}
}

func TestCheckNamesWhatIsWrong(t *testing.T) {
	good := Parts{"lhr.ocir.io", "tenancynamespace", "test-model-ankit", "v1"}
	with := func(change func(*Parts)) Parts { p := good; change(&p); return p }
	for what, c := range map[string]struct {
		parts Parts
		want  report.Code
		args  report.Args
	}{
		"the host's placeholder":      {with(func(p *Parts) { p.Host = "END_POINT_OF_YOUR_REGION" }), CodePlaceholderHost, report.Args{"Text": "END_POINT_OF_YOUR_REGION"}},
		"the namespace's placeholder": {with(func(p *Parts) { p.Namespace = "NAMESPACE_OF_YOUR_TENANCY" }), CodePlaceholderNamespace, nil},
		"the name's placeholder":      {with(func(p *Parts) { p.Repository = "test-model-your_first_name" }), CodePlaceholderName, report.Args{"Text": "your_first_name"}},
		"a placeholder in brackets":   {with(func(p *Parts) { p.Namespace = "<namespace>" }), CodePlaceholder, report.Args{"Text": "<namespace>"}},
		"no namespace on OCIR":        {with(func(p *Parts) { p.Namespace = "" }), CodeNoNamespace, report.Args{"Host": "lhr.ocir.io"}},
		"a capital":                   {with(func(p *Parts) { p.Repository = "test-model-Ankit" }), CodeUpperCase, report.Args{"Suggestion": "test-model-ankit"}},
		"an accent":                   {with(func(p *Parts) { p.Repository = "test-model-Éloïse" }), CodeBadRepository, report.Args{"Character": "É", "Suggestion": "test-model-eloise"}},
		"a blank":                     {with(func(p *Parts) { p.Repository = "test model" }), CodeBadRepository, report.Args{"Character": " ", "Suggestion": "test-model"}},
		"a separator at the end":      {with(func(p *Parts) { p.Repository = "test-" }), CodeBadRepository, report.Args{"Character": "-", "Suggestion": "test"}},
		"two slashes":                 {with(func(p *Parts) { p.Repository = "a//b" }), CodeBadRepository, report.Args{"Character": "/", "Suggestion": "a/b"}},
		"two dots":                    {with(func(p *Parts) { p.Repository = "../x" }), CodeBadRepository, report.Args{"Character": ".", "Suggestion": "x"}},
		"a capital in the namespace":  {with(func(p *Parts) { p.Namespace = "TenancyNamespace" }), CodeUpperCase, report.Args{"Suggestion": "tenancynamespace"}},
		"an odd namespace":            {with(func(p *Parts) { p.Namespace = "tenancy+1" }), CodeTenancyName, report.Args{"Character": "+"}},
		"a company's name":            {with(func(p *Parts) { p.Namespace = "Maison Médard SARL" }), CodeTenancyName, report.Args{"Namespace": "Maison Médard SARL"}},
		"no repository":               {with(func(p *Parts) { p.Repository = "" }), CodeNoRepository, nil},
		"a name that is too long":     {with(func(p *Parts) { p.Repository = strings.Repeat("a", 250) }), CodeNameTooLong, report.Args{"Max": 255, "Length": 279}},
		"no version":                  {with(func(p *Parts) { p.Version = "" }), CodeNoVersion, nil},
		"a dash before the version":   {with(func(p *Parts) { p.Version = "-bad" }), CodeBadVersion, report.Args{"Character": "-"}},
		"a plus in the version":       {with(func(p *Parts) { p.Version = "1.0+b" }), CodeBadVersion, report.Args{"Character": "+"}},
		"a version that is too long":  {with(func(p *Parts) { p.Version = strings.Repeat("1", 129) }), CodeVersionTooLong, report.Args{"Max": 128}},
		"the version latest":          {with(func(p *Parts) { p.Version = "latest" }), CodeVersionLatest, nil},
		"a digest":                    {with(func(p *Parts) { p.Version = "@sha256:abc" }), CodeDigest, nil},
		"a port out of range":         {with(func(p *Parts) { p.Host = "registry.example.com:99999" }), CodeBadPort, report.Args{"Port": "99999"}},
		"a port that is no number":    {with(func(p *Parts) { p.Host = "registry.example.com:https" }), CodeBadPort, report.Args{"Port": "https"}},
		"a Cyrillic host":             {with(func(p *Parts) { p.Host = "оcir.example.com" }), CodeBadHost, nil},
		"a host with an underscore":   {with(func(p *Parts) { p.Host = "my_registry.example.com" }), CodeBadHost, nil},
		"a host with two dots":        {with(func(p *Parts) { p.Host = "lhr..ocir.io" }), CodeBadHost, nil},
		"a host that is none":         {with(func(p *Parts) { p.Host = "registry" }), CodeBadHost, nil},
		"a host in capitals":          {with(func(p *Parts) { p.Host = "LHR.ocir.io" }), CodeHostUpperCase, report.Args{"Suggestion": "lhr.ocir.io"}},
		"a region nobody knows":       {with(func(p *Parts) { p.Host = "lrh.ocir.io" }), CodeUnknownRegion, report.Args{"Host": "lrh.ocir.io"}},
		"no host":                     {Parts{Repository: "app", Version: "v1"}, CodeDockerHub, report.Args{"Reference": "docker.io/library/app:v1"}},
	} {
		found := check(c.parts)
		at := slices.IndexFunc(found, func(f report.Finding) bool { return f.Code == c.want })
		if at < 0 {
			t.Errorf("%s: %v, want %s", what, found, c.want)
			continue
		}
		for k, want := range c.args {
			if got := found[at].Args[k]; got != want {
				t.Errorf("%s: %s is %v, want %v", what, k, got, want)
			}
		}
	}
	for _, p := range []Parts{
		good,
		{"localhost:5000", "", "x", "v1"},
		{"[::1]:5000", "", "x", "v1"},
		{"registry.example.com", "", "x", "1.0_a-b"},
		{"phx.ocir.io:443", "ns1", "a/b__c/d--e", "v1"},
	} {
		if found := check(p); len(found) != 0 {
			t.Errorf("%v: %v", p, found)
		}
	}
}

func TestSuggestGivesANameThatARepositoryCanCarry(t *testing.T) {
	for name, want := range map[string]string{
		"test-model-Éloïse": "test-model-eloise", "test-model-François D'Arc": "test-model-francois-darc",
		"Größe": "grosse", "Łukasz": "lukasz", "a//b": "a/b", "--x--": "x", "名前": "", "Œuvre.Æ": "oeuvre.ae", "My_App v1.": "my_app-v1",
	} {
		got := Suggest(name)
		if got != want {
			t.Errorf("Suggest(%q) is %q, want %q", name, got, want)
		}
		if got != "" && !IsRepository(got) {
			t.Errorf("Suggest(%q) is %q, which no repository can carry", name, got)
		}
	}
}

// check returns all that there is to say about a reference to push to.
func check(p Parts) []report.Finding {
	return slices.Concat(CheckHost(p), CheckNamespace(p), CheckRepository(p), CheckVersion(p))
}

// FuzzReference holds what is promised of any text at all.
func FuzzReference(f *testing.F) {
	for _, seed := range []string{
		"lhr.ocir.io/ns/app:v1", "localhost:5000/x:v1", "docker push 'https://a.b/c@sha256:d'", "../x:1", "a//b:1", "repo:-bad",
		"a.b:99999/c:d", "lhr.ocir.io//x", "[::1]:1/x:1", "END_POINT_OF_YOUR_REGION/NS/x", "/", ":", "@", "///:@:",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		clean := Clean(text)
		if again := Clean(clean); again != clean {
			t.Errorf("Clean(%q) is %q, and cleaned again %q", text, clean, again)
		}
		parts := Split(clean)
		whole := parts.String()
		if again := Split(whole).String(); again != whole {
			t.Errorf("%q is put together as %q, then as %q", clean, whole, again)
		}
		if s := Suggest(text); s != "" && !IsRepository(s) {
			t.Errorf("Suggest(%q) is %q", text, s)
		}
		CheckUser(text, parts)
		Find(text, nil)
		if report.Worst(check(parts)) == report.Error {
			return
		}
		if Split(whole) != parts {
			t.Errorf("%+v is put together as %q and taken apart as %+v", parts, whole, Split(whole))
		}
		strictness := name.StrictValidation
		if parts.Host == "" {
			strictness = name.WeakValidation
		}
		if _, err := name.NewTag(whole, strictness); err != nil {
			t.Errorf("Check lets %q pass, go-containerregistry does not: %v", whole, err)
		}
	})
}
