package deploy

import (
	"strings"

	"auximage/imaging/report"
)

// What a person has to know of a Domain that its YAML cannot say.
const (
	CodeBadUID       report.Code = "deploy.bad-uid"       // Name
	CodeBadNamespace report.Code = "deploy.bad-namespace" // Name

	CodeOpenSecrets  report.Code = "deploy.open-secrets"   // Names: they depend on variables
	CodeUnnameable   report.Code = "deploy.unnameable"     // Names: Kubernetes has no such secrets
	CodeVariables    report.Code = "deploy.variables"      // Names: their values are to be filled in
	CodeNoTooling    report.Code = "deploy.no-tooling"     // another auxiliary image must bring it
	CodeNoModels     report.Code = "deploy.no-models"      // another one, or a ConfigMap
	CodeFromModelJRF report.Code = "deploy.from-model-jrf" // deprecated since the operator's 4.1
	CodeSchemasThere report.Code = "deploy.schemas-there"  // JRF on a volume, without the database's administrator
	CodeSchemasMade  report.Code = "deploy.schemas-made"
	CodePerhapsJRF   report.Code = "deploy.perhaps-jrf"  // the primary image is one for it, the models say nothing
	CodeVolumeClaim  report.Code = "deploy.volume-claim" // Name
	CodeOnPVOnce     report.Code = "deploy.on-pv-once"   // what the images say counts until the domain exists
)

// Notes returns what a person has to know beside the Domain.
func (v Values) Notes() []report.Finding {
	var all []report.Finding
	note := func(when bool, code report.Code, severity report.Severity, args report.Args) {
		if when {
			all = append(all, report.Finding{Code: code, Severity: severity, Args: args})
		}
	}
	names := func(list []string) report.Args { return report.Args{"Names": strings.Join(list, ", ")} }
	open, bad := v.unlisted()
	note(len(open) > 0, CodeOpenSecrets, report.Warning, names(open))
	note(len(bad) > 0, CodeUnnameable, report.Warning, names(bad))
	note(len(v.Environment) > 0, CodeVariables, report.Warning, names(v.Environment))
	note(v.Homes.WDT == "", CodeNoTooling, report.Warning, nil)
	note(v.Homes.Model == "", CodeNoModels, report.Warning, nil)
	jrf := v.domainType() == JRF
	note(jrf && !v.OnPV, CodeFromModelJRF, report.Warning, nil)
	note(jrf && v.OnPV && v.RunRCU, CodeSchemasMade, report.Info, nil)
	note(jrf && v.OnPV && !v.RunRCU, CodeSchemasThere, report.Warning, nil)
	note(v.DomainType == "" && !jrf && strings.Contains(v.Primary, "fmw-infrastructure"), CodePerhapsJRF, report.Warning, nil)
	note(v.OnPV, CodeVolumeClaim, report.Info, report.Args{"Name": v.claim()})
	note(v.OnPV, CodeOnPVOnce, report.Info, nil)
	return all
}

// unlisted returns the secrets of the models that the Domain cannot list: those
// whose names depend on variables, and those that Kubernetes cannot have.
func (v Values) unlisted() (open, bad []string) {
	for _, secret := range v.Secrets {
		name, depends := v.resolved(secret.Name)
		switch {
		case depends:
			open = append(open, Secret{name, v.keys(secret)}.String())
		case !secretName.MatchString(name):
			bad = append(bad, name)
		}
	}
	return open, bad
}
