//go:build window

package main

import (
	"crypto/rand"
	"testing"

	"auximage/imaging/testkit"
)

// dockerRegistry is Debian's docker-registry over TLS, with one account.
type dockerRegistry struct {
	*testkit.Real
	user  string
	token string // new with every registry, so that it can be searched for
}

// startRegistry starts a registry that answers to a name until the test ends.
func startRegistry(t testing.TB, name, user string) dockerRegistry {
	t.Helper()
	token := rand.Text()
	return dockerRegistry{testkit.NewReal(t, &testkit.Real{
		Program: "docker-registry", CA: testkit.NewCA("Test registry"), Name: name, Users: testkit.Users{user: token},
	}), user, token}
}
