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
	model.CodeSyntax:    "20000", model.CodeDuplicate: "20000", model.CodeKeyType: "20000", model.CodeDocuments: "20000", model.CodeCycle: "20000", model.CodeReference: "20000",
	dictionary.CodeFolder: "05026", dictionary.CodeAttribute: "05029", dictionary.CodeMapping: "05038 05032",
	dictionary.CodeNameToken: "05030 05020", dictionary.CodeValueType: "20035", dictionary.CodePathType: "05023 20035",
	dictionary.CodeValue: "05302 05313 12501 12505 12604", dictionary.CodeLimit: "05034 05035",
	dictionary.CodeNeeds: "12504 12600 12603", dictionary.CodeTwice: "12602", dictionary.CodeRole: "12502",
	dictionary.CodeRetireBoth: "05315", dictionary.CodeRetireTime: "05316 05317",
	dictionary.CodeNotInArchive: "05024 12503 12601", dictionary.CodeDeployFolder: "05240 05241", dictionary.CodePlan: "05242",
}

// mild are the numbers for which a warning is the right answer, and why.
var mild = map[report.Code]string{
	dictionary.CodeField: "05026", dictionary.CodeFieldShape: "05038 05040 05032 05017", dictionary.CodeLayout: "05026", // createDomain does not read the section
	dictionary.CodeNoArchive: "05025 12503 12601",                  // another image may bring the archive
	model.CodeNoVariables:    "01734", model.CodeVariable: "01732", // a ConfigMap may bring the variables
	model.CodeSectionValue: "05026 05038",
	model.CodeReference:    "20000", model.CodeFileToken: "01739",
	dictionary.CodePassword: "05402 05413", dictionary.CodeCreateNeeds: "05304 05306 05307 05308", // asked by createDomain alone
}

// onPurpose are the runs in which we differ, and why.
var onPurpose = map[string]string{
	"g004-root-blank":            "a model of no bytes is a slip, and createDomain refuses it",
	"g103-var-in-list":           "the validator crashes where createDomain does not: it replaces variables first",
	"g105-var-in-path-list":      "the same, and behind it stands a reference that no archive has",
	"g123-wko-paths":             "the operator gives no target, which would make the validator lax",
	"g178-validate-type-unknown": "about the validator's own command line",
}

// summaries only repeat that there were others; the rest are about secrets and
// variables of the cluster, and of the validator's own command line.
var passedOver = []string{"12409", "20004", "01733", "01737"}

// TestTheModelIsJudgedAsTheValidatorDoes compares with the verdicts of
// validateModel: the same errors, as often, and none where it has none.
func TestTheModelIsJudgedAsTheValidatorDoes(t *testing.T) {
	d := releaseTables(t)
	all := runs(t)
	agreed, strictly, explained := 0, 0, 0
	for _, r := range all {
		left, extra, warned := compareRun(t, d, r)
		if len(left)+len(extra) == 0 {
			agreed++
			if warned == 0 {
				strictly++
			}
			continue
		}
		t.Logf("%s@%s: the validator alone says %v, we alone %v %s", r.ID, r.WLS, left, extra, onPurpose[r.ID])
		if onPurpose[r.ID] != "" {
			explained++
		}
	}
	t.Logf("%d of %d runs agree (%.1f %%), %d of them with errors alone; %d differ on purpose", agreed, len(all), 100*float64(agreed)/float64(len(all)), strictly, explained)
	if 100*agreed < 98*(len(all)-explained) {
		t.Errorf("got %d of %d runs in agreement, want 98 %%", agreed, len(all)-explained)
	}
}

// compareRun returns the numbers that the validator alone has, the errors that
// we alone have, and how many of its numbers are warnings of ours.
func compareRun(t *testing.T, d *dictionary.Dictionary, r run) (left, extra []string, warned int) {
	at := func(name string) string { return filepath.Join(beside, "cases/dictionary", name) }
	in := model.Inputs{Models: []model.File{{Path: at(r.Model), Name: "model.yaml", Kind: model.Model}}, WDTVersion: "4.4.7", Dictionary: d, WebLogic: r.WLS}
	if r.Variables != "" {
		in.Variables = []model.File{{Path: at(r.Variables), Kind: model.Variables}}
	}
	if r.Archive != "" {
		in.Archives = []model.File{{Path: at(r.Archive), Kind: model.Archive}}
	}
	want := make(map[string]int)
	for _, said := range r.Says {
		if said[0] == "SEVERE" && !slices.Contains(passedOver, said[1]) && r.Method != "lax" {
			want[said[1]]++
		}
	}
	if want["01732"]+want["01734"]+want["01739"] > 0 || r.Method == "" && slices.ContainsFunc(r.Says, func(s [2]string) bool { return s[1] == "01733" }) {
		delete(want, "20000") // how many there were
	}
	_, found := model.Check(context.Background(), in, nil)
	if slices.ContainsFunc(found, func(f report.Finding) bool { return f.Code == model.CodeNoVariables }) {
		want["01734"] = min(want["01734"], 1) // said once
	}
	for _, f := range found {
		if f.Severity == report.Error && !take(want, numbers[f.Code]) {
			extra = append(extra, fmt.Sprintf("%s:%d %v", f.Code, f.Line, f.Args["Location"]))
		}
	}
	for _, f := range found {
		if f.Severity == report.Warning && take(want, mild[f.Code]) {
			warned++
		}
	}
	for _, number := range slices.Sorted(maps.Keys(want)) {
		for range want[number] {
			left = append(left, number)
		}
	}
	return left, extra, warned
}

// take takes one of the numbers away and tells whether one was there.
func take(from map[string]int, numbers string) bool {
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
