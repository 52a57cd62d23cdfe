package ui

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"auximage/app/form"
	"auximage/ui/kit"
)

// putDomain writes a Domain file.
func putDomain(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// ofImage is the person's own Domain with the image of a session in it, in a version
// before.
func ofImage(w *Window) string {
	tag := w.session.Snapshot().Form.Tag
	return strings.Replace(ownDomain, "lhr.ocir.io/ns/repo:v0", tag[:strings.LastIndex(tag, ":")]+":v0", 1)
}

func TestADomainFileThatChangesIsCopiedAsItIsThen(t *testing.T) {
	w := ready(t)
	path := filepath.Join(t.TempDir(), "domain.yaml")
	putDomain(t, path, ownDomain)
	openNext(w)
	domainFile{w, w.session.Deployment()}.use(path)
	meanwhile := strings.Replace(ownDomain, "domainUID: shop", "domainUID: shop\n  replicas: 3", 1)
	putDomain(t, path, meanwhile)
	test.Tap(w.next.copied)
	want := strings.Replace(meanwhile, "repo:v0", "repo:v1", 1)
	if got := w.app.Clipboard().Content(); got != want {
		t.Errorf("copied is\n%s\nwant the file as it is now\n%s", got, want)
	}
	if got := w.next.text.Text; got != want {
		t.Errorf("shown is\n%s", got)
	}
	putDomain(t, path, "kind: Service\n")
	test.Tap(w.next.copied)
	if got := w.topTitle(); got != "Use my Domain file" {
		t.Errorf("of a file that is no Domain any more the dialog is %q, want why nothing is copied", got)
	}
	test.Tap(w.button("OK"))
	if got := w.app.Clipboard().Content(); got != want || !w.next.copied.Disabled() {
		t.Errorf("a text without the person's Domain was copied, or can be:\n%s", got)
	}
}

func TestADomainFileThatOthersChangedIsShownAnewOnceItsWriteIsRefused(t *testing.T) {
	w := ready(t)
	path := filepath.Join(t.TempDir(), "domain.yaml")
	putDomain(t, path, ownDomain)
	openNext(w)
	domainFile{w, w.session.Deployment()}.use(path)
	test.Tap(w.next.write)
	putDomain(t, path, ownDomain+"# a colleague's\n")
	test.Tap(w.dialogs.Top().Default)
	if said := w.said(); !strings.Contains(said, "changed by somebody else") {
		t.Fatalf("%q says %s", w.topTitle(), said)
	}
	test.Tap(w.button("OK"))
	w.redraw()
	if !strings.Contains(w.next.text.Text, "# a colleague's") {
		t.Errorf("what is shown, and copied, is the file from before:\n%s", w.next.text.Text)
	}
}

func TestTheResultOfAPushCopiesTheDomainThatWasChosenSince(t *testing.T) {
	w := pushedSample(t)
	w.session.Edit(func(f *form.Form) { f.DomainUID, f.DomainNamespace = "other", "other-ns" })
	var copies *kit.Button
	for _, b := range (outcomeDialog{w}).nextButtons(w.session.Snapshot()) {
		if b := b.(*kit.Button); b.Text == "Copy Domain YAML" {
			copies = b
		}
	}
	path := filepath.Join(t.TempDir(), "domain.yaml")
	putDomain(t, path, strings.Replace(ofImage(w), "/test-model", "/bank/test-model", 1))
	domainFile{w, w.session.Deployment()}.use(path)
	w.dialogs.CloseAll()
	test.Tap(copies)
	if got := w.app.Clipboard().Content(); w.topTitle() != "What comes next" || w.next.now != "domain" || got != "" {
		t.Errorf("of a Domain with another domain's image the dialog is %q with %q, copied is %q; want why", w.topTitle(), w.next.now, got)
	}
	w.dialogs.CloseAll()
	putDomain(t, path, ofImage(w))
	domainFile{w, w.session.Deployment()}.use(path)
	test.Tap(copies)
	if got := w.app.Clipboard().Content(); !strings.Contains(got, "name: shop # ours") || strings.Contains(got, "other-ns") {
		t.Errorf("copied is\n%s\nwant the person's own Domain", got)
	}
}

func TestTheHomesThatChangeInAPersonsDomainAreNamed(t *testing.T) {
	w := ready(t)
	path := filepath.Join(t.TempDir(), "domain.yaml")
	for home, says := range map[string]string{
		"/auxiliary/models": "Your own domain.yaml with this image in it: everything else is as you wrote it.",
		"/old/models":       "where things are in it: sourceModelHome: /auxiliary/models. Everything else",
	} {
		putDomain(t, path, ownDomain+"        sourceModelHome: "+home+"\n")
		openNext(w)
		domainFile{w, w.session.Deployment()}.use(path)
		if got := w.next.help.Text; !strings.Contains(got, says) {
			t.Errorf("of a file with %s it says %q, want %q", home, got, says)
		}
		w.dialogs.CloseAll()
	}
}
