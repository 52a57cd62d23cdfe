// Package registry speaks with registries: it signs in, pushes an image blob by
// blob, resolves a base, and writes and reads images as files. It sends the
// requests of the distribution specification itself, so that every answer is
// looked at as a whole: a page that is no registry, a session to delete, a
// digest to compare, a request id to keep. Retrying one request is the
// transport's, beginning a blob again is here.
//
// Client.Push sends an image to a reference, CheckSignIn tries what that will
// need, Exists and Look read what a tag holds, ResolveBase reads a base into the
// cache, OpenBaseFile one from a file, Save writes an image to a file.
//
// A connection reaches one repository, signed in, and tells what an answer means.
// Over it a sender brings blobs, each in an upload unless mounts finds it in another
// repository; manifests puts and reads manifests, downloads fetches blobs.
//
// What a registry does otherwise is known in one place each: how it signs in, in
// challenge.go and authtransport.go; how it takes a blob, in upload.go; how it
// says no, in answer.go and refusedwrite.go. It is imitated, with the public
// address of a trace, in testkit.Brands.
package registry

import (
	"github.com/google/go-containerregistry/pkg/authn"

	"auximage/imaging/report"
	"auximage/imaging/transport"
)

// Client is what the work with registries needs. It keeps nothing between
// calls but in SignIns and Cache, and is safe for many goroutines.
type Client struct {
	Transport *transport.Transport
	Keychain  authn.Keychain // asked per registry; nil is anonymous
	SignIns   *SignIns       // shared by the calls; nil signs in anew for each
	Cache     string         // folder that keeps bases by digest, and what is known of registries; empty is no cache
	Progress  report.Listener

	// Claims is a Push to a tag that is thought to be free: with another image there, or
	// with another push that takes it at the same time, it ends in CodeTagTaken.
	Claims bool
}
