package ui

import (
	"context"

	"fyne.io/fyne/v2"

	"auximage/app/session"
	"auximage/app/words"
	"auximage/imaging/report"
	"auximage/ui/kit"
)

// setting is a field of the preferences that can be wrong, with what is wrong below it.
type setting struct {
	entry *kit.Entry
	hint  *hint
}

// under returns the field with its name above and its hint below.
func (f setting) under(name string, with ...fyne.CanvasObject) fyne.CanvasObject {
	row := fyne.CanvasObject(f.entry)
	if len(with) > 0 {
		row = kit.Row([]float32{1, 0}, append([]fyne.CanvasObject{f.entry}, with...)...)
	}
	return kit.Under(kit.Caption(name), row, f.hint.Label)
}

// mark shows what is wrong with the field, nil for nothing.
func (f setting) mark(wrong *report.Finding) { f.entry.MarkWrong(f.hint.show(wrong, false)) }

// newSetting returns a field that is judged as it is left.
func (d *preferencesDialog) newSetting(name session.Setting, help string) setting {
	f := setting{entryWith(textOf(d.given, name)), newHint(help)}
	f.entry.OnLeft = func() { d.judge(name) }
	d.settings[name] = f
	return f
}

// judge writes a field as it is understood, and says what is wrong with it. One that
// is empty is missed on OK.
func (d *preferencesDialog) judge(name session.Setting) {
	f, typed := d.settings[name], d.typed().Cleaned()
	if text := textOf(typed, name); text != f.entry.Text {
		f.entry.SetValue(text)
	}
	judged := f.entry.Text
	d.check(typed, func(found map[session.Setting]report.Finding) {
		wrong, is := found[name]
		switch {
		case f.entry.Text != judged:
			return // it is another text by now
		case is && judged != "":
			f.mark(&wrong)
		default:
			f.mark(nil)
		}
		d.dialog.Fit()
	})
}

// refuse marks every field that something is wrong with, no other one, and leads to the
// first.
func (d *preferencesDialog) refuse(found map[session.Setting]report.Finding) {
	first := true
	for _, name := range session.AllSettings {
		wrong, is := found[name]
		if !is {
			d.settings[name].mark(nil)
			continue
		}
		d.settings[name].mark(&wrong)
		if first {
			d.win.window.Canvas().Focus(d.settings[name].entry)
		}
		first = false
	}
	d.dialog.Fit()
}

// unlessWrong goes on with preferences that nothing is wrong with, or says what is.
func (d *preferencesDialog) unlessWrong(typed session.Preferences, then func()) {
	d.check(typed, func(found map[session.Setting]report.Finding) {
		d.refuse(found)
		if len(found) == 0 {
			then()
		}
	})
}

// check goes on with what is wrong with preferences, which takes as long as the CA
// file's folder wants to answer, unless the dialog was closed meanwhile.
func (d *preferencesDialog) check(typed session.Preferences, then func(map[session.Setting]report.Finding)) {
	var found map[session.Setting]report.Finding
	look := func(context.Context) error {
		found = typed.Check()
		return nil
	}
	d.win.dialogs.whileWaiting(words.L("Preferences"), typed.CAFile, look, func(error) {
		if d.isOpen() {
			then(found)
		}
	})
}
