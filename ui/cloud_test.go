package ui

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"auximage/app/cloud"
	"auximage/app/cmdline"
	"auximage/app/form"
	"auximage/app/session"
	"auximage/imaging/registry"
	"auximage/imaging/report"
	"auximage/imaging/testkit"
	"auximage/imaging/transport"
	"auximage/ui/kit"
)

// clouded is a window of somebody with a profile of Oracle Cloud.
func clouded(t *testing.T) *Window {
	t.Helper()
	services := &testkit.OracleCloud{
		Tenancy: "ocid1.tenancy.oc1..t", User: "ocid1.user.oc1..u", Namespace: "tenancynamespace", Name: "lab.user@example.com",
		Regions: []string{"LHR uk-london-1", "XYZ xx-newplace-1"}, Repositories: []string{"test-model-a", "test-model-b"}, AuthTokens: []string{"laptop"}, Token: "the-registrys-own",
	}
	t.Setenv("OCI_CLI_CONFIG_FILE", services.Enrol(t, t.TempDir(), "uk-london-1"))
	site := testkit.NewSite(t, "Oracle Cloud, imitated")
	site.Serve(services, append(testkit.ServiceHosts("uk-london-1"), "lhr.ocir.io")...)
	w := opened(t)
	if err := w.session.SetPreferences(t.Context(), session.Preferences{ProxyMode: transport.OwnProxy, ProxyURL: site.ProxyURL(), CAFile: site.CAFile()}); err != nil {
		t.Fatal(err)
	}
	return w
}

// asks goes through the dialog to its answer.
func (w *Window) asks(t *testing.T) {
	t.Helper()
	openCloud(w)
	test.Tap(w.button("Ask"))
	w.eventually(t, "the answer is shown", func(session.Snapshot) bool { return w.button("Close") != nil })
}

// button returns the button of the top dialog with a label, nil when there is none.
func (w *Window) button(label string) (found *kit.Button) {
	if d := w.dialogs.Top(); d != nil {
		all := test.LaidOutObjects(d.Body)
		for _, b := range d.Buttons {
			all = append(all, b)
		}
		for _, o := range all {
			if b, ok := o.(*kit.Button); ok && b.Text == label {
				found = b
			}
		}
	}
	return found
}

func TestAProfileOfOracleCloudFillsWhatIsEmpty(t *testing.T) {
	w := clouded(t)
	w.asks(t)
	f := w.session.Snapshot().Form
	if got, want := f.Target.Host+" "+f.Target.Namespace+" "+f.User, "lhr.ocir.io tenancynamespace tenancynamespace/lab.user@example.com"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	w.session.Edit(func(f *form.Form) { f.SetPart(form.FieldRepository, "test-model-a") })
	test.Tap(w.button("Sign in with the registry's own token"))
	w.eventually(t, "the registry's token is taken", func(s session.Snapshot) bool { return s.Form.User == "BEARER_TOKEN" && !s.Form.KeepToken })
}

func TestWhatWasTypedStaysAndTheDifferenceIsAClick(t *testing.T) {
	w := clouded(t)
	w.session.Edit(func(f *form.Form) { f.SetPart(form.FieldNamespace, "another") })
	w.asks(t)
	if got := w.session.Snapshot().Form.Target.Namespace; got != "another" {
		t.Errorf("got %q, want what was typed", got)
	}
	test.Tap(w.button("Use"))
	if got := w.session.Snapshot().Form.Target.Namespace; got != "tenancynamespace" {
		t.Errorf("got %q, want what was taken", got)
	}
}

func TestARegionIsChosenAmongThoseOfTheTenancyOneOfNoTableByItsKey(t *testing.T) {
	w := clouded(t)
	w.asks(t)
	var choice *kit.Dropdown
	for _, o := range test.LaidOutObjects(w.dialogs.Top().Body) {
		if d, ok := o.(*kit.Dropdown); ok && choice == nil {
			choice = d
		}
	}
	if choice == nil {
		t.Fatal("no region can be chosen")
	}
	choice.SetSelected("xx-newplace-1 – xyz.ocir.io")
	if got := w.session.Snapshot().Form.Target.Host; got != "xyz.ocir.io" {
		t.Errorf("got %q, want the registry by the region's key", got)
	}
}

