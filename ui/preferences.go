package ui

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"auximage/app/session"
	"auximage/app/words"
	"auximage/imaging/report"
	"auximage/imaging/transport"
)

// preferencesDialog changes a copy of the preferences, which the session takes
// on OK.
type preferencesDialog struct {
	win       *Window
	sheet     *sheet
	given     session.Preferences
	language  *choose
	theme     *choose
	proxy     *radio
	proxyURL  *entry
	proxyUser *entry
	proxyPass *entry
	bypass    *entry
	own       *fyne.Container // shown for a proxy of one's own
	caFile    *entry
	releases  *entry
	plain     *entry
	hints     map[report.Code]*hint // by what is wrong with the field above
	test      *networkTest
	ok        *button
}

// preferencesItem opens the preferences, over a running job too: language and
// theme change without a restart and without a stop.
func (w *Window) preferencesItem() *fyne.MenuItem {
	i := fyne.NewMenuItem(words.L("Preferences…"), func() {
		running := w.dialogs.count() == 1 && w.work != nil && w.session.Snapshot().Job != nil
		if running || !w.busy() {
			w.openPreferences()
		}
	})
	i.Shortcut = shortcut(fyne.KeyComma)
	return i
}

// choosing tells whether the preferences are open.
func (w *Window) choosing() bool {
	return w.preferences != nil && w.preferences.sheet.open()
}

func (w *Window) openPreferences() {
	p := w.session.Snapshot().Preferences
	d := &preferencesDialog{win: w, given: p, hints: map[report.Code]*hint{
		transport.CodeBadProxy: newHint(""),
		transport.CodeBadCA:    newHint(words.L("Certificates in PEM form that are trusted beside the system's.")),
	}}
	values, names := []string{""}, []string{words.L("As the system")}
	for _, l := range words.Languages() {
		if name := words.NameOf(l); l == p.Language || drawable(name) {
			values, names = append(values, l), append(names, name)
		}
	}
	d.language = newChoose(values, names, func(string) {})
	d.language.show(p.Language)
	d.theme = newChoose([]string{"", "light", "dark"}, []string{words.L("As the system"), words.L("Light"), words.L("Dark")}, func(string) {})
	d.theme.show(p.Theme)
	d.makeProxy(p)
	d.caFile, d.releases, d.plain = filled(p.CAFile), filled(p.Releases), filled(strings.Join(p.PlainHTTP, ", "))
	d.releases.PlaceHolder = byDefault("https://api.github.com/repos/oracle/weblogic-deploy-tooling/releases/latest")
	half := []float32{1, 1}
	browse := iconButton(theme.FolderOpenIcon(), d.chooseCA)
	d.test = newNetworkTest(d.tryOut, d.fitTest)
	body := vertical(4, d.test.lines,
		sideBySide(half, named(words.L("Language"), "", framed(d.language)), named(words.L("Theme"), "", framed(d.theme))),
		vertical(2, named(words.L("Proxy"), "", d.proxy.Container), d.own),
		under(caption(words.L("CA file")), sideBySide([]float32{1, 0}, d.caFile, browse), d.hints[transport.CodeBadCA].text),
		named(words.L("Address of the WebLogic Deploy Tooling releases"), words.L("A mirror's, or empty for GitHub."), d.releases),
		named(words.L("Hosts allowed plain http"), words.L("Names with commas between, such as localhost:5001. What goes there is not encrypted."), d.plain))
	d.sheet = w.dialogs.newSheet(words.L("Preferences"), body, 48)
	cancel := newButton(words.L("Cancel"), d.sheet.close)
	d.ok = newButton(words.L("OK"), d.take)
	d.sheet.first = d.language
	d.sheet.closed = func() { d.test.end(); w.redraw() }
	d.sheet.show(cancel, d.test.button, cancel, d.ok)
	w.preferences = d
}

