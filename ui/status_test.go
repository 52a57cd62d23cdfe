package ui

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"auximage/app/accounts"
	"auximage/app/form"
	"auximage/app/keychain"
	"auximage/app/session"
	"auximage/app/words"
	"auximage/imaging/model"
	"auximage/imaging/registry"
	"auximage/imaging/report"
	"auximage/ui/kit"
)

func TestSettingsThatAreLostAreToldInTheStatusLine(t *testing.T) {
	w := opened(t)
	lost := report.Finding{Code: session.CodeSettingsAside, Severity: report.Warning, File: "/home/lab/settings.json.damaged"}
	unkept := report.Finding{Code: session.CodeSettingsUnkept, Severity: report.Warning, File: "/home/lab/settings.json"}
	empty := w.session.Snapshot()
	for _, c := range []struct {
		s    session.Snapshot
		note *report.Finding
		want bool
	}{{empty, &lost, true}, {full(), &lost, false}, {empty, &unkept, true}, {full(), &unkept, true}, {empty, nil, false}} {
		c.s.Settings = c.note
		w.draw(c.s)
		if got := w.console.status.Text; strings.Contains(got, "settings") != c.want {
			t.Errorf("with %v the status is %q", c.note, got)
		}
	}
}

func TestTheStatusIsThePhaseElseWhatBlocksElseHowTheLastJobEnded(t *testing.T) {
	w := opened(t)
	s := full()
	s.Log = []session.Line{{Text: "an old line with a code: session.created"}}
	failed := &session.Outcome{ID: 1, Action: session.ActPush, Err: report.Fault("error.timeout", nil, nil)}
	blocked := report.Finding{Code: session.CodeNoTag}
	for _, c := range []struct {
		change func()
		want   string
	}{
		{func() {}, "Ready. Next: Push Auxiliary Image"},
		{func() { s.Job = running().Job }, "Pushing the layers – 25%"},
		{func() { s.Job, s.Outcome = nil, failed }, "Push Image Failed – "},
		{func() { s.Outcome = nil }, "Push Image Failed – " + words.OfError(failed.Err).Sentence},
		{func() { s.WhyNot = map[session.Action]*report.Finding{session.ActPush: &blocked} }, "The auxiliary image tag is not complete."},
		{func() { s.WhyNot, s.Form.Target.Version = nil, "v2" }, "Ready. Next: Push Auxiliary Image"},
	} {
		c.change()
		w.draw(s)
		if got := w.console.status.Text; !strings.HasPrefix(got, c.want) {
			t.Errorf("the status is %q, want %q", got, c.want)
		}
		if got := w.console.status.Text; strings.Contains(got, "Failed") && strings.Contains(got, "Ready") {
			t.Errorf("the status is %q, which is two answers", got)
		}
	}
}

func TestTheStatusForgetsAFaultThatWasMended(t *testing.T) {
	file := full().Form.Models[0].Path
	secret := report.Finding{Code: model.CodeClearSecret, Severity: report.Warning, File: file}
	broken := report.Finding{Code: model.CodeNoEntries, Severity: report.Error, File: file}
	for name, c := range map[string]struct{ found, fault report.Finding }{
		"a broken file":     {broken, broken},
		"a secret in clear": {secret, report.Finding{Code: session.CodeNotAccepted, Severity: report.Error, File: file, Cause: secret}},
	} {
		t.Run(name, func(t *testing.T) {
			w, s := opened(t), full()
			s.Outcome = &session.Outcome{ID: 1, Action: session.ActPush, Step: session.ActCreate, Err: c.fault}
			s.FileNotes = map[string][]report.Finding{file: {c.found}}
			w.draw(s)
			s.Outcome, s.FileNotes = nil, nil
			w.draw(s)
			if got, want := w.console.status.Text, "Ready. Next: Push Auxiliary Image"; got != want {
				t.Errorf("after the repair it is %q, want %q", got, want)
			}
		})
	}
}

func TestTheStatusSaysWhatBlocksOnceAPersonTriedAtTheFirstStart(t *testing.T) {
	w := opened(t)
	w.actions.start(session.ActCreate)
	if got, want := w.console.status.Text, words.Of(*w.session.Snapshot().WhyNot[session.ActCreate]).Sentence; got != want {
		t.Errorf("the status is %q, want %q", got, want)
	}
}

