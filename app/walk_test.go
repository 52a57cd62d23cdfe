//go:build window

package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"auximage/app/demo"
	"auximage/app/internal/person"
	"auximage/app/session"
	"auximage/imaging/transport"
	"auximage/ui"
)

// walk is one way through the lab's twelve steps.
type walk struct {
	*testing.T
	*person.Person
	session *session.Session
	folder  string // that the installer is saved in
	token   string
	step    int
}

// TestWalkThroughTheTryOut is what "make demo" shows on a machine without a display.
func TestWalkThroughTheTryOut(t *testing.T) {
	d, err := demo.Start(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := d.Close(); err != nil {
			t.Error(err)
		}
	})
	s := open(t, d.Config())
	if err := d.Prepare(s); err != nil {
		t.Fatal(err)
	}
	dir := album(t, ".")
	w := walk{
		T: t, session: s, folder: d.Downloads(), token: demo.Token,
		Person: sitDown(t, s, ui.Options{Demo: true, Downloads: d.Downloads(), Version: "walk"}, dir),
	}
	reference := w.through()
	pulled := pull(t, reference, d.Proxy().URL(), d.CAFile(), demo.User, demo.Token)
	checkContent(t, pulled, s.Snapshot().Form, filepath.Join(d.Downloads(), "weblogic-deploy.zip"))
	if err := os.WriteFile(filepath.Join(dir, "reference"), []byte(reference+"\n"), 0o644); err != nil {
		t.Fatal(err)
	}
}

// TestWalkToARealRegistry walks to Debian's docker-registry under the name
// lhr.ocir.io, with the token in a real keyring, and looks at everything that
// came of it.
func TestWalkToARealRegistry(t *testing.T) {
	d, err := demo.Start(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := d.Close(); err != nil {
			t.Error(err)
		}
	})
	registry := startRegistry(t, "lhr.ocir.io", demo.User)
	d.Proxy().Lead("lhr.ocir.io", registry.address)
	caFile := bundle(t, d.CAFile(), registry.caPEM)

	home := t.TempDir()
	config := session.Config{Dir: filepath.Join(home, "settings"), Cache: filepath.Join(home, "cache")}
	s := open(t, config)
	if err := s.SetPreferences(session.Preferences{ProxyMode: transport.OwnProxy, ProxyURL: d.Proxy().URL(), CAFile: caFile}); err != nil {
		t.Fatal(err)
	}
	downloads := t.TempDir()
	w := walk{
		T: t, session: s, folder: downloads, token: registry.token,
		Person: sitDown(t, s, ui.Options{Downloads: downloads}, album(t, "registry")),
	}
	reference := w.through()
	if kept := s.Snapshot().TokenKept; kept != session.TokenKeyring {
		t.Errorf("the token is kept in %q", kept)
	}
	pulled := pull(t, reference, d.Proxy().URL(), caFile, demo.User, registry.token)
	checkContent(t, pulled, s.Snapshot().Form, filepath.Join(downloads, "weblogic-deploy.zip"))
	checkOperatorCopies(t, pulled)
	checkNowhere(t, registry.token, s, home, downloads, registry.storage)

	again := open(t, config)
	w.Waits("have the token from the keyring again", func() bool {
		return again.Snapshot().TokenKept == session.TokenKeyring
	})
}

// bundle returns the path of a CA file with one certificate more.
func bundle(t *testing.T, file string, more []byte) string {
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
	for _, file := range files {
		content, err := os.ReadFile(file)
		if err != nil {
			t.Error(err)
		}
		if bytes.Contains(content, []byte(secret)) {
			t.Errorf("the token is in %s", file)
		}
	}
}

// through walks the lab's twelve steps and returns the reference with the
// digest that the window shows at the end.
func (w *walk) through() string {
	w.primaryImage()
	w.region()
	w.namespace()
	w.tag()
	w.user()
	w.authToken()
	w.create()
	w.prepareQuestion()
	w.folderDialog()
	w.created()
	w.push()
	return w.pushed()
}

// shot leaves a screenshot of a step.
func (w *walk) shot(name string) {
	w.Helper()
	w.step++
	w.Photographs(fmt.Sprintf("%02d-%s", w.step, name))
}

