package dictionary

import (
	"io/fs"
	"slices"
	"strings"
)

// The sections that the tables judge, in WDT's order.
const (
	domainInfo     = "domainInfo"
	topology       = "topology"
	resources      = "resources"
	appDeployments = "appDeployments"
	kubernetes     = "kubernetes"
)

var sectionOrder = []string{domainInfo, topology, resources, appDeployments}

// sectionFolders are the folders on top of each section. WDT has them in its
// code (alias_entries.py); an installer that lacks the file of one does not know
// that folder.
var sectionFolders = map[string][]string{
	domainInfo: strings.Fields(`OPSSInitialization ProductionRedeployments RCUDbInfo WLSPolicies WLSRoles
		WLSUserPasswordCredentialMappings`),
	topology: strings.Fields(`AdminConsole AllowList BatchConfig Callout CdiContainer Cluster EmbeddedLDAP
		FeatureCompatibility HealthScore JMX JPA JTA Log LogFilter Machine MigratableTarget NMProperties
		RemoteConsoleHelper RestfulManagementServices RmiForwarding Security SecurityConfiguration Server
		ServerTemplate UnixMachine VirtualHost VirtualTarget WSReliableDeliveryPolicy WebserviceSecurity
		XMLEntityCache XMLRegistry`),
	resources: strings.Fields(`CoherenceClusterSystemResource CustomResource EJBContainer FileStore
		ForeignJNDIProvider JDBCStore JDBCSystemResource JMSBridgeDestination JMSServer JMSSystemResource
		JoltConnectionPool MailSession ManagedExecutorServiceTemplate ManagedScheduledExecutorServiceTemplate
		ManagedThreadFactoryTemplate MessagingBridge NoSqlSystemResource ODLConfiguration OHS
		OptionalFeatureDeployment Partition PartitionWorkManager PathService ResourceGroup
		ResourceGroupTemplate ResourceManagement SAFAgent SelfTuning ShutdownClass SingletonService SNMPAgent
		SnmpAgentDeployment StartupClass SystemComponent WebAppContainer WLDFSystemResource WTCServer`),
	appDeployments: strings.Fields(`Application DbClientDataDirectory Library PluginDeployment`),
}

// laterFolders are those of sectionFolders that WDT takes away for releases of
// WebLogic before one: there they are as unknown as a misspelt name.
var laterFolders = []struct {
	since Version
	names []string
}{
	{release1221, strings.Fields(`BatchConfig VirtualTarget Partition PartitionWorkManager ResourceGroup
		ResourceGroupTemplate ResourceManagement`)},
	{release1212, strings.Fields(`RestfulManagementServices ServerTemplate CoherenceClusterSystemResource`)},
}

var (
	release1221, _ = ParseVersion("12.2.1")
	release1212, _ = ParseVersion("12.1.2")
)

// sectionIn returns the section that a folder belongs to in a version, empty for
// none.
func sectionIn(v Version, name string) string {
	for _, later := range laterFolders {
		if compare(v, later.since) < 0 && slices.Contains(later.names, name) {
			return ""
		}
	}
	return sectionOf(name)
}

// neverOnTop are the categories that stand only within others.
var neverOnTop = []string{domainCategory, domainInfoCategory, "ResourceManager", "AppDeployment"}

// sectionOf returns the section that a folder belongs to, empty for none.
func sectionOf(name string) string {
	for _, section := range sectionOrder {
		if slices.Contains(sectionFolders[section], name) {
			return section
		}
	}
	return ""
}

// top returns a folder on top of a section, nil when the section has none of
// the name. A category that the lists do not know came with a later release;
// whose section it is, only that release knows: any takes it.
func (d *Dictionary) top(section, name string) (*folder, error) {
	if of := sectionOf(name); of != section && (of != "" || slices.Contains(neverOnTop, name) || !fs.ValidPath(name) || strings.Contains(name, "/")) {
		return nil, nil
	}
	f, err := d.category(name)
	if f != nil || err != nil || section != domainInfo {
		return f, err
	}
	info, err := d.category(domainInfoCategory) // releases before 4 have its folders there
	if err != nil {
		return nil, err
	}
	return info.folders[name], nil
}

// own returns the folder whose attributes are a section's own, nil for none.
func (d *Dictionary) own(section string) (*folder, error) {
	switch section {
	case topology:
		return d.category(domainCategory)
	case domainInfo:
		return d.category(domainInfoCategory)
	}
	return nil, nil
}
