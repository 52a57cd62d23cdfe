package model_test

import (
	"archive/zip"
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"auximage/imaging/input"
	"auximage/imaging/model"
	"auximage/imaging/model/dictionary"
	"auximage/imaging/report"
	"auximage/imaging/zipfile"
)

// beside is where a checkout may have the tables of a release and small models
// with the verdicts of its validator; both are other people's.
const beside = "../../../shared/"

// releaseTables returns the tables of a release, or skips the test.
func releaseTables(t testing.TB) *dictionary.Dictionary {
	t.Helper()
	jar, err := zip.OpenReader(beside + "wdt/weblogic-deploy-core.jar")
	if err != nil {
		t.Skip("NOT POSSIBLE HERE: ", err)
	}
	t.Cleanup(func() { _ = jar.Close() })
	d, err := dictionary.New(jar)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// run is one run of the validator.
type run struct {
	ID, WLS, Model, Variables, Archive, Method, Target string
	Says                                               [][2]string
}

func runs(t *testing.T) []run {
	file, err := os.Open(beside + "cases/dictionary/expected.jsonl")
	if err != nil {
		t.Skip("NOT POSSIBLE HERE: ", err)
	}
	defer func() { _ = file.Close() }()
	var all []run
	for lines := bufio.NewScanner(file); lines.Scan(); {
		var r run
		if err := json.Unmarshal(lines.Bytes(), &r); err != nil {
			t.Fatal(err)
		}
		all = append(all, r)
	}
	return all
}

// numbers are the validator's numbers that a code stands for.
var numbers = map[report.Code]string{
	model.CodeSection: "05007", model.CodeOldSection: "05007", model.CodeSectionValue: "05038",
	zipfile.CodeMissing: "20008",
	model.CodeReference: "20000", model.CodeVariable: "01732", model.CodeNoVariables: "01734", model.CodeFileToken: "01739",
	model.CodeSyntax: "20000", model.CodeDuplicate: "20000", model.CodeKeyType: "20000", model.CodeDocuments: "20000", model.CodeCycle: "20000",
	dictionary.CodeFolder: "05026", dictionary.CodeAttribute: "05029", dictionary.CodeMapping: "05038 05032",
	dictionary.CodeNameToken: "05030 05020", dictionary.CodeValueType: "20035", dictionary.CodePathType: "05023 20035",
	dictionary.CodeValue: "05302 05313 12501 12505 12604", dictionary.CodeLimit: "05034 05035",
	dictionary.CodeNeeds: "12504 12600 12603", dictionary.CodeTwice: "12602", dictionary.CodeRole: "12502",
	dictionary.CodeRetireBoth: "05315", dictionary.CodeRetireTime: "05316 05317",
	dictionary.CodeNoArchive: "05025 12503 12601", dictionary.CodePassword: "05402 05413", dictionary.CodeCreateNeeds: "05304 05306 05307 05308",
	dictionary.CodeNotInArchive: "05024 12503 12601", dictionary.CodeDeployFolder: "05240 05241", dictionary.CodePlan: "05242",
}

// kubernetes are the numbers for which a warning is the right answer: createDomain
// does not look at the section.
var kubernetes = map[report.Code]string{
	dictionary.CodeField: "05026", dictionary.CodeFieldShape: "05038 05040 05032 05017", dictionary.CodeLayout: "05026",
	model.CodeSectionValue: "05026 05038",
}

// onPurpose are the runs in which we differ by the strict reading, and why.
var onPurpose = map[string]string{
	"g096-token-secret-env-file": "secrets and environment variables are the cluster's",
	"g103-var-in-list":           "the validator crashes where createDomain does not: it replaces variables first",
	"g105-var-in-path-list":      "the same, and behind it stands a reference that no archive has",
	"g123-wko-paths":             "the operator gives no target, which would make the validator lax",
	"g174-create-jrf-rcu":        "that the domain is a JRF one was said on the validator's command line, and nowhere in the model",
	"g178-validate-type-unknown": "about the validator's own command line",
}

// summaries only repeat that there were others.
var summaries = []string{"12409", "20004"}

// verdict is how our judgement compares with one run of the validator.
type verdict struct {
	left  []string // numbers that the validator alone has
	extra []string // errors that we alone have
}

func (v verdict) agrees() bool { return len(v.left)+len(v.extra) == 0 }

// TestTheModelIsJudgedAsTheValidatorDoes compares with the verdicts of
// validateModel: the same errors, as often, and none where it has none. What may
// come from elsewhere is an error by the strict reading alone, which is the
// validator's own; by the usual one it is a warning.
func TestTheModelIsJudgedAsTheValidatorDoes(t *testing.T) {
	d := releaseTables(t)
	all := runs(t)
	strictly, usually, explained := 0, 0, 0
	for _, r := range all {
		found := findingsOf(d, r)
		usual, strict := compareRun(r, found), compareRun(r, found)
		if r.Method != "lax" {
			strict = compareRun(r, model.Strict(found))
		}
		if usual.agrees() {
			usually++
		}
		if strict.agrees() {
			strictly++
			if !usual.agrees() {
				t.Logf("%s@%s: by the strict reading alone; else without %v", r.ID, r.WLS, usual.left)
			}
			continue
		}
		t.Logf("%s@%s: the validator alone says %v, we alone %v: %s", r.ID, r.WLS, strict.left, strict.extra, onPurpose[r.ID])
		if onPurpose[r.ID] != "" {
			explained++
		} else if len(strict.extra) > 0 {
			t.Errorf("%s@%s: got errors that the validator has not: %v", r.ID, r.WLS, strict.extra)
		}
	}
	t.Logf("%d of %d runs agree by the strict reading (%.1f %%), %d by the usual one (%.1f %%); %d differ on purpose",
		strictly, len(all), percent(strictly, all), usually, percent(usually, all), explained)
	if 100*strictly < 98*(len(all)-explained) {
		t.Errorf("got %d of %d runs in agreement, want 98 %%", strictly, len(all)-explained)
	}
}

func percent(count int, of []run) float64 { return 100 * float64(count) / float64(len(of)) }

// findingsOf returns what we find in what the validator was given.
func findingsOf(d *dictionary.Dictionary, r run) []report.Finding {
	at := func(name string) string { return filepath.Join(beside, "cases/dictionary", name) }
	in := model.Inputs{Models: []input.File{{Path: at(r.Model), Name: "model.yaml"}}, WDTVersion: "4.4.7", Dictionary: d, WebLogic: r.WLS}
	if r.Variables != "" {
		in.Variables = []input.File{{Path: at(r.Variables)}}
	}
	if r.Archive != "" {
		in.Archives = []input.File{{Path: at(r.Archive)}}
	}
	_, found := model.Check(context.Background(), in, nil)
	return found
}

// severes returns how often a run has each number.
func (r run) severes() map[string]int {
	want := make(map[string]int)
	for _, said := range r.Says {
		if said[0] == "SEVERE" && !slices.Contains(summaries, said[1]) && r.Method != "lax" {
			want[said[1]]++
		}
	}
	if want["01732"]+want["01733"]+want["01734"]+want["01737"]+want["01739"] > 0 {
		delete(want, "20000") // how many there were
	}
	return want
}

func compareRun(r run, found []report.Finding) (v verdict) {
	want := r.severes()
	for _, f := range found {
		switch {
		case f.Severity == report.Error && !takeOne(want, numbers[f.Code]):
			v.extra = append(v.extra, fmt.Sprintf("%s:%d %v", f.Code, f.Line, f.Args["Location"]))
		case f.Severity == report.Warning:
			takeOne(want, kubernetes[f.Code])
		}
	}
	for _, number := range slices.Sorted(maps.Keys(want)) {
		for range want[number] {
			v.left = append(v.left, number)
		}
	}
	return v
}

// takeOne takes one of the numbers away and tells whether one was there.
func takeOne(from map[string]int, numbers string) bool {
	for number := range strings.FieldsSeq(numbers) {
		if from[number] > 0 {
			if from[number]--; from[number] == 0 {
				delete(from, number)
			}
			return true
		}
	}
	return false
}
