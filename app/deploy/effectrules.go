package deploy

import (
	"slices"
	"strconv"

	"auximage/imaging/model"
	"auximage/imaging/report"
)

// effectRule is a line of the operator's documentation.
type effectRule struct {
	code   report.Code
	update Update
	says   func(p place, fresh map[string]bool) bool
}

// effectRules are what RuntimeUpdates says of which change; the first one counts. Of
// topology it supports additions of clusters and servers alone, and that dynamic
// clusters grow.
var effectRules = []effectRule{
	{CodeNewName, Unsupported, anyOf("topology:/Name")},
	{CodeNewMembers, Unsupported, changesMembers},
	{"", "", addsServers},
	{"", "", anyOf("topology:/Server|ServerTemplate/*/NetworkAccessPoint/*/PublicAddress|PublicPort|ExternalDNSName")},
	{CodeNewTopology, Unsupported, func(p place, _ map[string]bool) bool { return p.whole("topology:/Server|Cluster|ServerTemplate/*") }},
	{CodeNewChannel, Unsupported, anyOf(
		"topology:/AdministrationPort|AdministrationPortEnabled|AdministrationProtocol",
		"topology:/Server|ServerTemplate/*/ListenAddress|ListenPort|ListenPortEnabled|AdministrationPort|AdministrationPortEnabled|AdministrationProtocol",
		"topology:/Server|ServerTemplate/*/SSL/Enabled|ListenPort|ListenPortEnabled",
		"topology:/Server|ServerTemplate/*/NetworkAccessPoint/*/Enabled|ListenAddress|ListenPort|Protocol",
		"topology:/Cluster/*/ClusterAddress",
	)},
	{CodeNewNodes, Unsupported, anyOf(
		"topology:/NMProperties/**", "topology:/Machine|UnixMachine/**",
		"topology:/SecurityConfiguration/NodeManagerUsername|NodeManagerPasswordEncrypted",
	)},
	{CodeNewLogs, Unsupported, anyOf(
		"topology:/Log/**", "topology:/Server|ServerTemplate/*/Log|DataSource/**", "topology:/Server|ServerTemplate/*/WebServer/*/WebServerLog/**",
		"topology:/Server|ServerTemplate/*/WebServer/WebServerLog/**",
	)},
	{CodeNewUsers, Unsupported, anyOf("topology:/Security/**", "domainInfo:/WLSRoles/**", "domainInfo:/WLSUserPasswordCredentialMappings/**", "resources:/WLSUserPasswordCredentialMappings/**")},
	{CodeLostAttribute, Unsupported, losesAttribute},
	{CodeNewTopology, Unsupported, anyOf("topology:/**")},
	{CodeOffline, Offline, anyOf(
		"domainInfo:/AdminUserName|AdminPassword", "domainInfo:/RCUDbInfo/**",
		"resources:/JDBCSystemResource/*/JdbcResource/JDBCDriverParams/Properties/**",
	)},
	{CodeOnline, Online, isDynamic},
}

// anyOf returns a rule for the places of patterns.
func anyOf(patterns ...string) func(place, map[string]bool) bool {
	return func(p place, _ map[string]bool) bool {
		return slices.ContainsFunc(patterns, p.at) && !isNewDataSource(p)
	}
}

// isNewDataSource tells whether the place came or went with its data source: its
// properties are then no change of one that runs.
func isNewDataSource(p place) bool { return p.whole("resources:/JDBCSystemResource/*") }

// changesMembers tells whether a server joins or leaves a configured cluster that is
// there, or a dynamic cluster gets smaller.
func changesMembers(p place, fresh map[string]bool) bool {
	if p.at("topology:/Server/*/Cluster") {
		return p.Kind != model.Added || !fresh["topology:/Cluster/"+p.After]
	}
	if !p.at("topology:/Cluster/*/DynamicServers/DynamicClusterSize|MaxDynamicClusterSize|MaximumDynamicServerCount") || p.Kind == model.Added {
		return false
	}
	before, errBefore := strconv.Atoi(p.Before)
	after, errAfter := strconv.Atoi(p.After)
	return errBefore == nil && errAfter == nil && after < before
}

// addsServers tells whether the place is of a new server or cluster, or makes a dynamic
// cluster larger.
func addsServers(p place, _ map[string]bool) bool {
	return p.came("topology:/Server|Cluster|ServerTemplate/*") || p.Kind == model.Changed &&
		p.at("topology:/Cluster/*/DynamicServers/DynamicClusterSize|MaxDynamicClusterSize|MaximumDynamicServerCount")
}

// losesAttribute tells whether an attribute went and what had it stays.
func losesAttribute(p place, _ map[string]bool) bool {
	return p.Kind == model.Removed && p.Folder == "" && slices.Contains([]string{"topology", "resources", "appDeployments"}, p.parts[0])
}

// isDynamic tells whether the change is one of the documentation's examples of those
// that WebLogic takes while it runs.
func isDynamic(p place, _ map[string]bool) bool {
	if p.whole("resources:/JDBCSystemResource/*") || p.whole("appDeployments:/Application/*") {
		return true
	}
	return slices.ContainsFunc([]string{
		"resources:/JDBCSystemResource/*/Target", "appDeployments:/Application/*/Target",
		"resources:/JDBCSystemResource/*/JdbcResource/JDBCConnectionPoolParams/InitialCapacity|MinCapacity|MaxCapacity",
		"resources:/JDBCSystemResource/*/JdbcResource/JDBCDriverParams/PasswordEncrypted",
	}, p.at)
}
