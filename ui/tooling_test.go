package ui

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"auximage/app/form"
	"auximage/app/session"
	"auximage/imaging/report"
	"auximage/imaging/zipfile"
	"auximage/ui/kit"
)

func TestADamagedInstallerLeadsToWhereItIsKept(t *testing.T) {
	w := ready(t)
	downloads := t.TempDir()
	w.session.Edit(func(f *form.Form) { f.DownloadDir = downloads })
	w.window.Canvas().Focus(w.auxiliary.signIn.token.entry)
	s := w.session.Snapshot()
	cut := report.Finding{Code: zipfile.CodeCut, Severity: report.Error, File: filepath.Join(downloads, "weblogic-deploy.zip")}
	s.Outcome = &session.Outcome{ID: 1, Action: session.ActPush, Step: session.ActCreate, Err: cut, Phase: report.Inspect}
	w.draw(s)
	w.press(fyne.KeyReturn) // OK
	folder := w.auxiliary.tooling.folder
	if w.window.Canvas().Focused() != fyne.Focusable(folder.entry) || !w.inSight(folder.entry) {
		t.Errorf("it leads to %T", w.window.Canvas().Focused())
	}
	if got := w.auxiliary.tooling.progress(s); got != kit.Faulty || !strings.Contains(folder.hint.Text, "weblogic-deploy.zip") || w.view.more {
		t.Errorf("the section is %v, its field says %q; More is unfolded: %v", got, folder.hint.Text, w.view.more)
	}
	w.typing(folder.entry, t.TempDir())
	if got := w.auxiliary.tooling.progress(w.session.Snapshot()); got == kit.Faulty || strings.Contains(folder.hint.Text, "weblogic-deploy.zip") {
		t.Errorf("with another folder the section is %v, its field says %q", got, folder.hint.Text)
	}
}

func TestAFaultIsTheInstallersWhereItsFileIs(t *testing.T) {
	home := t.TempDir()
	downloads := filepath.Join(home, "Downloads")
	latest := form.Form{DownloadDir: downloads}
	model := filepath.Join(home, "Downloads", "model.yaml")
	if err := os.Mkdir(downloads, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(model, []byte("topology:\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	latest.Add([]string{model})
	for _, c := range []struct {
		form form.Form
		file string
		want form.Field
	}{
		{latest, filepath.Join(downloads, "weblogic-deploy.zip"), form.FieldFolder},
		{latest, downloads, form.FieldFolder},
		{latest, model, ""},
		{latest, filepath.Join(home, "weblogic-deploy.zip"), ""},
		{latest, "", ""},
		{form.Form{WDT: form.WDTFile, Installer: "wdt.zip"}, "wdt.zip", form.FieldInstaller},
		{form.Form{WDT: form.WDTNone, DownloadDir: downloads}, filepath.Join(downloads, "weblogic-deploy.zip"), ""},
	} {
		if got := installerField(c.form, report.Finding{File: c.file}); got != c.want {
			t.Errorf("%s: got %q, want %q", c.file, got, c.want)
		}
	}
}
