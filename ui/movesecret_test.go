package ui

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"auximage/app/session"
	"auximage/imaging/model"
	"auximage/ui/kit"
)

// button returns the button with a label that a person sees in something.
func button(t *testing.T, in fyne.CanvasObject, label string) *kit.Button {
	t.Helper()
	var found *kit.Button
	for _, o := range test.LaidOutObjects(in) {
		if b, ok := o.(*kit.Button); ok && b.Text == label && b.Visible() {
			found = b
		}
	}
	if found == nil {
		t.Fatalf("there is no button %q", label)
	}
	return found
}

// textsOf returns what can be read in something.
func textsOf(in fyne.CanvasObject) string {
	var all []string
	for _, o := range test.LaidOutObjects(in) {
		if l, ok := o.(*kit.Label); ok && l.Visible() {
			all = append(all, l.Text)
		}
	}
	return strings.Join(all, "\n")
}

func entriesOf(in fyne.CanvasObject) (all []*kit.Entry) {
	for _, o := range test.LaidOutObjects(in) {
		if e, ok := o.(*kit.Entry); ok {
			all = append(all, e)
		}
	}
	return all
}

// holding returns a window whose form has a model with a text, once what is said of
// it is there.
func holding(t *testing.T, text string, said func(session.Snapshot, string) bool) (w *Window, path string) {
	t.Helper()
	w, path = opened(t), filepath.Join(t.TempDir(), "model.yaml")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	w.session.AddFiles(path)
	w.view.unfolded[path] = true
	w.eventually(t, "a word about the model", func(s session.Snapshot) bool { return said(s, path) })
	return w, path
}

const inClear = "domainInfo:\n  AdminUserName: weblogic\n  AdminPassword: welcome1\n"

func saysClear(s session.Snapshot, path string) bool {
	for _, f := range s.FileNotes[path] {
		if f.Code == model.CodeClearSecret {
			return true
		}
	}
	return false
}

func TestASecretInClearMovesByAFewClicks(t *testing.T) {
	w, path := holding(t, inClear, saysClear)
	test.Tap(button(t, w.window.Content(), "Move to a secret…"))
	if got := w.topTitle(); got != "Move to a secret" {
		t.Fatalf("the dialog is %q", got)
	}
	entries := entriesOf(w.dialogs.Top().Body)
	if entries[0].Text != "__weblogic-credentials__" || entries[1].Text != "password" {
		t.Errorf("proposed: %q, %q", entries[0].Text, entries[1].Text)
	}
	entries[0].SetText("Not Possible")
	test.Tap(w.dialogs.Top().Default)
	if w.topTitle() != "Move to a secret" || !strings.Contains(textsOf(w.dialogs.Top().Body), "The operator can mount no secret named Not Possible.") {
		t.Errorf("a name that is none is taken:\n%s", textsOf(w.dialogs.Top().Body))
	}
	entries[0].SetText("admin")
	body := textsOf(w.dialogs.Top().Body)
	for _, want := range []string{"-   AdminPassword: '••••••'", "+   AdminPassword: '@@SECRET:admin:password@@'", "In the cluster: admin"} {
		if !strings.Contains(body, want) {
			t.Errorf("%q is not shown in\n%s", want, body)
		}
	}
	test.Tap(w.dialogs.Top().Default)
	after := textsOf(w.dialogs.Top().Body)
	moved := filepath.Join(filepath.Dir(path), "moved", "model.yaml")
	if !strings.Contains(after, moved) || !strings.Contains(after, "make_secret admin password") {
		t.Errorf("what follows is\n%s", after)
	}
	for _, shown := range []string{body, after} {
		if strings.Contains(shown, "welcome1") {
			t.Errorf("the password is shown:\n%s", shown)
		}
	}
	if text, _ := os.ReadFile(moved); string(text) != strings.Replace(inClear, "welcome1", "'@@SECRET:admin:password@@'", 1) {
		t.Errorf("the copy is\n%s", text)
	}
	w.eventually(t, "nothing to complain of", func(s session.Snapshot) bool {
		return s.Form.Models[0].Path == moved && !s.Inspected.Running && !saysClear(s, moved)
	})
}

func TestWhatCannotMoveByItselfIsSaid(t *testing.T) {
	w, _ := holding(t, "domainInfo:\n  AdminUserName: weblogic\n  AdminPassword: 'it''s'\n", saysClear)
	test.Tap(button(t, w.window.Content(), "Move to a secret…"))
	if body := textsOf(w.dialogs.Top().Body); !strings.Contains(body, "by hand") || strings.Contains(body, "it's") {
		t.Errorf("it says\n%s", body)
	}
}

func TestTheModelShowsItsFindingsAtTheirLines(t *testing.T) {
	w, path := holding(t, "domainInfo:\n  AdminUserName: weblogic\n  AdminPassword: welcome1\ntopologie:\n  Name: a\n", saysClear)
	test.Tap(button(t, w.window.Content(), "Show in the model"))
	if w.model == nil || w.topTitle() != "model.yaml" {
		t.Fatalf("the dialog is %q", w.topTitle())
	}
	of := map[int]int{} // the line above each finding
	line := 0
	for _, row := range w.model.rows {
		if row.finding < 0 {
			line++
			continue
		}
		of[row.finding] = line
	}
	for i, f := range w.model.notes {
		if of[i] != f.Line {
			t.Errorf("%s of line %d is shown below line %d", f.Code, f.Line, of[i])
		}
	}
	if len(w.model.notes) < 2 {
		t.Fatalf("findings: %v", w.model.notes)
	}
	at := w.model.at
	test.Tap(w.model.on)
	if w.model.at != (at+1)%len(w.model.notes) || w.model.says.Text == "" {
		t.Errorf("Next goes from %d to %d: %q", at, w.model.at, w.model.says.Text)
	}
	if err := os.WriteFile(path, []byte("domainInfo: {}\ntopology: {}\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	w.session.LookAgain()
	w.eventually(t, "a model without faults", func(s session.Snapshot) bool { return !saysClear(s, path) && !s.Inspected.Running })
	w.model.showFile(session.ReadShown(path))
	w.model.draw(w.session.Snapshot())
	if len(w.model.rows) != 2+len(w.model.notes) || w.model.move.Visible() {
		t.Errorf("after a change: %d rows, Move to a secret is visible: %t", len(w.model.rows), w.model.move.Visible())
	}
	w.press(fyne.KeyEscape)
	if w.model != nil || w.dialogs.busy() {
		t.Error("Esc leaves it open")
	}
}

func TestASecretMovesFromWhereItIsShown(t *testing.T) {
	w, _ := holding(t, inClear, saysClear)
	test.Tap(button(t, w.window.Content(), "Show in the model"))
	for range w.model.notes {
		if w.model.notes[w.model.at].Code == model.CodeClearSecret {
			break
		}
		test.Tap(w.model.on)
	}
	if w.model.says.Color == theme.ColorNameForeground {
		t.Error("a warning looks like any text")
	}
	test.Tap(w.model.move)
	if got := w.topTitle(); got != "Move to a secret" || w.model != nil {
		t.Errorf("the dialog is %q", got)
	}
}
