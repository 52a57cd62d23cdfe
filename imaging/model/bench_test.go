package model_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"auximage/imaging/model"
)

// long is a valid model of 10,000 lines with its variables.
func long() inputs {
	var b, v strings.Builder
	b.WriteString(shop)
	for i := range 1250 {
		fmt.Fprintf(&b, "    app-%d:\n      SourcePath: wlsdeploy/applications/shop.war\n      ModuleType: war\n      Target: '@@PROP:target.%d@@'\n"+
			"      PlanPath: plan.xml\n      SecurityDDModel: DDOnly\n      StagingMode: nostage\n      DeploymentOrder: %d\n", i, i, i)
		fmt.Fprintf(&v, "target.%d=cluster-1\n", i)
	}
	return inputs{"model.yaml": b.String(), "model.properties": shopVariables + v.String(), "archive.zip": shopArchive}
}

func BenchmarkCheckOfTenThousandLines(b *testing.B) {
	in := long().write(b)
	b.ReportAllocs()
	for b.Loop() {
		if _, findings := model.Check(b.Context(), in, nil); len(findings) > 0 {
			b.Fatal(findings[0])
		}
	}
}

// BenchmarkReadOfTenThousandLines is what the check is compared with.
func BenchmarkReadOfTenThousandLines(b *testing.B) {
	in := long().write(b)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := os.ReadFile(in.Models[0].Path); err != nil {
			b.Fatal(err)
		}
	}
}
