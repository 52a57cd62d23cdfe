package ui

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"
	"github.com/zalando/go-keyring"

	"auximage/app/accounts"
	"auximage/app/form"
	"auximage/app/session"
	"auximage/app/words"
	"auximage/imaging"
	"auximage/imaging/registry"
	"auximage/imaging/report"
	"auximage/imaging/testkit"
	"auximage/imaging/transport"
	"auximage/ui/kit"
)

func TestMain(m *testing.M) {
	for _, name := range []string{"LC_ALL", "LANG"} {
		if err := os.Setenv(name, "en_US.UTF-8"); err != nil {
			panic(err)
		}
	}
	keyring.MockInit()
	moment = 24 * time.Hour // what a disk or a server is asked for is answered before the test goes on
	os.Exit(m.Run())
}

// opened returns the window over a session of its own. It does not follow the
// session: a test draws when it wants to see.
func opened(t testing.TB, known ...accounts.Account) *Window {
	t.Helper()
	return openedIn(t, t.TempDir(), known...)
}

// openedIn opens the window of a person with a home.
func openedIn(t testing.TB, dir string, known ...accounts.Account) *Window {
	t.Helper()
	s, err := session.Open(session.Config{Dir: filepath.Join(dir, ".config", "auximage"), Cache: "off", Accounts: known})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	a := test.NewTempApp(t)
	w := newWindow(a, s, Options{Version: "test", Downloads: dir})
	w.redraw()
	w.window.Resize(fyne.NewSize(1024, 700))
	t.Cleanup(w.window.Close)
	return w
}

// eventually draws when a condition holds.
func (w *Window) eventually(t *testing.T, what string, holds func(session.Snapshot) bool) {
	t.Helper()
	if !comes(t, w.session, holds) {
		t.Fatalf("never: %s; %q is open:\n%s\nbehind it:\n%s", what, w.topTitle(), w.saidOnTop(), w.reads())
	}
	w.redraw()
}

// saidOnTop returns what the top dialog says, nothing where there is none.
func (w *Window) saidOnTop() string {
	if w.dialogs.Top() == nil {
		return ""
	}
	return w.said()
}

// waitFor waits until a condition holds.
func waitFor(t *testing.T, s *session.Session, what string, holds func(session.Snapshot) bool) {
	t.Helper()
	if !comes(t, s, holds) {
		now := s.Snapshot()
		t.Fatalf("never: %s; job %+v, outcome %+v, logged last %v", what, now.Job, now.Outcome, now.Log[max(0, len(now.Log)-5):])
	}
}

// toTell is how much of the time for all tests is kept to say what did not come.
const toTell = 10 * time.Second

// comes tells whether a condition of a session, or of what was drawn of it, comes to
// hold in the time that there is for all tests: how fast the machine is does not matter.
func comes(t *testing.T, s *session.Session, holds func(session.Snapshot) bool) bool {
	t.Helper()
	ctx, cancel := t.Context(), context.CancelFunc(func() {})
	if end, ok := t.Deadline(); ok {
		ctx, cancel = context.WithDeadline(ctx, end.Add(-toTell))
	}
	defer cancel()
	changed := make(chan struct{}, 1)
	stop := s.Listen(func() {
		select {
		case changed <- struct{}{}:
		default:
		}
	})
	defer stop()
	for !holds(s.Snapshot()) {
		select {
		case <-changed:
		case <-ctx.Done():
			return false
		}
	}
	return true
}

func (w *Window) press(key fyne.KeyName) {
	ev := &fyne.KeyEvent{Name: key}
	if f := w.window.Canvas().Focused(); f != nil {
		f.TypedKey(ev)
		return
	}
	w.key(ev)
}

func (w *Window) typing(e *kit.Entry, s string) {
	w.window.Canvas().Focus(e)
	test.Type(e, s)
	w.redraw()
}

func (w *Window) topTitle() string {
	if top := w.dialogs.Top(); top != nil {
		return top.Title.Text
	}
	return ""
}

