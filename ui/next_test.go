package ui

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"auximage/app/form"
	"auximage/app/session"
	"auximage/ui/kit"
)

// shows tells whether the dialog's text with a key has a text in it.
func (d *nextDialog) shows(key, text string) bool {
	d.show(key)
	return strings.Contains(d.text.Text, text)
}

func TestTheTextsHaveTheNamesAboveThemAndKeepThem(t *testing.T) {
	w := ready(t)
	openNext(w)
	if said := w.next.says.Text; !strings.Contains(said, "domain1, domain1-ns") || !w.next.shows("domain", "domain1") {
		t.Errorf("what stands in the place of a name is not said: %q", said)
	}
	w.typing(w.next.uid.entry, "shop")
	w.typing(w.next.namespace.entry, "shop-prod")
	for key, want := range map[string]string{"namespace": "shop-prod", "domain": "domainUID: shop", "update": "patch domain shop --namespace shop-prod",
		"secrets": "shop-weblogic-credentials"} {
		if !w.next.shows(key, want) {
			t.Errorf("%s has no %q:\n%s", key, want, w.next.text.Text)
		}
	}
	w.dialogs.CloseAll()
	openNext(w)
	if got := w.next.uid.entry.Text; got != "shop" {
		t.Errorf("the next time the UID is %q", got)
	}
}

