// Package demo is the try-out: a registry, a release server and a base on
// loopback, so that somebody can walk through all of it without an account and
// without a network. Names look real (lhr.ocir.io, github.com, docker.io) and
// are led to loopback by a proxy and a certificate authority in the
// preferences, as a company's would be: the program knows nothing of a try-out.
package demo

import (
	"context"
	"errors"
	"io"
	"log"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"time"

	v1 "github.com/google/go-containerregistry/pkg/v1"

	"auximage/app/demo/loopback"
	"auximage/app/form"
	"auximage/app/session"
	"auximage/imaging/transport"
)

// What the try-out's form holds, and the only account that its registry knows.
const (
	Tag   = "lhr.ocir.io/tenancynamespace/test-model-ankit:v1"
	User  = "tenancynamespace/lab.user@oracle.com"
	Token = "try-it-out"
)

// headerTimeout is how long a server waits for the head of a request.
const headerTimeout = 10 * time.Second

// Demo is a running try-out.
type Demo struct {
	dir    string
	proxy  *loopback.Proxy
	server *http.Server
}

// Start starts the servers, with a folder of their own for what must be a file.
// An error is a report.Finding of this package.
func Start(ctx context.Context) (*Demo, error) {
	image, err := Base(ctx)
	if err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp("", "auximage-try-out-")
	if err != nil {
		return nil, noRoom(err, false)
	}
	d := &Demo{dir: dir}
	if err := d.open(image); err != nil {
		full := isFull(d.dir)
		return nil, noRoom(errors.Join(err, d.Close()), full)
	}
	return d, nil
}

// open fills the folder and starts the servers.
func (d *Demo) open(image v1.Image) error {
	if err := os.Mkdir(d.blobs(), 0o700); err != nil {
		return err
	}
	bases, err := serveBase(image, d.blobs())
	if err != nil {
		return err
	}
	return d.serve(bases)
}

// serve starts one server for all names and the proxy that leads them to it.
func (d *Demo) serve(bases http.Handler) error {
	mux := http.NewServeMux()
	mux.Handle("/", guarded(newRegistry(d.blobs()))) // whatever region a person chooses
	mux.Handle("index.docker.io/", bases)
	mux.Handle("registry-1.docker.io/", bases)
	if err := serveReleases(mux); err != nil {
		return err
	}
	authority, err := loopback.NewAuthority("Auxiliary Image Wizard try-out")
	if err != nil {
		return err
	}
	names := []string{"*.ocir.io", "index.docker.io", "registry-1.docker.io", "api.github.com", "github.com"}
	settings, err := authority.TLS(names...)
	if err != nil {
		return err
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	d.server = &http.Server{Handler: mux, TLSConfig: settings, ReadHeaderTimeout: headerTimeout,
		ErrorLog: log.New(io.Discard, "", 0)} // of clients that hung up
	go func() { _ = d.server.ServeTLS(l, "", "") }()
	if d.proxy, err = loopback.NewProxy(); err != nil {
		return err
	}
	for _, name := range names {
		d.proxy.Lead(name, l.Addr().String())
	}
	return errors.Join(os.WriteFile(d.CAFile(), authority.PEM(), 0o644), os.Mkdir(d.Downloads(), 0o755))
}

// Config returns where a try-out's session keeps its things, apart from the
// person's own.
func (d *Demo) Config() session.Config {
	return session.Config{Dir: filepath.Join(d.dir, "settings"), Cache: filepath.Join(d.dir, "cache"), LooksForKeyring: true}
}

// Prepare sets the session's preferences and fills in the form and the token,
// which is kept for this run only.
func (d *Demo) Prepare(s *session.Session) error {
	p := s.Snapshot().Preferences
	p.ProxyMode, p.ProxyURL, p.CAFile = transport.OwnProxy, d.proxy.URL(), d.CAFile()
	if err := s.SetPreferences(context.Background(), p); err != nil {
		return err
	}
	s.Edit(func(f *form.Form) { f.SetTag(Tag) })
	s.Edit(func(f *form.Form) {
		f.SignIn, f.KeepToken = form.ByAccount, false
		f.Platforms = []string{platform.String()}
	})
	s.Edit(func(f *form.Form) { f.SetUser(User) })
	s.Accounts().SetToken(Token)
	return s.UseSample()
}

// Proxy returns the proxy that leads the names to loopback.
func (d *Demo) Proxy() *loopback.Proxy { return d.proxy }

// CAFile returns the path of the certificate that vouches for the names.
func (d *Demo) CAFile() string { return filepath.Join(d.dir, "authority.pem") }

// blobs returns the folder that its registries keep their blobs in.
func (d *Demo) blobs() string { return filepath.Join(d.dir, "blobs") }

// Downloads returns the folder that stands in for the person's Downloads
// folder: the stand-in installer must not be taken for a real one later.
func (d *Demo) Downloads() string { return filepath.Join(d.dir, "Downloads") }

// Close stops the servers and removes the folder.
func (d *Demo) Close() error {
	var err error
	if d.proxy != nil {
		err = d.proxy.Close()
	}
	if d.server != nil {
		err = errors.Join(err, d.server.Close())
	}
	return errors.Join(err, os.RemoveAll(d.dir))
}
