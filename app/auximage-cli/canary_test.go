package main_test

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"io"
	"io/fs"
	"log"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"auximage/imaging/testkit"
	"github.com/google/go-containerregistry/pkg/registry"
	"github.com/google/go-containerregistry/pkg/v1/mutate"
)

const (
	storage  = "storage.test"
	releases = "releases.test"
)

// site is a registry that leads blobs to a storage on another host, and a
// server of releases. All that they hear is kept.
type site struct {
	*network
	inside http.Handler
	mirror []byte // the installer

	program atomic.Pointer[run] // the one to look at
	signIns atomic.Int64        // requests with user and password

	mu     sync.Mutex
	look   func()                                        // called at each request
	strike func(http.ResponseWriter, *http.Request) bool // answers in place of the servers, or not
	heard  map[string]*bytes.Buffer                      // by host, without the Authorization that is right
}

func newSite(t *testing.T) *site {
	t.Helper()
	s := &site{
		network: newNetwork(t), heard: map[string]*bytes.Buffer{}, mirror: installer(t),
		inside: registry.New(registry.Logger(log.New(io.Discard, "", 0))),
	}
	s.Serve(s.hearing(host, s.registry), host)
	s.Serve(s.hearing(storage, s.inside.ServeHTTP), storage)
	s.Serve(s.hearing(releases, func(w http.ResponseWriter, r *http.Request) {
		http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(s.mirror))
	}), releases)
	s.pushBase(user, password)
	return s
}

// hearing keeps what a host hears.
func (s *site) hearing(name string, serve http.HandlerFunc) http.Handler {
	s.heard[name] = &bytes.Buffer{}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		header := r.Header.Clone()
		if name == host {
			header.Del("Authorization")
		}
		body, err := io.ReadAll(r.Body)
		if err != nil {
			return // the program was ended
		}
		r.Body = io.NopCloser(bytes.NewReader(body))
		s.mu.Lock()
		_, _ = fmt.Fprintf(s.heard[name], "%s %s\n%v\n%s\n", r.Method, r.RequestURI, header, body)
		look, strike := s.look, s.strike
		s.mu.Unlock()
		if look != nil {
			look()
		}
		if strike == nil || !strike(w, r) {
			serve(w, r)
		}
	})
}

// registry wants user and password, and has blobs elsewhere.
func (s *site) registry(w http.ResponseWriter, r *http.Request) {
	if name, secret, _ := r.BasicAuth(); name != user || secret != password {
		w.Header().Set("WWW-Authenticate", `Basic realm="test"`)
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	s.signIns.Add(1)
	uploads := strings.HasSuffix(r.URL.Path, "/blobs/uploads/")
	switch {
	case r.Method == http.MethodGet && strings.Contains(r.URL.Path, "/blobs/"):
		http.Redirect(w, r, "https://"+storage+r.URL.Path, http.StatusTemporaryRedirect)
	case r.Method == http.MethodPost && uploads:
		answer := httptest.NewRecorder()
		s.inside.ServeHTTP(answer, r)
		for key, values := range answer.Header() {
			w.Header()[key] = values
		}
		w.Header().Set("Location", "https://"+storage+answer.Header().Get("Location"))
		w.WriteHeader(answer.Code)
	default:
		s.inside.ServeHTTP(w, r)
	}
}

// forms are the ways in which the password could be written.
func forms() map[string]string {
	all := map[string]string{
		"plain": password, "path": url.PathEscape(password), "query": url.QueryEscape(password), "hex": hex.EncodeToString([]byte(password)),
		"quoted": strings.Trim(fmt.Sprintf("%q", password), `"`), "JSON": `cAnAry\"+/=%s3cret\u003c\u003e`, "beginning": password[:6],
	}
	for name, coding := range map[string]*base64.Encoding{"base64": base64.RawStdEncoding, "URL's base64": base64.RawURLEncoding} {
		all[name+" with the user"] = coding.EncodeToString([]byte(user + ":" + password))
		for shift := range 3 { // wherever in a longer text it stands
			text := coding.EncodeToString([]byte(strings.Repeat("-", shift) + password))
			all[fmt.Sprint(name, " ", shift)] = text[4 : len(text)-4]
		}
	}
	return all
}

// clean fails the test where a text has the password in any form.
func clean(t *testing.T, where string, text []byte) {
	t.Helper()
	for form, secret := range forms() {
		if bytes.Contains(text, []byte(secret)) {
			t.Errorf("the password (%s) is in %s", form, where)
		}
	}
}

// clean searches all files below the sandbox's folders.
func (box *sandbox) clean() {
	box.t.Helper()
	err := filepath.WalkDir(box.root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.Type().IsRegular() {
			return nil // gone meanwhile
		}
		content, err := os.ReadFile(path)
		if err == nil {
			clean(box.t, path, content)
		}
		clean(box.t, "the name of a file", []byte(path))
		return nil
	})
	if err != nil {
		box.t.Error(err)
	}
}

// inspect searches what everybody on the machine can see of the program and
// of its children, where that is in files.
func inspect(t *testing.T, pid int) {
	t.Helper()
	if runtime.GOOS != "linux" {
		return
	}
	for _, what := range []string{"cmdline", "environ"} {
		if text, err := os.ReadFile(fmt.Sprintf("/proc/%d/%s", pid, what)); err == nil {
			clean(t, what, text)
		}
	}
	children, err := os.ReadFile(fmt.Sprintf("/proc/%d/task/%d/children", pid, pid))
	if err == nil && len(bytes.TrimSpace(children)) > 0 {
		t.Errorf("it has children: %s", children)
	}
}

