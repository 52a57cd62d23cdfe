package registry

import (
	"context"
	"encoding/base64"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/google/go-containerregistry/pkg/authn"

	"auximage/imaging/report"
)

// SignIns keeps how registries were signed in to, so that one sign-in serves
// all that follows, of the base and the target, of a Create and its Push. The
// zero value is ready, nil keeps nothing. It may be used from many goroutines.
type SignIns struct {
	mu    sync.Mutex
	known map[identity]*signIn
}

// identity is somebody at a registry.
type identity struct {
	origin      string // scheme and host
	credentials authn.AuthConfig
}

// of returns the sign-in of somebody at a registry. One that was refused is
// begun anew: the call that was told so is over, and the person may have
// changed something on the registry's side.
func (s *SignIns) of(who identity) *signIn {
	if s == nil {
		return newSignIn(who.credentials)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	found := s.known[who]
	if found == nil || found.ended() != nil {
		if s.known == nil {
			s.known = map[identity]*signIn{}
		}
		found = newSignIn(who.credentials)
		s.known[who] = found
	}
	return found
}

// signIn is what is known of somebody's sign-in at one registry: how it is
// done, and what it gave. A password that was refused is not sent again.
type signIn struct {
	credentials authn.AuthConfig

	turn chan struct{} // holds one while somebody signs in: the others wait for the outcome

	// Only whoever holds the turn touches these.
	asked bool      // the registry was asked how to sign in
	basic bool      // it wants user and password with each request
	realm challenge // where tokens come from

	mu      sync.Mutex
	passes  []pass
	refused error // the sign-in's lasting end
}

// pass is an Authorization header, empty where none is wanted.
type pass struct {
	header  string
	scopes  []string  // what it is good for; nil is everything
	renewAt time.Time // when it is too old to begin with; zero is never
}

// covers tells whether the pass is good for all of the scopes.
func (p pass) covers(scopes []string) bool {
	return p.scopes == nil || !slices.ContainsFunc(scopes, func(s string) bool { return !slices.Contains(p.scopes, s) })
}

func newSignIn(credentials authn.AuthConfig) *signIn {
	return &signIn{credentials: credentials, turn: make(chan struct{}, 1)}
}

// anonymous tells whether there is nothing to sign in with.
func (s *signIn) anonymous() bool {
	c := s.credentials
	return c.Password == "" && c.IdentityToken == "" && c.RegistryToken == ""
}

// challenged tells whether the registry was heard to want a sign-in. It is for
// when nobody is signing in.
func (s *signIn) challenged() bool { return s.realm.scheme != "" }

func (s *signIn) take(ctx context.Context) error {
	select {
	case s.turn <- struct{}{}:
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

func (s *signIn) release() { <-s.turn }

// fresh returns the header for the scopes, and whether there is one.
func (s *signIn) fresh(scopes []string) (string, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.refused != nil {
		return "", false
	}
	for _, p := range s.passes {
		if p.covers(scopes) && (p.renewAt.IsZero() || time.Now().Before(p.renewAt)) {
			return p.header, true
		}
	}
	return "", false
}

// keep keeps a pass in place of those that it makes needless; life is how long
// it is good for, 0 if that is unknown.
func (s *signIn) keep(p pass, life time.Duration) string {
	if life > 0 {
		p.renewAt = time.Now().Add(life * 3 / 4)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.passes = slices.DeleteFunc(s.passes, func(old pass) bool { return p.scopes == nil || old.scopes != nil && p.covers(old.scopes) })
	s.passes = append(s.passes, p)
	return p.header
}

// drop forgets a pass that the registry does not take.
func (s *signIn) drop(header string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.passes = slices.DeleteFunc(s.passes, func(p pass) bool { return p.header == header })
}

// end remembers a lasting end of the sign-in, so that nobody tries it again.
func (s *signIn) end(err error) error {
	if report.Has(err, CodeRefused) || report.Has(err, CodeAnonymous) {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.refused = err
	}
	return err
}

// ended returns the sign-in's lasting end, nil while it has none.
func (s *signIn) ended() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.refused
}

// secrets returns what no text may show.
func (s *signIn) secrets() []string {
	c := s.credentials
	all := []string{c.Password, c.IdentityToken, c.RegistryToken}
	if c.Password != "" {
		all = append(all, c.Username+":"+c.Password)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, p := range s.passes {
		all = append(all, strings.TrimPrefix(p.header, "Bearer "))
	}
	return all
}

// basicAuth returns the header for user and password, empty without them.
func basicAuth(c authn.AuthConfig) string {
	if c.Username == "" || c.Password == "" {
		return ""
	}
	return "Basic " + base64.StdEncoding.EncodeToString([]byte(c.Username+":"+c.Password))
}
