package deploy

import (
	"slices"
	"strings"

	"auximage/imaging/report"
)

// What a person has to know of a Domain that its YAML cannot say.
const (
	CodeBadUID       report.Code = "deploy.bad-uid"       // Name
	CodeBadNamespace report.Code = "deploy.bad-namespace" // Name
	CodeBadSecret    report.Code = "deploy.bad-secret"    // Name: of a secret that a model would read
	CodeBadKey       report.Code = "deploy.bad-key"       // Name

	CodeOpenSecrets  report.Code = "deploy.open-secrets"   // Names: they depend on variables
	CodeUnnameable   report.Code = "deploy.unnameable"     // Names: Kubernetes has no such secrets
	CodeUnlisted     report.Code = "deploy.unlisted"       // Names: the person's Domain does not list them
	CodeUnset        report.Code = "deploy.unset"          // Names: the person's Domain does not set them
	CodeProperty     report.Code = "deploy.property"       // Value: WLSDEPLOY_PROPERTIES of the person's Domain lacks it
	CodeVariables    report.Code = "deploy.variables"      // Names: their values are to be filled in
	CodeNoTooling    report.Code = "deploy.no-tooling"     // another auxiliary image must bring it
	CodeNoModels     report.Code = "deploy.no-models"      // another one, or a ConfigMap
	CodeFromModelJRF report.Code = "deploy.from-model-jrf" // deprecated since the operator's 4.1
	CodeSchemasThere report.Code = "deploy.schemas-there"  // JRF on a volume, without the database's administrator
	CodeSchemasMade  report.Code = "deploy.schemas-made"
	CodePerhapsJRF   report.Code = "deploy.perhaps-jrf"  // the primary image is one for it, the models say nothing
	CodeVolumeClaim  report.Code = "deploy.volume-claim" // Name
	CodeKeptNone     report.Code = "deploy.kept-none"    // the person's Domain takes the tooling from another image
	CodePullUnnamed  report.Code = "deploy.pull-unnamed" // Names: of the secrets to pull with, of which the person's Domain names none
	CodePullOthers   report.Code = "deploy.pull-others"  // Names: the person's Domain names them too
	CodeTokenOpen    report.Code = "deploy.token-open"   // Names: registries in whose pull secret TOKEN stands
	CodeOnPVOnce     report.Code = "deploy.on-pv-once"   // what the images say counts until the domain exists
)

// Notes returns what a person has to know beside the Domain: of the one that
// DomainYAML makes, or of their own.
func (v Values) Notes() []report.Finding {
	var all []report.Finding
	note := func(when bool, code report.Code, severity report.Severity, args report.Args) {
		if when {
			all = append(all, report.Finding{Code: code, Severity: severity, Args: args})
		}
	}
	names := func(list []string) report.Args { return report.Args{"Names": strings.Join(list, ", ")} }
	open, bad := notices{v}.unlisted()
	note(len(open) > 0, CodeOpenSecrets, report.Warning, names(open))
	note(len(bad) > 0, CodeUnnameable, report.Warning, names(bad))
	if v.Domain == nil {
		note(len(v.Environment) > 0, CodeVariables, report.Warning, names(v.Environment))
	} else {
		unlisted, unset := notices{v}.missing()
		note(len(unlisted) > 0, CodeUnlisted, report.Warning, names(unlisted))
		note(len(unset) > 0, CodeUnset, report.Warning, names(unset))
		for _, property := range strings.Fields((domainText{v}).properties()) {
			note(!strings.Contains(v.Domain.Environment["WLSDEPLOY_PROPERTIES"], property), CodeProperty, report.Warning, report.Args{"Value": property})
		}
	}
	note(notices{v}.keptNone(), CodeKeptNone, report.Warning, nil)
	note(v.Homes.WDT == "", CodeNoTooling, report.Warning, nil)
	note(v.Homes.Model == "", CodeNoModels, report.Warning, nil)
	jrf := v.domainType() == JRF
	note(jrf && !v.onPV(), CodeFromModelJRF, report.Warning, nil)
	note(jrf && v.onPV() && v.RunRCU, CodeSchemasMade, report.Info, nil)
	note(jrf && v.onPV() && !v.RunRCU, CodeSchemasThere, report.Warning, nil)
	note(v.Domain == nil && v.DomainType == "" && !jrf && strings.Contains(v.Primary, "fmw-infrastructure"), CodePerhapsJRF, report.Warning, nil)
	note(v.Domain == nil && v.onPV(), CodeVolumeClaim, report.Info, report.Args{"Name": domainText{v}.claim()})
	once := report.Info
	if v.Domain != nil { // which may exist already
		once = report.Warning
	}
	note(v.onPV(), CodeOnPVOnce, once, nil)
	return all
}

// PullNotes returns what a person has to know of the secrets that the person's Domain
// pulls its images with.
func (v Values) PullNotes() (all []report.Finding) {
	if v.Domain == nil {
		return nil
	}
	var others []string
	made, named := v.PullSecretNames(), pullTexts{v}.named()
	for _, name := range named {
		if !slices.Contains(made, name) {
			others = append(others, name)
		}
	}
	if len(named) == 0 && len(made) > 0 {
		all = append(all, report.Finding{Code: CodePullUnnamed, Severity: report.Warning, Args: report.Args{"Names": strings.Join(made, ", ")}})
	}
	if len(others) > 0 {
		all = append(all, report.Finding{Code: CodePullOthers, Severity: report.Info, Args: report.Args{"Names": strings.Join(others, ", ")}})
	}
	return all
}

// TokenNotes returns what a person has to know of pull secrets with tokens by registry.
func (v Values) TokenNotes(tokens map[string]string) (all []report.Finding) {
	var open []string
	for _, host := range v.Hosts() {
		if tokens[host] == "" {
			open = append(open, host)
		}
	}
	if len(open) > 0 {
		all = append(all, report.Finding{Code: CodeTokenOpen, Severity: report.Warning, Args: report.Args{"Names": strings.Join(open, ", ")}})
	}
	return all
}

// notices are what a person has to know beside a text.
type notices struct{ values Values }

// keptNone tells whether the image has the tooling and the person's Domain says
// None to it.
func (n notices) keptNone() bool {
	if n.values.Domain == nil {
		return false
	}
	at, err := n.values.Domain.Ours(n.values.Image)
	return err == nil && n.values.Domain.keeps(at, n.values.Homes) != n.values.Homes
}

// unlisted returns the secrets of the models that the Domain cannot list: those
// whose names depend on variables, and those that Kubernetes cannot have.
func (n notices) unlisted() (open, bad []string) {
	for _, secret := range n.values.Secrets {
		name, depends := n.values.resolved(secret.Name)
		switch {
		case depends:
			open = append(open, Secret{name, n.values.keys(secret)}.String())
		case !secretName.MatchString(name):
			bad = append(bad, name)
		}
	}
	return open, bad
}

// missing returns what the models read and the person's Domain does not have:
// secrets that it does not list, and variables that it does not set.
func (n notices) missing() (secrets, variables []string) {
	for _, secret := range n.values.ModelSecrets() {
		if !slices.Contains(n.values.Domain.Secrets, secret.Name) {
			secrets = append(secrets, secret.String())
		}
	}
	for _, name := range n.values.Environment {
		if _, set := n.values.Domain.Environment[name]; !set {
			variables = append(variables, name)
		}
	}
	return secrets, variables
}