func TestARefusedSignInIsInTheWayOfThePush(t *testing.T) {
	w := opened(t)
	s := full()
	refused := report.Finding{Code: registry.CodeRefused, Severity: report.Error, Args: report.Args{"Host": s.Form.Target.Host, "User": s.Form.User}}
	sentence := words.Of(refused).Sentence
	s.SignedIn = &session.SignInCheck{Finding: refused}
	for next, want := range map[session.Action]string{
		session.ActPush:   sentence,
		session.ActCreate: "Next: Create Auxiliary Image. Not ready to push yet. " + sentence,
	} {
		s.Next = next
		w.draw(s)
		if got := w.console.status.Text; got != want {
			t.Errorf("the status is %q, want %q", got, want)
		}
	}
}

func TestAfterAPushTheFormSaysSoAndNothingShines(t *testing.T) {
	w := opened(t)
	w.draw(full())
	top := fyne.CurrentApp().Driver().AbsolutePositionForObject(w.auxiliary.page).Y
	w.draw(published())
	p := w.title.pushed
	if !p.Visible() || !strings.Contains(p.what.Text, full().Form.Tag) || !strings.Contains(p.what.Text, digest) {
		t.Errorf("it says %q", p.what.Text)
	}
	if b := w.primaryButton(); b != nil {
		t.Errorf("%q shines", b.Text)
	}
	if now := fyne.CurrentApp().Driver().AbsolutePositionForObject(w.auxiliary.page).Y; now != top {
		t.Errorf("the form moved from %v to %v", top, now)
	}
	test.Tap(p.next)
	if got := w.topTitle(); got != "What comes next" {
		t.Errorf("the dialog is %q", got)
	}
	w.dialogs.CloseAll()
	w.draw(full())
	if p.Visible() || w.primaryButton() != w.title.push {
		t.Error("it stands there although something changed, or Push does not shine")
	}
}

