package dictionary

import (
	"cmp"

	"auximage/imaging/model/tree"
	"auximage/imaging/report"
)

// creationRules are what a creation of the domain needs, beyond single attributes.
type creationRules struct{ *judge }

// create warns of what createDomain asks beyond validateModel
// (content_validator.py, create_content_validator.py). That there are no
// credentials is said elsewhere.
func (j creationRules) create() {
	j.dynamicClusters()
	j.credentialMappings()
	j.secureMode()
	rcuRules(j).rcu()
	passwordCheck(j).passwords()
}

func (j creationRules) dynamicClusters() {
	of := make(map[string]string)
	for _, cluster := range j.question.Model.Get(topology, "Cluster").Pairs() {
		servers := cluster.Value.Entry("DynamicServers")
		if servers == nil || !servers.Value.IsMapping() {
			continue
		}
		in := join(topology+":/Cluster", cluster.Key)
		template := servers.Value.Entry("ServerTemplate")
		if template == nil || falsy(template.Value) {
			j.warn(CodeNoTemplate, servers.Place, in, servers.Key, nil)
			continue
		}
		name := j.substitute(template.Value.Text)
		if other, taken := of[name]; taken {
			j.warn(CodeSameTemplate, template.Place, in, servers.Key, report.Args{"Template": name, "Other": other})
			continue
		}
		of[name] = cluster.Key
	}
}

// needed are what a credential mapping must have.
var needed = map[string][]string{
	"CrossDomain":    {"RemoteUser", "RemotePassword", "RemoteDomain"},
	"RemoteResource": {"RemoteUser", "RemotePassword", "RemoteHost"},
}

func (j creationRules) credentialMappings() {
	const folder = "WLSUserPasswordCredentialMappings"
	for _, kind := range j.question.Model.Get(domainInfo, folder).Pairs() {
		for _, mapping := range kind.Value.Pairs() {
			for _, field := range needed[kind.Key] {
				if mapping.Value.IsMapping() && mapping.Value.Entry(field) == nil {
					in := join(join(domainInfo+":/"+folder, kind.Key), mapping.Key)
					j.createNeeds(mapping.Place, in, field)
				}
			}
		}
	}
}

func (j creationRules) createNeeds(at tree.Place, in, wanted string) {
	j.warn(CodeCreateNeeds, at, in, "", report.Args{"Wanted": wanted})
}

// secureMode is about a mode that older versions of WebLogic do not have.
func (j creationRules) secureMode() {
	mode := j.question.Model.Get(domainInfo).Entry("ServerStartMode")
	if mode == nil || j.substitute(mode.Value.Text) != "secure" {
		return
	}
	security, err := j.dictionary.category("SecurityConfiguration")
	j.err = cmp.Or(j.err, err)
	if secure := security.child("SecureMode"); secure == nil || !secure.valid(j.version) {
		j.warn(CodeSecure, mode.Place, domainInfo+":/", mode.Key, report.Args{"Version": j.question.Version})
	}
}
