//go:build window

package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"auximage/app/demo"
	"auximage/app/form"
	"auximage/app/internal/windowdriver"
)

// TestWalkByKeyboardAlone walks from the empty form to the pushed image without
// touching the mouse.
func TestWalkByKeyboardAlone(t *testing.T) {
	l := newLab(t)
	if err := os.Mkdir(filepath.Join(l.downloads, "lab"), 0o755); err != nil {
		t.Fatal(err)
	}
	w := l.walk(t, "en", english, "keyboard")
	w.typesTheForm()
	w.opensAndLeavesDialogs()

	w.Shortcut('r') // Create
	w.Sees("Prepare the model?")
	w.shot("prepare-the-model")
	w.Presses(windowdriver.Enter) // No
	w.goesToTheFolder()
	w.seesCreated()
	w.Presses(windowdriver.Enter)
	w.SeesNo("Digest")
	w.Shortcut('p') // Push
	reference := w.seesPushed()
	w.TabsTo("Copy Domain YAML…") // with names that a person has to see
	w.Presses(windowdriver.Space)
	w.Sees("Domain UID")
	w.shot("what-comes-next")
	w.Presses(windowdriver.Enter) // Copy
	w.shot("copied")
	w.Presses(windowdriver.Escape)
	w.SeesNo("Domain UID")
	t.Logf("by keyboard, with some detours: %v", w.Tally())
	w.folder = filepath.Join(l.downloads, "lab")
	l.downloads = w.folder
	l.pulled(t, reference, w.session.Snapshot().Form)
}

// typesTheForm goes through the form in the order of Tab.
func (w *walk) typesTheForm() {
	w.Shortcut('1')
	w.Sees(form.DefaultPrimaryTag)
	w.shot("primary-image")
	w.Shortcut('2')
	w.TabsTo("Region")
	w.Presses(windowdriver.Down)
	w.chooseRegion()
	w.types("Tenancy namespace", "tenancynamespace")
	w.types("Repository", "test-model-ankit")
	w.types("Version", "v1")
	w.formHas("lhr.ocir.io tenancynamespace test-model-ankit v1", parts)
	w.TabsTo("This account")
	w.Presses(windowdriver.Right, windowdriver.Left)   // there and back
	w.TabsTo("Auxiliary Image Registry Push Username") // the namespace stands there
	w.Types(strings.TrimPrefix(demo.User, "tenancynamespace/"))
	w.formHas(demo.User, func(f form.Form) string { return f.User })
	w.types("Auxiliary Image Registry Push Password (auth token)", w.token)
	w.TabsTo("Keep in the system keyring")
	w.Presses(windowdriver.Space) // not
	w.Waits("have the tick off", func() bool { return !w.session.Snapshot().Form.KeepToken })
	w.Presses(windowdriver.Space)
	w.Waits("have the tick on", func() bool { return w.session.Snapshot().Form.KeepToken })
	w.hasToken()
	w.shot("signed-in")
	w.TabsTo("Use the sample model")
	w.Presses(windowdriver.Enter)
	w.Sees("archive.zip")
	w.shot("model-files")
}

// types goes to a field and types into it.
func (w *walk) types(label, text string) {
	w.Helper()
	w.TabsTo(label)
	w.Types(text)
}

// opensAndLeavesDialogs looks into dialogs and leaves each by Esc, with the form
// as it was.
func (w *walk) opensAndLeavesDialogs() {
	form := w.form()
	w.Shortcut(',')
	w.Sees("Proxy")
	w.TabsTo("Theme")
	w.Presses(windowdriver.Escape)
	w.SeesNo("Proxy")
	w.Shortcut('r')
	w.Sees("Prepare the model?")
	w.TabsBackTo("Cancel")
	w.Presses(windowdriver.Space)
	w.SeesNo("Prepare the model?")
	w.TabsTo("Console")
	w.Presses(windowdriver.Enter)
	w.Sees("Copy log")
	w.shot("console")
	w.Presses(windowdriver.Space)
	w.SeesNo("Copy log")
	w.Presses(windowdriver.F10)
	w.Sees("Open Project…")
	w.Presses(windowdriver.Right)
	w.Sees("Select all")
	w.Presses(windowdriver.Right)
	w.Sees("Open image…")
	w.shot("menu")
	w.Presses(windowdriver.Escape)
	w.SeesNo("Open image…")
	if now := w.form(); now != form {
		w.Errorf("the form became\n%s, it was\n%s", now, form)
	}
}

// goesToTheFolder enters a folder of the list with the arrows, and selects it.
func (w *walk) goesToTheFolder() {
	w.Sees("Select the folder to download the WebLogic Deploy Tooling installer to")
	w.Presses(windowdriver.Escape) // goes back quietly
	w.SeesNo("New folder")
	w.Shortcut('r')
	w.Sees("Prepare the model?")
	w.Presses(windowdriver.Enter)
	w.Sees("New folder")
	w.TabsTo("lab") // the list
	w.Presses(windowdriver.Enter)
	w.Waits("be in the folder", func() bool { return w.Notices("There is no folder in here.") })
	w.shot("folder")
	w.TabsTo("Select")
	w.Presses(windowdriver.Enter)
}
