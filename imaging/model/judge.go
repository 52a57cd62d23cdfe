package model

import (
	"context"
	"path"
	"slices"

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
		r.findings = append(r.findings, report.Finding{Code: dictionary.CodeTables, Severity: report.Warning, Cause: err})
		return
	}
	r.findings = append(r.unjudged(found), r.placed(found)...)
}

// placed returns findings with their files, at most enough of one code for each.
func (r *reading) placed(found []dictionary.Finding) []report.Finding {
	var all []report.Finding
	count := make(map[said]int)
	for _, f := range found {
		if f.At.Line > 0 {
			s := r.documents[f.At.Document].source
			key := said{f.Code, s.Path, ""}
			if count[key]++; count[key] > enough {
				continue
			}
			f.File, f.Digest, f.Line, f.Column = s.Path, s.digest, f.At.Line, f.At.Column
		}
		all = append(all, f.Finding)
	}
	return all
}

// unjudged returns what was found before, without the references into archives
// that the tables say the same of.
func (r *reading) unjudged(found []dictionary.Finding) []report.Finding {
	judged := make(map[[2]string]bool)
	for _, f := range found {
		entry, _ := f.Args["Entry"].(string)
		for _, one := range append(archiveReferences(entry), entry) { // of a class path each
			judged[[2]string{r.documents[f.At.Document].Path, path.Clean(one)}] = true
		}
	}
	return slices.DeleteFunc(r.findings, func(f report.Finding) bool {
		entry, _ := f.Args["Entry"].(string)
		return (f.Code == CodeNotInArchive || f.Code == CodeNoArchive) && judged[[2]string{f.File, path.Clean(entry)}]
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
