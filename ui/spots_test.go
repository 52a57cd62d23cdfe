package ui

import (
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"auximage/app/form"
	"auximage/app/session"
	"auximage/imaging/registry"
	"auximage/imaging/report"
	"auximage/ui/kit"
)

func TestAtTheStartTheTagHasTheFocus(t *testing.T) {
	w := opened(t)
	if got := w.window.Canvas().Focused(); got != w.auxiliary.target.tag.entry {
		t.Errorf("the focus is at %s", name(got))
	}
}

// inSight tells whether an object is in the part of the page that is seen.
func (w *Window) inSight(o fyne.CanvasObject) bool {
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject
	page := w.auxiliary.page
	top := at(o).Y
	return top >= at(page).Y && top+o.Size().Height <= at(page).Y+page.Size().Height
}

func TestAMissingSignInLeadsToWhoSignsIn(t *testing.T) {
	for host, leads := range map[string]bool{"lhr.ocir.io": true, "base.example.com": false} {
		w := opened(t)
		w.window.Resize(fyne.NewSize(900, 600))
		w.session.Edit(func(f *form.Form) { f.SetTag("lhr.ocir.io/ns/repo:v1"); f.SignIn = form.ByNobody })
		w.redraw()
		w.auxiliary.page.ScrollToBottom()
		w.spots.leadToReason(&session.Outcome{Err: report.Finding{Code: registry.CodeAnonymous, Severity: report.Error, Args: report.Args{"Host": host}}})
		mode := w.auxiliary.signIn.mode
		if got := w.window.Canvas().Focused() == mode.Options[2] && w.inSight(mode.Container); got != leads {
			t.Errorf("%s: led there: %v, want %v; the focus is at %s", host, got, leads, name(w.window.Canvas().Focused()))
		}
	}
}

func TestARefusalLeadsToItsReason(t *testing.T) {
	for name, c := range map[string]struct {
		with func(t *testing.T, w *Window)
		act  session.Action
		want func(w *Window) *kit.Entry // marked, and with the focus
	}{
		"no tag": {func(*testing.T, *Window) {}, session.ActCreate, func(w *Window) *kit.Entry { return w.auxiliary.target.tag.entry }},
		"no repository": {func(_ *testing.T, w *Window) {
			w.session.Edit(func(f *form.Form) { f.SetPart(form.FieldRegion, "lhr.ocir.io") })
		}, session.ActCreate,
			func(w *Window) *kit.Entry { return w.auxiliary.target.repository.entry }},
		"a bad version": {func(_ *testing.T, w *Window) {
			w.session.Edit(func(f *form.Form) { f.SetTag("lhr.ocir.io/ns/repo:v 1") })
		}, session.ActCreate,
			func(w *Window) *kit.Entry { return w.auxiliary.target.version.entry }},
		"no user": {func(t *testing.T, w *Window) { withModel(t, w); w.session.Edit(func(f *form.Form) { f.SetUser("") }) }, session.ActCreateAndPush, func(w *Window) *kit.Entry { return w.auxiliary.signIn.user.entry }},
		"no token": {func(t *testing.T, w *Window) {
			withModel(t, w)
			w.session.Edit(func(f *form.Form) { f.SetUser("ns/me") })
		}, session.ActCreateAndPush,
			func(w *Window) *kit.Entry { return w.auxiliary.signIn.token.entry }},
		"a bad owner, folded": {func(t *testing.T, w *Window) {
			withModel(t, w)
			w.session.Edit(func(f *form.Form) { f.OwnerUser = "a b" })
		}, session.ActCreate, func(w *Window) *kit.Entry { return w.auxiliary.more.owner.entry }},
		"no base, folded": {func(t *testing.T, w *Window) {
			withModel(t, w)
			w.session.Edit(func(f *form.Form) { f.CustomBase = true })
		}, session.ActCreate, func(w *Window) *kit.Entry { return w.auxiliary.more.baseRef.entry }},
		"no installer": {func(t *testing.T, w *Window) {
			withModel(t, w)
			w.session.Edit(func(f *form.Form) { f.WDT = form.WDTFile })
		}, session.ActCreate, func(w *Window) *kit.Entry { return w.auxiliary.tooling.installer.entry }},
	} {
		t.Run(name, func(t *testing.T) {
			w := opened(t)
			c.with(t, w)
			w.redraw()
			w.window.Canvas().Focus(w.title.push)
			w.actions.start(c.act)
			e := c.want(w)
			if got := w.window.Canvas().Focused(); got != e {
				t.Errorf("the focus is at %T", got)
			}
			if !w.inSight(e) {
				t.Error("it is not in sight")
			}
			if !e.Wrong() {
				t.Error("it is not marked")
			}
		})
	}
}

// withModel fills in what a Create needs.
func withModel(t *testing.T, w *Window) {
	w.session.Edit(func(f *form.Form) { f.SetTag("lhr.ocir.io/ns/repo:v1") })
	if err := w.session.UseSample(); err != nil {
		t.Fatal(err)
	}
}