func TestExactlyOneButtonShines(t *testing.T) {
	for _, next := range []session.Action{session.ActCreate, session.ActPush} {
		w := opened(t)
		w.draw(session.Snapshot{Next: next})
		var primary []*kit.Button
		for _, b := range []*kit.Button{w.title.create, w.title.push} {
			if b.Importance == widget.HighImportance {
				primary = append(primary, b)
			}
		}
		want := w.title.create
		if next == session.ActPush {
			want = w.title.push
		}
		if len(primary) != 1 || primary[0] != want {
			t.Errorf("after %s: %d buttons shine", next, len(primary))
		}
	}
}

func TestAButtonThatCannotWorkSaysWhy(t *testing.T) {
	w := opened(t)
	if w.title.whyNot.Text == "" {
		t.Error("nothing beside the button says why")
	}
	test.Tap(w.title.create)
	if w.dialogs.busy() || w.title.whyNot.Color == kit.ColorMuted {
		t.Error("a refused step opened a dialog, or its reason was not pointed out")
	}
}

func TestARefusedGestureSaysWhyUntilItCanStart(t *testing.T) {
	w := ready(t)
	w.session.Edit(func(f *form.Form) { f.SetUser("ns/me") })
	w.actions.start(session.ActCreateAndPush)
	if got := w.title.whyNot; w.dialogs.busy() || got.Color == kit.ColorMuted || !strings.Contains(got.Text, "token") {
		t.Fatalf("without a token: busy %v, %q", w.dialogs.busy(), got.Text)
	}
	w.session.Accounts().SetToken("a token")
	w.eventually(t, "all there", func(s session.Snapshot) bool { return s.WhyNot[session.ActCreateAndPush] == nil })
	if got := w.title.whyNot; got.Text != "" {
		t.Errorf("it can start, and still says %q", got.Text)
	}
}

// filled is a window whose Create can start.
func ready(t *testing.T) *Window {
	t.Helper()
	w := opened(t)
	w.session.Edit(func(f *form.Form) { f.SetTag("lhr.ocir.io/ns/repo:v1") })
	if err := w.session.UseSample(); err != nil {
		t.Fatal(err)
	}
	w.eventually(t, "ready to create", func(s session.Snapshot) bool {
		return s.WhyNot[session.ActCreate] == nil && !s.Inspected.Running
	})
	return w
}

func TestCreateAsksTheToolkitsQuestionsFirst(t *testing.T) {
	w := ready(t)
	test.Tap(w.title.create)
	if got := w.topTitle(); got != "Prepare the model?" {
		t.Fatalf("the dialog is %q", got)
	}
	if got := w.dialogs.Top().Default.Text; got != "No" {
		t.Errorf("the default is %q", got)
	}
	w.press(fyne.KeyReturn)
	if got := w.topTitle(); got != "Select the folder to download the WebLogic Deploy Tooling installer to" {
		t.Fatalf("the dialog is %q", got)
	}
	if got := w.browser.path.Text; got != w.options.Downloads {
		t.Errorf("it starts in %q", got)
	}
	w.press(fyne.KeyEscape)
	if w.dialogs.busy() || w.session.Snapshot().Job != nil {
		t.Error("Esc did not return to the form")
	}
}

func TestACheckAsksForTheFolderAsCreateDoes(t *testing.T) {
	w := ready(t)
	w.session.Edit(func(f *form.Form) { f.CustomBase, f.BaseFile = true, filepath.Join(t.TempDir(), "base.tar") }) // no network
	w.choose(t, "Image", "Check")
	if got := w.topTitle(); got != "Select the folder to download the WebLogic Deploy Tooling installer to" {
		t.Fatalf("the dialog is %q", got)
	}
	if w.press(fyne.KeyEscape); w.dialogs.busy() || w.session.Snapshot().Job != nil {
		t.Error("Esc did not return to the form")
	}
	w.choose(t, "Image", "Check")
	w.browser.path.SetValue(filepath.Dir(testkit.Installer(t, "")))
	w.browser.path.OnEntered()
	test.Tap(w.browser.confirm)
	w.eventually(t, "the check ended", func(s session.Snapshot) bool { return s.Outcome != nil })
	if o := w.session.Snapshot().Outcome; o.Action != session.ActCheck || !report.Has(o.Err, registry.CodeBadBaseFile) {
		t.Errorf("with a folder it came to %+v", o)
	}
}

