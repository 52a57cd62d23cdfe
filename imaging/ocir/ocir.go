// Package ocir knows Oracle Cloud Infrastructure Registry: its regions, how a
// reference is written there, and how a user signs in.
package ocir

// Parts are what a reference is made of: host/namespace/repository:version.
// For a host that is no OCIR host the namespace is the path's first element,
// empty when there is only one.
type Parts struct {
	Host       string `json:"host,omitempty"`
	Namespace  string `json:"namespace,omitempty"`
	Repository string `json:"repository,omitempty"`
	Version    string `json:"version,omitempty"`
}
