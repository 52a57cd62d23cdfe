package imaging

import (
	"cmp"
	"context"
	"maps"
	"slices"

	"auximage/imaging/input"
	"auximage/imaging/model"
	"auximage/imaging/model/dictionary"
	"auximage/imaging/report"
	"auximage/imaging/wdt"
)

// judge returns what is wrong with the files, judged by the installer's tables
// where there is an installer and they can be read.
func (b *build) judge(ctx context.Context, installer *wdt.Installer, c *Client) []report.Finding {
	p, in, note := b.plan, b.plan.inputs(""), error(nil)
	switch {
	case installer != nil:
		in = p.inputs(installer.Version)
		in.Dictionary, note = recent.of(installer)
	case p.Tooling != "":
		in = p.inputs(b.from[p.Tooling].WDT.Version)
		in.Dictionary, _ = recent.at(p.Tables) // none where there is no such installer
	}
	_, found := model.Check(ctx, in, c.Progress)
	if note != nil && len(p.Models) > 0 && !installer.TryOut {
		found = append(found, report.Finding{Code: dictionary.CodeTables, Severity: report.Warning, Cause: note})
	}
	if p.Tooling != "" && in.Dictionary == nil && len(p.Models) > 0 {
		found = append(found, report.Finding{Code: CodeUnjudged, Severity: report.Info, Args: report.Args{"Version": in.WDTVersion}})
	}
	found = append(found, p.secretLabels()...)
	if p.Strict {
		found = model.Strict(found)
	}
	return p.withAccepted(found)
}

// secretLabels returns a finding for each label that is named like a secret: labels are
// shown to all who may pull the image.
func (p Plan) secretLabels() (found []report.Finding) {
	for _, name := range slices.Sorted(maps.Keys(p.Labels)) {
		if p.Labels[name] != "" && model.SecretName(name) {
			found = append(found, report.Finding{Code: CodeSecretLabel, Severity: report.Warning, Args: report.Args{"Name": name}})
		}
	}
	return found
}

// CheckFiles returns what the files of a plan hold together and what is wrong with
// them, as Check does, without the rest: it can be asked for while somebody types.
// The version is the installer's; nothing is said about the installer itself.
func CheckFiles(ctx context.Context, plan Plan, version string) (model.Summary, []report.Finding) {
	in := plan.inputs(version)
	if !plan.known() { // of an earlier run: Create reads them
		return model.Summary{Models: model.Order(namesOf(in.Models)), Variables: model.Order(namesOf(in.Variables)), Archives: model.Order(namesOf(in.Archives))},
			model.CheckNames(in)
	}
	if tables := cmp.Or(plan.Installer, plan.Tables); tables != "" && len(plan.Models) > 0 {
		in.Dictionary, _ = recent.at(tables)
	}
	summary, found := model.Check(ctx, in, nil)
	return summary, plan.withAccepted(append(found, plan.secretLabels()...))
}

// known tells whether all files of the plan that are in an image are known.
func (p Plan) known() bool {
	return !slices.ContainsFunc(slices.Concat(p.Models, p.Variables), func(f input.File) bool { return f.Image != "" && held.get(f.Path) == nil })
}

func namesOf(files []input.File) (all []string) {
	for _, f := range files {
		all = append(all, f.InImage())
	}
	return all
}

// withAccepted names the installer where its tables are meant, and makes warnings of
// what a person has accepted.
func (p Plan) withAccepted(found []report.Finding) []report.Finding {
	for i := range found {
		if found[i].Code == dictionary.CodeTables {
			found[i].File = cmp.Or(p.Installer, p.Tables)
		}
		if p.accepts(found[i]) {
			found[i].Severity = report.Warning
		}
	}
	return found
}

// WebLogicVersion returns the version of WebLogic that the tag of a primary image
// names, empty for none.
func WebLogicVersion(reference string) string { return dictionary.TagVersion(reference) }

// ValidWebLogic tells whether a text is a version that models can be judged for.
func ValidWebLogic(version string) bool {
	_, ok := dictionary.ParseVersion(version)
	return ok
}
