package ui

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"auximage/app/demo"
	"auximage/app/demo/demotest"
	"auximage/app/form"
	"auximage/app/session"
	"auximage/imaging/registry"
	"auximage/imaging/report"
)

// firstStart meets the program for the first time.
func (g *gallery) firstStart(t *testing.T) {
	p := g.walk(t, Options{})
	p.sees("form-empty")
	p.sees("form-empty-files", showing(files))
	p.sees("form-refused", func(w *Window) { test.Tap(w.title.create) })
	p.sees("console-empty", openConsole)
	test.Tap(p.win.auxiliary.welcome.lab)
	p.sees("lab-begun")
	p.win.lab.set(false)
	p.fills(func(f *form.Form) { f.UseExisting = true })
	p.sees("existing-empty", primaryTabEnd)
}

// primaryTabEnd shows the end of the other tab.
func primaryTabEnd(w *Window) {
	w.tabs.Choose(0)
	w.primary.page.ScrollToBottom()
}

// tryOut looks at the try-out.
func (g *gallery) tryOut(t *testing.T) {
	d := demotest.Start(t)
	p := &walk{T: t, gallery: g}
	p.at(d.Config(), Options{Demo: true, DemoUser: demo.User, DemoToken: demo.Token, Downloads: d.Downloads()})
	if err := d.Prepare(p.s); err != nil {
		t.Fatal(err)
	}
	p.looked()
	p.sees("form-demo")
	p.s.Accounts().SetToken("wrong")
	p.begins(session.ActCheckSignIn)
	p.ends()
	p.dismisses()
	p.sees("form-demo-refused")
	p.fills(func(f *form.Form) { f.DownloadDir = d.Downloads() })
	p.does(session.ActCreate)
	p.dismisses()
	p.fails(session.ActPush, registry.CodeRefused)
	p.sees("failed-demo")
	p.dismisses()
}

// typing fills the form in as people do, with what needs no network.
func (g *gallery) typing(t *testing.T) {
	p := g.walk(t, Options{})
	p.fills(func(f *form.Form) { f.SetTag(demo.Tag) }, func(f *form.Form) { f.SetPart(form.FieldRepository, "test-model-Éloïse") })
	p.sees("form-name-offered")
	p.fills(func(f *form.Form) { f.SetTag("labuser/test-model-ankit:v1") }, func(f *form.Form) { f.SetUser("labuser") })
	p.sees("form-docker-hub")
	long := strings.Repeat("namespace-", 7)[:64]
	p.fills(func(f *form.Form) { f.SetTag("lhr.ocir.io/" + long + "/test-model-ankit:v1") }, func(f *form.Form) { f.SetUser(long + "/lab.user@oracle.com") })
	p.sees("form-long-namespace")
	p.fills(func(f *form.Form) { f.SetTag(demo.Tag) }, func(f *form.Form) { f.SignIn = form.ByTools })
	p.sees("form-tools")
	p.sees("region", func(w *Window) { w.auxiliary.target.region.open("ge") })
	p.sees("region-other", func(w *Window) { w.auxiliary.target.region.open("registry.example.com:5000") })
	p.sees("primary", func(w *Window) { w.tabs.Choose(0) })
	p.fills(func(f *form.Form) { f.PrimaryTag = "container-registry.oracle.com/middleware/WebLogic:12.2.1.3-ol8" })
	p.sees("primary-wrong", func(w *Window) { w.tabs.Choose(0) })
}

// erring types a fault wherever one can be typed, over files with faults.
func (g *gallery) erring(t *testing.T) {
	p := g.walk(t, Options{})
	model := p.writes("models/model.yaml", wrongModel)
	sample := p.labFiles()
	p.writes("models/model.yaml", wrongModel)
	p.s.AddFiles(model, sample[2], sample[3], p.writes("models/empty.zip", "PK\x05\x06"+strings.Repeat("\x00", 18)))
	p.fills(func(f *form.Form) {
		for _, part := range []struct {
			field form.Field
			text  string
		}{{form.FieldRegion, "lhr..ocir.io"}, {form.FieldNamespace, "tenancy namespace"}, {form.FieldRepository, "Test-Model"}, {form.FieldVersion, "v 1"}} {
			f.SetPart(part.field, part.text)
		}
		f.PrimaryTag = "container-registry.oracle.com/middleware/WebLogic:12.2.1.3-ol8"
		f.CustomBase, f.BaseRef = true, "docker.io/library/BusyBox:latest"
		f.Platforms, f.OwnerUser, f.WDTHome = []string{"linux/amd46"}, "oracle!", "no path"
	}, func(f *form.Form) { f.SetUser("tenancynamespace/lab user") })
	p.until("the faults of the files are found", func(s session.Snapshot) bool {
		return len(s.FileNotes[model]) > 1 && len(s.FileNotes) > 1
	})
	wrong := 0
	for _, f := range p.s.Snapshot().Fields {
		if f.Severity == report.Error {
			wrong++
		}
	}
	if wrong < 6 {
		t.Fatalf("%d fields are wrong: %v", wrong, p.s.Snapshot().Fields)
	}
	p.sees("form-wrong")
	p.sees("form-wrong-files", unfolding(model), showing(files))
	p.sees("form-wrong-more", openMore, showing(more))
}

// wrongModel has a secret in clear, and an application that the archive has under
// another name.
const wrongModel = `domainInfo:
  AdminUserName: weblogic
  AdminPassword: welcome1
topology:
  Name: '@@PROP:domain.name@@'
appDeployments:
  Application:
    hello:
      SourcePath: wlsdeploy/applications/Hello.war
`

// collecting has more files, and longer paths, than anybody planned for.
func (g *gallery) collecting(t *testing.T) {
	p := g.walk(t, Options{})
	p.fills(func(f *form.Form) { f.SetTag(demo.Tag) })
	var models []string
	for i := range 30 {
		models = append(models, p.writes(fmt.Sprintf("models/%02d-model.yaml", i+1), fmt.Sprintf("topology:\n  Server:\n    server-%d:\n      ListenPort: %d\n", i, 7001+i)))
	}
	p.s.AddFiles(models...)
	p.until("the files are looked at", func(s session.Snapshot) bool { return !s.Inspected.Running })
	p.sees("form-thirty-models", showing(func(w *Window) fyne.CanvasObject { return w.auxiliary.files.rows[24].Container }))
	p.s.New()
	p.fills(func(f *form.Form) { f.SetTag(demo.Tag) })
	name := strings.TrimPrefix(strings.Repeat("/a-folder-in-a-folder", 15)[:280-len(p.home)], "/")
	path := p.writes(name+"/long.yaml", "topology:\n  Name: long\n")
	p.s.AddFiles(path)
	p.fills(func(f *form.Form) { f.DownloadDir = path })
	p.sees("form-long-path", unfolding(path), showing(files))
}