func TestNothingIsCopiedUnseenAsLongAsTheDomainHasNoName(t *testing.T) {
	w := ready(t)
	labels := func() (all []string) {
		for _, o := range (outcomeDialog{w}).nextButtons(w.session.Snapshot()) {
			all = append(all, o.(*kit.Button).Text)
		}
		return all
	}
	if got, want := labels(), []string{"Copy pull secret command…", "Copy Domain YAML…", "Copy update command…"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	test.Tap(outcomeDialog{w}.nextButtons(w.session.Snapshot())[1].(*kit.Button))
	if w.topTitle() != "What comes next" || w.next.now != "domain" {
		t.Errorf("the dialog is %q with %q", w.topTitle(), w.next.now)
	}
	w.session.Edit(func(f *form.Form) { f.DomainUID, f.DomainNamespace = "shop", "shop-ns" })
	if got, want := labels(), []string{"Copy pull secret command", "Copy Domain YAML", "Copy update command"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	test.Tap(outcomeDialog{w}.nextButtons(w.session.Snapshot())[1].(*kit.Button))
	if got := w.app.Clipboard().Content(); !strings.Contains(got, "domainUID: shop") {
		t.Errorf("the clipboard has %q", got)
	}
}

func TestADomainOnAVolumeIsOfferedNoUpdate(t *testing.T) {
	w := ready(t)
	openNextAt(w, "update")
	test.Tap(w.next.onVolume.Checkbox)
	w.redraw()
	for _, o := range w.next.choice.Options {
		if strings.HasPrefix(o.Label, "Update command") && o.Visible() {
			t.Errorf("%q is offered", o.Label)
		}
	}
	if !w.next.shows("part", "domainCreationImages") || !w.session.Snapshot().Form.OnPV {
		t.Errorf("the part is %q", w.next.text.Text)
	}
}

func TestATextStandsBelowItsHelpHoweverLongThatIs(t *testing.T) {
	w := ready(t)
	openNext(w)
	w.window.Resize(fyne.NewSize(900, 600))
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject
	for _, o := range w.next.choice.Options {
		test.Tap(o)
		end := at(w.next.help).Y + w.next.help.MinSize().Height
		if top := at(w.next.pane).Y; top < end {
			t.Errorf("%s: the text begins at %v, its help ends at %v", o.Label, top, end)
		}
	}
}

const ownDomain = `apiVersion: weblogic.oracle/v9
kind: Domain
metadata:
  name: shop # ours
  namespace: shop-prod
spec:
  domainUID: shop
  configuration:
    model:
      auxiliaryImages:
      - image: lhr.ocir.io/ns/repo:v0
`

func TestTheImageIsWrittenIntoThePersonsOwnDomain(t *testing.T) {
	w := ready(t)
	path := filepath.Join(t.TempDir(), "domain.yaml")
	if err := os.WriteFile(path, []byte(ownDomain), 0o644); err != nil {
		t.Fatal(err)
	}
	openNext(w)
	test.Tap(w.next.use)
	w.browser.path.SetText(path)
	test.Tap(w.browser.confirm)
	if !w.next.write.Visible() || !strings.Contains(w.next.says.Text, "shop-prod") || !w.next.uid.entry.Disabled() || w.next.namespace.entry.Text != "shop-prod" {
		t.Fatalf("it says %q", w.next.says.Text)
	}
	test.Tap(w.next.write)
	if got := w.topTitle(); got != "Write the image into the Domain file" {
		t.Fatalf("the dialog is %q", got)
	}
	if data, err := os.ReadFile(path); err != nil || string(data) != ownDomain {
		t.Fatalf("it was written before it was shown: %s (%v)", data, err)
	}
	test.Tap(w.dialogs.Top().Default)
	want := strings.Replace(ownDomain, "repo:v0", "repo:v1", 1)
	if data, err := os.ReadFile(path); err != nil || string(data) != want {
		t.Errorf("the file is\n%s, want\n%s (%v)", data, want, err)
	}
	if said := w.said(); !strings.Contains(said, "domain.yaml now names lhr.ocir.io/ns/repo:v1") || !strings.Contains(said, "kubectl apply -n shop-prod -f '"+path+"'") {
		t.Errorf("once it is written, %q says\n%s", w.topTitle(), said)
	}
	test.Tap(w.button("OK"))
	if text := w.next.text.Text; w.next.now != "domain" || text != want {
		t.Errorf("%s is\n%s, want the person's own Domain with the image in it", w.next.now, text)
	}
	test.Tap(w.next.leave)
	if w.next.write.Visible() || w.session.Snapshot().Form.DomainFile != "" {
		t.Error("the texts are still about the file")
	}
}

func TestAFileThatIsNoDomainIsRefused(t *testing.T) {
	w := ready(t)
	path := filepath.Join(t.TempDir(), "other.yaml")
	if err := os.WriteFile(path, []byte("kind: Service\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	openNext(w)
	domainFile{w, w.session.Deployment()}.use(path)
	if got := w.topTitle(); got != "Use my Domain file" || w.session.Snapshot().Form.DomainFile != "" {
		t.Errorf("the dialog is %q", got)
	}
}

func TestATextOfAnotherNameIsNotCopied(t *testing.T) {
	w := opened(t)
	openNextAt(w, "namespace")
	d := w.next
	draw := func(uid string) {
		w.session.Edit(func(f *form.Form) { f.DomainUID = uid })
		d.draw(w.session.Snapshot())
	}
	draw("shop")
	test.Tap(d.copied)
	if w.clipboard.copied != d.copied {
		t.Fatal("nothing is said to be copied")
	}
	d.show("domain")
	test.Tap(d.copied)
	draw("store")
	if w.clipboard.copied != nil {
		t.Error("what was copied is said to be the text of another name")
	}
	if draw("Shop_1"); !d.copied.Disabled() {
		t.Error("a text with another name than the one that is refused can be copied")
	}
	if draw("shop-1"); d.copied.Disabled() {
		t.Error("a good name cannot be copied")
	}
}

func TestAfterASecondVersionTheDomainsChangeComesFirst(t *testing.T) {
	w := pushedSample(t)
	first := func() (text, button string) {
		w.choose(t, "Image", "What comes next…")
		defer w.dialogs.CloseAll()
		return w.next.now, outcomeDialog{w}.nextButtons(w.session.Snapshot())[0].(*kit.Button).Text
	}
	if text, button := first(); text != "namespace" || button != "Copy pull secret command…" {
		t.Fatalf("after the first push it opens with %q, and the first button is %q", text, button)
	}
	w.session.Edit(func(f *form.Form) {
		f.SetPart(form.FieldVersion, "v2")
		f.Remove(f.Variables[0].Path)
	})
	if err := w.session.Start(session.ActCreateAndPush); err != nil {
		t.Fatal(err)
	}
	w.eventually(t, "v2 is pushed", func(s session.Snapshot) bool { return s.Outcome != nil && s.Outcome.Receipt != nil })
	w.closeAll(t)
	if text, button := first(); text != "update" || button != "Copy update command…" {
		t.Errorf("after the second push it opens with %q, and the first button is %q", text, button)
	}
}

func TestTheUpdateOfAPersonsOwnDomainComesFirst(t *testing.T) {
	w := ready(t)
	path := filepath.Join(t.TempDir(), "domain.yaml")
	if err := os.WriteFile(path, []byte(ownDomain), 0o644); err != nil {
		t.Fatal(err)
	}
	domainFile{w, w.session.Deployment()}.use(path)
	w.dialogs.CloseAll()
	if openNext(w); w.next.now != "update" {
		t.Errorf("with a Domain that has v0 it opens with %q", w.next.now)
	}
}
