package ui

import (
	"path/filepath"
	"testing"

	"auximage/app/form"
	"auximage/app/project"
	"auximage/app/session"
	"auximage/imaging/input"
)

// projects opens a project that has all that there is to note, and saves another.
func (g *gallery) projects(t *testing.T) {
	p := g.walk(t, Options{})
	files := p.labFiles()
	path := p.writes("project/lab.wktproj", `{"image": {"auxImageTag": "lhr.ocir.io/tenancynamespace/test-model-ankit:v1",
		"auxAdditionalBuildCommandsFile": "extra-commands.txt", "auxAdditionalBuildFiles": ["more-files.tar"]},
		"model": {"modelFiles": ["../models/model.yaml"], "propertiesFiles": ["../models/model.properties", "empty.properties"], "archiveFiles": ["../models/archive.zip"]},
		"settings": {"targetDomainLocation": "pv"}}`)
	p.writes("project/empty.properties", "")
	locked(p, path)
	if err := p.s.Projects().Open(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	p.looked()
	p.fills(func(f *form.Form) { f.SetPart(form.FieldVersion, "v2") })
	s := p.until("the project's notes", func(s session.Snapshot) bool { return s.Project != nil && s.Project.Locked && s.Project.Unsaved })
	if len(s.Project.Notes) < 3 {
		t.Fatalf("noted is %v", s.Project.Notes)
	}
	p.sees("project")
	p.sees("project-passphrase", func(w *Window) { w.projects.askPassphrase() })
	p.sees("project-unsaved", func(w *Window) { w.projects.askNew() })
	p.sees("project-changed", func(w *Window) { w.projects.askOpenAgain(p.s.Snapshot().Project, input.Seen{}, nil) })

	p.s.New()
	p.fills(func(f *form.Form) { f.SetTag("lhr.ocir.io/tenancynamespace/test-model-ankit:v1") },
		func(f *form.Form) { f.SetUser("tenancynamespace/lab.user@oracle.com") })
	p.s.Accounts().SetToken("token")
	p.s.AddFiles(files[0])
	p.looked()
	p.sees("project-save", func(w *Window) { w.projects.saveAs(nil) })
	if err := p.s.Projects().SaveAs(t.Context(), filepath.Join(p.home, "project", "mine.wktproj")); err != nil {
		t.Fatal(err)
	}
	p.until("a passphrase is offered", func(s session.Snapshot) bool { return s.Project != nil && s.Project.Offer })
	p.sees("project-set-phrase", func(w *Window) { w.projects.saved(nil, nil) })
}

// locked has a project keep a sign-in under a passphrase.
func locked(p *walk, path string) {
	p.Helper()
	of, err := project.Open(path)
	if err == nil {
		err = of.Unlock("correct horse")
	}
	if err != nil {
		p.Fatal(err)
	}
	c := of.Content()
	c.Push = project.Credential{User: "tenancynamespace/lab.user@oracle.com", Password: "canary"}
	if err := of.SaveAs(p.Context(), path, c); err != nil {
		p.Fatal(err)
	}
}
