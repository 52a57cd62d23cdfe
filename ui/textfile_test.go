package ui

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"auximage/app/form"
)

func TestEachTextIsSavedUnderANameThatSaysWhatItIs(t *testing.T) {
	w := ready(t)
	w.session.Edit(func(f *form.Form) { f.SetUser("ns/me@x.com") })
	w.session.Accounts().SetToken("canary")
	w.session.Edit(func(f *form.Form) { f.DomainUID, f.DomainNamespace = "shop", "shop-ns" })
	openNextAt(w, "namespace")
	dir := t.TempDir()
	for key, want := range map[string]string{"namespace": "namespace.sh", "secret": "pull-secret.sh", "docker-registry": "pull-secret-docker-registry.sh", "manifest": "pull-secret.yaml",
		"secrets": "secrets.sh", "domain": "domain.yaml", "part": "auxiliaryImages.yaml", "update": "update.sh", "update-powershell": "update.ps1"} {
		w.next.show(key)
		shown := w.next.text.Text
		test.Tap(w.next.save)
		if got := filepath.Base(w.browser.path.Text); got != want {
			t.Errorf("%s is offered as %s, want %s", key, got, want)
		}
		w.browser.path.SetValue(filepath.Join(dir, want))
		test.Tap(w.browser.confirm)
		if said := w.said(); !strings.Contains(said, filepath.Join(dir, want)) {
			t.Errorf("%s: %q says %q", key, w.topTitle(), said)
		}
		test.Tap(w.button("OK"))
		text, err := os.ReadFile(filepath.Join(dir, want))
		if err != nil || strings.TrimSpace(string(text)) != strings.TrimSpace(shown) || !strings.HasSuffix(string(text), "\n") {
			t.Errorf("%s: %v, the file has\n%s", key, err, text)
		}
		if strings.Contains(string(text), "canary") {
			t.Errorf("%s: the token is in the file", key)
		}
	}
	if len(w.next.texts) != 9 {
		t.Errorf("%d texts", len(w.next.texts))
	}
}

func TestATextOfANameThatIsRefusedIsNotSaved(t *testing.T) {
	w := ready(t)
	openNextAt(w, "manifest")
	w.session.Edit(func(f *form.Form) { f.DomainUID = "Shop_1" })
	w.next.draw(w.session.Snapshot())
	if !w.next.save.Disabled() || !w.next.withToken.Disabled() {
		t.Error("it can be saved")
	}
}

func TestAScriptOfWindowsPowerShellIsKnownAsUTF8(t *testing.T) {
	for _, c := range []struct{ path, text, want string }{
		{"push.ps1", "auximage-cli push --model 'é.yaml'", "\ufeffauximage-cli push --model 'é.yaml'\n"},
		{"push.ps1", "auximage-cli push\n", "auximage-cli push\n"},
		{"push.sh", "auximage-cli push --model 'é.yaml'", "auximage-cli push --model 'é.yaml'\n"},
	} {
		if got := inFile(c.path, c.text); got != c.want {
			t.Errorf("%s: got %q, want %q", c.path, got, c.want)
		}
	}
}
