package session

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"auximage/app/form"
	"auximage/imaging/model"
	"auximage/imaging/report"
)

// inClear is a model with two passwords in clear.
const inClear = "domainInfo:\n  AdminUserName: weblogic\n  AdminPassword: welcome1\n" +
	"resources:\n  MailSession:\n    post:\n      SessionPasswordEncrypted: tiger\n"

// secretAt waits for what is said of the secret in a line of a file.
func secretAt(t *testing.T, s *Session, path string, line int) report.Finding {
	t.Helper()
	var found report.Finding
	until(t, s, func(snap Snapshot) bool {
		for _, f := range snap.FileNotes[path] {
			if f.Code == model.CodeClearSecret && f.Line == line {
				found = f
				return true
			}
		}
		return false
	})
	return found
}

// planned returns a move of the secret in a line of a file.
func planned(t *testing.T, s *Session, path string, line int) *SecretMove {
	t.Helper()
	m, err := PlanSecretMove(s, secretAt(t, s, path, line))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func perform(t *testing.T, m *SecretMove, name, key string) string {
	t.Helper()
	path, err := m.Perform(t.Context(), name, key)
	if err != nil {
		t.Fatal(err)
	}
	return path
}

func TestSecretsMoveOutOfACopyThatTheFormUses(t *testing.T) {
	dir, settings := t.TempDir(), t.TempDir()
	s, path := sessionIn(t, settings, &fakeEngine{}, &memory{}), filepath.Join(dir, "model.yaml")
	write(t, path, inClear)
	s.AddFiles(path)
	s.Edit(func(f *form.Form) { f.Rename(path, "10-model.yaml") })

	m := planned(t, s, path, 7)
	if m.Name != "@@ENV:DOMAIN_UID@@-mailsession-post" || m.Key != "sessionpassword" {
		t.Errorf("proposed: %s, %s", m.Name, m.Key)
	}
	var shown []string
	for _, l := range m.Lines(m.Name, m.Key) {
		shown = append(shown, string(l.Kind)+l.Text)
	}
	want := "@@@ -7 +7 @@\n-      SessionPasswordEncrypted: '••••••'\n+      SessionPasswordEncrypted: '@@SECRET:@@ENV:DOMAIN_UID@@-mailsession-post:sessionpassword@@'"
	if got := strings.Join(shown, "\n"); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	moved := perform(t, m, "mail", "password")
	if want := filepath.Join(dir, "moved", "model.yaml"); moved != want {
		t.Errorf("the copy is %s, want %s", moved, want)
	}
	first := planned(t, s, moved, 3)
	if again := perform(t, first, first.Name, first.Key); again != moved {
		t.Errorf("the second secret moved into %s", again)
	}
	snap := until(t, s, func(snap Snapshot) bool { return len(snap.FileNotes[moved]) == 0 && !snap.Inspected.Running })
	if f := snap.Form.Models[0]; len(snap.Form.Models) != 1 || f.Path != moved || f.Name != "10-model.yaml" {
		t.Errorf("the form has %+v", snap.Form.Models)
	}
	wanted := strings.NewReplacer("welcome1", "'@@SECRET:__weblogic-credentials__:password@@'", "tiger", "'@@SECRET:mail:password@@'").Replace(inClear)
	if got, _ := os.ReadFile(moved); string(got) != wanted {
		t.Errorf("the copy is\n%s", got)
	}
	if got, _ := os.ReadFile(path); string(got) != inClear {
		t.Errorf("the person's own file is\n%s", got)
	}
	for _, l := range snap.Log {
		if strings.Contains(l.Text, "tiger") || strings.Contains(l.Text, "welcome1") {
			t.Errorf("logged: %s", l.Text)
		}
	}

	write(t, path, inClear+"topology: {}\n")
	s.LookAgain()
	until(t, s, func(snap Snapshot) bool {
		_, said := saidOf(snap, moved, CodeCopyOutdated)
		return said
	})
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	again := sessionIn(t, settings, &fakeEngine{}, &memory{})
	until(t, again, func(snap Snapshot) bool {
		_, said := saidOf(snap, moved, CodeCopyOutdated)
		return said
	})
}

func TestACopyIsWrittenOverNothing(t *testing.T) {
	dir := t.TempDir()
	s, path, mine := sessionIn(t, t.TempDir(), &fakeEngine{}, &memory{}), filepath.Join(dir, "model.yaml"), filepath.Join(dir, "moved", "model.yaml")
	if err := os.Mkdir(filepath.Dir(mine), 0o755); err != nil {
		t.Fatal(err)
	}
	write(t, mine, "mine")
	write(t, path, inClear)
	s.AddFiles(path)
	if got, want := perform(t, planned(t, s, path, 3), "admin", "password"), filepath.Join(dir, "moved-2", "model.yaml"); got != want {
		t.Errorf("the copy is %s, want %s", got, want)
	}
	if text, _ := os.ReadFile(mine); string(text) != "mine" {
		t.Errorf("the file that was there is %q", text)
	}
}

func TestASecretOfAFileThatChangedMeanwhileDoesNotMove(t *testing.T) {
	s, path := sessionIn(t, t.TempDir(), &fakeEngine{}, &memory{}), filepath.Join(t.TempDir(), "model.yaml")
	write(t, path, inClear)
	s.AddFiles(path)
	found := secretAt(t, s, path, 3)
	write(t, path, "# "+inClear)
	if _, err := PlanSecretMove(s, found); !report.Has(err, model.CodeNotMovable) {
		t.Errorf("got %v", err)
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if _, err := PlanSecretMove(s, found); !report.Has(err, model.CodeMissing) {
		t.Errorf("got %v", err)
	}
}
