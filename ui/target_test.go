package ui

import (
	"strings"
	"testing"

	"auximage/app/form"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

func TestTheLabsPlaceholdersAreOracles(t *testing.T) {
	w := opened(t)
	w.session.Edit(func(f *form.Form) {
		f.SetTag("END_POINT_OF_YOUR_REGION/NAMESPACE_OF_YOUR_TENANCY/test-model-your_first_name:v1")
	})
	w.redraw()
	target := w.auxiliary.target
	if got := target.regionName.Text + ", " + target.namespace.name.Text; got != "Region, Tenancy namespace" {
		t.Errorf("the fields are %s", got)
	}
}

func TestANameThatIsTakenOverLeavesTheKeyboardInItsField(t *testing.T) {
	w := opened(t)
	w.session.Edit(func(f *form.Form) { f.SetTag("lhr.ocir.io/tenancyns/Mon Depot:v1") })
	w.redraw()
	f := w.auxiliary.target.repository
	if !f.offer.Visible() || !strings.Contains(f.hint.Text, f.offered) {
		t.Fatalf("offered is %q, and the sentence says %q", f.offered, f.hint.Text)
	}
	w.window.Canvas().Focus(f.offer)
	w.press(fyne.KeyReturn)
	if now := w.window.Canvas().Focused(); now != fyne.Focusable(f.entry) || f.offer.Visible() {
		t.Errorf("the focus is at %T, still offered: %v", now, f.offer.Visible())
	}
}

func TestEnterInTheTagGoesOnPastItsCopyButton(t *testing.T) {
	w := opened(t)
	c := w.window.Canvas()
	c.Focus(w.auxiliary.target.tag.entry)
	w.press(fyne.KeyReturn)
	if now := c.Focused(); now != fyne.Focusable(w.auxiliary.target.region) {
		t.Errorf("the focus is at %T", now)
	}
}

func TestWhatStandsBelowTheTagStaysWhereverItGoes(t *testing.T) {
	w := opened(t)
	below := func(tag string) float32 {
		w.session.Edit(func(f *form.Form) { f.SetTag(tag) })
		w.redraw()
		return fyne.CurrentApp().Driver().AbsolutePositionForObject(w.auxiliary.signIn.check).Y
	}
	if oracles, other := below("lhr.ocir.io/ns/repo:v1"), below("registry.example.com/ns/repo:v1"); oracles != other {
		t.Errorf("it stands at %v below a tag of Oracle's, and at %v below another", oracles, other)
	}
}

func TestThePartsFollowTheTagAndTheTagThem(t *testing.T) {
	w := opened(t)
	target := w.auxiliary.target
	w.typing(target.tag.entry, "lhr.ocir.io/tenancynamespace/test-model-ankit:v1")
	for want, got := range map[string]string{
		"lhr.ocir.io":      target.region.host,
		"tenancynamespace": target.namespace.entry.Text,
		"test-model-ankit": target.repository.entry.Text,
		"v1":               target.version.entry.Text,
	} {
		if got != want {
			t.Errorf("a part shows %q, want %q", got, want)
		}
	}
	w.typing(target.version.entry, "23")
	if got := target.tag.entry.Text; got != "lhr.ocir.io/tenancynamespace/test-model-ankit:23" {
		t.Errorf("the tag shows %q", got)
	}
}

func TestTypingIsNotDisturbedBySnapshots(t *testing.T) {
	w := opened(t)
	e := w.auxiliary.target.tag.entry
	w.typing(e, "https://lhr.ocir.io/ns/repo:v1")
	e.CursorColumn = 10
	w.redraw()
	if e.Text != "https://lhr.ocir.io/ns/repo:v1" || e.CursorColumn != 10 {
		t.Errorf("while typing the entry shows %q, the cursor at %d", e.Text, e.CursorColumn)
	}
	w.window.Canvas().Unfocus()
	if e.Text != "lhr.ocir.io/ns/repo:v1" {
		t.Errorf("after it was left the entry shows %q", e.Text)
	}
}

func TestAPastedTagComesBackCleaned(t *testing.T) {
	w := opened(t)
	e := w.auxiliary.target.tag.entry
	w.window.Canvas().Focus(e)
	clipboard := w.app.Clipboard()
	clipboard.SetContent("  docker push lhr.ocir.io/ns/repo:v1\n")
	e.TypedShortcut(&fyne.ShortcutPaste{Clipboard: clipboard})
	w.redraw()
	if e.Text != "lhr.ocir.io/ns/repo:v1" {
		t.Errorf("the entry shows %q", e.Text)
	}
}

func TestAnEntryShowsWhatTheSessionChangedOnPurposeEvenWhileFocused(t *testing.T) {
	w := opened(t)
	e := w.auxiliary.target.tag.entry
	w.typing(e, "lhr.ocir.io/ns/repo:v1")
	w.session.Edit(func(f *form.Form) { f.SetPart(form.FieldVersion, "v2") })
	w.redraw()
	if e.Text != "lhr.ocir.io/ns/repo:v2" {
		t.Errorf("the entry shows %q", e.Text)
	}
}

func TestARegionIsFoundByTyping(t *testing.T) {
	for _, typed := range []string{"lond", "lhr", "uk-london", "lhr.ocir.io", "Londres"} {
		w := opened(t)
		p := w.auxiliary.target.region
		w.window.Canvas().Focus(p)
		runes := []rune(typed)
		p.TypedRune(runes[0])
		test.Type(p.list.search, string(runes[1:]))
		w.press(fyne.KeyReturn)
		w.redraw()
		if p.host != "lhr.ocir.io" {
			t.Errorf("%q gives %q", typed, p.host)
		}
		if got := p.label(); got != "UK South (London)" {
			t.Errorf("%q shows %q", typed, got)
		}
	}
}

func TestAnyOtherHostCanBeTypedIntoThePicker(t *testing.T) {
	w := opened(t)
	p := w.auxiliary.target.region
	p.open("registry.example.com:5000")
	w.press(fyne.KeyReturn)
	w.redraw()
	if p.host != "registry.example.com:5000" {
		t.Errorf("the host is %q", p.host)
	}
}

func TestEscClosesThePickerAndChangesNothing(t *testing.T) {
	w := opened(t)
	p := w.auxiliary.target.region
	p.open("lon")
	w.press(fyne.KeyEscape)
	if w.window.Canvas().Overlays().Top() != nil || p.host != "" {
		t.Error("the list is still open, or something was picked")
	}
}

func TestAnOfferedNameIsTakenByAClick(t *testing.T) {
	w := opened(t)
	w.session.Edit(func(f *form.Form) { f.SetTag("lhr.ocir.io/ns/test-model-Éloïse:v1") })
	w.redraw()
	offer := w.auxiliary.target.repository.offer
	if !offer.Visible() {
		t.Fatal("nothing is offered")
	}
	test.Tap(offer)
	if got, want := w.session.Snapshot().Form.Tag, "lhr.ocir.io/ns/test-model-eloise:v1"; got != want {
		t.Errorf("the tag is %q, want %q", got, want)
	}
	if offer.Visible() {
		t.Error("it is still offered")
	}
}

func TestElsewhereThanAtOracleThereIsARegistryAndNoRegion(t *testing.T) {
	w := opened(t)
	for tag, want := range map[string]string{"lhr.ocir.io/ns/repo:v1": "Region", "ghcr.io/me/repo:v1": "Registry", "": "Region"} {
		w.session.Edit(func(f *form.Form) { f.SetTag(tag) })
		w.redraw()
		if got := w.auxiliary.target.regionName.Text; got != want {
			t.Errorf("of %q the label is %q, want %q", tag, got, want)
		}
		if got := w.auxiliary.signIn.token.hint.Text; (got == "") != (want == "Registry") {
			t.Errorf("of %q the token's help is %q", tag, got)
		}
	}
}
