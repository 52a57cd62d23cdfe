package transport

import (
	"context"
	"net/http"
)

// Purpose says what a request is for, as far as its transport has to know. The
// zero value is a request of which its method says enough.
type Purpose uint8

const (
	// SignIn asks how to sign in, or signs in: a person waits for it, so that
	// silence ends soon. Its bytes are not told, and its form may be sent twice.
	SignIn Purpose = 1 << iota
	// Idempotent stores its body under a name: it may be sent twice.
	Idempotent
	// ByDigest asks for what its address has the digest of: a part of it that is
	// asked for later is of the same content.
	ByDigest
	// Once asks for what can be done without: it is tried once.
	Once
	// Part asks for a stretch of what the address names: an answer with all of it
	// is not wanted, and not read.
	Part
)

// For returns a context whose requests have the purpose, beside those that they
// have already.
func For(ctx context.Context, p Purpose) context.Context {
	return context.WithValue(ctx, purposeKey{}, purposeOf(ctx)|p)
}

type purposeKey struct{}

func purposeOf(ctx context.Context) Purpose {
	p, _ := ctx.Value(purposeKey{}).(Purpose)
	return p
}

// is tells whether a request has a purpose.
func is(req *http.Request, p Purpose) bool { return purposeOf(req.Context())&p != 0 }

// Replayable tells whether sending the request twice is as good as once. Bytes
// that are appended somewhere, as a PATCH or a PUT with a body does, may have
// been kept in part. Without a body a PUT names what is to be, and a POST leaves
// at worst something that ends by itself.
func Replayable(req *http.Request) bool {
	switch {
	case !hasBody(req):
		return req.Method != http.MethodPatch
	case req.GetBody == nil:
		return false
	case is(req, SignIn|Idempotent):
		return true
	}
	return req.Method != http.MethodPatch && req.Method != http.MethodPut && req.Method != http.MethodPost
}

func hasBody(req *http.Request) bool { return req.Body != nil && req.Body != http.NoBody }