func TestAnEmptiedFormBeginsAtTheTag(t *testing.T) {
	w := ready(t)
	w.tabs.Choose(0)
	w.choose(t, "File", "New")
	for _, b := range w.dialogs.Top().Buttons {
		if b.Text == "Empty the form" {
			test.Tap(b)
		}
	}
	if now := w.window.Canvas().Focused(); now != fyne.Focusable(w.auxiliary.target.tag.entry) || w.view.tab != 1 || w.auxiliary.target.tag.entry.Text != "" {
		t.Errorf("the focus is at %T, on tab %d", now, w.view.tab)
	}
}

func TestAnImageWithoutAModelIsAskedAboutBeforeItIsMade(t *testing.T) {
	w := opened(t)
	w.session.Edit(func(f *form.Form) { f.SetTag("lhr.ocir.io/ns/repo:v1") })
	w.eventually(t, "ready to create", func(s session.Snapshot) bool { return s.WhyNot[session.ActCreate] == nil })
	test.Tap(w.title.create)
	if got := w.topTitle(); got != "Create an image without a model?" {
		t.Fatalf("the dialog is %q", got)
	}
	if got := w.dialogs.Top().Default.Text; got != "Add files…" {
		t.Errorf("the default is %q", got)
	}
	test.Tap(w.button("Create without a model"))
	if got := w.topTitle(); got != "Select the folder to download the WebLogic Deploy Tooling installer to" {
		t.Fatalf("the dialog is %q", got)
	}
}

func TestTheFolderDialogTakesATypedPathAndMakesFolders(t *testing.T) {
	w := opened(t)
	var got string
	w.browse(browsing{title: "folder", start: w.options.Downloads, folder: true, chosen: func(p []string) { got = p[0] }})
	d := w.browser
	d.path.SetValue(filepath.Join(w.options.Downloads, "gone"))
	test.Tap(d.confirm)
	if d.fault.Text == "" || got != "" {
		t.Error("a folder that does not exist was taken")
	}
	test.Tap(d.newDir)
	w.typing(w.dialogs.Top().First.(*kit.Entry), "new one")
	test.Tap(w.dialogs.Top().Default)
	want := filepath.Join(w.options.Downloads, "new one")
	if d.shown.path != want {
		t.Fatalf("after making a folder the dialog is in %q", d.shown.path)
	}
	w.press(fyne.KeyReturn)
	if got != want || w.dialogs.busy() {
		t.Errorf("taken: %q", got)
	}
}

func TestTheSampleModelFillsTheList(t *testing.T) {
	w := ready(t)
	if n := len(w.auxiliary.files.rows); n != 3 {
		t.Fatalf("%d rows", n)
	}
	test.Tap(w.auxiliary.files.rows[0].fold)
	if !w.view.unfolded[w.auxiliary.files.rows[0].path] {
		t.Error("a row does not unfold")
	}
	test.Tap(w.auxiliary.files.rows[2].remove)
	w.redraw()
	if n := len(w.auxiliary.files.rows); n != 2 {
		t.Errorf("%d rows after one was removed", n)
	}
}

func running() session.Snapshot {
	return session.Snapshot{Job: &session.Job{
		Action: session.ActPush, Started: time.Unix(1, 0), Phase: report.Upload, Done: 50, Total: 200, Rate: 10, Left: 15 * time.Second,
		Items: []session.Item{{Name: "models", State: report.Finished, Done: 50, Total: 50}, {Name: "wdt", Done: 0, Total: 150}},
	}}
}

func TestARunningJobIsShownUntilItsOutcome(t *testing.T) {
	w := opened(t)
	s := running()
	w.draw(s)
	if got := w.topTitle(); got != "Pushing the auxiliary image" {
		t.Fatalf("the dialog is %q", got)
	}
	first := w.work.now.dialog
	w.draw(s)
	if w.work.now.dialog != first || w.dialogs.Count() != 1 {
		t.Error("the same job opened a second dialog")
	}
	w.draw(session.Snapshot{Outcome: &session.Outcome{ID: 1, Action: session.ActPush, Receipt: &imaging.Receipt{Reference: "r@sha256:1"}}})
	if got := w.topTitle(); got != "Push Image Complete" || w.dialogs.Count() != 1 {
		t.Errorf("%d dialogs, the top one is %q", w.dialogs.Count(), got)
	}
	w.draw(session.Snapshot{})
	if w.dialogs.busy() {
		t.Error("a dismissed outcome stays")
	}
}