func (w *walk) primaryImage() {
	w.Clicks("Primary Image")
	w.Sees(session.DefaultPrimaryTag)
	w.Sees("Create Auxiliary Image")
	w.shot("primary-image")
	w.Clicks("Auxiliary Image")
}

func (w *walk) region() {
	w.ClicksBelow("Region")
	w.Sees("Name, key, identifier or host")
	w.Types("lond")
	w.Sees("lond") // every key has arrived
	w.Sees("UK South (London)")
	w.SeesNo("Frankfurt")
	w.shot("region")
	w.Enter()
	w.Sees("Sign-in") // the list is gone
	w.formHas("lhr.ocir.io", func(f session.Form) string { return f.Target.Host })
}

func (w *walk) namespace() {
	w.Fills("Tenancy namespace", "Tenancy Namespace")
	w.Tab()
	w.SeesNo("On the tenancy's page") // a fault in its place
	w.Fills("Tenancy namespace", "tenancynamespace")
	w.Tab()
	w.Sees("On the tenancy's page")
	w.shot("namespace")
}

func (w *walk) tag() {
	w.Fills("Repository", "test-model-ankit")
	w.Fills("Version", "v1")
	w.Sees(demo.Tag) // composed from the parts
	w.ClicksBelow("Auxiliary Image Tag")
	w.SelectsAll()
	w.Pastes("docker push https://fra.ocir.io/other/model-x:v7 \n")
	w.formHas("fra.ocir.io other model-x v7", parts)
	w.Fills("Auxiliary Image Tag", demo.Tag)
	w.formHas("lhr.ocir.io tenancynamespace test-model-ankit v1", parts)
	w.shot("tag")
}

func parts(f session.Form) string {
	return fmt.Sprintf("%s %s %s %s", f.Target.Host, f.Target.Namespace, f.Target.Repository, f.Target.Version)
}

func (w *walk) user() {
	name := "Auxiliary Image Registry Push Username"
	w.Fills(name, "tenancynamespace/andré@exämple") // any character that a keyboard has
	w.formHas("tenancynamespace/andré@exämple", func(f session.Form) string { return f.User })
	w.Fills(name, demo.User)
	w.formHas(demo.User, func(f session.Form) string { return f.User })
	w.shot("user")
}

func (w *walk) authToken() {
	w.Fills("Auxiliary Image Registry Push Password (auth token)", w.token)
	if w.Notices(w.token) {
		w.Error("the token can be read on the screen")
	}
	w.Tab()
	w.Sees("Kept ")
	w.shot("auth-token")
}

func (w *walk) create() {
	if w.Notices("No model yet") {
		w.Clicks("Use the sample model")
	}
	w.Sees("model.yaml")
	w.Sees("model.properties")
	w.Sees("archive.zip")
	w.shot("model-files")
	w.Clicks("Create Auxiliary Image")
}

func (w *walk) prepareQuestion() {
	w.Sees("Prepare the model?")
	w.shot("prepare-the-model")
	w.Clicks("No")
}

func (w *walk) folderDialog() {
	w.Sees("Select the folder to download the WebLogic Deploy Tooling installer to")
	w.Sees(w.folder)
	w.shot("folder")
	w.Clicks("Select")
}

func (w *walk) created() {
	w.Sees("Create Auxiliary Image Complete")
	w.Sees(demo.Tag)
	w.Sees("sha256:")
	w.shot("created")
	w.Clicks("OK")
	w.SeesNo("Create Auxiliary Image Complete")
}

func (w *walk) push() {
	w.shot("push")
	w.Clicks("Push Auxiliary Image")
}

// referenceIn finds the reference with its digest, whose line the window may
// have broken anywhere.
var referenceIn = regexp.MustCompile(`lhr\.ocir\.io/[^@\s]+@sha256:[0-9a-f]{64}`)

func (w *walk) pushed() string {
	w.Sees("Push Image Complete")
	w.Sees(demo.Tag + "@sha256:")
	w.shot("pushed")
	reference := referenceIn.FindString(w.ReadsDense())
	if reference == "" {
		w.Fatalf("no reference with a digest in:\n%s", w.Reads())
	}
	w.Clicks("OK")
	w.SeesNo("Push Image Complete")
	return reference
}

// formHas waits until the form says so.
func (w *walk) formHas(want string, of func(session.Form) string) {
	w.Helper()
	w.Waits("have "+want, func() bool { return of(w.session.Snapshot().Form) == want })
}
