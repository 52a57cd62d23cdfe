package model_test

import (
	"slices"
	"testing"

	"auximage/imaging/model"
	"auximage/imaging/report"
)

// TestWhatMayComeFromElsewhereIsAnErrorOnlyByTheStrictReading gives models that
// refer to what is not among the files.
func TestWhatMayComeFromElsewhereIsAnErrorOnlyByTheStrictReading(t *testing.T) {
	for name, c := range map[string]struct {
		files  inputs
		code   report.Code
		usual  report.Severity
		strict report.Severity
		count  int
	}{
		"variables and no variable file": {inputs{"m.yaml": credentials + "topology:\n  Name: '@@PROP:a@@'\n  AdminServerName: '@@PROP:b@@'\n"}, model.CodeNoVariables, report.Warning, report.Error, 2},
		"a variable that the file lacks": {inputs{"m.yaml": credentials + "topology:\n  Name: '@@PROP:a@@'\n  AdminServerName: '@@PROP:a@@'\n", "m.properties": "b=1\n"}, model.CodeVariable, report.Error, report.Error, 2},
		"an archive that is not there":   {inputs{"m.yaml": credentials + "appDeployments:\n  Application:\n    a: {SourcePath: wlsdeploy/applications/a.war}\n"}, model.CodeNoArchive, report.Warning, report.Error, 1},
		"a file of the container":        {inputs{"m.yaml": credentials + "topology:\n  Name: '@@FILE:/mnt/name@@'\n"}, model.CodeFileToken, report.Warning, report.Error, 1},
		"a secret":                       {inputs{"m.yaml": credentials + "topology:\n  Name: '@@SECRET:a:b@@'\n"}, model.CodeSecretName, report.Info, report.Info, 0},
	} {
		t.Run(name, func(t *testing.T) {
			_, found := model.Check(t.Context(), c.files.write(t), nil)
			is := func(f report.Finding) bool { return f.Code != c.code }
			usual, strict := slices.DeleteFunc(slices.Clone(found), is), slices.DeleteFunc(model.Strict(found), is)
			if len(usual) != c.count || len(strict) != c.count {
				t.Fatalf("got %d findings and %d by the strict reading, want %d: %v", len(usual), len(strict), c.count, found)
			}
			for i := range usual {
				if usual[i].Severity != c.usual || strict[i].Severity != c.strict {
					t.Errorf("got %v and strictly %v, want %v and %v", usual[i].Severity, strict[i].Severity, c.usual, c.strict)
				}
			}
		})
	}
}
