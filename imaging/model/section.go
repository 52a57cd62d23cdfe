package model

import (
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"auximage/imaging/report"
)

// sectionNames are the sections at the top of a model that WDT knows.
var sectionNames = []string{"domainInfo", "topology", "resources", "appDeployments", "kubernetes"}

// oldSection was known to 3.x; 4.0 deprecated it, 4.4 has it no more.
const (
	oldSection      = "verrazzano"
	oldSectionUntil = "4.4"
)

// secretName is what Kubernetes takes for the name of a secret that is mounted.
var secretName = regexp.MustCompile(`^[a-z0-9]([a-z0-9.-]{0,61}[a-z0-9])?$`)

// CredentialsSecret stands in a model for the secret that the Domain's
// webLogicCredentialsSecret names: the administrator's username and password.
const CredentialsSecret = "__weblogic-credentials__"

// credentialsSecret tells whether a name stands for the secret that the Domain's
// webLogicCredentialsSecret names.
func credentialsSecret(name string) bool {
	return name == CredentialsSecret || name == "__WEBLOGIC-CREDENTIALS__"
}

// sections looks at the keys on top of a document, and adds them to those that
// the documents before it brought.
func (r *reading) sections(d *document, brought map[string]bool) {
	for i := 0; i+1 < len(d.root.Content); i += 2 {
		key, value := d.root.Content[i], target(d.root.Content[i+1])
		name, at := key.Value, node{Node: key, path: []string{key.Value}}
		switch {
		case key.Tag == mergeTag:
		case name == oldSection:
			if severity := report.Warning; atLeast(r.version, "4") {
				if atLeast(r.version, oldSectionUntil) {
					severity = report.Error
				}
				r.add(d.source, at, CodeOldSection, severity, name, report.Args{"Section": name, "Version": r.version})
			}
		case slices.Contains(sectionNames, strings.TrimPrefix(name, "!")) && name[0] == '!':
			// Only where a section comes before does it delete something; otherwise the
			// key stays as it is, and is no section. Another image's models may come before.
			if !brought[name[1:]] {
				r.add(d.source, at, CodeDeletesNothing, report.Warning, name, report.Args{"Section": name[1:]})
			}
			delete(brought, name[1:])
			continue
		case !slices.Contains(sectionNames, name):
			r.add(d.source, at, CodeSection, report.Error, name, report.Args{"Section": name, "Near": near(name, sectionNames)})
		case value.Kind != yaml.MappingNode && value.Tag != "!!null":
			severity := report.Error
			if name == "kubernetes" { // createDomain does not read it
				severity = report.Warning
			}
			r.add(d.source, node{Node: d.root.Content[i+1], path: at.path}, CodeSectionValue, severity, name, report.Args{"Section": name})
		}
		brought[name] = true
	}
}

// credentials looks for the administrator's credentials in the merged model. A
// ConfigMap may still bring them, so that their lack is a warning.
func (r *reading) credentials() {
	info := folder(r.documents, "domainInfo")
	_, user := info["AdminUserName"]
	_, password := info["AdminPassword"]
	missing := "domainInfo: AdminUserName, AdminPassword"
	switch {
	case user && password:
		return
	case user:
		missing = "domainInfo: AdminPassword"
	case password:
		missing = "domainInfo: AdminUserName"
	}
	last := r.documents[len(r.documents)-1]
	for _, d := range r.documents {
		if slices.ContainsFunc(entries(d.root), func(e entry) bool { return e.key.Value == "domainInfo" }) {
			last = d
		}
	}
	line := 0
	for _, e := range entries(last.root) {
		if e.key.Value == "domainInfo" {
			line = e.key.Line
		}
	}
	r.findings = append(r.findings, last.at(CodeNoCredentials, report.Warning, line, 0, report.Args{"Key": missing}))
}
