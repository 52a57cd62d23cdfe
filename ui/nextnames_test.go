package ui

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"auximage/app/form"
	"auximage/app/session"
	"auximage/app/words"
)

func TestInTheLeastWindowAllTextsAreInSightAndNothingMoves(t *testing.T) {
	w := ready(t)
	defer words.Use("en")
	own := filepath.Join(t.TempDir(), "domain.yaml")
	if err := os.WriteFile(own, []byte(strings.Replace(ownDomain, "spec:\n", "spec:\n  image: container-registry.oracle.com/middleware/weblogic:14.1.2.0-generic-jdk17-ol8\n", 1)), 0o644); err != nil {
		t.Fatal(err)
	}
	named := func(uid, namespace string) func() {
		return func() {
			w.session.Edit(func(f *form.Form) { f.DomainUID, f.DomainNamespace, f.DomainFile = uid, namespace, "" })
		}
	}
	states := map[string]func(){"not named": named("", ""), "named": named("shop", "shop-ns"), "half named": named("shop", ""), "badly named": named("Shop_1", "%"),
		"one's own": func() {
			if err := w.session.Deployment().UseDomain(t.Context(), own); err != nil {
				t.Fatal(err)
			}
		}}
	for _, language := range words.Languages() {
		w.session.Remember(func(now *session.Preferences) { now.Language = language })
		w.look.use(w.session.Snapshot().Preferences)
		w.build()
		w.window.Resize(sizes[0])
		openNextAt(w, "namespace")
		d := w.next
		at := fyne.CurrentApp().Driver().AbsolutePositionForObject
		places := func() [5]float32 {
			return [5]float32{at(d.choice.Options[0]).Y, at(d.pane).Y, at(d.copied).X, at(d.save).X, at(d.dialog.Buttons[1]).X}
		}
		for name, state := range states {
			state()
			d.draw(w.session.Snapshot())
			d.dialog.Fit()
			first := places()
			for _, o := range d.choice.Options {
				if !o.Visible() {
					continue
				}
				test.Tap(o)
				d.draw(w.session.Snapshot())
				if got := places(); got[0] != first[0] || got[1] != first[1] || got[2] != first[2] || got[3] != first[3] || got[4] != first[4] {
					t.Errorf("%s, %s: with %s things are at %v, %v before", language, name, o.Label, got, first)
				}
			}
			if high, room := d.dialog.Scroll.Content.MinSize().Height, d.dialog.Scroll.Size().Height; high > room {
				t.Errorf("%s, %s: %v high, %v in sight", language, name, high, room)
			}
		}
		w.dialogs.CloseAll()
	}
}

func TestTheTextsStayWhereTheyAreWhileANameIsTyped(t *testing.T) {
	w := ready(t)
	openNext(w)
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject
	want := at(w.next.choice.Options[0])
	for _, name := range []string{"s", "shop", "Shop_1", strings.Repeat("x", 60), ""} {
		w.next.uid.entry.SetText(name)
		w.window.Canvas().Focus(w.next.namespace.entry)
		w.redraw()
		if got := at(w.next.choice.Options[0]); got != want {
			t.Errorf("with %q the texts are at %v, %v before", name, got, want)
		}
	}
}

func TestADomainFileThatNamesAnotherPrimaryImageSaysSo(t *testing.T) {
	w := ready(t)
	own := filepath.Join(t.TempDir(), "domain.yaml")
	text := strings.Replace(ownDomain, "spec:\n", "spec:\n  image: container-registry.oracle.com/middleware/weblogic:14.1.2.0-generic-jdk17-ol8\n", 1)
	if err := os.WriteFile(own, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	domainFile{w, w.session.Deployment()}.use(own)
	if said := w.saidOnTop(); !strings.Contains(said, "now that of domain.yaml: container-registry.oracle.com/middleware/weblogic:14.1.2.0-generic-jdk17-ol8. It was "+form.DefaultPrimaryTag) {
		t.Errorf("it says:\n%s", said)
	}
}

func TestADomainFileThatIsGoneIsToldOfWhereItsNamesWere(t *testing.T) {
	w := ready(t)
	own := filepath.Join(t.TempDir(), "domain.yaml")
	if err := os.WriteFile(own, []byte(ownDomain), 0o644); err != nil {
		t.Fatal(err)
	}
	openNext(w)
	domainFile{w, w.session.Deployment()}.use(own)
	if err := os.Remove(own); err != nil {
		t.Fatal(err)
	}
	w.session.LookAgain()
	w.eventually(t, "the file is missed", func(s session.Snapshot) bool { return findingOf(s, form.FieldDomainFile) != nil })
	if said := w.next.says.Text; !strings.Contains(said, "domain.yaml cannot be") && !strings.Contains(said, "domain.yaml does not") {
		t.Errorf("it says %q", said)
	}
}
