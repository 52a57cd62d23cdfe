package ui

import (
	"maps"
	"slices"

	"auximage/app/session"
	"auximage/app/words"
	"auximage/imaging/report"
	"auximage/imaging/transport"
	"auximage/imaging/wdt"
	"auximage/ui/kit"
)

// inPreferences are the faults whose sentences send a person to the preferences, with the
// setting that mends them.
var inPreferences = map[report.Code]session.Setting{
	transport.CodeNotTLS: session.SettingPlainHTTP, transport.CodePlainHTTP: session.SettingPlainHTTP,
	transport.CodeProxyAuth: session.SettingProxy, transport.CodeProxyAway: session.SettingProxy, transport.CodeProxyScheme: session.SettingProxy,
	transport.CodeTimeout: session.SettingProxy, transport.CodeTLSUnknownIssuer: session.SettingCA, wdt.CodeNoRelease: session.SettingReleases,
}

// remedyOf returns the button for what mends a fault, nil where there is nothing to
// click: the try-out's account, or the preferences. It calls leaves first.
func remedyOf(w *Window, err error, leaves func()) *kit.Button {
	if demo := (tryOut{w}); demo.refused(err) {
		return demo.button(leaves)
	}
	f, found := report.Find(err, slices.Collect(maps.Keys(inPreferences))...)
	if !found {
		return nil
	}
	return kit.NewButton(words.L("Preferences…"), func() {
		leaves()
		w.redraw()
		openPreferences(w)
		w.preferences.goTo(inPreferences[f.Code])
	})
}
