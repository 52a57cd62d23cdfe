package ui

import (
	"fmt"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"auximage/app/accounts"
	"auximage/app/form"
	"auximage/app/session"
	"auximage/app/words"
	"auximage/imaging/contract"
	"auximage/imaging/input"
	"auximage/imaging/model"
	"auximage/imaging/ocir"
	"auximage/imaging/registry"
	"auximage/imaging/report"
)

// shot is a screen: what is drawn, after what a person did to see it, and where
// the eye goes then.
type shot struct {
	draw func(w *Window) session.Snapshot
	at   func(w *Window)
}

const digest = "sha256:2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae"

const modelFile = "/home/lab/models/model.yaml"

// full is a snapshot with all that a form can hold.
func full() session.Snapshot {
	s := session.Snapshot{
		Form: form.Form{
			PrimaryTag: form.DefaultPrimaryTag,
			Tag:        "lhr.ocir.io/tenancynamespace/test-model-ankit:v1",
			User:       "tenancynamespace/lab.user@oracle.com", KeepToken: true,
			Models:    []input.File{{Path: modelFile}, {Path: "/home/lab/models/overrides.yaml"}},
			Variables: []input.File{{Path: "/home/lab/models/model.properties"}},
			Archives:  []input.File{{Path: "/home/lab/models/archive.zip"}}, DownloadDir: "/home/lab/Downloads",
		},
		TokenKept: accounts.InKeyring, Next: session.ActPush,
		Accounts: []accounts.Account{{Host: "lhr.ocir.io", User: "tenancynamespace/lab.user@oracle.com"}},
		SignedIn: &session.SignInCheck{Finding: report.Finding{Code: registry.CodeMayPush, Args: report.Args{
			"Host": "lhr.ocir.io", "User": "tenancynamespace/lab.user@oracle.com", "Namespace": "tenancynamespace", "Repository": "test-model-ankit"}}},
		Inspected: session.Inspection{WDTVersion: "4.4.6", Variables: session.Count{Used: 2, Total: 2}, Applications: 3,
			Secrets: []string{"test-weblogic-credentials", "test-datasource-hr"}, Environment: []string{"DB_HOST"}},
	}
	s.Image = &session.ImageSummary{Reference: s.Form.Tag, Digest: digest, Size: 27_600_000}
	s.Form.Target.Host, s.Form.Target.Namespace = "lhr.ocir.io", "tenancynamespace"
	s.Form.Target.Repository, s.Form.Target.Version = "test-model-ankit", "v1"
	return s
}

// empty is the form of a first start.
func empty() session.Snapshot {
	why := report.Finding{Code: session.CodeNoTag, Severity: report.Error}
	return session.Snapshot{FirstStart: true, Next: session.ActCreate, Form: form.Form{PrimaryTag: form.DefaultPrimaryTag},
		WhyNot: map[session.Action]*report.Finding{session.ActCreate: &why}}
}

// wrong is a form with a fault wherever one can be typed, and no image.
func wrong() session.Snapshot {
	s := full()
	f := &s.Form
	f.Tag = "lhr..ocir.io/tenancy namespace/Test-Model:v 1"
	f.Target = ocir.Parts{Host: "lhr..ocir.io", Namespace: "tenancy namespace", Repository: "Test-Model", Version: "v 1"}
	f.User = "tenancynamespace/lab user"
	f.PrimaryTag = "container-registry.oracle.com/middleware/WebLogic:12.2.1.3-ol8"
	f.CustomBase, f.BaseRef = true, "docker.io/library/BusyBox:latest"
	f.Platforms, f.OwnerUser, f.WDTHome = []string{"linux/amd46"}, "oracle!", "no path"
	s.Fields = f.Check()
	why := s.Fields[form.FieldTag]
	s.Next, s.SignedIn, s.Image = session.ActCreate, nil, nil
	s.WhyNot = map[session.Action]*report.Finding{session.ActCreate: &why}
	const archive = "/home/lab/models/archive.zip"
	s.FileNotes = map[string][]report.Finding{
		modelFile: {
			{Code: model.CodeNotInArchive, Severity: report.Error, File: modelFile, Line: 31, Args: report.Args{"Entry": "wlsdeploy/applications/shop.war", "Near": "wlsdeploy/applications/Shop.war"}},
			{Code: model.CodeClearSecret, Severity: report.Warning, File: modelFile, Line: 12, Args: report.Args{"Key": "domainInfo/AdminPassword"}},
		},
		archive: {{Code: model.CodeNoEntries, Severity: report.Warning, File: archive}},
	}
	s.Findings = []report.Finding{{Code: form.CodeOldWebLogic, Args: report.Args{"Version": "12.2.1.3"}}}
	return s
}

