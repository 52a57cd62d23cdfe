package main

import (
	"encoding/json"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"auximage/app/demo"
	"auximage/imaging/testkit"
)

// judging returns a check of a model that checks it by small tables.
func judging(t *testing.T, text string) func(more ...string) done {
	d := try(t)
	model := filepath.Join(t.TempDir(), "model.yaml")
	write(t, model, text)
	args := append([]string{"check", "--tag", demo.Tag, "--model", model, "--wdt", testkit.KnowingInstaller(t, "", nil)}, d.flags()...)
	return func(more ...string) done { return cli(t, "", testkit.Instead(args, more...)...) }
}

const credentials = "domainInfo:\n  AdminUserName: '@@SECRET:__weblogic-credentials__:username@@'\n  AdminPassword: '@@SECRET:__weblogic-credentials__:password@@'\n"

func TestEveryErrorOfTheTablesIsSaidWithTheFlagThatLetsItPass(t *testing.T) {
	check := judging(t, "topology:\n  Server:\n    a: {ListenPrt: 1}\n    it's: {Nothing: 1}\n")
	got := check()
	for _, want := range []string{
		"model.yaml, line 3: topology:/Server/a has no attribute ListenPrt; there is ListenPort.",
		"--accept dictionary.attribute:topology:/Server/a/ListenPrt\n",
		"model.yaml, line 4: topology:/Server/it's has no attribute Nothing.",
		`--accept 'dictionary.attribute:topology:/Server/it'\''s/Nothing'` + "\n",
	} {
		if strings.Count(got.stderr, want) != 1 {
			t.Errorf("stderr does not say once %q:\n%s", want, got.stderr)
		}
	}
	if got.code != exitFailed {
		t.Errorf("exit %d, want %d", got.code, exitFailed)
	}
	got = check("--accept", "dictionary.attribute:topology:/Server/a/ListenPrt", "--accept", "dictionary.attribute:topology:/Server/it's/Nothing")
	if got.code != exitDone || strings.Count(got.stderr, "Warning: model.yaml, line ") < 2 || strings.Contains(got.stderr, "would let pass") {
		t.Errorf("accepted: exit %d, want %d and the warnings:\n%s", got.code, exitDone, got.stderr)
	}
	if got = check("--accept", "dictionary.attribute:topology:/Server/b/ListenPrt"); got.code != exitFailed || !strings.Contains(got.stderr, "--accept dictionary.attribute:topology:/Server/b/ListenPrt would let pass") {
		t.Errorf("another place: exit %d, want %d and that nothing is there:\n%s", got.code, exitFailed, got.stderr)
	}
}

func TestFindingsAreSaidInTheOrderOfTheirLinesAndCounted(t *testing.T) {
	got := judging(t, credentials+"topology:\n  Nme: a\n  Server:\n    a: {ListenPort: [1]}\n    b: {ListenPrt: 1}\n")()
	lines := regexp.MustCompile(`(?m)^(?:Warning: )?model\.yaml, line \d+|^Found: .*`).FindAllString(got.stderr, -1)
	want := []string{"model.yaml, line 5", "Warning: model.yaml, line 7", "model.yaml, line 8", "Found: 2 errors, 1 warning. Nothing was created or pushed."}
	if !slices.Equal(lines, want) || got.code != exitFailed {
		t.Errorf("exit %d, got %q, want %q:\n%s", got.code, lines, want, got.stderr)
	}
}

func TestAVersionThatTheTablesDoNotNameIsSaid(t *testing.T) {
	check := judging(t, credentials)
	if got := check("--weblogic", "99.9"); got.code != exitDone || !strings.Contains(got.stderr, "know no WebLogic 99.9") {
		t.Errorf("exit %d, want %d and that it is not known:\n%s", got.code, exitDone, got.stderr)
	}
}

func TestAnOlderInstallersRulesAreNamedAndStopNothing(t *testing.T) {
	check := judging(t, credentials+"topology:\n  Server:\n    a: {ListenPrt: 1}\n")
	got := check("--wdt", testkit.KnowingInstaller(t, "3.5.4", nil))
	if got.code != exitDone || !strings.Contains(got.stderr, "Warning: model.yaml, line 6: ") || strings.Count(got.stderr, "3.5.4 has rules of its own") != 1 {
		t.Errorf("exit %d, want %d, a warning and its reason:\n%s", got.code, exitDone, got.stderr)
	}
}

func TestProgramsGetThePlaceAndTheSuggestion(t *testing.T) {
	check := judging(t, "topology:\n  Server:\n    a: {ListenPrt: 1}\n")
	var told struct {
		Findings []struct {
			Code, Severity, Path, Suggestion, Accept string
			Line, Column                             int
		}
	}
	if got := check("--json"); json.Unmarshal([]byte(got.stdout), &told) != nil {
		t.Fatalf("stdout is %q", got.stdout)
	}
	for _, f := range told.Findings {
		if f.Code != "dictionary.attribute" {
			continue
		}
		if f.Severity != "error" || f.Line != 3 || f.Column != 9 || f.Path != "topology:/Server/a/ListenPrt" || f.Suggestion != "ListenPort" || f.Accept != "dictionary.attribute:topology:/Server/a/ListenPrt" {
			t.Errorf("got %+v", f)
		}
		return
	}
	t.Errorf("got %+v, want a finding about ListenPrt", told.Findings)
}

