package ui

import (
	"cmp"
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"auximage/app/session"
	"auximage/app/words"
	"auximage/imaging/report"
	"auximage/imaging/transport"
	"auximage/ui/kit"
)

// preferencesDialog changes a copy of the preferences, which the session takes
// on OK.
type preferencesDialog struct {
	win       *Window
	dialog    *kit.Dialog
	given     session.Preferences
	language  *kit.Dropdown
	theme     *kit.Dropdown
	proxy     *kit.RadioGroup
	settings  map[session.Setting]setting
	proxyUser *kit.Entry
	proxyPass *kit.Entry
	own       []*kit.Entry // of a proxy of one's own
	ofProxy   *fyne.Container
	test      *networkTest
	ok        *kit.Button
}

// preferences opens the preferences, over a running job too: language and
// theme change without a restart and without a stop.
func (m *mainMenu) preferences() *fyne.MenuItem {
	i := fyne.NewMenuItem(words.L("Preferences…"), func() {
		running := m.win.dialogs.Count() == 1 && m.win.work.now != nil && m.win.session.Snapshot().Job != nil
		if running || !m.win.dialogs.busy() {
			openPreferences(m.win)
		}
	})
	i.Shortcut = shortcut(fyne.KeyComma)
	return i
}

// isOpen tells whether the preferences are open.
func (d *preferencesDialog) isOpen() bool { return d != nil && d.dialog.IsOpen() }

// openPreferences shows them over whatever is open.
func openPreferences(w *Window) {
	p := w.session.Snapshot().Preferences
	d := &preferencesDialog{win: w, given: p, settings: map[session.Setting]setting{}}
	d.makeLook(p)
	d.makeProxy(p)
	d.test = newNetworkTest(func(start func()) { d.unlessWrong(d.typed().Cleaned(), start) }, d.tryOut, d.fitTest)
	d.dialog = w.dialogs.New(words.L("Preferences"), d.body(), 48)
	d.ok = kit.NewButton(words.L("OK"), d.accept)
	d.dialog.First = d.language
	d.dialog.OnClosed = func() { d.test.end(); w.redraw() }
	offer(d.dialog, words.L("Cancel"), d.test.button, d.ok)
	w.preferences = d
}

// goTo gives the focus to a setting, to the choice above it where that leaves it no say.
func (d *preferencesDialog) goTo(name session.Setting) {
	c := d.win.window.Canvas()
	if e := d.settings[name].entry; !e.Disabled() {
		c.Focus(e)
		return
	}
	c.Focus(d.proxy.Stop())
}

// body lays out what the make functions made, and the settings beside the proxy.
func (d *preferencesDialog) body() fyne.CanvasObject {
	ca := d.newSetting(session.SettingCA, words.L("Certificates in PEM form that are trusted beside the system's."))
	releases := d.newSetting(session.SettingReleases, words.L("A mirror's, or empty for GitHub."))
	releases.entry.PlaceHolder = byDefault("https://api.github.com/repos/oracle/weblogic-deploy-tooling/releases/latest")
	plain := d.newSetting(session.SettingPlainHTTP,
		words.L("Names with commas between, such as localhost:5001. What goes there is not encrypted."))
	half := []float32{1, 1}
	browse := kit.IconButton(theme.FolderOpenIcon(), d.chooseCA)
	return kit.Column(4,
		kit.Row(half, named(words.L("Language"), "", kit.Framed(d.language)), named(words.L("Theme"), "", kit.Framed(d.theme))),
		kit.Column(2, named(words.L("Proxy"), "", d.proxy.Container), d.ofProxy),
		ca.under(words.L("CA file"), browse),
		releases.under(words.L("Address of the WebLogic Deploy Tooling releases")),
		plain.under(words.L("Hosts allowed plain http")),
		d.test.lines)
}

func (d *preferencesDialog) makeLook(p session.Preferences) {
	values, names := []string{""}, []string{words.L("As the system")}
	for _, l := range words.Languages() {
		if name := words.NameOf(l); l == p.Language || kit.Drawable(name) {
			values, names = append(values, l), append(names, name)
		}
	}
	d.language = kit.NewDropdown(values, names, func(string) {})
	d.language.ShowValue(p.Language)
	d.theme = kit.NewDropdown([]string{"", "light", "dark"}, []string{words.L("As the system"), words.L("Light"), words.L("Dark")}, func(string) {})
	d.theme.ShowValue(p.Theme)
}