func TestTheMarkOfARefusalGoesOnceItsReasonIsGone(t *testing.T) {
	w := opened(t)
	test.Tap(w.title.create)
	tag := w.auxiliary.target.tag
	if !tag.entry.Wrong() || tag.hint.Text == tag.hint.help {
		t.Fatalf("marked %v, below it: %q", tag.entry.Wrong(), tag.hint.Text)
	}
	w.session.Edit(func(f *form.Form) { f.SetTag("lhr.ocir.io/ns/repo:v1") })
	w.redraw()
	if tag.entry.Wrong() || tag.hint.Text != tag.hint.help {
		t.Errorf("marked %v, below it: %q", tag.entry.Wrong(), tag.hint.Text)
	}
}

func TestWhatAPersonTriedIsAFaultUntilSomethingChanges(t *testing.T) {
	w := ready(t)
	test.Tap(w.title.push)
	if got := w.title.whyNot; got.Text != "There is no image to push yet." || got.Color != theme.ColorNameError || !w.title.whyNot.Visible() {
		t.Fatalf("tried, it says %q in %s", got.Text, got.Color)
	}
	w.session.Edit(func(f *form.Form) { f.SetPart(form.FieldVersion, "v2") })
	w.redraw()
	if w.title.whyNot.Visible() {
		t.Errorf("it still says %q", w.title.whyNot.Text)
	}
}

func TestAFindingInAFileIsShownUnfoldedInItsRow(t *testing.T) {
	w := opened(t)
	withModel(t, w)
	w.redraw()
	path := w.session.Snapshot().Form.Models[0].Path
	w.auxiliary.page.ScrollToTop()
	w.spots.leadToFinding(report.Finding{Code: "model.unused", Severity: report.Warning, File: path})
	row := w.auxiliary.files.row(path)
	if !w.view.unfolded[path] || w.window.Canvas().Focused() != fyne.Focusable(row.fold) || !w.inSight(row.Container) {
		t.Errorf("unfolded %v, in sight %v, the focus is at %T", w.view.unfolded[path], w.inSight(row.Container), w.window.Canvas().Focused())
	}
}

func TestWithoutAModelTheFilesAreShown(t *testing.T) {
	w := opened(t)
	w.session.Edit(func(f *form.Form) { f.SetTag("lhr.ocir.io/ns/repo:v1") })
	w.session.Edit(func(f *form.Form) { f.WDT = form.WDTNone })
	w.redraw()
	test.Tap(w.title.create)
	if got := w.window.Canvas().Focused(); got != w.auxiliary.files.add || !w.inSight(w.auxiliary.files.add) {
		t.Errorf("the focus is at %T", got)
	}
	if w.auxiliary.files.hint.Text == "" {
		t.Error("nothing there says what is missing")
	}
}

func TestASecretInClearLeadsToWhatMovesItOut(t *testing.T) {
	w := opened(t)
	model := filepath.Join(t.TempDir(), "model.yaml")
	if err := os.WriteFile(model, []byte("domainInfo:\n  AdminUserName: weblogic\n  AdminPassword: welcome1\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	w.session.Edit(func(f *form.Form) { f.SetTag("lhr.ocir.io/ns/repo:v1") })
	w.session.Edit(func(f *form.Form) { f.SignIn = form.ByNobody })
	w.session.AddFiles(model)
	w.eventually(t, "the password is found", func(s session.Snapshot) bool {
		why := s.WhyNot[session.ActCreateAndPush]
		return !s.Inspected.Running && why != nil && why.Code == session.CodeNotAccepted
	})
	w.actions.start(session.ActCreateAndPush)
	if move, ok := w.window.Canvas().Focused().(*kit.Button); !ok || move.Text != "Move to a secret…" {
		t.Errorf("the focus is at %s", name(w.window.Canvas().Focused()))
	}
}

func TestNothingHasTheFocusWhenAJobBegins(t *testing.T) {
	w := opened(t)
	w.draw(running())
	if got := w.window.Canvas().Focused(); got != nil {
		t.Errorf("it is at %s", name(got))
	}
	w.press(fyne.KeyReturn)
	w.press(fyne.KeySpace)
	if got := w.topTitle(); got != "Pushing the auxiliary image" {
		t.Errorf("the dialog is %q", got)
	}
}

func TestWhatWasRefusedAfterAnotherLookIsSaidInTheFormAsBefore(t *testing.T) {
	w := opened(t)
	s := w.session.Snapshot()
	s.Outcome = &session.Outcome{ID: 1, Action: session.ActPush, Refused: true, Err: report.Fault(session.CodeNotAccepted, nil, nil)}
	w.draw(s)
	if w.dialogs.busy() || w.title.tried != session.ActPush {
		t.Errorf("the dialog is %q, tried was %q", w.topTitle(), w.title.tried)
	}
}