func TestTheVersionOfWebLogicIsTheOneThatSomebodyNames(t *testing.T) {
	check := judging(t, "topology:\n  Server:\n    a: {Newer: x}\n")
	const warning = "has no Newer in topology:/Server/a"
	for want, cases := range map[bool][][]string{
		false: {nil, {"--weblogic", "14.1.2.0"}, {"--weblogic", "any"}, {"--primary", "example.com/weblogic:14.1.2.0-generic-jdk17-ol9"}},
		true:  {{"--weblogic", "12.2.1.4"}, {"--primary", "example.com/weblogic:12.2.1.4-ol8"}, {"--primary", "example.com/weblogic:14.1.2.0", "--weblogic", "12.2.1.4.0"}},
	} {
		for _, flags := range cases {
			if got := check(flags...); got.code != exitDone || strings.Contains(got.stderr, warning) != want {
				t.Errorf("%q: exit %d, warned is %v, want %v:\n%s", flags, got.code, !want, want, got.stderr)
			}
		}
	}
	oneSentence(t, check("--weblogic", "twelve"), exitUsage)
}

func TestWarningsAreFailuresWhereThatIsAsked(t *testing.T) {
	check := judging(t, credentials+"topology:\n  Server:\n    a: {ListenPort: [1]}\n")
	if got := check(); got.code != exitDone {
		t.Errorf("exit %d, want %d: %s", got.code, exitDone, got.stderr)
	}
	if got := check("--strict"); got.code != exitFailed || !strings.Contains(got.stderr, "--strict") {
		t.Errorf("strictly: exit %d, want %d and the flag named: %s", got.code, exitFailed, got.stderr)
	}
	accept := regexp.MustCompile(`--accept (\S+)`).FindStringSubmatch(check("--strict").stderr)
	if accept == nil {
		t.Fatal("no flag is named that lets the warning pass")
	}
	if got := check("--strict", "--json"); !strings.Contains(got.stdout, `"accept":"`+accept[1]+`"`) {
		t.Errorf("for programs %q is not named: %s", accept[1], got.stdout)
	}
	if got := check("--strict", "--accept", accept[1]); got.code != exitDone {
		t.Errorf("strictly, accepted: exit %d, want %d: %s", got.code, exitDone, got.stderr)
	}
}

func TestNothingIsCreatedThatIsRefusedStrictly(t *testing.T) {
	d := try(t)
	model := filepath.Join(t.TempDir(), "model.yaml")
	for what, text := range map[string]string{"a warning": "topology: {Name: a}\n", "what the files lack": credentials + "topology: {Name: '@@PROP:name@@'}\n"} {
		write(t, model, text)
		for _, command := range [][]string{{"push"}, {"save", "--output", filepath.Join(t.TempDir(), "image.tar")}} {
			got := cli(t, demo.Token, slices.Concat(command, []string{"--tag", demo.Tag, "--model", model, "--wdt", "none", "--strict", "--user", demo.User, "--password-stdin"}, d.flags())...)
			if got.code != exitFailed || strings.Contains(got.stderr, "Created") || strings.Contains(got.stderr, "Hashing") || !strings.Contains(got.stderr, "--accept ") {
				t.Errorf("%s: %q got %+v, want exit %d, no image, and the flag that lets it pass", what, command, got, exitFailed)
			}
		}
	}
}

func TestWhatTheFilesReferToMustBeAmongThemWhereThatIsAsked(t *testing.T) {
	check := judging(t, credentials+"topology:\n  Name: '@@PROP:domain.name@@'\n")
	if got := check(); got.code != exitDone || !strings.Contains(got.stderr, "domain.name") {
		t.Errorf("exit %d, want %d and the variable named: %s", got.code, exitDone, got.stderr)
	}
	got := check("--strict")
	if got.code != exitFailed || !strings.Contains(got.stderr, "domain.name") || !strings.Contains(got.stderr, "--accept model.no-variables:domain.name\n") {
		t.Errorf("strictly: exit %d, got %q, want the variable named, and the flag that lets it pass", got.code, got.stderr)
	}
	if got := check("--strict", "--accept", "model.no-variables:domain.name"); got.code != exitDone {
		t.Errorf("strictly, accepted: exit %d, want %d: %s", got.code, exitDone, got.stderr)
	}
	variables := filepath.Join(t.TempDir(), "m.properties")
	write(t, variables, "domain.port=7001\n")
	refused := check("--variables", variables)
	const accept = "--accept model.variable:domain.name"
	if refused.code != exitFailed || !strings.Contains(refused.stderr, accept) {
		t.Errorf("a variable that the file lacks: exit %d, want %d and %q: %s", refused.code, exitFailed, accept, refused.stderr)
	}
	if got := check("--variables", variables, "--accept", "model.variable:domain.name"); got.code != exitDone {
		t.Errorf("accepted: exit %d, want %d: %s", got.code, exitDone, got.stderr)
	}
}
