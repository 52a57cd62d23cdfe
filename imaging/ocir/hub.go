package ocir

import "cmp"

// DockerHub is the registry of a reference that names none.
const DockerHub = "docker.io"

// HubAddress is the host that Docker Hub answers at; container tools and
// go-containerregistry keep credentials for it under this name.
const HubAddress = "index.docker.io"

// RegistryOf returns the registry of a reference, as it is written.
func RegistryOf(reference string) string {
	host, _ := CutHost(reference)
	return cmp.Or(host, DockerHub)
}

// Address returns the name under which a registry's credentials are asked for: two
// hosts with the same one are one registry.
func Address(host string) string {
	if host == "" || host == DockerHub {
		return HubAddress
	}
	return host
}
