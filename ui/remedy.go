package ui

import (
	"auximage/app/words"
	"auximage/imaging/report"
	"auximage/imaging/transport"
	"auximage/imaging/wdt"
	"auximage/ui/kit"
)

// inPreferences are the faults whose sentences send a person to the preferences.
var inPreferences = []report.Code{
	transport.CodeNotTLS, transport.CodePlainHTTP, transport.CodeProxyAuth, transport.CodeProxyAway, transport.CodeProxyScheme,
	transport.CodeTimeout, transport.CodeTLSUnknownIssuer, wdt.CodeNoRelease,
}

// remedyOf returns the button for what mends a fault, nil where there is nothing to
// click: the try-out's account, or the preferences. It calls leaves first.
func remedyOf(w *Window, err error, leaves func()) *kit.Button {
	switch demo := (tryOut{w}); {
	case demo.refused(err):
		return demo.button(leaves)
	case report.Has(err, inPreferences...):
		return kit.NewButton(words.L("Preferences…"), func() {
			leaves()
			w.redraw()
			openPreferences(w)
		})
	}
	return nil
}