// echo refuses as a careless server does, with what it was sent.
func echo(status int) func(http.ResponseWriter, *http.Request) bool {
	return func(w http.ResponseWriter, r *http.Request) bool {
		if r.Host != host || r.Header.Get("Authorization") == "" {
			return false
		}
		w.Header().Set("WWW-Authenticate", `Basic realm="test"`)
		w.WriteHeader(status)
		_, _ = fmt.Fprintf(w, `{"errors":[{"code":"DENIED","message":%q}]}`, r.Header.Get("Authorization")+" is "+password)
		return true
	}
}

func page(w http.ResponseWriter, r *http.Request) bool {
	if r.Host == releases {
		return false
	}
	w.Header().Set("Content-Type", "text/html")
	_, _ = io.WriteString(w, "<html>Welcome</html>")
	return true
}

func TestThePasswordIsNowhereButInTheRegistrysAuthorization(t *testing.T) {
	for name, c := range map[string]struct {
		code   int
		strike func(http.ResponseWriter, *http.Request) bool
		signal syscall.Signal // sent in mid-upload
		flags  []string
		no     string // a flag that is left out
	}{
		"pushed":                     {},
		"pushed, told in JSON":       {flags: []string{"--json"}},
		"refused":                    {code: 1, strike: echo(http.StatusUnauthorized)},
		"denied":                     {code: 1, strike: echo(http.StatusForbidden)},
		"too large":                  {code: 1, strike: echo(http.StatusRequestEntityTooLarge)},
		"not found":                  {code: 1, strike: echo(http.StatusNotFound)},
		"a captive portal":           {code: 1, strike: page},
		"an issuer nobody trusts":    {code: 1, no: "--ca"},
		"no proxy, so no such names": {code: 1, no: "--proxy"},
		"no such release":            {code: 1, flags: []string{"--wdt-releases", "https://" + host + "/nothing.zip"}},
		"a flag that is none":        {code: 2, flags: []string{"--nothing"}},
		"interrupted":                {code: 130, signal: syscall.SIGINT},
		"terminated":                 {code: 130, signal: syscall.SIGTERM},
		"crashed":                    {code: 2, signal: syscall.SIGABRT},
		"killed":                     {code: killed, signal: syscall.SIGKILL},
	} {
		t.Run(name, func(t *testing.T) {
			if c.signal != 0 && !signals(c.signal) {
				t.Skip("Windows has no such signal")
			}
			s, box := newSite(t), newSandbox(t)
			args := append([]string{"push", "--tag", tag, "--user", user, "--password-stdin", "--wdt-releases", "https://" + releases + "/weblogic-deploy.zip"}, s.flags()...)
			args = testkit.Instead(append(args, box.inputs(1<<20)...), c.flags...)
			args = without(args, c.no)
			strike := c.strike
			if c.signal != 0 {
				strike = s.signalling(c.signal)
			}
			s.begin(strike, func() {
				if r := s.program.Load(); r != nil {
					inspect(t, r.cmd.Process.Pid)
				}
				box.clean()
			})
			r := box.start(nil, password, args...)
			s.program.Store(r)
			if code := r.end(); code != c.code {
				t.Errorf("exit code %d, want %d\n%s", code, c.code, &r.stderr)
			}
			s.program.Store(nil)
			box.clean()
			clean(t, "stdout", r.stdout.Bytes())
			clean(t, "stderr", r.stderr.Bytes())
			s.mu.Lock()
			for host, heard := range s.heard {
				clean(t, "what "+host+" heard", heard.Bytes())
			}
			s.mu.Unlock()
			if c.code == 0 {
				if s.signIns.Load() == 0 {
					t.Error("the password is not in the registry's Authorization")
				}
				s.begin(nil, nil)
				s.searchImage()
			}
		})
	}
}

// signalling sends a signal in the middle of an upload, and lets it wait until
// the program is gone.
func (s *site) signalling(signal syscall.Signal) func(http.ResponseWriter, *http.Request) bool {
	var once sync.Once // a second one would end it at once
	return func(_ http.ResponseWriter, r *http.Request) bool {
		program := s.program.Load()
		if r.Method != http.MethodPatch || program == nil {
			return false
		}
		once.Do(func() { _ = program.signal(signal) })
		<-r.Context().Done()
		return true
	}
}

// begin forgets what was heard, and sets what happens at each request.
func (s *site) begin(strike func(http.ResponseWriter, *http.Request) bool, look func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.strike, s.look = strike, look
	s.signIns.Store(0)
	for _, heard := range s.heard {
		heard.Reset()
	}
}

// searchImage searches the image's manifest, config and files.
func (s *site) searchImage() {
	s.t.Helper()
	image := s.pull(tag, user, password)
	manifest, err := image.RawManifest()
	if err != nil {
		s.t.Fatal(err)
	}
	config, err := image.RawConfigFile()
	if err != nil {
		s.t.Fatal(err)
	}
	flat := mutate.Extract(image)
	defer func() { _ = flat.Close() }()
	content, err := io.ReadAll(flat)
	if err != nil {
		s.t.Fatal(err)
	}
	for what, text := range map[string][]byte{"the manifest": manifest, "the config": config, "the image": content} {
		clean(s.t, what, text)
	}
}

// without returns the arguments without a flag and its value.
func without(args []string, flag string) []string {
	for i, arg := range args {
		if arg == flag {
			return append(args[:i:i], args[i+2:]...)
		}
	}
	return args
}
