package ui

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"github.com/zalando/go-keyring"

	"auximage/app/session"
	"auximage/app/words"
	"auximage/imaging/report"
	"auximage/imaging/testkit"
	"auximage/imaging/transport"
	"auximage/ui/kit"
)

// leaves types into a field of the preferences and leaves it.
func (d *preferencesDialog) leaves(name session.Setting, text string) setting {
	f := d.settings[name]
	c := d.win.window.Canvas()
	c.Focus(f.entry)
	f.entry.SetValue("")
	test.Type(f.entry, text)
	c.FocusNext()
	return f
}

func TestAPreferenceIsUnderstoodOrMarkedAsItsFieldIsLeft(t *testing.T) {
	w := opened(t)
	openPreferences(w)
	d := w.preferences
	d.proxy.ShowValue(string(transport.OwnProxy))
	d.showOwn(string(transport.OwnProxy))
	for _, c := range []struct {
		name             session.Setting
		typed, is, wrong string
	}{
		{session.SettingProxy, "proxy.example.com:3128", "http://proxy.example.com:3128", ""},
		{session.SettingProxy, "proxy.example.com", "proxy.example.com", "proxy.example.com is not the address of a proxy."},
		{session.SettingProxy, "", "", ""}, // not filled in yet
		{session.SettingBypass, "http://git.example.com;10.0.0.0/8", "git.example.com, 10.0.0.0/8", ""},
		{session.SettingBypass, "192.168.*", "192.168.*", "192.168.* is not a host name."},
		{session.SettingCA, "/gone/ca.pem", "/gone/ca.pem", "There is no file /gone/ca.pem."},
		{session.SettingCA, "", "", ""},
		{session.SettingReleases, "mirror.example.com/wdt", "https://mirror.example.com/wdt", ""},
		{session.SettingReleases, "ftp://mirror.example.com", "ftp://mirror.example.com", "ftp://mirror.example.com is not an address"},
		{session.SettingPlainHTTP, "http://localhost:5001/", "localhost:5001", ""},
		{session.SettingPlainHTTP, "localhost:port", "localhost:port", "localhost:port is not a host name."},
	} {
		f := d.leaves(c.name, c.typed)
		if f.entry.Text != c.is || f.entry.Wrong() != (c.wrong != "") || !strings.Contains(f.hint.Text, c.wrong) {
			t.Errorf("%s, %q: it is %q, marked %v, below it %q", c.name, c.typed, f.entry.Text, f.entry.Wrong(), f.hint.Text)
		}
	}
}

func TestATestBeginsWhenNothingIsWrongWithThePreferences(t *testing.T) {
	w := opened(t)
	openPreferences(w)
	d := w.preferences
	begun := 0
	d.test.start = func() trial {
		begun++
		return func(ctx context.Context, _ func(session.TestNews)) { <-ctx.Done() }
	}
	d.proxy.ShowValue(string(transport.OwnProxy))
	d.showOwn(string(transport.OwnProxy))
	test.Tap(d.test.button)
	address := d.settings[session.SettingProxy]
	if begun != 0 || !address.entry.Wrong() || address.hint.Text != "The proxy's address is missing. Write it as http://host:port; user and password have their own fields." ||
		w.window.Canvas().Focused() != address.entry {
		t.Errorf("begun %d times, below the address %q, the focus is in %T", begun, address.hint.Text, w.window.Canvas().Focused())
	}
	d.leaves(session.SettingProxy, "proxy.example.com:3128")
	test.Tap(d.test.button)
	if begun != 1 || d.test.button.Text != "Stop" {
		t.Errorf("begun %d times, the button is %q", begun, d.test.button.Text)
	}
	d.dialog.Close()
}

func TestATestTakesBackWhatWasWrongBefore(t *testing.T) {
	w := opened(t)
	openPreferences(w)
	d := w.preferences
	d.test.start = func() trial { return func(ctx context.Context, _ func(session.TestNews)) { <-ctx.Done() } }
	path := filepath.Join(t.TempDir(), "ca.pem")
	ca := d.leaves(session.SettingCA, path)
	if !ca.entry.Wrong() {
		t.Fatal("the missing file is not marked")
	}
	if err := os.WriteFile(path, testkit.NewCA("Example Corp").PEM(), 0o600); err != nil {
		t.Fatal(err)
	}
	test.Tap(d.test.button)
	if ca.entry.Wrong() || strings.Contains(ca.hint.Text, "no file") || d.test.button.Text != "Stop" {
		t.Errorf("marked %v, below it %q, the button is %q", ca.entry.Wrong(), ca.hint.Text, d.test.button.Text)
	}
	d.dialog.Close()
}