// published is the form after its image was pushed.
func published() session.Snapshot {
	s := full()
	s.Next = ""
	s.Image.Pushed, s.Image.PushedAt = true, time.Now()
	return s
}

// thirty has more model files than anybody planned for.
func thirty(w *Window) session.Snapshot {
	s := full()
	s.Form.Models = nil
	for i := range 30 {
		s.Form.Models = append(s.Form.Models, input.File{Path: fmt.Sprintf("/home/lab/models/%02d-model.yaml", i+1)})
	}
	return s
}

// longPath has a file whose path has 300 characters.
func longPath(w *Window) session.Snapshot {
	path := "/home/lab" + strings.Repeat("/a-folder-in-a-folder", 15)[:291-len("/home/lab")] + "/long.yaml"
	w.view.unfolded[path] = true
	s := full()
	s.Form.Models = []input.File{{Path: path}}
	s.Form.DownloadDir = path
	return s
}

func longNamespace(*Window) session.Snapshot {
	s := full()
	name := strings.Repeat("namespace-", 7)[:64]
	s.Form.Target.Namespace = name
	s.Form.Tag = "lhr.ocir.io/" + name + "/test-model-ankit:v1"
	s.Form.User = name + "/lab.user@oracle.com"
	return s
}

// showing returns what scrolls the form until an object is at its top.
func showing(find func(w *Window) fyne.CanvasObject) func(w *Window) {
	return func(w *Window) {
		page := w.auxiliary.page
		at := fyne.CurrentApp().Driver().AbsolutePositionForObject
		page.Offset.Y = min(at(find(w)).Y-at(page.Content).Y, page.Content.Size().Height-page.Size().Height)
		page.Refresh()
	}
}

func files(w *Window) fyne.CanvasObject { return w.auxiliary.files.Container }

func more(w *Window) fyne.CanvasObject { return w.auxiliary.more.panel }

func lastModel(w *Window) fyne.CanvasObject { return w.auxiliary.files.rows[24].Container }

func primary(change func(w *Window, s *session.Snapshot)) func(w *Window) session.Snapshot {
	return func(w *Window) session.Snapshot {
		w.tabs.Choose(0)
		s := full()
		change(w, &s)
		return s
	}
}

func existing(change func(s *session.Snapshot)) shot {
	return shot{primary(func(w *Window, s *session.Snapshot) {
		s.Form.UseExisting, s.Next, s.Image = true, session.ActCheck, nil
		change(s)
	}), func(w *Window) { w.primary.page.ScrollToBottom() }}
}

// loggedFindings are what the console of a picture tells of.
var loggedFindings = []report.Finding{
	{Code: registry.CodeMayPush, Args: full().SignedIn.Finding.Args},
	{Code: contract.CodeOldTooling, Severity: report.Warning, Args: report.Args{"Version": "3.1.0", "Least": "4.2.0"}},
	{Code: registry.CodeDenied, Severity: report.Error, Args: full().SignedIn.Finding.Args},
	{Code: session.CodeTagReplaced, Args: report.Args{"Version": "v1"}},
}

