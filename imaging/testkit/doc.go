// Package testkit holds one server per protocol for the tests of everything under
// imaging: a registry, releases, and the network between them.
package testkit