func TestNothingMovesOnceAJobOfUnknownLengthHasEnded(t *testing.T) {
	w := opened(t)
	s := running()
	s.Job.Total = 0
	w.draw(s)
	var bar *kit.ProgressBar
	for _, o := range test.LaidOutObjects(w.work.now.dialog.Body) {
		if found, ok := o.(*kit.ProgressBar); ok && found.Moving() {
			bar = found
		}
	}
	if bar == nil {
		t.Fatal("no bar moves while the job runs")
	}
	w.draw(session.Snapshot{Outcome: &session.Outcome{ID: 1, Action: session.ActPush, Receipt: &imaging.Receipt{Reference: "r@sha256:1"}}})
	if bar.Moving() {
		t.Error("the bar goes on moving, out of sight")
	}
}

func TestAPushThatCouldNotBeReadBackIsNotSaidToBe(t *testing.T) {
	note := report.Finding{Code: registry.CodeNotReadBack, Severity: report.Warning, Args: report.Args{"Host": "registry.example.com", "Reference": "registry.example.com/a:v1"}}
	for want, receipt := range map[string]*imaging.Receipt{
		"its digest was read back":    {Reference: "r@sha256:1"},
		"did not let it be read back": {Reference: "r@sha256:1", NotReadBack: &note},
	} {
		w := opened(t)
		w.draw(session.Snapshot{Outcome: &session.Outcome{ID: 1, Action: session.ActPush, Receipt: receipt}})
		said := ""
		for _, o := range test.LaidOutObjects(w.work.now.dialog.Body) {
			if label, ok := o.(*kit.Label); ok {
				said += label.Text + "\n"
			}
		}
		if !strings.Contains(said, want) {
			t.Errorf("got %q, want it to say %q", said, want)
		}
	}
}

func TestEachWayAJobEndsHasItsTitle(t *testing.T) {
	fault := report.Fault("error.timeout", nil, nil)
	for title, o := range map[string]*session.Outcome{
		"Create Auxiliary Image Complete": {Action: session.ActCreate, Create: &session.ImageSummary{Reference: "r", Digest: "d", Size: 1}},
		"Create Auxiliary Image Failed":   {Action: session.ActCreate, Err: fault},
		"Create Auxiliary Image Stopped":  {Action: session.ActCreate, Stopped: true},
		"Push Image Failed":               {Action: session.ActPush, Err: fault},
		"Push Image Stopped":              {Action: session.ActPush, Stopped: true},
		"Check complete":                  {Action: session.ActCheck},
	} {
		w := opened(t)
		w.draw(session.Snapshot{Outcome: o})
		if got := w.topTitle(); got != title {
			t.Errorf("the dialog is %q, want %q", got, title)
		}
	}
}

func TestAQuestionOffersItsChoicesTheDefaultLast(t *testing.T) {
	w := opened(t)
	w.draw(session.Snapshot{Question: &session.Question{ID: 1, Code: session.CodeOlderInstaller,
		Args:    report.Args{"Mine": "3.5.4", "Latest": "4.4.6"},
		Choices: []session.Choice{session.ChooseDownload, session.ChooseMine, session.ChooseCancel}}})
	if w.dialogs.Count() != 1 {
		t.Fatal("no dialog")
	}
	if enter, esc := w.dialogs.Top().Default.Text, w.dialogs.Top().Dismiss.Text; enter != "Download 4.4.6" || esc != words.L("choice.cancel") {
		t.Errorf("Enter is %q, Esc is %q", enter, esc)
	}
}

