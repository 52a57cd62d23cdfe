package cmdline

import "auximage/app/form"

// The words for --wdt, --proxy and --cache that are no file, URL or folder.
const (
	latest = "latest"
	none   = "none"
	off    = "off"
)

// tooling is the flag for WebLogic Deploy Tooling: a file or one of the words.
func tooling() *Flag {
	f := &Flag{Name: "wdt", Value: "FILE|" + latest + "|" + none, endings: []string{"zip"}, read: readTooling, write: writeTooling}
	return f.usually(latest, none)
}

func readTooling(l *Line, value string, _ bool) error {
	f := &l.Form
	switch f.Installer = ""; value {
	case latest:
		f.WDT = form.WDTLatest
	case none:
		f.WDT = form.WDTNone
	default:
		f.WDT, f.Installer = form.WDTFile, absolute(value)
	}
	return nil
}

func writeTooling(l *Line) []written {
	switch l.Form.WDT {
	case form.WDTFile:
		return worded("wdt", l.Form.Installer)
	case form.WDTNone:
		return worded("wdt", none)
	case form.WDTKept:
		return nil
	}
	return worded("wdt", latest)
}
