package model_test

import (
	"archive/zip"
	"context"
	"fmt"
	"path"
	"runtime"
	"strings"
	"testing"

	"auximage/imaging/input"
	"auximage/imaging/model"
	"auximage/imaging/model/dictionary"
	"auximage/imaging/model/tree"
)

// modelOf returns a model of some so many lines.
func modelOf(lines int) string {
	var text strings.Builder
	text.WriteString("topology:\n  Name: d\n  Server:\n")
	for i := range max(1, (lines-3)/7) {
		fmt.Fprintf(&text, "    s%d:\n      ListenPort: 7001\n      ListenAddress: a\n      SSL:\n        Enabled: true\n        ListenPort: 7002\n      Cluster: c\n", i)
	}
	return text.String()
}

// BenchmarkJudge judges models by the tables of a release: cold, when they are
// read for it, and warm, as while somebody types. "none" is the check without.
func BenchmarkJudge(b *testing.B) {
	for _, lines := range []int{10, 10_000} {
		in := model.Inputs{Models: []input.File{written(b, "m.yaml", modelOf(lines))}, WDTVersion: "4.4.7"}
		check := func() { model.Check(context.Background(), in, nil) }
		b.Run(fmt.Sprintf("none/%d", lines), func(b *testing.B) {
			in.Dictionary = nil
			for b.Loop() {
				check()
			}
		})
		for _, version := range []string{"14.1.2.0", ""} {
			in.WebLogic = version
			name := map[bool]string{true: "any", false: version}[version == ""]
			b.Run(fmt.Sprintf("cold/%d/%s", lines, name), func(b *testing.B) {
				for b.Loop() {
					in.Dictionary = releaseTables(b)
					check()
				}
			})
			b.Run(fmt.Sprintf("warm/%d/%s", lines, name), func(b *testing.B) {
				in.Dictionary = releaseTables(b)
				for b.Loop() {
					check()
				}
			})
		}
	}
}

// BenchmarkAllTables reads all tables of a release and says what they keep.
func BenchmarkAllTables(b *testing.B) {
	jar, err := zip.OpenReader(beside + "wdt/weblogic-deploy-core.jar")
	if err != nil {
		b.Skip("NOT POSSIBLE HERE: ", err)
	}
	defer func() { _ = jar.Close() }()
	var before, after runtime.MemStats
	var d *dictionary.Dictionary
	runtime.GC()
	runtime.ReadMemStats(&before)
	for b.Loop() {
		if d, err = dictionary.New(jar); err != nil {
			b.Fatal(err)
		}
		if _, err := d.Judge(context.Background(), dictionary.Question{Model: everyFolder(jar), Versions: dictionary.Supported()[:1], Archives: noArchives{}}); err != nil {
			b.Fatal(err)
		}
	}
	runtime.GC()
	runtime.ReadMemStats(&after)
	b.ReportMetric(float64(after.HeapAlloc-before.HeapAlloc)/(1<<20), "MiB-kept")
	runtime.KeepAlive(d)
}

// everyFolder returns a model that has every category of a jar on top of some
// section, so that all are read.
func everyFolder(jar *zip.ReadCloser) *tree.Value {
	whole := &tree.Value{Kind: tree.Mapping}
	for _, section := range []string{"domainInfo", "topology", "resources", "appDeployments"} {
		content := &tree.Value{Kind: tree.Mapping}
		for _, f := range jar.File {
			if name, is := strings.CutSuffix(path.Base(f.Name), ".json"); is && strings.Contains(f.Name, "category_modules") {
				name = map[string]string{"AppDeployment": "Application"}[name] + strings.TrimPrefix(name, "AppDeployment")
				content.Entries = append(content.Entries, tree.Entry{Key: name, Value: &tree.Value{Kind: tree.Mapping}})
			}
		}
		whole.Entries = append(whole.Entries, tree.Entry{Key: section, Value: content})
	}
	return whole
}

type noArchives struct{}

func (noArchives) Given() bool           { return false }
func (noArchives) Holds(string) bool     { return false }
func (noArchives) HoldsFile(string) bool { return false }
func (noArchives) HoldsZip(string) bool  { return false }
func (noArchives) Like(string) string    { return "" }
