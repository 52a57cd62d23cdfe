package model

import (
	"context"
	"slices"
	"sort"
	"strings"

	"auximage/imaging/model/dictionary"
	"auximage/imaging/report"
)

// judge adds what the installer's tables say of the merged models. What they say
// of a reference into an archive stands in place of what was said without them.
func (r *reading) judge(ctx context.Context, in Inputs) {
	model := mergedModel(r.documents, r.values)
	if model == nil {
		return
	}
	found, err := in.Dictionary.Judge(ctx, dictionary.Question{
		Model:      model,
		Variables:  r.values,
		Archives:   r.archives,
		Versions:   candidates(in.WebLogic),
		Version:    in.WebLogic,
		WDT:        in.WDTVersion,
		OtherRules: below(in.WDTVersion, rulesSince) || atLeast(in.WDTVersion, rulesUntil),
	})
	if ctx.Err() != nil {
		return
	}
	if err != nil {
		r.findings = append(r.findings, report.Finding{Code: dictionary.CodeTables, Severity: report.Info, Cause: err})
		return
	}
	count := make(map[said]int)
	judged := make(map[said]bool)
	for _, f := range found {
		if f.At.Line == 0 {
			r.findings = append(r.findings, f.Finding)
			continue
		}
		s := r.documents[f.At.Document].source
		if key := (said{f.Code, s.Path, ""}); count[key] >= enough {
			continue
		} else {
			count[key]++
		}
		f.File, f.Digest = s.Path, s.digest
		f.Line, f.Column = f.At.Line, f.At.Column
		r.findings = append(r.findings, f.Finding)
		if entry, ok := f.Args["Entry"].(string); ok {
			judged[said{CodeNotInArchive, s.Path, entry}] = true
		}
	}
	r.findings = slices.DeleteFunc(r.findings, func(f report.Finding) bool {
		entry, _ := f.Args["Entry"].(string)
		return (f.Code == CodeNotInArchive || f.Code == CodeNoArchive) && judged[said{CodeNotInArchive, f.File, entry}]
	})
}

// The rules of package dictionary are those of the releases from rulesSince to
// before rulesUntil, which nobody knows yet.
const (
	rulesSince = "4"
	rulesUntil = "5"
)

// candidates returns the versions that a model is judged by.
func candidates(version string) []dictionary.Version {
	if v, ok := dictionary.ParseVersion(version); ok {
		return v.Candidates()
	}
	return dictionary.Supported()
}

// Given tells whether there is an archive.
func (a *archives) Given() bool { return a.files > 0 }

// Holds tells whether a path is that of an entry or the beginning of one, as WDT
// asks (WLSDeployArchive.containsFileOrPath).
func (a *archives) Holds(path string) bool {
	if a.entries[strings.TrimSuffix(path, "/")] {
		return true
	}
	names := a.names()
	at := sort.SearchStrings(names, path)
	return at < len(names) && strings.HasPrefix(names[at], path)
}

// HoldsFile tells whether there is an entry of just this path.
func (a *archives) HoldsFile(path string) bool { return a.entries[path] }

// Like returns the entry that a path most likely means, empty for none.
func (a *archives) Like(path string) string { return a.like(strings.TrimSuffix(path, "/")) }

// names returns the entries in order.
func (a *archives) names() []string {
	if len(a.sorted) != len(a.entries) {
		a.sorted = a.sorted[:0]
		for name := range a.entries {
			a.sorted = append(a.sorted, name)
		}
		slices.Sort(a.sorted)
	}
	return a.sorted
}
