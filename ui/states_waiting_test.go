package ui

import (
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"auximage/app/form"
	"auximage/app/session"
)

// silent returns the address of a server that takes connections and says nothing, as
// one behind a firewall that drops what it does not know.
func silent(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	return l.Addr().String()
}

// notAnImage is what the pictures have already that a session has not which waits.
func notAnImage(s *state) { s.image, s.next, s.why, s.signedIn = false, "", "", "" }

// TestThePicturesOfWaitingAreReached waits for a registry that does not answer, and
// stops.
func TestThePicturesOfWaitingAreReached(t *testing.T) {
	host, model := silent(t), filepath.Join(t.TempDir(), "model.yaml")
	if err := os.WriteFile(model, []byte("topology:\n  Name: shop\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	w := opened(t)
	r := reach(t, w.session)
	r.s.Edit(func(f *form.Form) { f.SetTag(host + "/lab/test-model:v1") })
	r.s.Edit(func(f *form.Form) { f.SetUser("lab") })
	r.s.Accounts().SetToken("token")
	r.s.AddFiles(model)
	r.s.Edit(func(f *form.Form) { f.WDT, f.CustomBase, f.BaseRef = form.WDTNone, true, host+"/lab/base:v1" })
	waits := func(a session.Action, name string) {
		t.Helper()
		if err := r.s.Start(a); err != nil {
			t.Fatalf("%s: %v", a, err)
		}
		r.is(name, notAnImage)
		r.s.Stop()
		r.ends()
	}
	waits(session.ActCheckSignIn, "form-busy")
	waits(session.ActCreate, "creating")
	r.is("stopped", notAnImage)
	waits(session.ActCreateAndPush, "stopping")
	r.s.Edit(func(f *form.Form) { f.UseExisting = true })
	waits(session.ActLookUp, "existing-looking")
}

// TestThePictureOfTheQuestionIsReached asks a registry without TLS.
func TestThePictureOfTheQuestionIsReached(t *testing.T) {
	plain := httptest.NewServer(http.NotFoundHandler())
	t.Cleanup(plain.Close)
	w := opened(t)
	r := reach(t, w.session)
	r.s.Edit(func(f *form.Form) { f.SetTag(strings.TrimPrefix(plain.URL, "http://") + "/lab/test-model:v1") })
	r.s.Edit(func(f *form.Form) { f.SetUser("lab") })
	r.s.Accounts().SetToken("token")
	if err := r.s.Start(session.ActCheckSignIn); err != nil {
		t.Fatal(err)
	}
	r.until("the question", func(s session.Snapshot) bool { return s.Question != nil })
	r.is("question-plain", notAnImage, func(s *state) { s.job = "" }) // the picture is of a push
	r.s.Stop()
	r.ends()
}
