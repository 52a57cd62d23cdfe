package testkit

import (
	"context"
	"net"
	"net/http"
	"sync"
	"time"
)

// Auth is how a registry wants its users to sign in.
type Auth int

// The ways to sign in.
const (
	Open   Auth = iota // everybody may do everything
	Basic              // user and password with each request
	Bearer             // a token from TokenPath on the same host
)

// TokenPath is where tokens are had, as in Oracle's registry.
const TokenPath = "/20180419/docker/token"

// Request is a request as it arrived.
type Request struct {
	N                               int // from 0, in the order of arrival
	Method, Host, Path, Query, User string
	Header                          http.Header
	Length                          int64 // of the body as it was announced, negative when it was not
	Status                          int   // of the answer; 0 when there was none
}

// Registry is a registry in memory that speaks the distribution protocol. Set
// the fields before it serves; its zero value is open to everybody.
type Registry struct {
	Auth           Auth
	User, Password string
	TokenLife      time.Duration                      // 0: tokens do not expire
	UploadHost     string                             // Locations of uploads lead to that host, where no sign-in is asked; empty: to the registry
	LocationOrigin string                             // scheme and host before the paths of Locations: the registry's own in another spelling
	Fault          func(n int, r *http.Request) Fault // called for one request at a time
	Page           int                                // how many tags are listed at once; 0: as many as are asked for
	Brand          Brand
	Rules          Rules

	faults   sync.Mutex // held while Fault is called
	log      sync.Mutex // guards requests; taken while mu is held, never the other way round
	requests []*Request

	mu      sync.Mutex // guards the rest
	repos   map[string]*repository
	uploads map[string]*upload
	tokens  map[string]token
	serial  int
	held    []net.Conn
	stopped context.Context
	stop    context.CancelFunc
}

type manifest struct {
	mediaType string
	content   []byte
}

type upload struct {
	repo    string
	content []byte
}

type token struct {
	user    string // empty: anonymous
	scopes  []string
	expires time.Time // zero: never
}

// init makes what the zero value lacks; the lock is held.
func (s *Registry) init() {
	if s.repos != nil {
		return
	}
	s.repos, s.uploads, s.tokens = map[string]*repository{}, map[string]*upload{}, map[string]token{}
	s.stopped, s.stop = context.WithCancel(context.Background())
}

// ServeHTTP serves one request, or plays its fault.
func (s *Registry) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	s.init()
	s.mu.Unlock()
	user, _, _ := r.BasicAuth()
	s.log.Lock()
	seen := &Request{N: len(s.requests), Method: r.Method, Host: r.Host, Path: r.URL.Path, Query: r.URL.RawQuery, User: user, Header: r.Header.Clone(), Length: r.ContentLength}
	s.requests = append(s.requests, seen)
	s.log.Unlock()
	var fault Fault
	if s.Fault != nil {
		s.faults.Lock()
		fault = s.Fault(seen.N, r)
		s.faults.Unlock()
	}
	fault.act(s, &noted{w, s, seen}, r, s.serve)
}

// noted keeps the status of the answer.
type noted struct {
	http.ResponseWriter
	s    *Registry
	seen *Request
}

func (n *noted) WriteHeader(status int) {
	n.s.log.Lock()
	n.seen.Status = status
	n.s.log.Unlock()
	n.ResponseWriter.WriteHeader(status)
}

func (n *noted) Write(p []byte) (int, error) {
	n.s.log.Lock()
	if n.seen.Status == 0 {
		n.seen.Status = http.StatusOK
	}
	n.s.log.Unlock()
	return n.ResponseWriter.Write(p)
}

// Unwrap lets a fault take the connection.
func (n *noted) Unwrap() http.ResponseWriter { return n.ResponseWriter }

// hold keeps a connection that stalls until the registry is closed.
func (s *Registry) hold(conn net.Conn) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.held = append(s.held, conn)
}

// Close ends what stalls or drips. The registry keeps what it has.
func (s *Registry) Close() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.init()
	s.stop()
	for _, conn := range s.held {
		_ = conn.Close()
	}
	s.held = nil
}

// Requests returns what arrived so far, in that order.
func (s *Registry) Requests() []Request {
	s.log.Lock()
	defer s.log.Unlock()
	all := make([]Request, len(s.requests))
	for i, r := range s.requests {
		all[i] = *r
	}
	return all
}

// Uploads returns how many upload sessions are open.
func (s *Registry) Uploads() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.uploads)
}

// ExpireTokens makes every token invalid that was given so far.
func (s *Registry) ExpireTokens() {
	s.mu.Lock()
	defer s.mu.Unlock()
	clear(s.tokens)
}

// manifest returns a manifest by tag or digest; the lock is held.
func (s *Registry) manifest(repo, reference string) manifest {
	r := s.repos[repo]
	if r == nil {
		return manifest{}
	}
	if d, tagged := r.tags[reference]; tagged {
		reference = d
	}
	return r.manifests[reference]
}
