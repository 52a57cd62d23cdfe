package ui

import (
	"maps"
	"time"

	"fyne.io/fyne/v2"

	"auximage/app/cloud"
	"auximage/app/form"
	"auximage/app/session"
	"auximage/app/words"
	"auximage/imaging/registry"
	"auximage/imaging/report"
)

// cloudShots are the screens of somebody with a profile of Oracle Cloud.
var cloudShots = map[string]shot{
	"cloud-answer": opening(func(w *Window) {
		d := &cloudDialog{win: w, title: words.L("Fill in from Oracle Cloud")}
		d.show(answered(), []form.Proposal{
			{Field: form.FieldNamespace, Has: "another", Want: "tenancynamespace"},
			{Field: form.FieldUser, Has: "another/lab.user@oracle.com", Want: "tenancynamespace/lab.user@oracle.com"},
		})
	}),
	"form-cloud": {draw: func(*Window) session.Snapshot {
		s := full()
		s.Form.SetPart(form.FieldRepository, "test")
		s.Repositories = []string{"test-model-a", "test-model-b", "test-model-with-a-long-name-of-its-own", "other/test", "more-tests", "tests-of-last-year"}
		return s
	}},
	"push-denied-advice": working(func(s *session.Snapshot) {
		s.Outcome = &session.Outcome{ID: 1, Action: session.ActPush, Err: report.Finding{Code: registry.CodeDenied, Severity: report.Error, Args: s.SignedIn.Finding.Args},
			Advice: advised(nil).SignedIn.Advice}
	}),
	"form-cloud-advice": {advised, showing(func(w *Window) fyne.CanvasObject { return w.auxiliary.signIn.Container })},
}

func init() { maps.Copy(shots, cloudShots) }

// answered is what Oracle Cloud says of a tenancy in which not all may be seen.
func answered() session.CloudAnswer {
	no := false
	return session.CloudAnswer{
		Host: "lhr.ocir.io",
		Facts: cloud.Facts{
			Region: "uk-london-1", Namespace: "tenancynamespace", User: "lab.user@oracle.com", CreatesFirst: &no,
			Regions:      []cloud.Region{{Key: "lhr", ID: "uk-london-1", Home: true}, {Key: "fra", ID: "eu-frankfurt-1"}},
			Repositories: []string{"test-model-a"},
			AuthTokens:   []cloud.AuthToken{{Created: time.Date(2026, 4, 1, 9, 0, 0, 0, time.UTC), Active: true}},
		},
		Found: []report.Finding{{Code: cloud.CodeNoRight, Severity: report.Warning, Args: report.Args{"Host": "artifacts.uk-london-1.oci.oraclecloud.com"},
			Exchange: &report.Exchange{Method: "GET", Host: "artifacts.uk-london-1.oci.oraclecloud.com", Status: 404, RequestID: "A1B2C3"}}},
	}
}

// advised is a form whose sign-in was denied, with all that the cloud may advise.
func advised(*Window) session.Snapshot {
	s := full()
	s.SignedIn.Finding = report.Finding{Code: registry.CodeDenied, Severity: report.Error, Args: s.SignedIn.Finding.Args}
	say := func(code report.Code, args report.Args) {
		s.SignedIn.Advice = append(s.SignedIn.Advice, report.Finding{Code: code, Severity: report.Warning, Args: args})
	}
	say(cloud.CodeOtherNamespace, report.Args{"Has": "another", "Want": "tenancynamespace"})
	say(cloud.CodeNoRepository, report.Args{"Repository": "test-model-ankit", "Region": "uk-london-1"})
	say(cloud.CodePolicy, report.Args{"Policy": "Allow group GROUP to manage repos in tenancy"})
	return s
}