func TestWrongPreferencesStayOpenWithTheFirstFaultInFocus(t *testing.T) {
	w := opened(t)
	openPreferences(w)
	d := w.preferences
	missing := filepath.Join(t.TempDir(), "ca.pem")
	d.settings[session.SettingCA].entry.SetValue(missing)
	d.settings[session.SettingPlainHTTP].entry.SetValue("no:host:at:all")
	test.Tap(d.ok)
	if ca := d.settings[session.SettingCA]; !d.dialog.IsOpen() || !ca.entry.Wrong() || w.window.Canvas().Focused() != ca.entry {
		t.Errorf("open %v, the file is marked %v", d.dialog.IsOpen(), ca.entry.Wrong())
	}
	if plain := d.settings[session.SettingPlainHTTP]; !plain.entry.Wrong() {
		t.Error("the host is not marked")
	}
}

func TestThePreferencesSendNobodyToThePreferences(t *testing.T) {
	t.Cleanup(func() { words.Use("en") })
	for _, language := range words.Languages() {
		words.Use(language)
		name := strings.TrimSuffix(words.L("Preferences…"), "…")
		for _, code := range []report.Code{
			transport.CodeNotTLS, transport.CodePlainHTTP, transport.CodeProxyAuth, transport.CodeProxyAway, transport.CodeProxyScheme,
			transport.CodeTimeout, transport.CodeTLSUnknownIssuer, "wdt.no-release",
		} {
			f := report.Finding{Code: code, Severity: report.Error, Args: report.Args{"Host": "lhr.ocir.io", "Proxy": "proxy.example.com:3128", "Status": 502, "Schemes": "NTLM"}}
			inside, outside := words.InPreferences(f).Next, words.Of(f).Next
			if inside == outside || inside == "" || strings.Contains(strings.ToLower(inside), strings.ToLower(name)) {
				t.Errorf("%s, %s: in the preferences %q, elsewhere %q", language, code, inside, outside)
			}
		}
	}
}

func TestNothingMovesWhenTheProxyIsChosen(t *testing.T) {
	w := opened(t)
	openPreferences(w)
	d := w.preferences
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject
	was := at(d.ok)
	for i, own := range []bool{false, false, true} {
		test.Tap(d.proxy.Options[i])
		if now := at(d.ok); now != was || d.settings[session.SettingProxy].entry.Disabled() == own {
			t.Errorf("option %d: OK is at %v, before at %v; the address is disabled: %v", i, now, was, d.settings[session.SettingProxy].entry.Disabled())
		}
	}
}

func TestAFaultThatIsMendedInThePreferencesLeadsThereByOneClick(t *testing.T) {
	w := opened(t)
	s := full()
	s.Outcome = &session.Outcome{ID: 1, Action: session.ActPush, Err: report.Finding{
		Code: transport.CodeProxyAway, Severity: report.Error, Args: report.Args{"Proxy": "proxy.example.com:3128", "Host": "lhr.ocir.io"}}}
	w.draw(s)
	test.Tap(w.button("Preferences…"))
	if got := w.topTitle(); got != "Preferences" {
		t.Errorf("%q is open", got)
	}
	if now := w.window.Canvas().Focused(); now != fyne.Focusable(w.preferences.proxy.Options[0]) {
		t.Errorf("the focus is at %T, want the choice of a proxy", now)
	}
	w.press(fyne.KeyEscape)
	s.Outcome = nil
	s.SignedIn = &session.SignInCheck{Finding: report.Finding{Code: transport.CodeTLSUnknownIssuer, Severity: report.Error, Args: report.Args{"Host": "lhr.ocir.io"}}}
	w.draw(s)
	test.Tap(w.auxiliary.signIn.remedy.Objects[0].(*kit.Button))
	if got := w.topTitle(); got != "Preferences" {
		t.Errorf("beside the check: %q is open", got)
	}
	if now := w.window.Canvas().Focused(); now != fyne.Focusable(w.preferences.settings[session.SettingCA].entry) {
		t.Errorf("the focus is at %T, want the CA file", now)
	}
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