func (d *preferencesDialog) makeProxy(p session.Preferences) {
	address := d.newSetting(session.SettingProxy, "")
	bypass := d.newSetting(session.SettingBypass, words.L("Names with commas between"))
	d.proxyUser, d.proxyPass = entryWith(p.ProxyUser), kit.NewPasswordEntry()
	address.entry.PlaceHolder = example("http://proxy.example.com:3128")
	half, kept := []float32{1, 1}, words.L("Goes into the system keyring. Left empty, the one that is kept there stays.")
	if keyring := d.win.session.Snapshot().Keyring; keyring != nil {
		kept = words.Of(*keyring).String()
	}
	d.own = []*kit.Entry{address.entry, d.proxyUser, d.proxyPass, bypass.entry}
	d.ofProxy = kit.Column(2, address.under(words.L("Proxy address")),
		kit.Row(half, named(words.L("Proxy user name"), "", d.proxyUser), named(words.L("Proxy password"), kept, d.proxyPass)),
		bypass.under(words.L("Hosts reached without the proxy")))
	d.proxy = kit.NewRadioGroup([]string{string(transport.SystemProxy), string(transport.NoProxy), string(transport.OwnProxy)},
		[]string{words.L("The system's"), words.L("None"), words.L("This one")}, d.showOwn)
	mode := cmp.Or(p.ProxyMode, transport.SystemProxy)
	d.proxy.ShowValue(string(mode))
	d.showOwn(string(mode))
}

// showOwn lets the fields of a proxy of one's own be filled in where there is one. They
// are there in any case, so that nothing moves.
func (d *preferencesDialog) showOwn(mode string) {
	for _, name := range []session.Setting{session.SettingProxy, session.SettingBypass} {
		d.settings[name].mark(nil)
	}
	for _, e := range d.own {
		if mode == string(transport.OwnProxy) {
			e.Enable()
		} else {
			e.Disable()
		}
	}
}

func entryWith(s string) *kit.Entry {
	e := kit.NewEntry(nil)
	e.SetValue(s)
	return e
}

// named is a widget with its name above and its help below.
func named(name, help string, o fyne.CanvasObject) fyne.CanvasObject {
	if help == "" {
		return kit.Under(kit.Caption(name), o)
	}
	return kit.Under(kit.Caption(name), o, kit.Caption(help))
}

func (d *preferencesDialog) chooseCA() {
	d.win.browse(browsing{title: words.L("Select the CA file"), start: home(), endings: []string{".pem", ".crt", ".cer", ".ca"},
		chosen: func(paths []string) {
			d.settings[session.SettingCA].entry.SetValue(paths[0])
			d.judge(session.SettingCA)
		}})
}

// accept hands the preferences over and closes the dialog, or says what cannot serve.
func (d *preferencesDialog) accept() {
	typed := d.typed().Cleaned()
	var found map[session.Setting]report.Finding
	set := func(ctx context.Context) error {
		if found = typed.Check(); len(found) > 0 {
			return nil
		}
		return d.win.session.SetPreferences(ctx, typed)
	}
	d.win.dialogs.whileWaiting(words.L("Preferences"), typed.CAFile, set, func(err error) {
		switch {
		case len(found) > 0:
			d.refuse(found)
		case err != nil:
			d.win.dialogs.tellError(words.L("Preferences"), err)
		default:
			d.keepPassword(typed)
			d.dialog.Close()
		}
	})
}

// keepPassword has a typed password of the proxy kept, and forgets that of an account
// which the preferences no longer name: a proxy without its user name, or another.
func (d *preferencesDialog) keepPassword(typed session.Preferences) {
	known := d.win.session.Accounts()
	if was := d.given.ProxyAccount(); was.User != "" && was != typed.ProxyAccount() {
		known.Forget(was)
	}
	if d.proxyPass.Text != "" {
		known.SetProxyPassword(d.proxyPass.Text)
	}
}

// tryOut returns the test of what is typed now.
func (d *preferencesDialog) tryOut() trial {
	p, password := d.typed().Cleaned(), d.proxyPass.Text
	return func(ctx context.Context, tell func(session.TestNews)) {
		d.win.session.Test(ctx, p, password, tell)
	}
}

// fitTest makes room for what the test told, and shows it.
func (d *preferencesDialog) fitTest() {
	d.dialog.Fit()
	d.dialog.Scroll.ScrollToBottom()
}

// typed returns the preferences as they stand in the dialog.
func (d *preferencesDialog) typed() session.Preferences {
	p := d.given
	p.Language, p.Theme = d.language.Value(), d.theme.Value()
	p.ProxyMode = transport.ProxyMode(d.proxy.Value())
	p.ProxyUser = strings.TrimSpace(d.proxyUser.Text)
	text := func(name session.Setting) string { return strings.TrimSpace(d.settings[name].entry.Text) }
	p.ProxyURL, p.CAFile, p.Releases = text(session.SettingProxy), text(session.SettingCA), text(session.SettingReleases)
	p.Bypass, p.PlainHTTP = list(text(session.SettingBypass)), list(text(session.SettingPlainHTTP))
	return p
}

// textOf returns what a field shows of preferences.
func textOf(p session.Preferences, name session.Setting) string {
	switch name {
	case session.SettingProxy:
		return p.ProxyURL
	case session.SettingBypass:
		return strings.Join(p.Bypass, ", ")
	case session.SettingCA:
		return p.CAFile
	case session.SettingReleases:
		return p.Releases
	}
	return strings.Join(p.PlainHTTP, ", ")
}