func TestAllDifferencesAreTakenByOneClick(t *testing.T) {
	w := clouded(t)
	w.session.Edit(func(f *form.Form) { f.SetPart(form.FieldRegion, "fra.ocir.io") })
	w.session.Edit(func(f *form.Form) { f.SetPart(form.FieldNamespace, "another") })
	w.session.Edit(func(f *form.Form) { f.SetUser("another/somebody") })
	w.asks(t)
	test.Tap(w.button("Use all"))
	f := w.session.Snapshot().Form
	if got, want := f.Target.Host+" "+f.User, "lhr.ocir.io tenancynamespace/lab.user@example.com"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestWhenTheCloudHasFilledTheFormTheImagesNameComesNext(t *testing.T) {
	w := clouded(t)
	w.asks(t)
	test.Tap(w.button("Sign in with the registry's own token"))
	w.eventually(t, "the repository has the focus", func(session.Snapshot) bool { return w.auxiliary.target.repository.entry.HasFocus })
	test.Type(w.auxiliary.target.repository.entry, "test-model-ankit:v1")
	if line := cmdline.Write(w.session.Snapshot(), cmdline.Bash); !strings.Contains(line, "--oci-profile DEFAULT") || strings.Contains(line, "--user") || strings.Contains(line, "--password") {
		t.Errorf("the command that does the same signs in otherwise:\n%s", line)
	}
	if got, want := w.session.Snapshot().Form.Tag, "lhr.ocir.io/tenancynamespace/test-model-ankit:v1"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestRepositoriesThatAreThereAreOfferedWhileTheNameIsTyped(t *testing.T) {
	w := clouded(t)
	w.asks(t)
	test.Tap(w.button("Close"))
	there := w.auxiliary.target.there
	if !there.Visible() || !slices.Equal(there.names, []string{"test-model-a", "test-model-b"}) {
		t.Fatalf("there are %q, visible %t", there.names, there.Visible())
	}
	test.Type(w.auxiliary.target.repository.entry, "-B")
	w.redraw()
	if !slices.Equal(there.names, []string{"test-model-b"}) {
		t.Errorf("of -B there are %q", there.names)
	}
	for _, o := range test.LaidOutObjects(there.Container) {
		if b, ok := o.(*kit.Button); ok && b.Text == "test-model-b" {
			test.Tap(b)
		}
	}
	if got := w.session.Snapshot().Form.Target.Repository; got != "test-model-b" || there.Visible() {
		t.Errorf("got %q, the others visible %t", got, there.Visible())
	}
}

func TestWhatOracleCloudAdvisesCanBeCopied(t *testing.T) {
	w := opened(t)
	s := w.session.Snapshot()
	s.SignedIn = &session.SignInCheck{
		Finding: report.Finding{Code: registry.CodeDenied, Severity: report.Error},
		Advice:  []report.Finding{{Code: cloud.CodePolicy, Severity: report.Warning, Args: report.Args{"Policy": "Allow group GROUP to use repos in tenancy"}}},
	}
	advice := w.auxiliary.signIn.advice
	advice.draw(s)
	for _, o := range test.LaidOutObjects(advice.Container) {
		if b, ok := o.(*kit.Button); ok {
			test.Tap(b)
		}
	}
	if got := w.app.Clipboard().Content(); got != "Allow group GROUP to use repos in tenancy" {
		t.Errorf("got %q in the clipboard", got)
	}
	s.SignedIn = nil
	if advice.draw(s); advice.Visible() {
		t.Error("it stays though another sign-in is in the form")
	}
}

func TestWhatIsAdvisedAboutARefusedPushIsTakenByAClick(t *testing.T) {
	w := opened(t)
	s := w.session.Snapshot()
	s.Outcome = &session.Outcome{ID: 1, Action: session.ActPush, Step: session.ActPush, Err: report.Finding{Code: registry.CodeRefused, Severity: report.Error},
		Advice: []report.Finding{{Code: cloud.CodeOtherUser, Severity: report.Warning, Args: report.Args{"Has": "ns/somebody", "Want": "ns/lab.user@oracle.com"}}}}
	w.draw(s)
	use := w.button("Use")
	if use == nil {
		t.Fatal("the dialog does not offer it")
	}
	test.Tap(use)
	if got := w.session.Snapshot().Form.User; got != "ns/lab.user@oracle.com" {
		t.Errorf("got %q, want what was advised", got)
	}
}
