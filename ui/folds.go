package ui

import (
	"path/filepath"
	"reflect"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"auximage/app/accounts"
	"auximage/app/form"
	"auximage/app/session"
	"auximage/app/words"
	"auximage/imaging/registry"
	"auximage/imaging/report"
	"auximage/ui/kit"
)

// accepted is a step whose section folds to a line once what it says was accepted:
// at a start, or by a person's hand.
type accepted struct {
	section *kit.FoldingSection
	key     string // in folds.chosen
	state   func(session.Snapshot) kit.StepState
	what    func(session.Snapshot) string // is said on the line
	values  func(session.Snapshot) string // of the fields, by their names
	shows   func(session.Snapshot) bool   // it has news that must be seen; nil where it never has
}

// folds are the sections that may be folded.
type folds struct {
	win *Window
	all []*accepted
}

// foldView is what is folded; it outlives the widget tree.
type foldView struct {
	chosen  map[string]bool // by key: folded or opened, at the start or by hand
	started bool            // a form was drawn
	form    form.Form       // at the start
	focus   fyne.Focusable  // at the start
}

func newFolds(w *Window, all ...*accepted) *folds {
	f := &folds{w, all}
	for _, a := range all {
		a.section.OnFold = func(folded bool) {
			w.view.folds.choose(a.key, folded)
			w.redraw()
		}
	}
	return f
}

func (v *foldView) choose(key string, folded bool) {
	if v.chosen == nil {
		v.chosen = map[string]bool{}
	}
	v.chosen[key] = folded
}

// starting tells whether nothing was typed or pointed at since the form was first
// drawn: nothing folds under a person's hands.
func (v *foldView) starting(now form.Form, focus fyne.Focusable) bool {
	if !v.started {
		v.started, v.form = true, now
		return true
	}
	if v.focus == nil {
		v.focus = focus
	}
	return reflect.DeepEqual(v.form, now) && v.focus == focus
}

// draw folds and opens the sections. In the try-out and beside the lab's steps all
// are open, and stay open when the steps are closed.
func (f *folds) draw(s session.Snapshot) {
	v := &f.win.view.folds
	foldable := !f.win.options.Demo && !f.win.lab.isOpen(s)
	starting := v.starting(s.Form, f.win.window.Canvas().Focused())
	for _, a := range f.all {
		state := a.state(s)
		_, chosen := v.chosen[a.key]
		switch {
		case state == kit.Faulty || !foldable || a.shows != nil && a.shows(s):
			v.choose(a.key, false)
		case chosen && state != kit.Done: // what another account opened does not fold under a person's hands
			v.choose(a.key, false)
		case starting && !chosen && state == kit.Done:
			v.choose(a.key, true)
		}
		may := foldable && state == kit.Done
		a.section.Show(may && v.chosen[a.key], may, a.what(s), a.values(s))
	}
}

// open opens the section that an object stands in.
func (f *folds) open(o fyne.CanvasObject) {
	for _, a := range f.all {
		if o != nil && a.section.Holds(o) {
			a.section.OnFold(false)
		}
	}
}

// foldingSignIn returns the sign-in, which folds once a registry has accepted it.
func foldingSignIn(t *signInSection, mark *kit.StepMark) *accepted {
	byAccount := func(s session.Snapshot) bool { return s.Form.SignIn == form.ByAccount || s.Form.SignIn == "" }
	return &accepted{
		section: kit.NewFoldingSection(mark, kit.FoldingTexts{Title: words.L("Sign-in"), Change: words.L("Change")}, t.Container),
		key:     "sign-in", state: t.progress,
		what: func(s session.Snapshot) string {
			if byAccount(s) {
				return s.Form.User
			}
			return s.Form.Target.Host
		},
		values: func(s session.Snapshot) string {
			switch {
			case s.Form.SignIn == form.ByTools:
				return t.mode.Options[1].Label
			case !byAccount(s):
				return t.mode.Options[2].Label
			}
			return listed(words.Labelled(words.L("Auxiliary Image Registry Push Username"), s.Form.User),
				words.Labelled(words.L("Auxiliary Image Registry Push Password (auth token)"), keptWhere(s)))
		},
		shows: func(s session.Snapshot) bool { return s.Job != nil && s.Job.Action == session.ActCheckSignIn },
	}
}

// foldingTooling returns the choice of WebLogic Deploy Tooling, which folds once the
// installer was looked at.
func foldingTooling(t *toolingSection, mark *kit.StepMark) *accepted {
	return &accepted{
		section: kit.NewFoldingSection(mark, kit.FoldingTexts{Title: words.L("WebLogic Deploy Tooling"), Change: words.L("Change")}, t.Container),
		key:     "tooling", state: t.progress,
		what: func(s session.Snapshot) string {
			switch s.Form.WDT {
			case form.WDTNone:
				return words.L("None")
			case form.WDTKept:
				return words.L("That of the image")
			case form.WDTFile:
				return s.Inspected.WDTVersion + ", " + filepath.Base(s.Form.Installer)
			}
			return s.Inspected.WDTVersion
		},
		values: func(s session.Snapshot) string {
			switch s.Form.WDT {
			case form.WDTNone:
				return t.none.Text
			case form.WDTKept:
				return s.Form.From
			case form.WDTFile:
				return words.Labelled(words.L("WebLogic Deploy Tooling Installer to Use"), s.Form.Installer)
			}
			return listed(words.L("The latest"), words.Labelled(words.L("Saved in"), s.Form.DownloadDir))
		},
	}
}

// listed returns values after each other on a line.
func listed(values ...string) string { return strings.Join(values, " · ") }

// checkedAs tells whether the last check of the sign-in came to one of the codes.
func checkedAs(s session.Snapshot, codes ...report.Code) bool {
	return s.SignedIn != nil && slices.Contains(codes, s.SignedIn.Finding.Code)
}

// signInAccepted tells whether a registry let the form's account in, now or in an
// earlier run, with the token that is at hand.
func signInAccepted(s session.Snapshot) bool {
	if s.SignedIn != nil {
		return checkedAs(s, registry.CodeMayPush, registry.CodeSignedIn)
	}
	if s.Form.SignIn == form.ByTools || s.Form.SignIn == form.ByNobody {
		return false
	}
	at := slices.Contains(s.Accounts, s.Form.Account())
	return at && (s.TokenKept == accounts.InKeyring || s.TokenKept == accounts.ThisRun)
}
