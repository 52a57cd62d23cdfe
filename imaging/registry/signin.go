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
	if found == nil || found.refusal() != nil {
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

	locked chan struct{} // holds one while somebody signs in: the others wait for the outcome

	// Only whoever holds the lock touches these.
	discovered bool      // it is known how to sign in to the registry
	recalled   bool      // from another time: it was not asked
	realm      challenge // where tokens come from
	checked    time.Time // when user and password were seen to be good last

	mu      sync.Mutex
	headers []authHeader
	refused error // the sign-in's lasting end
}

// authHeader is an Authorization header, empty where none is wanted.
type authHeader struct {
	value     string
	scopes    []string  // what it is good for; nil is everything
	refreshAt time.Time // when it is too old to begin with; zero is never
}

// covers tells whether the header is good for all of the scopes.
func (h authHeader) covers(scopes []string) bool {
	return h.scopes == nil || !slices.ContainsFunc(scopes, func(s string) bool { return !slices.Contains(h.scopes, s) })
}

func newSignIn(credentials authn.AuthConfig) *signIn {
	return &signIn{credentials: credentials, locked: make(chan struct{}, 1)}
}

// anonymous tells whether there is nothing to sign in with.
func (s *signIn) anonymous() bool {
	c := s.credentials
	return c.Password == "" && c.IdentityToken == "" && c.RegistryToken == ""
}

// challenged tells whether the registry was heard to want a sign-in. It is for
// when nobody is signing in.
func (s *signIn) challenged() bool { return s.realm.scheme != "" }

func (s *signIn) lock(ctx context.Context) error {
	select {
	case s.locked <- struct{}{}:
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

func (s *signIn) unlock() { <-s.locked }

// valid returns the header for the scopes, and whether there is one.
func (s *signIn) valid(scopes []string) (string, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.refused != nil {
		return "", false
	}
	for _, h := range s.headers {
		if h.covers(scopes) && (h.refreshAt.IsZero() || time.Now().Before(h.refreshAt)) {
			return h.value, true
		}
	}
	return "", false
}

// store keeps a header in place of those that it makes needless; life is how long
// it is good for, 0 if that is unknown.
func (s *signIn) store(h authHeader, life time.Duration) string {
	if life > 0 {
		h.refreshAt = time.Now().Add(life * 3 / 4)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.headers = slices.DeleteFunc(s.headers, func(old authHeader) bool { return h.scopes == nil || old.scopes != nil && h.covers(old.scopes) })
	s.headers = append(s.headers, h)
	return h.value
}

// discard forgets a header that the registry does not take.
func (s *signIn) discard(header string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.headers = slices.DeleteFunc(s.headers, func(h authHeader) bool { return h.value == header })
}

// remember keeps a lasting end of the sign-in, so that nobody tries it again.
func (s *signIn) remember(err error) error {
	if report.Has(err, CodeRefused, CodeAnonymous) {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.refused = err
	}
	return err
}

// refusal returns the sign-in's lasting end, nil while it has none.
func (s *signIn) refusal() error {
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
	for _, h := range s.headers {
		all = append(all, strings.TrimPrefix(h.value, "Bearer "))
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