func TestBelowTheButtonsStandsWhatIsAhead(t *testing.T) {
	w := opened(t)
	s := full()
	for _, c := range []struct {
		change func()
		want   string
	}{
		{func() {}, "Created, not pushed yet: " + s.Image.Reference + "\n" + s.Image.Digest},
		{func() { s.Form.SetPart(form.FieldVersion, "v2") }, "Created, not pushed yet: lhr.ocir.io/tenancynamespace/test-model-ankit:v2\n" + s.Image.Digest},
		{func() {
			s.Image.Failed = &session.Attempt{Tag: s.Form.Tag, At: time.Date(2020, 2, 3, 4, 5, 0, 0, time.Local)}
		}, "The last push did not end well (" + when(time.Date(2020, 2, 3, 4, 5, 0, 0, time.Local)) + "): lhr.ocir.io/tenancynamespace/test-model-ankit:v2\n" + s.Image.Digest},
		{func() { s.Image.Failed.Stopped = true }, "You stopped the last push (" + when(time.Date(2020, 2, 3, 4, 5, 0, 0, time.Local)) + "): lhr.ocir.io/tenancynamespace/test-model-ankit:v2\n" + s.Image.Digest},
		{func() { s.Next = session.ActCreate }, "Create makes the image on this computer; nothing is sent before the push."},
		{func() {
			s.FileNotes = map[string][]report.Finding{s.Form.Models[1].Path: {{Code: session.CodeFileChanged, Severity: report.Warning}}}
		}, "Changed on disk since the image was created: overrides.yaml. The image is made anew."},
	} {
		c.change()
		w.draw(s)
		if got := strings.TrimRight(textsOf(w.title.said), "\n"); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}

func TestNothingMovesWhateverIsSaidBelowTheButtons(t *testing.T) {
	long := published()
	long.Form.Tag = "lhr.ocir.io/tenancynamespace/" + strings.Repeat("a-long-name/", 12) + "test-model-ankit:v1"
	long.Image.Reference = long.Form.Tag
	waits := full()
	waits.Form.Tag = long.Form.Tag
	broken := full()
	broken.Next = session.ActCreate
	broken.FileNotes = map[string][]report.Finding{broken.Form.Models[0].Path: {{Code: session.CodeNotAccepted, Severity: report.Error, File: strings.Repeat("a long name ", 40)}}}
	for name, s := range map[string]session.Snapshot{"nothing": full(), "why not": empty(), "taken": taken(), "pushed": published(),
		"a long name pushed": long, "a long name not pushed yet": waits, "a long reason": broken} {
		w := opened(t)
		w.window.Resize(fyne.NewSize(900, 600))
		w.draw(session.Snapshot{})
		at := func() float32 { return w.title.Container.Position().Y + w.title.Container.MinSize().Height }
		want := at()
		w.draw(s)
		if got := at(); got != want {
			t.Errorf("%s: the form begins at %v, it began at %v", name, got, want)
		}
	}
}

func TestOneButtonShowsThatItCopied(t *testing.T) {
	w := opened(t)
	w.session.Edit(func(f *form.Form) { f.SetTag(published().Form.Tag) })
	w.draw(published())
	openNext(w)
	a, b := w.title.pushed.copied, w.auxiliary.target.copyTag
	for _, tapped := range []*kit.Button{a, b, w.texts.copied, a} {
		test.Tap(tapped)
		for _, other := range []*kit.Button{a, b, w.texts.copied} {
			if marked := other.Icon.Name() == theme.ConfirmIcon().Name(); marked != (other == tapped) {
				t.Errorf("marked: %v, copied: %v", marked, other == tapped)
			}
		}
	}
}

func TestNothingIsCopiedOfNothingAndTheMarkGoesWithWhatWasCopied(t *testing.T) {
	w := opened(t)
	b := w.auxiliary.target.copyTag
	isMarked := func() bool { return b.Icon.Name() == theme.ConfirmIcon().Name() }
	w.app.Clipboard().SetContent("of before")
	if test.Tap(b); isMarked() || w.app.Clipboard().Content() != "of before" {
		t.Errorf("an empty tag: marked %v, the clipboard has %q", isMarked(), w.app.Clipboard().Content())
	}
	w.session.Edit(func(f *form.Form) { f.SetTag("lhr.ocir.io/ns/repo:v1") })
	test.Tap(b)
	if w.redraw(); !isMarked() || w.app.Clipboard().Content() != "lhr.ocir.io/ns/repo:v1" {
		t.Errorf("a tag: marked %v, the clipboard has %q", isMarked(), w.app.Clipboard().Content())
	}
	w.session.Edit(func(f *form.Form) { f.SetPart(form.FieldVersion, "v2") })
	if w.redraw(); isMarked() {
		t.Error("the mark stays beside another tag")
	}
	test.Tap(b)
	w.clipboard.at = w.clipboard.at.Add(-2 * marked)
	if w.redraw(); isMarked() {
		t.Error("the mark stays for ever")
	}
}

func TestWithoutAModelNothingIsReady(t *testing.T) {
	w := opened(t)
	w.session.Edit(func(f *form.Form) { f.SetTag("lhr.ocir.io/ns/repo:v1") })
	w.redraw()
	if got := w.console.status.Text; !strings.HasPrefix(got, "No model yet.") {
		t.Errorf("the status is %q", got)
	}
}

func TestAllThatIsSaidBelowTheButtonsEndsWhereTheyDo(t *testing.T) {
	w := opened(t)
	push := fyne.CurrentApp().Driver().AbsolutePositionForObject(w.title.push).X + w.title.push.Size().Width
	for _, c := range []struct {
		s    session.Snapshot
		said *kit.Label
	}{{empty(), w.title.whyNot}, {full(), w.title.ahead}} {
		w.draw(c.s)
		lines := test.WidgetRenderer(c.said).Objects()
		last := lines[len(lines)-1]
		if end := fyne.CurrentApp().Driver().AbsolutePositionForObject(c.said).X + last.Position().X + last.Size().Width; !c.said.Visible() || end < push-1 || end > push+1 {
			t.Errorf("%q ends at %v, the buttons at %v", c.said.Text, end, push)
		}
	}
}

func TestAGroupOfChoicesIsOneStopForTab(t *testing.T) {
	w := opened(t)
	group := w.auxiliary.tooling.choice
	c := w.window.Canvas()
	stops := 0
	for _, s := range w.stops() {
		for _, o := range group.Options {
			if s.what == o.Label {
				stops++
			}
		}
	}
	if stops != 1 {
		t.Errorf("Tab stops %d times", stops)
	}
	c.Focus(group.Options[0])
	w.press(fyne.KeyRight)
	if c.Focused() != group.Options[1] || group.Value() != string(form.WDTFile) {
		t.Errorf("the arrow went to %s and chose %q", name(c.Focused()), group.Value())
	}
	test.Tap(group.Options[2])
	if group.Value() != string(form.WDTNone) {
		t.Errorf("a click chose %q", group.Value())
	}
}

func TestAMenuNamesKeysInThePersonsLanguage(t *testing.T) {
	w := opened(t)
	if err := w.session.SetPreferences(t.Context(), session.Preferences{Language: "de"}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { speak("en") })
	w.redraw()
	shown := map[string]string{}
	for _, m := range w.window.MainMenu().Items {
		for _, i := range m.Items {
			if k, ok := i.Shortcut.(fyne.KeyboardShortcut); ok {
				shown[string(k.Key())] = i.Shortcut.ShortcutName()
				if k.Mod() != 0 {
					t.Errorf("%s: Fyne would add its own names", i.Label)
				}
			}
		}
	}
	want := map[string]fyne.Shortcut{"Strg+Umschalt+Eingabe": shortcut(fyne.KeyReturn, fyne.KeyModifierShift), "Strg+Q": shortcut(fyne.KeyQ),
		"Strg+C": &fyne.ShortcutCopy{}, "Strg+Eingabe": shortcut(fyne.KeyReturn)}
	for keys, s := range want {
		if shown[keys] != s.ShortcutName() {
			t.Errorf("%s is %q, want %q", keys, shown[keys], s.ShortcutName())
		}
	}
}

func TestALongLineOfTheConsoleIsReadWhole(t *testing.T) {
	w := opened(t)
	s := full()
	for range 200 {
		s.Log = append(s.Log, session.Line{Text: strings.Repeat("what happened ", 40)})
	}
	s.Log = append(s.Log, session.Line{Text: "the newest"})
	w.draw(s)
	w.console.toggle()
	w.draw(s)
	w.window.Resize(fyne.NewSize(1024, 701))
	l := w.console.list
	var whole strings.Builder
	for _, r := range l.rows {
		if r.line == 0 {
			whole.WriteString(r.text + " ")
		}
	}
	if got, want := strings.TrimSpace(whole.String()), strings.TrimSpace(s.Log[0].Text); got != want {
		t.Errorf("the rows say %q, want %q", got, want)
	}
	rowHeight := l.CreateItem().MinSize().Height + theme.Padding()
	if got, end := l.GetScrollOffset(), float32(len(l.rows))*rowHeight-l.Size().Height-theme.Padding(); got < end-1 {
		t.Errorf("it opens at %v, its newest line is at %v", got, end)
	}
}

func TestPrepareIsNotAskedAgainForAProjectThatNeedsNone(t *testing.T) {
	w := ready(t)
	test.Tap(w.title.create)
	for _, o := range test.LaidOutObjects(w.dialogs.Top().Body) {
		if tick, ok := o.(*kit.Checkbox); ok {
			test.Tap(tick)
		}
	}
	test.Tap(w.dialogs.Top().Default) // No
	w.dialogs.CloseAll()
	test.Tap(w.title.create)
	if got := w.topTitle(); got == "Prepare the model?" {
		t.Errorf("it is asked again")
	}
	w.dialogs.CloseAll()
	w.choose(t, "Image", "Prepare the model…")
	if !w.dialogs.busy() {
		t.Error("the menu does not ask for what preparing takes")
	}
}

func TestADialogGrowsDownwards(t *testing.T) {
	w := opened(t)
	body := kit.Column(1, kit.Line("one"))
	d := w.dialogs.New("title", body, 30)
	ok := kit.NewButton("OK", d.Close)
	d.Show(ok, ok)
	at := func() float32 { return fyne.CurrentApp().Driver().AbsolutePositionForObject(d.Title).Y }
	before := at()
	for range 5 {
		body.Add(kit.Line("more"))
	}
	d.Fit()
	if after := at(); after != before {
		t.Errorf("its title moved from %v to %v", before, after)
	}
}

func TestWhereThereIsNoKeyringNothingIsKeptInIt(t *testing.T) {
	w := opened(t)
	s := full()
	keep := w.auxiliary.signIn.keep
	for code, missing := range map[report.Code]bool{keychain.CodeUnavailable: true, keychain.CodeLocked: false, "": false} {
		s.Keyring = nil
		if code != "" {
			s.Keyring = &report.Finding{Code: code}
		}
		w.draw(s)
		if keep.Checked == missing || keep.Disabled() != missing {
			t.Errorf("%q: ticked %v, disabled %v", code, keep.Checked, keep.Disabled())
		}
	}
}

func TestOneSentenceSaysWhereTheTokenIsKept(t *testing.T) {
	const (
		kept, goes, here, run = "Kept in the system keyring.", "Goes into the system keyring once the registry has accepted it.", "What is typed is kept until the program ends.", "Kept until the program ends."
		none, locked          = "There is no system keyring here. " + here, "The system keyring is locked. " + here + " Unlock it to keep it longer."
	)
	for _, c := range []struct {
		place   accounts.Place
		wanted  bool
		keyring report.Code
		want    string
	}{
		{accounts.Nowhere, true, "", ""},
		{accounts.Nowhere, true, keychain.CodeUnavailable, none},
		{accounts.Nowhere, false, keychain.CodeLocked, locked}, // the account's own may be in it
		{accounts.Typed, true, "", goes},
		{accounts.Typed, true, keychain.CodeUnavailable, none},
		{accounts.ThisRun, true, keychain.CodeUnavailable, none},
		{accounts.ThisRun, true, keychain.CodeLocked, locked},
		{accounts.Typed, false, keychain.CodeLocked, run},
		{accounts.ThisRun, false, "", run},
		{accounts.InKeyring, true, "", kept},
		{accounts.InKeyring, false, keychain.CodeLocked, kept},
	} {
		s := session.Snapshot{TokenKept: c.place, Form: form.Form{KeepToken: c.wanted}}
		if c.keyring != "" {
			s.Keyring = &report.Finding{Code: c.keyring}
		}
		if got := keptWhere(s); got != c.want {
			t.Errorf("%q, wanted %v, %q: got %q, want %q", c.place, c.wanted, c.keyring, got, c.want)
		}
	}
}

func TestTheStatusIsReadyOnlyWhenNothingIsInTheWay(t *testing.T) {
	w := opened(t)
	if got := w.console.status.Text; got != purpose() {
		t.Errorf("at the first start it is %q, want what the program does", got)
	}
	s := full()
	s.Next = session.ActCreate
	const token = "The auth token of tenancynamespace/lab.user@oracle.com is missing."
	missing := report.Finding{Code: session.CodeNoToken, Severity: report.Error, Args: report.Args{"User": s.Form.User, "Host": s.Form.Target.Host}}
	broken := report.Finding{Code: model.CodeNoEntries, Severity: report.Error, File: s.Form.Archives[0].Path}
	for _, c := range []struct {
		change func()
		want   string
	}{
		{func() {}, "Ready. Next: Create Auxiliary Image"},
		{func() { s.WhyNot = map[session.Action]*report.Finding{session.ActCreateAndPush: &missing} }, "Next: Create Auxiliary Image. Not ready to push yet. " + token},
		{func() { s.FileNotes = map[string][]report.Finding{broken.File: {broken}} }, words.Of(broken).Sentence},
		{func() { s.FileNotes = nil }, "Next: Create Auxiliary Image. Not ready to push yet. " + token},
	} {
		c.change()
		w.draw(s)
		if got := w.console.status.Text; got != c.want {
			t.Errorf("the status is %q, want %q", got, c.want)
		}
	}
}
