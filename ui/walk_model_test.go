package ui

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"auximage/app/form"
	"auximage/app/prepare"
	"auximage/app/session"
	"auximage/imaging/report"
	"auximage/imaging/testkit"
)

// faulty is a model with faults of many kinds.
const faulty = `domainInfo:
  AdminUserName: weblogic
  AdminPassword: welcome1
  AdminUsernme: twice
topology:
  Nme: sales
  Server:
    AdminServer:
      ListenPrt: 7001
      Newer: 'yes'
      ListenPort: many
  Servers: {}
kubernetes:
  spek: {}
`

// repairing reads what is said of a faulty model, and moves its secret out.
func (g *gallery) repairing(t *testing.T) {
	p := g.walk(t, Options{})
	path := p.writes("models/model.yaml", faulty)
	p.fills(func(f *form.Form) { f.SetTag("lhr.ocir.io/tenancynamespace/test-model-ankit:v1") },
		func(f *form.Form) {
			f.WDT, f.Installer = form.WDTFile, testkit.KnowingInstaller(t, "", nil)
			f.PrimaryTag = "example.com/weblogic:12.2.1.4-ol8"
		})
	p.s.AddFiles(path)
	s := p.until("the faults are found", func(s session.Snapshot) bool { return !s.Inspected.Running && len(s.FileNotes[path]) > 4 })
	secret := clearSecret(t, s.FileNotes[path])
	p.sees("model", func(w *Window) { openModel(w, session.ReadShown(path), secret) })
	p.sees("model-findings", unfolding(path), showing(files))
	move, err := session.PlanSecretMove(p.s, secret)
	if err != nil {
		t.Fatal(err)
	}
	p.sees("secret", func(w *Window) { openSecret(w, move) })
	copied, err := move.Perform(t.Context(), move.Name, move.Key)
	if err != nil {
		t.Fatal(err)
	}
	p.sees("secret-moved", func(w *Window) { openSecretCommand(w, copied, move.Name, move.Key) })
}

// clearSecret returns the finding about a secret that can move.
func clearSecret(t *testing.T, found []report.Finding) report.Finding {
	t.Helper()
	for _, f := range found {
		if session.Movable(f) {
			return f
		}
	}
	t.Fatalf("no secret in clear is found among %v", found)
	return report.Finding{}
}

// preparing has prepareModel change a model of many lines, and looks at the change.
func (g *gallery) preparing(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("prepareModel is played by a script for sh")
	}
	p := g.walk(t, Options{})
	var text strings.Builder
	text.WriteString("resources:\n  JDBCSystemResource:\n")
	for i := range 60 {
		fmt.Fprintf(&text, "    data-source-with-a-name-that-is-long-%d:\n      PasswordEncrypted: clear\n      URL: jdbc:x\n", i)
	}
	path := p.writes("models/model.yaml", text.String())
	homes := prepare.Homes{Java: filepath.Join(p.home, "jdk"), Oracle: filepath.Join(p.home, "oracle")}
	p.writes("oracle/wlserver/server/lib/weblogic.jar", "")
	if err := errors.Join(os.MkdirAll(filepath.Join(homes.Java, "bin"), 0o755), os.WriteFile(filepath.Join(homes.Java, "bin", "java"), nil, 0o755)); err != nil {
		t.Fatal(err)
	}
	p.fills(func(f *form.Form) { f.SetTag("lhr.ocir.io/tenancynamespace/test-model-ankit:v1") },
		func(f *form.Form) { f.WDT, f.Installer = form.WDTFile, testkit.Installer(t, testkit.PrepareModel) })
	p.s.AddFiles(path)
	p.looked()
	if err := p.s.Preparing().Start(session.ActCreate, session.Preparation{Homes: homes}); err != nil {
		t.Fatal(err)
	}
	s := p.until("the question", func(s session.Snapshot) bool { return s.Question != nil || s.Outcome != nil })
	if s.Question == nil || s.Question.Prepared == nil {
		t.Fatalf("no question: %v", s.Outcome.Err)
	}
	p.sees("prepared")
	p.stops()
}
