// Package imaging makes an auxiliary image and pushes it:
//
//	Plan -> Create -> Image -> Push -> Receipt
//
// Which method of Client serves which wish:
//
//	Check          what is wrong with these inputs, without hashing them and without a push
//	Create         an Image that is hashed and held to the operator's contract, not yet stored
//	Push           the image under a reference: what its registry lacks is sent, then read back
//	Save           the image as a file, an OCI layout or a tar for docker load
//	Look           an image that is in its registry already
//	CheckExisting  the same, held to the operator's contract
//	Open           one that stands in a registry or a file, with the files that it holds:
//	               taken out by Extract, changed by way of Opened.Plan and Create
//	Tags           those of a repository, the newest first
//	Exists         whether a tag holds an image, and which
//	SignIn         whether a push will be let in, without a push
//	NewestBase     a base as its registry has it now
//	LatestWDT      the newest installer that is published; DownloadWDT saves one
//	Installers     those that a folder has; InspectInstaller tells what a file is
//
// OpenSaved returns a saved image, ready to be pushed, and CheckFiles what Check
// finds in the files alone, while somebody types.
//
// It is promised that the same inputs on the same base give the same digest, that
// no image comes of a finding of severity Error, that a Push stores no image of a
// file that changed since its Create, and that what a person signs in with goes
// into no image.
//
// It has no window and asks no questions. What it finds comes back as
// report.Finding values, what it does is told as report.Progress.
//
//	input      leaf: a file that goes in, and whether it is still the same
//	layer      layer blobs as recipes over source files
//	wdt        the WDT installer: releases, download, what a good zip is
//	model      model, variable and archive files
//	contract   what the WebLogic Kubernetes Operator needs of the image
//	registry   sign-in, push layer by layer, the base
//	ocir       regions, references, user names
//	report     leaf: Progress and Finding
//	transport  leaf: the http.RoundTripper that survives
//	zipfile    leaf: a zip opened under limits
//	exchange   leaf: a server's words, without secrets and control characters
//	cachedir   leaf: files written whole or not at all, caches that stay small
//	opened     leaf: an auxiliary image that was opened, as values
//	spelling   leaf: the known word that is nearest to a misspelt one
//	testkit    registries with faults and what else tests need; in no product code
//
// registry sends the requests of the distribution specification itself rather
// than through go-containerregistry's Pusher: that one hides the addresses of
// upload sessions, takes a sign-in page for a blob that is there, and sends a
// refused password again.
//
// Digests come first, then the question, then what is missing. Hashing beside the
// sending was measured, 1 GB on loopback and two processors: 4.1 s in place of
// 4.5 s, with a third of the bytes sent before the registry can say that it has
// them.
//
// A Client holds what the work may use of the machine and of the person: the
// transport, the keychain, the cache and the listener. A reference belongs to a
// Push, not to a Plan: one image may go to many places.
//
// The packages below use the leaves and not each other, which a test of the testkit
// holds; this one puts them together.
package imaging
