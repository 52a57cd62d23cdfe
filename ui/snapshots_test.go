package ui

import (
	"time"

	"auximage/app/accounts"
	"auximage/app/form"
	"auximage/app/session"
	"auximage/imaging"
	"auximage/imaging/input"
	"auximage/imaging/model"
	"auximage/imaging/ocir"
	"auximage/imaging/registry"
	"auximage/imaging/report"
)

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

// productionChanged is what somebody did to it.
func productionChanged() *imaging.Difference {
	return &imaging.Difference{
		Attributes: []imaging.AttributeChange{{Attribute: imaging.AttributeWDT, Before: "4.4.6", After: "4.4.7"}},
		Values: []model.Change{
			{Path: "topology:/Server/admin-server/ListenPort", Kind: model.Changed, Before: "7001", After: "7002"},
			{Path: "topology:/Server/ms1/Cluster", Kind: model.Added, After: "cluster-1"},
			{Path: "resources:/MailSession/m/JNDIName", Kind: model.Removed, Before: "mail/m"},
		},
		Texts: []imaging.TextChange{{Name: "model.yaml", Kind: model.Changed,
			Before: "topology:\n  Server:\n    admin-server:\n      ListenPort: 7001\n", After: "topology:\n  Server:\n    admin-server:\n      ListenPort: 7002\n"}},
		Archives: []imaging.ArchiveChange{{Name: "archive.zip", Kind: model.Changed, Entries: []imaging.EntryChange{
			{Name: "wlsdeploy/applications/hello.war", Kind: model.Changed, Before: 4_100_000, After: 4_180_000},
		}}},
	}
}
