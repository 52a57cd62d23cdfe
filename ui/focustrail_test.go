package ui

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"auximage/app/form"
)

// template is the lab's line, as people paste it.
const template = "END_POINT_OF_YOUR_REGION/NAMESPACE_OF_YOUR_TENANCY/test-model-your_first_name:v1"

func TestWhatStandsInAFieldIsTypedOverByKeyboard(t *testing.T) {
	w := opened(t)
	w.session.Edit(func(f *form.Form) { f.SetTag(template) })
	w.redraw()
	a := w.auxiliary
	c := w.window.Canvas()
	c.Focus(a.target.region)
	for _, step := range []struct{ typed, want string }{
		{"tenancynamespace", "END_POINT_OF_YOUR_REGION/tenancynamespace/test-model-your_first_name:v1"},
		{"ankit", "END_POINT_OF_YOUR_REGION/tenancynamespace/test-model-ankit:v1"},
		{"v2", "END_POINT_OF_YOUR_REGION/tenancynamespace/test-model-ankit:v2"},
	} {
		w.press(fyne.KeyReturn)
		test.Type(c.Focused(), step.typed)
		w.redraw()
		if got := w.session.Snapshot().Form.Tag; got != step.want {
			t.Errorf("after %q the tag is %q, want %q", step.typed, got, step.want)
		}
	}
	test.FocusPrevious(c)
	if got := a.target.repository.entry.SelectedText(); got != "test-model-ankit" {
		t.Errorf("of a repository without a placeholder %q is selected", got)
	}
	w.session.Edit(func(f *form.Form) { f.SetPart(form.FieldRegion, "lhr.ocir.io") })
	w.redraw()
	c.Focus(a.target.tag.entry)
	test.Type(a.target.tag.entry, "lhr.ocir.io/ns/repo:v3")
	if got := w.session.Snapshot().Form.Tag; got != "lhr.ocir.io/ns/repo:v3" {
		t.Errorf("typed over, the tag is %q", got)
	}
}

func TestAProposedNamespaceIsTypedAfter(t *testing.T) {
	w := opened(t)
	w.session.Edit(func(f *form.Form) { f.SetTag("lhr.ocir.io/tenancynamespace/test-model:v1") })
	w.redraw()
	user := w.auxiliary.signIn.user.entry
	w.window.Canvas().Focus(w.auxiliary.target.region)
	w.typing(user, "me")
	if got := w.session.Snapshot().Form.User; got != "tenancynamespace/me" {
		t.Errorf("the user name is %q", got)
	}
}

func TestNothingIsSelectedAnewByADialogOrAnotherProgram(t *testing.T) {
	w := opened(t)
	version := w.auxiliary.target.version.entry
	w.window.Canvas().Focus(w.auxiliary.target.repository.entry)
	w.typing(version, "v1")
	w.choose(t, "Help", "Where things are kept")
	w.press(fyne.KeyEscape)
	test.Type(version, "2")
	cameBack(w)
	version.FocusGained() // as the driver tells it
	test.Type(version, "3")
	if version.Text != "v123" {
		t.Errorf("the version is %q, want v123", version.Text)
	}
	clickOn(w.auxiliary.target.repository.entry)
	clickOn(version)
	test.Type(version, "4")
	if len(version.Text) != len("v1234") {
		t.Errorf("after a click %q was typed over: %q", "v123", version.Text)
	}
}

func TestASelectionOutlivesAnotherProgram(t *testing.T) {
	w := opened(t)
	w.session.Edit(func(f *form.Form) { f.SetTag(template) })
	w.redraw()
	tag := w.auxiliary.target.tag.entry
	w.window.Canvas().Focus(w.auxiliary.target.region)
	test.FocusPrevious(w.window.Canvas())
	test.FocusPrevious(w.window.Canvas())
	if got := tag.SelectedText(); got != "END_POINT_OF_YOUR_REGION" {
		t.Fatalf("of the tag %q is selected", got)
	}
	cameBack(w)
	tag.FocusLost()
	tag.FocusGained()
	test.Type(tag, "lhr.ocir.io")
	if want := "lhr.ocir.io/NAMESPACE_OF_YOUR_TENANCY/test-model-your_first_name:v1"; tag.Text != want {
		t.Errorf("the tag is %q, want %q", tag.Text, want)
	}
}