// shots are the screens by name.
var shots = map[string]shot{
	"form-empty":       {draw: func(*Window) session.Snapshot { return empty() }},
	"form-empty-files": {func(*Window) session.Snapshot { return empty() }, showing(files)},
	"form-demo": {draw: func(w *Window) session.Snapshot {
		w.options.Demo = true
		w.build()
		w.options.Demo = false
		return full()
	}},
	"form-filled": {draw: func(*Window) session.Snapshot { return full() }},
	"form-folded": {draw: func(w *Window) session.Snapshot {
		w.view.folds = foldView{}
		return full()
	}},
	"lab-begun": {draw: func(*Window) session.Snapshot {
		s := empty()
		s.Preferences.FollowLab = true
		return s
	}},
	"lab-model": {draw: func(w *Window) session.Snapshot {
		w.labBegun()
		s := full()
		s.Preferences.FollowLab, s.Form.Models = true, nil
		return s
	}},
	"lab-done": {draw: func(w *Window) session.Snapshot {
		return w.labDone()
	}},
	"form-push-failed": {draw: func(*Window) session.Snapshot {
		s := published()
		s.Next, s.Image.Failed = session.ActPush, &session.Attempt{Tag: s.Form.Tag, At: time.Now()}
		return s
	}},
	"form-pushed": {draw: func(*Window) session.Snapshot { return published() }},
	"form-name-offered": {draw: func(*Window) session.Snapshot {
		s := full()
		s.Form.SetPart(form.FieldRepository, "test-model-Éloïse")
		return s
	}},
	"form-refused": {draw: func(w *Window) session.Snapshot {
		w.title.tried = session.ActCreate
		return empty()
	}},
	"form-filled-files": {func(*Window) session.Snapshot { return full() }, showing(files)},
	"form-federated": {draw: func(*Window) session.Snapshot {
		s := full()
		s.Form.UserForm, s.Form.Domain, s.Form.User = form.DomainUser, "Default", "tenancynamespace/Default/lab.user@oracle.com"
		s.Accounts = append(s.Accounts, accounts.Account{Host: "docker.io", User: "labuser"})
		s.SignedIn.Finding = report.Finding{Code: registry.CodeDenied, Severity: report.Error, Args: s.SignedIn.Finding.Args}
		s.SignedIn.Forms = []string{"tenancynamespace/lab.user@oracle.com", "tenancynamespace/oracleidentitycloudservice/lab.user@oracle.com"}
		return s
	}},
	"form-tools": {draw: func(*Window) session.Snapshot {
		s := full()
		s.Form.SignIn, s.SignedIn = form.ByTools, nil
		return s
	}},
	"form-docker-hub": {draw: func(*Window) session.Snapshot {
		s := full()
		s.Form.SetTag("labuser/test-model-ankit:v1")
		return s
	}},
	"form-wrong": {draw: func(*Window) session.Snapshot { return wrong() }},
	"form-wrong-files": {func(w *Window) session.Snapshot {
		w.view.unfolded[modelFile] = true
		return wrong()
	}, showing(files)},
	"form-wrong-more": {func(w *Window) session.Snapshot {
		w.view.more = true
		return wrong()
	}, showing(more)},
	"form-busy": {draw: func(*Window) session.Snapshot {
		s := full()
		s.SignedIn, s.Inspected = nil, session.Inspection{Running: true}
		s.Job = &session.Job{Action: session.ActCheckSignIn}
		return s
	}},
	"form-more": {func(w *Window) session.Snapshot {
		w.view.more = true
		s := full()
		s.Form.CustomBase, s.Form.BaseRef, s.Form.BaseDigest = true, "docker.io/library/busybox:latest", digest
		return s
	}, showing(more)},
	"form-thirty-models":  {thirty, showing(lastModel)},
	"form-long-path":      {longPath, showing(files)},
	"form-long-namespace": {draw: longNamespace},
	"region":              {draw: func(w *Window) session.Snapshot { w.auxiliary.target.region.open("ge"); return full() }},
	"region-other": {draw: func(w *Window) session.Snapshot {
		w.auxiliary.target.region.open("registry.example.com:5000")
		return full()
	}},
	"primary": {draw: primary(func(*Window, *session.Snapshot) {})},
	"primary-wrong": {draw: primary(func(_ *Window, s *session.Snapshot) {
		s.Form.PrimaryTag = wrong().Form.PrimaryTag
	})},
	"existing-empty":   existing(func(s *session.Snapshot) { s.Form.Tag = "" }),
	"existing-looking": existing(func(s *session.Snapshot) { s.Job = &session.Job{Action: session.ActLookUp} }),
	"existing-found": existing(func(s *session.Snapshot) {
		s.Image = &session.ImageSummary{Reference: s.Form.Tag, Digest: digest, Size: 27_600_000}
		s.Findings = []report.Finding{{Code: contract.CodeOldTooling, Severity: report.Warning, Args: report.Args{"Version": "3.1.0", "Least": "4.2.0"}}}
	}),
	"console-empty": {draw: func(w *Window) session.Snapshot { w.view.console = true; return full() }},
	"console": {draw: func(w *Window) session.Snapshot {
		w.view.console = true
		s := full()
		for i := range 40 {
			f := loggedFindings[i%len(loggedFindings)]
			s.Log = append(s.Log, session.Line{Time: time.Unix(int64(i), 0), Level: f.Severity, Text: words.Of(f).String()})
		}
		return s
	}},
}
