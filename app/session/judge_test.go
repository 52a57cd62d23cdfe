package session

import (
	"path/filepath"
	"slices"
	"testing"

	"auximage/app/form"
	"auximage/imaging/model/dictionary"
	"auximage/imaging/report"
	"auximage/imaging/testkit"
)

// saidOf returns the note about a file with a code.
func saidOf(snap Snapshot, path string, code report.Code) (report.Finding, bool) {
	notes := snap.FileNotes[path]
	i := slices.IndexFunc(notes, func(f report.Finding) bool { return f.Code == code })
	if i < 0 {
		return report.Finding{}, false
	}
	return notes[i], true
}

func TestAModelIsJudgedByTheInstallersTablesWhileItIsWritten(t *testing.T) {
	s := sessionIn(t, t.TempDir(), &fakeEngine{}, &memory{})
	installer, path := testkit.KnowingInstaller(t, "", nil), filepath.Join(t.TempDir(), "model.yaml")
	write(t, path, "topology:\n  Server:\n    a: {Newer: x, Nwer: y}\n")
	s.Edit(func(f *form.Form) {
		f.WDT, f.Installer = form.WDTFile, installer
		f.PrimaryTag = "example.com/weblogic:12.2.1.4-ol8"
	})
	s.AddFiles(path)
	snap := until(t, s, func(snap Snapshot) bool {
		_, versions := saidOf(snap, path, dictionary.CodeVersion)
		_, unknown := saidOf(snap, path, dictionary.CodeAttribute)
		return versions && unknown
	})
	wrong, _ := saidOf(snap, path, dictionary.CodeAttribute)
	if wrong.Severity != report.Error || wrong.Line != 3 {
		t.Errorf("got %+v, want an error in line 3", wrong)
	}
	s.Edit(func(f *form.Form) { f.WebLogic = "14.1.2.0" })
	until(t, s, func(snap Snapshot) bool {
		_, versions := saidOf(snap, path, dictionary.CodeVersion)
		return !versions
	})
	s.Edit(func(f *form.Form) { f.Accept(wrong, true) })
	until(t, s, func(snap Snapshot) bool {
		found, _ := saidOf(snap, path, dictionary.CodeAttribute)
		return found.Severity == report.Warning
	})
	write(t, path, "topology:\n  Server:\n    a: {Newer: x, Nwer: changed}\n")
	s.LookAgain()
	until(t, s, func(snap Snapshot) bool {
		found, _ := saidOf(snap, path, dictionary.CodeAttribute)
		return found.Severity == report.Error
	})
}

func TestTheVersionOfWebLogicIsTheOneChosenElseThatOfTheTag(t *testing.T) {
	for want, f := range map[string]form.Form{
		"12.2.1.4": {PrimaryTag: "example.com/weblogic:12.2.1.4-ol8"},
		"15.1.1":   {PrimaryTag: "example.com/weblogic:12.2.1.4-ol8", WebLogic: "15.1.1"},
		"":         {PrimaryTag: "example.com/weblogic:12.2.1.4-ol8", WebLogic: form.AnyWebLogic},
	} {
		if got := f.WebLogicVersion(); got != want {
			t.Errorf("%+v: got %q, want %q", f, got, want)
		}
	}
}
