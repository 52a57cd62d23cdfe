// Package demo is the try-out: a registry, a release server and a base on
// loopback, so that somebody can walk through all of it without an account and
// without a network. Names look real (lhr.ocir.io, github.com, docker.io) and
// are led to loopback by a proxy and a certificate authority in the
// preferences, as a company's would be: the program knows nothing of a try-out.
package demo

import (
	"context"
	"errors"

	"auximage/app/session"
)

// The account that the try-out's registry knows.
const (
	Tag   = "lhr.ocir.io/tenancynamespace/test-model-ankit:v1"
	User  = "tenancynamespace/lab.user@oracle.com"
	Token = "try-it-out"
)

// Demo is a running try-out.
type Demo struct{ dir string }

// Start starts the servers and writes what they serve into a folder of its own.
// An error has a report.Finding in its chain.
func Start(ctx context.Context) (*Demo, error) { return nil, errors.ErrUnsupported }

// Config returns where a try-out's session keeps its things, apart from the
// person's own.
func (d *Demo) Config() session.Config { return session.Config{} }

// Prepare sets the session's preferences and fills in the form and the token.
func (d *Demo) Prepare(s *session.Session) error { return errors.ErrUnsupported }

// Downloads returns the folder that stands in for the person's Downloads
// folder: the stand-in installer must not be taken for a real one later.
func (d *Demo) Downloads() string { return d.dir }

// Close stops the servers and removes the folder.
func (d *Demo) Close() error { return nil }
