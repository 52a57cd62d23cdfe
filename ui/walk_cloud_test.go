package ui

import (
	"net/http"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"auximage/app/form"
	"auximage/app/session"
	"auximage/app/words"
	"auximage/imaging/testkit"
)

// cloud is somebody with a profile of Oracle Cloud, to whom the registry is denied.
func (g *gallery) cloud(t *testing.T) {
	p, l := g.lab(t)
	t.Setenv("OCI_CLI_CONFIG_FILE", l.services.Enrol(t, filepath.Dir(p.writes(".oci/README", "")), "uk-london-1"))
	l.services.Refuse = map[string]testkit.Refusal{"/20160918/users/" + l.services.User + "/authTokens": {Status: http.StatusNotFound, Code: "NotAuthorizedOrNotFound", Message: "Authorization failed or requested resource not found."}}
	p.fills(func(f *form.Form) { f.SetPart(form.FieldNamespace, "another") }, func(f *form.Form) { f.SetUser("another/somebody@oracle.com") })
	profiles, err := session.CloudProfiles()
	if err != nil || len(profiles) == 0 {
		t.Fatalf("%d profiles (%v)", len(profiles), err)
	}
	answer, err := p.s.Cloud().Ask(t.Context(), profiles[0].Profile, "", "")
	if err != nil {
		t.Fatal(err)
	}
	others := answer.Proposals(p.s.Snapshot().Form)
	p.sees("cloud-answer", func(w *Window) {
		d := &cloudDialog{win: w, title: words.L("Fill in from Oracle Cloud")}
		d.show(answer, others)
	})

	l.spoil(func(r *http.Request) testkit.Fault {
		if r.Host == "lhr.ocir.io" && r.Method == http.MethodPost && strings.HasSuffix(r.URL.Path, "/uploads/") {
			return testkit.Fault{Kind: testkit.Answer, Status: http.StatusForbidden, Body: `{"errors":[{"code":"DENIED","message":"requested access to the resource is denied"}]}`}
		}
		return testkit.Fault{}
	})
	p.s.Accounts().SetToken("token")
	p.begins(session.ActCheckSignIn)
	p.ends()
	p.dismisses()
	if s := p.s.Snapshot(); s.SignedIn == nil || len(s.SignedIn.Advice) < 2 {
		t.Fatalf("nothing is advised: %+v", s.SignedIn)
	}
	p.sees("form-cloud-advice", showing(func(w *Window) fyne.CanvasObject { return w.auxiliary.signIn.Container }))
	p.begins(session.ActCreateAndPush)
	if o := p.ends(); o.Err == nil || len(o.Advice) == 0 {
		t.Fatalf("the push ended with %v, and is advised %v", o.Err, o.Advice)
	}
	p.sees("push-denied-advice")
	p.dismisses()
	p.fills(func(f *form.Form) { f.SetPart(form.FieldNamespace, "tenancynamespace") }, func(f *form.Form) { f.SetPart(form.FieldRepository, "test") })
	p.until("repositories are offered", func(s session.Snapshot) bool { return len(s.Repositories) > 3 })
	p.sees("form-cloud")
}
