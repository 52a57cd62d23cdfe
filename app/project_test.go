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
	"auximage/app/project"
)

// passphrase is that of the project's sign-in.
const passphrase = "correct horse"

// mostWeekly are the inputs of a weekly edit: the gesture, No to its question, the
// next version, OK.
const mostWeekly = 4

// TestProjectFileAndOneGesture opens a project file as every week: its sign-in
// comes from its passphrase, and Create and Push is one shortcut.
func TestProjectFileAndOneGesture(t *testing.T) {
	l := newLab(t)
	path := l.project(t)
	w := l.walk(t, "en", english, "project")
	w.Shortcut('o')
	w.Sees("Open Project")
	w.Replaces(path)
	w.Presses(windowdriver.Enter)
	w.Sees("Passphrase of lab")
	w.shot("passphrase")
	w.Types(passphrase)
	w.Presses(windowdriver.Enter)
	w.formHas(demo.User, func(f form.Form) string { return f.User })
	w.SeesNo("Passphrase of lab")
	w.shot("opened")
	w.createsAndPushes()
	w.Sees("Select the folder to download the WebLogic Deploy Tooling installer to")
	w.Presses(windowdriver.Enter)
	reference := w.seesPushed()
	w.Presses(windowdriver.Enter)
	w.SeesNo("Layers")
	t.Logf("a project file by File > Open, for the first time: %v", w.Tally())
	l.pulled(t, reference, w.session.Snapshot().Form)

	before := w.Tally()
	w.createsAndPushes()
	again := w.seesPushed()
	w.Presses(windowdriver.Enter)
	t.Logf("the same project once more: %d inputs", w.Tally().Inputs()-before.Inputs())
	if again != reference {
		t.Errorf("the same inputs gave %s and then %s", reference, again)
	}
	w.SeesNo("Layers")
	before = w.Tally()
	edited := w.pushesAnEdit(filepath.Join(filepath.Dir(path), "model.yaml"))
	weekly := w.Tally().Inputs() - before.Inputs()
	t.Logf("the weekly edit, to the next version: %d inputs", weekly)
	if weekly > mostWeekly {
		t.Errorf("the weekly edit takes %d inputs, want at most %d", weekly, mostWeekly)
	}
	l.pulled(t, edited, w.session.Snapshot().Form)
}

// pushesAnEdit does the gesture after an edit of the model: the registry has
// the tag with the model as it was, and the next version is one key away.
func (w *walk) pushesAnEdit(model string) (reference string) {
	f, err := os.OpenFile(model, os.O_APPEND|os.O_WRONLY, 0)
	if err == nil {
		_, err = f.WriteString("# edited\n")
	}
	if err == nil {
		err = f.Close()
	}
	if err != nil {
		w.Fatal(err)
	}
	w.createsAndPushes()
	w.Sees("v1 exists already")
	w.Sees("Replace v1")
	w.Sees("Auxiliary Image Tag") // the form, and no dialog over it
	w.shot("taken")
	w.Shortcut(rune(windowdriver.Enter))
	w.Sees("Push Image Complete")
	w.Sees(strings.Replace(demo.Tag, ":v1", ":v2", 1) + "@sha256:")
	w.shot("next-version")
	reference = referenceIn.FindString(w.ReadsDense())
	w.Presses(windowdriver.Enter)
	w.SeesNo("Layers")
	return reference
}

// createsAndPushes is the one gesture, with No to the question that comes first.
func (w *walk) createsAndPushes() {
	w.ShiftShortcut(rune(windowdriver.Enter))
	w.Sees("Prepare the model?")
	w.Presses(windowdriver.Enter)
}

// project writes a project of the toolkit's with the lab's sample files, and a
// sign-in under the passphrase.
func (l *lab) project(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for _, name := range []string{"model.yaml", "model.properties"} {
		data, err := os.ReadFile(filepath.Join("../assets/sample", name))
		if err == nil {
			err = os.WriteFile(filepath.Join(dir, name), data, 0o644)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	path := filepath.Join(dir, "lab.wktproj")
	text := `{
  "image": {"auxImageTag": "` + demo.Tag + `", "wdtHomePath": "/auxiliary", "modelHomePath": "/auxiliary/models"},
  "model": {"modelFiles": ["model.yaml"], "propertiesFiles": ["model.properties"], "archiveFiles": []},
  "settings": {}
}`
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	p, err := project.Open(path)
	if err == nil {
		err = p.Unlock(passphrase)
	}
	if err != nil {
		t.Fatal(err)
	}
	c := p.Content()
	c.Push = project.Credential{User: demo.User, Password: l.registry.token}
	if err := p.SaveAs(t.Context(), path, c); err != nil {
		t.Fatal(err)
	}
	return path
}