func TestTheWindowIsRebuiltInAnotherLanguageWhileAJobRuns(t *testing.T) {
	w := opened(t)
	t.Cleanup(func() { words.Use("en") })
	w.session.Edit(func(f *form.Form) { f.SetTag("lhr.ocir.io/ns/repo:v1") })
	if err := w.session.SetPreferences(t.Context(), session.Preferences{Language: "fr"}); err != nil {
		t.Fatal(err)
	}
	s := w.session.Snapshot()
	s.Job = running().Job
	w.draw(s)
	if w.language != "fr" || w.dialogs.Count() != 1 {
		t.Errorf("language %q, %d dialogs", w.language, w.dialogs.Count())
	}
	if got := w.auxiliary.target.version.entry.Text; got != "v1" {
		t.Errorf("the rebuilt form shows %q", got)
	}
	if got := w.auxiliary.target.region.label(); got != "Sud du Royaume-Uni (Londres)" {
		t.Errorf("the region is %q", got)
	}
}

func TestATypedTokenCanBeLookedAtUntilTheKeyringHasIt(t *testing.T) {
	keyring.MockInit()
	w := opened(t)
	w.session.Edit(func(f *form.Form) { f.SetTag("lhr.ocir.io/ns/repo:v1") })
	w.session.Edit(func(f *form.Form) { f.SetUser("ns/lab.user@example.com") })
	w.redraw()
	e := w.auxiliary.signIn.token.entry
	w.typing(e, " a-token ")
	w.window.Canvas().Unfocus() // a click on the eye does so first
	w.redraw()
	if e.Text != "a-token" || !e.Password {
		t.Errorf("left, the entry holds %q, hidden: %v", e.Text, e.Password)
	}
	test.Tap(e.ActionItem.(fyne.Tappable))
	w.draw(refusedSignIn(w.session.Snapshot()))
	if e.Text != "a-token" || e.Password {
		t.Errorf("refused and looked at, the entry holds %q, hidden: %v", e.Text, e.Password)
	}
	w.typing(e, "2")
	w.window.Canvas().Unfocus()
	if got := w.session.Accounts().Typed(); got != "a-token2" {
		t.Errorf("mended, the token is %q", got)
	}
	e.SetValue("")
	e.OnLeft()
	if got := w.session.Snapshot().TokenKept; got != accounts.Nowhere {
		t.Errorf("emptied, the token is %q", got)
	}
}

// refusedSignIn is a snapshot in which the registry has refused the sign-in.
func refusedSignIn(s session.Snapshot) session.Snapshot {
	s.SignedIn = &session.SignInCheck{Finding: report.Finding{Code: registry.CodeRefused, Severity: report.Error, Args: report.Args{"Host": "lhr.ocir.io"}}}
	return s
}

func TestATokenOfTheKeyringIsSaidToBeSoAndReplacedByAClick(t *testing.T) {
	me := accounts.Account{Host: "lhr.ocir.io", User: "ns/lab.user@example.com"}
	keyring.MockInit()
	if err := keyring.Set("auximage:"+me.Host, me.User, "kept"); err != nil {
		t.Fatal(err)
	}
	w := opened(t, me)
	w.session.Edit(func(f *form.Form) { f.SetTag("lhr.ocir.io/ns/repo:v1") })
	w.session.Edit(func(f *form.Form) { f.SetUser(me.User) })
	w.eventually(t, "the keyring gave it", func(s session.Snapshot) bool { return s.TokenKept == accounts.InKeyring })
	signIn := w.auxiliary.signIn
	e := signIn.typed.Entry
	if e.Text != "" || e.PlaceHolder == "" || !strings.Contains(signIn.token.hint.Text, "keyring") {
		t.Errorf("the entry shows %q, %q, and below it %q", e.Text, e.PlaceHolder, signIn.token.hint.Text)
	}
	test.Tap(signIn.replace)
	if w.window.Canvas().Focused() != fyne.Focusable(e) || e.PlaceHolder != "" {
		t.Errorf("replaced, the focus is at %T and the entry shows %q", w.window.Canvas().Focused(), e.PlaceHolder)
	}
	if got, want := signIn.token.hint.Text, "The one in the system keyring stays until the registry has accepted another."; got != want {
		t.Errorf("while it is empty for another one it says %q, want %q", got, want)
	}
	test.Type(e, "newer")
	w.window.Canvas().Unfocus()
	if got := w.session.Accounts().Typed(); got != "newer" || e.Text != "newer" || signIn.replace.Visible() {
		t.Errorf("the token is %q, the entry shows %q, to be replaced: %v", got, e.Text, signIn.replace.Visible())
	}
	e.SetValue("")
	e.OnLeft()
	if got := w.session.Snapshot().TokenKept; got != accounts.InKeyring {
		t.Errorf("taken back, the token is %q, want the kept one", got)
	}
}

