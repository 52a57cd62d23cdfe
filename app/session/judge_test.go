package session

import (
	"path/filepath"
	"slices"
	"testing"
	"testing/synctest"

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

func TestAFileThatIsWrongIsSaidBeforeAnythingIsFetched(t *testing.T) {
	for _, action := range []Action{ActCreate, ActCheck} {
		synctest.Test(t, func(t *testing.T) {
			s := ready(t, &fakeEngine{latestErr: report.Finding{Code: "wdt.unreachable", Severity: report.Error}})
			path := s.Snapshot().Form.Models[0].Path
			s.Edit(func(f *form.Form) { f.WDT, f.DownloadDir = form.WDTLatest, t.TempDir() })
			write(t, path, "topology:\n\tName: [a\n")
			s.LookAgain()
			until(t, s, func(snap Snapshot) bool { return report.Worst(snap.FileNotes[path]) == report.Error })
			out := done(t, s, action).Outcome
			if f, _ := report.Of(out.Err); f.File != path {
				t.Errorf("%s: got %v, want what is wrong with the model", action, out.Err)
			}
			s.Dismiss()
			write(t, path, goodModel)
			if out := done(t, s, action).Outcome; !report.Has(out.Err, "wdt.unreachable") {
				t.Errorf("%s: with a good model got %v, want that nothing can be fetched", action, out.Err)
			}
		})
	}
}
