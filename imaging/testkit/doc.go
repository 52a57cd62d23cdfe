// Package testkit is the one harness of the tests, and of the benchmark; no product
// code imports it.
//
//	Registry, Weather, Fault    a registry in memory, as a make of it is, and what goes wrong
//	Real, EachReal, Process     registries and other programs that others wrote, on loopback
//	Network, Relay              names within a bubble of testing/synctest
//	Site, Proxy, CA             names on loopback with certificates, and the way to them
//	Releases, Installer         GitHub's releases of WDT, and installers
//	OracleCloud                 the services that a profile is asked about at
package testkit