func TestEnterInAFieldMovesOnAsTabDoes(t *testing.T) {
	w := ready(t)
	c := w.window.Canvas()
	c.Focus(w.auxiliary.target.version.entry)
	c.FocusNext()
	next := c.Focused()
	c.Focus(w.auxiliary.target.version.entry)
	w.press(fyne.KeyReturn)
	if w.dialogs.busy() || w.session.Snapshot().Job != nil {
		t.Fatalf("Enter in a field opened %q", w.topTitle())
	}
	if got := c.Focused(); got != next {
		t.Errorf("Enter went to %s, Tab to %s", name(got), name(next))
	}
}

func TestCtrlEnterPressesWhatShinesInDialogsToo(t *testing.T) {
	w := ready(t)
	w.window.Canvas().Focus(w.auxiliary.target.version.entry)
	w.choose(t, "Image", "Next step")
	if got := w.topTitle(); got != "Prepare the model?" {
		t.Fatalf("the dialog is %q", got)
	}
	w.press(fyne.KeyEscape)
	if w.dialogs.busy() {
		t.Fatal("Esc did not dismiss the question")
	}
	openPreferences(w)
	w.window.Canvas().Focus(w.preferences.settings[session.SettingCA].entry)
	w.choose(t, "Image", "Next step")
	if w.dialogs.busy() {
		t.Error("the preferences' OK was not pressed")
	}
}

// choose does what a menu's item does.
func (w *Window) choose(t *testing.T, menu, item string) {
	t.Helper()
	for _, m := range w.window.MainMenu().Items {
		for _, i := range m.Items {
			if m.Label == menu && i.Label == item {
				i.Action()
				return
			}
		}
	}
	t.Fatalf("no %q in the menu %q", item, menu)
}

func TestAProxysPasswordGoesWithItsUserName(t *testing.T) {
	keyring.MockInit()
	w := opened(t)
	take := func(user, password string) {
		openPreferences(w)
		d := w.preferences
		d.proxy.ShowValue(string(transport.OwnProxy))
		d.settings[session.SettingProxy].entry.SetValue("http://proxy.example.com:3128")
		d.proxyUser.SetValue(user)
		d.proxyPass.SetValue(password)
		test.Tap(d.ok)
	}
	kept := func(user string) string {
		w.session.Accounts().HasToken() // the keyring has done what it was asked before
		secret, err := keyring.Get("auximage:proxy:proxy.example.com:3128", user)
		if err != nil && !errors.Is(err, keyring.ErrNotFound) {
			t.Fatal(err)
		}
		return secret
	}
	take("dog", "woof")
	if got := kept("dog"); got != "woof" {
		t.Errorf("kept is %q, want what was typed", got)
	}
	take("dog", "")
	if got := kept("dog"); got != "woof" {
		t.Errorf("kept is %q, although the user stayed", got)
	}
	take("cat", "miaow")
	if was, now := kept("dog"), kept("cat"); was != "" || now != "miaow" {
		t.Errorf("kept are %q and %q, want the new user's alone", was, now)
	}
	take("", "")
	if got := kept("cat"); got != "" {
		t.Errorf("kept is %q, although no user is named", got)
	}
}

func TestPreferencesAreTakenOnOK(t *testing.T) {
	w := opened(t)
	openPreferences(w)
	d := w.preferences
	d.theme.SetSelectedIndex(2)
	d.settings[session.SettingPlainHTTP].entry.SetValue("localhost:5001, example.com")
	test.Tap(d.ok)
	p := w.session.Snapshot().Preferences
	if w.dialogs.busy() || p.Theme != "dark" || len(p.PlainHTTP) != 2 {
		t.Errorf("taken: %+v", p)
	}
}
