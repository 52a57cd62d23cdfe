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
	proxyURL  *kit.Entry
	proxyUser *kit.Entry
	proxyPass *kit.Entry
	bypass    *kit.Entry
	own       *fyne.Container // shown for a proxy of one's own
	caFile    *kit.Entry
	releases  *kit.Entry
	plain     *kit.Entry
	hints     map[report.Code]*hint // by what is wrong with the field above
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
	d := &preferencesDialog{win: w, given: p, hints: map[report.Code]*hint{
		transport.CodeBadProxy: newHint(""),
		transport.CodeBadCA:    newHint(words.L("Certificates in PEM form that are trusted beside the system's.")),
	}}
	d.makeLook(p)
	d.makeProxy(p)
	d.caFile, d.releases, d.plain = entryWith(p.CAFile), entryWith(p.Releases), entryWith(strings.Join(p.PlainHTTP, ", "))
	d.releases.PlaceHolder = byDefault("https://api.github.com/repos/oracle/weblogic-deploy-tooling/releases/latest")
	d.test = newNetworkTest(d.tryOut, d.fitTest)
	d.dialog = w.dialogs.New(words.L("Preferences"), d.body(), 48)
	d.ok = kit.NewButton(words.L("OK"), d.accept)
	d.dialog.First = d.language
	d.dialog.OnClosed = func() { d.test.end(); w.redraw() }
	offer(d.dialog, words.L("Cancel"), d.test.button, d.ok)
	w.preferences = d
}

// body lays out what the make functions made.
func (d *preferencesDialog) body() fyne.CanvasObject {
	half := []float32{1, 1}
	browse := kit.IconButton(theme.FolderOpenIcon(), d.chooseCA)
	return kit.Column(4,
		kit.Row(half, named(words.L("Language"), "", kit.Framed(d.language)), named(words.L("Theme"), "", kit.Framed(d.theme))),
		kit.Column(2, named(words.L("Proxy"), "", d.proxy.Container), d.own),
		kit.Under(kit.Caption(words.L("CA file")), kit.Row([]float32{1, 0}, d.caFile, browse), d.hints[transport.CodeBadCA].Label),
		named(words.L("Address of the WebLogic Deploy Tooling releases"), words.L("A mirror's, or empty for GitHub."), d.releases),
		named(words.L("Hosts allowed plain http"), words.L("Names with commas between, such as localhost:5001. What goes there is not encrypted."), d.plain),
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
	d.proxyURL, d.proxyUser, d.bypass = entryWith(p.ProxyURL), entryWith(p.ProxyUser), entryWith(strings.Join(p.Bypass, ", "))
	d.proxyPass = kit.NewPasswordEntry()
	d.proxyURL.PlaceHolder = example("http://proxy.example.com:3128")
	half, kept := []float32{1, 1}, words.L("Kept in the system keyring.")
	if keyring := d.win.session.Snapshot().Keyring; keyring != nil {
		kept = words.Of(*keyring).String()
	}
	d.own = kit.Column(2, kit.Under(kit.Caption(words.L("Proxy address")), d.proxyURL, d.hints[transport.CodeBadProxy].Label),
		kit.Row(half, named(words.L("Proxy user name"), "", d.proxyUser), named(words.L("Proxy password"), kept, d.proxyPass)),
		named(words.L("Hosts reached without the proxy"), words.L("Names with commas between"), d.bypass))
	d.proxy = kit.NewRadioGroup([]string{string(transport.SystemProxy), string(transport.NoProxy), string(transport.OwnProxy)},
		[]string{words.L("The system's"), words.L("None"), words.L("This one")}, d.showOwn)
	mode := cmp.Or(p.ProxyMode, transport.SystemProxy)
	d.proxy.ShowValue(string(mode))
	kit.SetVisible(d.own, mode == transport.OwnProxy)
}

func (d *preferencesDialog) showOwn(mode string) {
	kit.SetVisible(d.own, mode == string(transport.OwnProxy))
	d.dialog.Fit()
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
		chosen: func(paths []string) { d.caFile.SetValue(paths[0]) }})
}

// accept hands the preferences over and closes the dialog, or says what cannot serve.
func (d *preferencesDialog) accept() {
	typed := d.typed()
	set := func(context.Context) error { return d.win.session.SetPreferences(typed) }
	d.win.dialogs.whileWaiting(words.L("Preferences"), typed.CAFile, set, func(err error) {
		if err != nil {
			d.refuse(err)
			return
		}
		d.keepPassword(typed)
		d.dialog.Close()
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

// refuse says what is wrong below its field, which is scrolled to.
func (d *preferencesDialog) refuse(err error) {
	found, _ := report.Of(err)
	if d.hints[found.Code] == nil {
		d.win.dialogs.tellError(words.L("Preferences"), err)
		return
	}
	for code, e := range map[report.Code]*kit.Entry{transport.CodeBadProxy: d.proxyURL, transport.CodeBadCA: d.caFile} {
		bad := d.hints[code].showIf(found, code)
		if e.MarkWrong(bad); bad {
			d.win.window.Canvas().Focus(e)
		}
	}
	d.dialog.Fit()
}

// tryOut returns the test of what is typed now.
func (d *preferencesDialog) tryOut() trial {
	p, password := d.typed(), d.proxyPass.Text
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
	p.ProxyURL, p.ProxyUser = strings.TrimSpace(d.proxyURL.Text), strings.TrimSpace(d.proxyUser.Text)
	p.Bypass, p.PlainHTTP = list(d.bypass.Text), list(d.plain.Text)
	p.CAFile, p.Releases = strings.TrimSpace(d.caFile.Text), strings.TrimSpace(d.releases.Text)
	return p
}
