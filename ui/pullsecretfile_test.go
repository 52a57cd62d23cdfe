package ui

import (
	"encoding/base64"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"auximage/app/form"
	"auximage/ui/kit"
)

func TestBothPullSecretsAreSavedAndATokenThatIsNotKnownIsAskedFor(t *testing.T) {
	for name, c := range map[string]struct{ typed, has, says string }{
		"typed":     {"canary", "", "OK"},
		"not typed": {"", "TOKEN", "The token for container-registry.oracle.com is not known"},
	} {
		t.Run(name, func(t *testing.T) {
			w := ready(t)
			w.session.Edit(func(f *form.Form) { f.PrimaryUser = "me@x.com" })
			w.session.Edit(func(f *form.Form) { f.SetUser("ns/me@x.com") })
			w.session.Accounts().SetToken("token")
			openNextAt(w, "manifest")
			test.Tap(w.button("Save with the token…"))
			if said := w.said(); !strings.Contains(said, "container-registry.oracle.com") {
				t.Fatalf("%q says %q", w.topTitle(), said)
			}
			test.Type(w.window.Canvas().Focused(), c.typed)
			test.Tap(w.button("Choose the file…"))
			path := filepath.Join(t.TempDir(), "secret.yaml")
			w.browser.path.SetValue(path)
			test.Tap(w.browser.confirm)
			if said := w.said(); !strings.Contains(said, "lhr-ocir-io-pull, container-registry-oracle-com-pull") || !strings.Contains(said, c.says) && c.has != "" ||
				!strings.Contains(said, "kubectl apply -f '"+path+"'") {
				t.Errorf("%q says\n%s", w.topTitle(), said)
			}
			text, err := os.ReadFile(path)
			if err != nil || strings.Count(string(text), "kind: Secret") != 2 || strings.Contains(string(text), "TOKEN") != (c.has != "") {
				t.Errorf("%v\n%s", err, text)
			}
		})
	}
}

func TestATokenWithoutWhoseItIsIsNotSaved(t *testing.T) {
	w := ready(t)
	w.session.Edit(func(f *form.Form) { f.SetUser("ns/me@x.com") })
	w.session.Accounts().SetToken("token")
	openNextAt(w, "manifest")
	test.Tap(w.button("Save with the token…"))
	user, asking := w.window.Canvas().Focused().(*kit.Entry), w.dialogs.Top()
	if user == nil || user.Password {
		t.Fatalf("the focus is on %v, want the user name, which is empty", w.window.Canvas().Focused())
	}
	w.window.Canvas().FocusNext()
	test.Type(w.window.Canvas().Focused(), "canary")
	test.Tap(w.button("Choose the file…"))
	if w.dialogs.Top() != asking || !user.Wrong() || w.window.Canvas().Focused() != user || asking.Note.Text != "The user name for container-registry.oracle.com is missing." {
		t.Fatalf("%q says\n%s", w.topTitle(), w.said())
	}
	test.Type(user, "me@x.com")
	test.Tap(w.button("Choose the file…"))
	path := filepath.Join(t.TempDir(), "secret.yaml")
	w.browser.path.SetValue(path)
	test.Tap(w.browser.confirm)
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	_, last, _ := strings.Cut(string(text), "container-registry-oracle-com-pull")
	_, login, _ := strings.Cut(last, ".dockerconfigjson: ")
	held, err := base64.StdEncoding.DecodeString(strings.TrimSpace(login))
	if want := `{"auths":{"container-registry.oracle.com":{"password":"canary","username":"me@x.com"}}}`; err != nil || string(held) != want {
		t.Errorf("the file holds %s, want %s (%v)", held, want, err)
	}
}

func TestWithoutATokenOfOnesOwnNoPullSecretIsSaved(t *testing.T) {
	w := ready(t)
	openNextAt(w, "secret")
	test.Tap(w.button("Save with the token…"))
	if got := w.topTitle(); got != "Save with the token" || w.browser != nil && w.browser.dialog.IsOpen() {
		t.Errorf("the dialog is %q", got)
	}
}