func (d *preferencesDialog) makeProxy(p session.Preferences) {
	d.proxyURL, d.proxyUser, d.bypass = filled(p.ProxyURL), filled(p.ProxyUser), filled(strings.Join(p.Bypass, ", "))
	d.proxyPass = newPasswordEntry()
	d.proxyURL.PlaceHolder = example("http://proxy.example.com:3128")
	half := []float32{1, 1}
	d.own = vertical(2, under(caption(words.L("Proxy address")), d.proxyURL, d.hints[transport.CodeBadProxy].text),
		sideBySide(half, named(words.L("Proxy user name"), "", d.proxyUser), named(words.L("Proxy password"), words.L("Kept in the system keyring."), d.proxyPass)),
		named(words.L("Hosts reached without the proxy"), words.L("Names with commas between"), d.bypass))
	d.proxy = newRadio([]string{string(transport.SystemProxy), string(transport.NoProxy), string(transport.OwnProxy)},
		[]string{words.L("The system's"), words.L("None"), words.L("This one")}, d.showOwn)
	mode := p.ProxyMode
	if mode == "" {
		mode = transport.SystemProxy
	}
	d.proxy.show(string(mode))
	shown(d.own, mode == transport.OwnProxy)
}

func (d *preferencesDialog) showOwn(mode string) {
	shown(d.own, mode == string(transport.OwnProxy))
	d.sheet.fit()
}

func filled(s string) *entry {
	e := newEntry(nil)
	e.set(s)
	return e
}

// named is a widget with its name above and its help below.
func named(name, help string, o fyne.CanvasObject) fyne.CanvasObject {
	if help == "" {
		return under(caption(name), o)
	}
	return under(caption(name), o, caption(help))
}

func (d *preferencesDialog) chooseCA() {
	d.win.browse(browsing{title: words.L("Select the CA file"), start: home(), endings: []string{".pem", ".crt", ".cer", ".ca"},
		chosen: func(paths []string) { d.caFile.set(paths[0]) }})
}

// take hands the preferences over and closes the dialog, or says what cannot serve.
func (d *preferencesDialog) take() {
	if err := d.win.session.SetPreferences(d.typed()); err != nil {
		d.refuse(err)
		return
	}
	if d.proxyPass.Text != "" {
		d.win.session.SetProxyPassword(d.proxyPass.Text)
	}
	d.sheet.close()
}

// refuse says what is wrong below its field, which is scrolled to.
func (d *preferencesDialog) refuse(err error) {
	found, _ := report.Of(err)
	if d.hints[found.Code] == nil {
		d.win.tellError(words.L("Preferences"), err)
		return
	}
	for code, e := range map[report.Code]*entry{transport.CodeBadProxy: d.proxyURL, transport.CodeBadCA: d.caFile} {
		bad := d.hints[code].showIf(found, code)
		if e.mark(bad); bad {
			d.win.window.Canvas().Focus(e)
		}
	}
	d.sheet.fit()
}

// tryOut returns the test of what is typed now.
func (d *preferencesDialog) tryOut() trial {
	p, password := d.typed(), d.proxyPass.Text
	return func(ctx context.Context, tell func(session.Tested, report.Finding)) {
		d.win.session.Test(ctx, p, password, tell)
	}
}

// fitTest makes room for what the test told, and shows it.
func (d *preferencesDialog) fitTest() {
	d.sheet.fit()
	d.sheet.scroll.ScrollToTop()
}

// typed returns the preferences as they stand in the dialog.
func (d *preferencesDialog) typed() session.Preferences {
	p := d.given
	p.Language, p.Theme = d.language.value(), d.theme.value()
	p.ProxyMode = transport.ProxyMode(d.proxy.value())
	p.ProxyURL, p.ProxyUser = strings.TrimSpace(d.proxyURL.Text), strings.TrimSpace(d.proxyUser.Text)
	p.Bypass, p.PlainHTTP = list(d.bypass.Text), list(d.plain.Text)
	p.CAFile, p.Releases = strings.TrimSpace(d.caFile.Text), strings.TrimSpace(d.releases.Text)
	return p
}
