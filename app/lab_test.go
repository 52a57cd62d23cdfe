//go:build window

package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	v1 "github.com/google/go-containerregistry/pkg/v1"

	"auximage/app/demo"
	"auximage/app/demo/demotest"
	"auximage/app/form"
	"auximage/app/session"
	"auximage/imaging/transport"
)

// lab is what somebody finds who sits down to the lab: the try-out's release
// server and base, Debian's docker-registry under the name lhr.ocir.io, an
// empty form, and empty folders.
type lab struct {
	*demo.Demo
	t         testing.TB
	registry  dockerRegistry
	caFile    string
	proxy     string // address that sessions go through
	home      string // of settings and cache
	downloads string
	config    session.Config
}

func newLab(t testing.TB) *lab {
	t.Helper()
	return newLabOf(t, demo.User)
}

// newLabOf is a lab whose registry knows one user.
func newLabOf(t testing.TB, user string) *lab {
	t.Helper()
	l := &lab{t: t, Demo: demotest.Start(t), registry: startRegistry(t, "lhr.ocir.io", user), home: t.TempDir(), downloads: t.TempDir()}
	l.Proxy().Lead("lhr.ocir.io", l.registry.Address)
	l.proxy = l.Proxy().URL()
	l.caFile = bundle(t, l.CAFile(), l.registry.CA.PEM())
	l.config = session.Config{Dir: filepath.Join(l.home, "auximage"), Cache: filepath.Join(l.home, "cache", "auximage")}
	return l
}

// session returns a session over the lab's settings that goes through its
// proxy, in a language.
func (l *lab) session(language string) *session.Session {
	l.t.Helper()
	s := open(l.t, l.config)
	if err := s.SetPreferences(l.t.Context(), l.preferences(language)); err != nil {
		l.t.Fatal(err)
	}
	return s
}

func (l *lab) preferences(language string) session.Preferences {
	return session.Preferences{Language: language, ProxyMode: transport.OwnProxy, ProxyURL: l.proxy, CAFile: l.caFile}
}

// installer returns the path of the installer that Create saved.
func (l *lab) installer() string { return filepath.Join(l.downloads, "weblogic-deploy.zip") }

// pulled fetches what a reference with a digest names, and compares it with
// what went in.
func (l *lab) pulled(t *testing.T, reference string, f form.Form) v1.Image {
	t.Helper()
	image := pull(t, reference, l.Proxy().URL(), l.caFile, l.registry.user, l.registry.token)
	checkContent(t, image, f, l.installer())
	return image
}

// bundle returns the path of a CA file with one certificate more.
func bundle(t testing.TB, file string, more []byte) string {
	t.Helper()
	pem, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "authorities.pem")
	if err := os.WriteFile(path, append(pem, more...), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// checkNowhere fails when a secret is in a file of the folders, in the log, or
// in what other processes may see of this one.
func checkNowhere(t *testing.T, secret string, s *session.Session, folders ...string) {
	t.Helper()
	for _, line := range s.Snapshot().Log {
		if strings.Contains(line.Text, secret) {
			t.Errorf("the token is in the log: %s", line.Text)
		}
	}
	files := []string{"/proc/self/cmdline", "/proc/self/environ"}
	for _, folder := range folders {
		if err := filepath.WalkDir(folder, func(path string, e os.DirEntry, err error) error {
			if err == nil && e.Type().IsRegular() {
				files = append(files, path)
			}
			return err
		}); err != nil {
			t.Error(err)
		}
	}
	inJSON, err := json.Marshal(secret) // as a settings file would hold it
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		content, err := os.ReadFile(file)
		if err != nil {
			t.Error(err)
		}
		if bytes.Contains(content, []byte(secret)) || bytes.Contains(content, inJSON[1:len(inJSON)-1]) {
			t.Errorf("the token is in %s", file)
		}
	}
}
