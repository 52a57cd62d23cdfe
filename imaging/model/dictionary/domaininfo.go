package dictionary

import (
	"slices"
	"strings"

	"auximage/imaging/model/tree"
	"auximage/imaging/report"
)

// The values that domainInfo takes (domain_info_validator.py).
var (
	startModes      = []string{"dev", "prod", "secure"}
	databases       = []string{"ORACLE", "EBR", "SQLSERVER", "IBMDB2", "MYSQL"}
	connections     = []string{"ATP", "SSL"}
	oldDatabases    = []string{"ORACLE", "ATP", "SSL"}
	stores          = []string{"SSO", "PKCS12", "JKS"}
	remoteMethods   = []string{"GET", "POST"}
	remoteProtocols = []string{"http", "https", "t3", "t3s"}
	updateModes     = []string{"append", "prepend", "replace"}
	statuses        = []string{"0", "1", "2", "3"}
)

// renamed are the attributes of RCUDbInfo that have a newer name.
var renamed = map[string]string{
	"databaseType":           "oracle_database_connection_type",
	"atp.default.tablespace": "rcu_default_tablespace",
	"atp.temp.tablespace":    "rcu_temp_tablespace",
}

// domainInfoRules are those of the section domainInfo.
type domainInfoRules struct{ *judge }

// domainInfoAttribute is about what an attribute's value may be.
func (j domainInfoRules) domainInfoAttribute(at place, e tree.Entry) {
	switch e.Key {
	case "ServerStartMode":
		j.oneOf(at.path, e, startModes, nil)
	case "ServerGroupTargetingLimits", "DynamicClusterServerGroupTargetingLimits":
		j.limits(at, e)
	}
}

// domainInfo is about what a whole folder of domainInfo holds.
func (j domainInfoRules) domainInfo(at place, e tree.Entry) {
	switch at.folder.name {
	case "WLSRoles":
		roleRules(j).wlsRoles(at, e.Value)
	case "WLSPolicies":
		roleRules(j).wlsPolicies(at, e.Value)
	case "WLSUserPasswordCredentialMappings":
		remote := e.Value.Get("RemoteResource")
		for _, mapping := range remote.Pairs() {
			in := join(join(at.path, "RemoteResource"), mapping.Key)
			j.oneOfEntry(in, mapping.Value, "Method", remoteMethods, nil)
			j.oneOfEntry(in, mapping.Value, "Protocol", remoteProtocols, nil)
		}
	case "RCUDbInfo":
		j.rcuDbInfo(at, e.Value)
	case "ProductionRedeployments":
		j.redeployments(at, e)
	}
}

func (j domainInfoRules) rcuDbInfo(at place, info *tree.Value) {
	for _, e := range info.Pairs() {
		if use := renamed[e.Key]; use != "" && !falsy(e.Value) {
			j.add(CodeDeprecated, report.Info, e.Place, at.path, e.Key, report.Args{"Use": use})
		}
	}
	j.oneOfEntry(at.path, info, "databaseType", oldDatabases, nil)
	j.oneOfEntry(at.path, info, "rcu_database_type", databases, nil)
	j.oneOfEntry(at.path, info, "oracle_database_connection_type", connections, nil)
	j.oneOfEntry(at.path, info, "javax.net.ssl.trustStoreType", stores, strings.ToUpper)
	j.oneOfEntry(at.path, info, "javax.net.ssl.keyStoreType", stores, strings.ToUpper)
}

func (j domainInfoRules) oneOfEntry(in string, of *tree.Value, name string, allowed []string, fold func(string) string) {
	if e := of.Entry(name); e != nil {
		j.oneOf(in, *e, allowed, fold)
	}
}

// oneOf refuses a value that is not among those allowed. Nothing, and what only
// the cluster knows, is not looked at. It tells whether the value passed.
func (j domainInfoRules) oneOf(in string, e tree.Entry, allowed []string, fold func(string) string) bool {
	if falsy(e.Value) {
		return true
	}
	text, known := j.plain(e.Value.Text)
	if fold == nil {
		fold = func(text string) string { return text }
	}
	scalar := e.Value.Kind != tree.Mapping && e.Value.Kind != tree.List
	if !known || scalar && slices.Contains(allowed, fold(text)) {
		return true
	}
	if !scalar {
		text = e.Value.Kind.String()
	}
	args := suggestions(j).near(text, allowed)
	args["Value"], args["Allowed"] = text, strings.Join(allowed, ", ")
	j.fail(CodeValue, e.Place, in, e.Key, args)
	return false
}

// redeployments is about when old versions of applications go.
func (j domainInfoRules) redeployments(at place, e tree.Entry) {
	for _, app := range e.Value.Pairs() {
		in := join(at.path, app.Key)
		if !app.Value.IsMapping() {
			j.fail(CodeMapping, app.Place, at.path, app.Key, got(app.Value))
			continue
		}
		timeout := app.Value.Entry("RetireTimeout")
		if timeout == nil || !j.tokenless(timeout.Value) {
			continue
		}
		if gracefully := app.Value.Get("RetireGracefully"); gracefully != nil && j.tokenless(gracefully) {
			j.fail(CodeRetireBoth, timeout.Place, in, timeout.Key, nil)
		}
		if !above0(timeout.Value) {
			j.fail(CodeRetireTime, timeout.Place, in, timeout.Key, report.Args{"Value": timeout.Value.Text})
		}
	}
}

// above0 tells whether a value is a whole number above 0, as true is to Python.
func above0(v *tree.Value) bool {
	number := v.Kind == tree.Integer && !strings.HasPrefix(v.Text, "-") || v.Kind == tree.Boolean
	return number && !falsy(v)
}

// tokenless tells whether no token is left in a value once the variables are
// replaced.
func (j domainInfoRules) tokenless(v *tree.Value) bool {
	_, known := j.plain(v.Text)
	return known
}
