package transport

import (
	"net/http"
	"time"
)

// How long nothing may move.
const (
	// silence in the middle of sending or receiving, or before the answer to a
	// request that gives the server nothing to do.
	silence = 30 * time.Second
	// silenceAfterBody is for the answer to something stored: a registry moves
	// and hashes gigabytes then.
	silenceAfterBody = 2 * time.Minute
	// silenceAtSignIn leaves two tries within signInBudget.
	silenceAtSignIn = 15 * time.Second
	// signInBudget bounds the silence at one request of a sign-in in all: a
	// person sits and waits.
	signInBudget = 30 * time.Second
	// minimumProgress is how many bytes count as movement: fewer of them within the
	// time of a silence are one. Nobody pushes an image at a kilobyte a second.
	minimumProgress = 32 << 10
	// mostUnsent is how many bytes of a connection the kernel may hold beyond those
	// that it has sent.
	mostUnsent = 128 << 10
)

// limits are the silences that a transport bears, and how long it waits for what
// may still be on its way.
type limits struct{ moving, stored, signIn, drain time.Duration }

// limitsWithin returns the limits, shortened so that a retry budget that is short
// still leaves a second try after the longest silence.
func limitsWithin(budget time.Duration) limits {
	return limits{
		moving: min(silence, budget/3),
		stored: min(silenceAfterBody, budget/3),
		signIn: min(silenceAtSignIn, budget/3),
		drain:  min(longestDrain, 3*budget),
	}
}

// sending returns the limit until the request is sent.
func (l limits) sending(req *http.Request) time.Duration {
	if is(req, SignIn) {
		return l.signIn
	}
	return l.moving
}

// answering returns the limit from then on until the answer's header is there,
// where what was sent may be on its way for the time of drain. A request without
// a body has to get past some of that at most: what swallows whole bodies keeps
// connections apart.
func (l limits) answering(req *http.Request, drain time.Duration) time.Duration {
	switch {
	case is(req, SignIn):
		return l.signIn + min(drain, l.stored)
	case req.Method == http.MethodPut, req.Method == http.MethodPatch:
		return l.stored + drain
	}
	return l.moving + min(drain, l.stored)
}
