package session

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"auximage/app/accounts"
	"auximage/app/form"
	"auximage/imaging"
	"auximage/imaging/layer"
	"auximage/imaging/registry"
	"auximage/imaging/report"
	"auximage/imaging/transport"
)

// ready returns a session that wants nothing more for any action.
func ready(t *testing.T, e *fakeEngine) *Session {
	t.Helper()
	dir := t.TempDir()
	s := sessionIn(t, filepath.Join(dir, "settings"), e, &memory{})
	fill(t, s, dir)
	return s
}

func fill(t *testing.T, s *Session, dir string) {
	t.Helper()
	model, installer := filepath.Join(dir, "model.yaml"), filepath.Join(dir, "weblogic-deploy.zip")
	write(t, model, "domainInfo:\n  AdminUserName: '@@SECRET:__weblogic-credentials__:username@@'\n  AdminPassword: '@@SECRET:__weblogic-credentials__:password@@'\n")
	write(t, installer, "")
	s.Edit(func(f *form.Form) { f.SetTag(lab) })
	s.Edit(func(f *form.Form) { f.SetUser("ns/me") })
	s.Accounts().SetToken("token")
	s.AddFiles(model)
	s.Edit(func(f *form.Form) { f.WDT, f.Installer = form.WDTFile, installer })
}

func write(t *testing.T, path, content string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
}

// done starts an action and returns the snapshot with its outcome.
func done(t *testing.T, s *Session, a Action) Snapshot {
	t.Helper()
	if err := s.Start(a); err != nil {
		t.Fatal(err)
	}
	return until(t, s, func(snap Snapshot) bool { return snap.Outcome != nil })
}

func TestWhatAnActionLacksIsSaid(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		dir := t.TempDir()
		s := sessionIn(t, dir, &fakeEngine{}, &memory{})
		expect := func(a Action, code report.Code) {
			t.Helper()
			why := s.Snapshot().WhyNot[a]
			switch {
			case code == "" && why == nil:
			case why == nil || why.Code != code:
				t.Errorf("%s: %v, want %s", a, why, code)
			case !report.Has(s.Start(a), code):
				t.Errorf("%s starts all the same", a)
			}
		}
		expect(ActCreate, CodeNoTag)
		s.Edit(func(f *form.Form) { f.SetTag("lhr.ocir.io/ns/TEST:v1") })
		expect(ActCreate, "ocir.upper-case")
		s.Edit(func(f *form.Form) { f.SetTag(lab) })
		expect(ActCreate, "")
		s.Edit(func(f *form.Form) { f.WDT = form.WDTNone })
		expect(ActCreate, CodeNoModel)
		s.Edit(func(f *form.Form) { f.WDT = form.WDTLatest })
		s.AddFiles(filepath.Join(dir, "model.yaml"))
		expect(ActCreate, "")
		if err := s.Start(ActCreate); !report.Has(err, CodeNoFolder) {
			t.Errorf("without a folder: %v", err)
		}
		s.Edit(func(f *form.Form) { f.WDT = form.WDTFile })
		expect(ActCreate, CodeNoInstaller)
		s.Edit(func(f *form.Form) { f.WDT, f.CustomBase = form.WDTLatest, true })
		expect(ActCreate, CodeNoBase)
		s.Edit(func(f *form.Form) { f.BaseFile = filepath.Join(dir, "base.tar") })
		expect(ActCreate, "")
		expect(ActPush, CodeNoImage)
		s.Edit(func(f *form.Form) { f.SetUser("") })
		expect(ActCheckSignIn, CodeNoUser)
		s.Edit(func(f *form.Form) { f.SetUser("ns/") }) // the name is still to come
		expect(ActCheckSignIn, CodeNoUser)
		s.Edit(func(f *form.Form) { f.SetUser("ns/me") })
		expect(ActCheckSignIn, CodeNoToken)
		s.Accounts().SetToken("token")
		expect(ActCheckSignIn, "")
		s.Edit(func(f *form.Form) { f.UseExisting = true })
		expect(ActCreate, CodeExisting)
		if err := s.Start("dance"); !report.Has(err, CodeUnknownAction) {
			t.Errorf("an action that there is not: %v", err)
		}
	})
}

func TestCreateThenPush(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := ready(t, &fakeEngine{})
		if next := s.Snapshot().Next; next != ActCreate {
			t.Errorf("the next step is %s", next)
		}
		snap := done(t, s, ActCreate)
		if o := snap.Outcome; o.Err != nil || o.Create == nil || o.Create.Reference != lab || snap.Next != ActPush {
			t.Fatalf("%+v, next %s", o, snap.Next)
		}
		if snap.Form.BaseDigest != digest('b').String() {
			t.Error("the base's digest is not kept with the form")
		}
		s.Dismiss()
		snap = done(t, s, ActPush)
		if o := snap.Outcome; o.Err != nil || o.Receipt == nil || !snap.Image.Pushed {
			t.Fatalf("%+v", o)
		}
		if !strings.Contains(s.Deployment().Values().DomainYAML(), `image: "`+lab+"@"+digest('a').String()+`"`) {
			t.Error(s.Deployment().Values().DomainYAML())
		}
	})
}

func TestCreateAndPushHasOneOutcome(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := ready(t, &fakeEngine{})
		o := done(t, s, ActCreateAndPush).Outcome
		if o.Err != nil || o.Create == nil || o.Receipt == nil || o.ID != 1 {
			t.Errorf("%+v", o)
		}
	})
}

func TestWhatKeepsAnImageAndWhatDiscardsIt(t *testing.T) {
	for _, c := range []struct {
		name  string
		do    func(*Session)
		keeps bool
	}{
		{"another version keeps it", func(s *Session) { s.Edit(func(f *form.Form) { f.SetPart(form.FieldVersion, "v2") }) }, true},
		{"another user keeps it", func(s *Session) { s.Edit(func(f *form.Form) { f.SetUser("ns/you") }) }, true},
		{"another token keeps it", func(s *Session) { s.Accounts().SetToken("other") }, true},
		{"another download folder keeps it", func(s *Session) { s.Edit(func(f *form.Form) { f.DownloadDir = "/x" }) }, true},
		{"another file discards it", func(s *Session) { s.AddFiles("more.yaml") }, false},
		{"another owner discards it", func(s *Session) { s.Edit(func(f *form.Form) { f.OwnerUser = "5" }) }, false},
		{"another base discards it", func(s *Session) { s.Edit(func(f *form.Form) { f.CustomBase, f.BaseRef = true, "x:1" }) }, false},
		{"another installer discards it", func(s *Session) { s.Edit(func(f *form.Form) { f.Installer = "/x.zip" }) }, false},
		{"a label discards it", func(s *Session) { s.Edit(func(f *form.Form) { f.Labels = map[string]string{"a": "b"} }) }, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s := ready(t, &fakeEngine{})
				done(t, s, ActCreate)
				c.do(s)
				if kept := s.Snapshot().Image != nil; kept != c.keeps {
					t.Errorf("kept: %t", kept)
				}
			})
		})
	}
}

func TestAfterARestartPushMakesTheImageAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		dir, ring := t.TempDir(), &memory{}
		s := sessionIn(t, filepath.Join(dir, "settings"), &fakeEngine{}, ring)
		fill(t, s, dir)
		signIn(t, s, accounts.InKeyring)
		done(t, s, ActCreate)
		_ = s.Close()

		var base string
		e := &fakeEngine{create: func(_ context.Context, p imaging.Plan, _ *imaging.Client) (*imaging.Image, []report.Finding, error) {
			base = p.Base.Digest
			return &imaging.Image{Digest: digest('a'), BaseDigest: digest('b')}, nil, nil
		}}
		s = sessionIn(t, filepath.Join(dir, "settings"), e, ring)
		snap := until(t, s, func(snap Snapshot) bool { return snap.TokenKept == accounts.InKeyring })
		if snap.Next != ActPush || snap.Image == nil {
			t.Fatalf("the next step is %s", snap.Next)
		}
		if o := done(t, s, ActPush).Outcome; o.Err != nil || o.Receipt == nil {
			t.Errorf("%+v", o)
		}
		if base != digest('b').String() {
			t.Errorf("the base was not the one before: %q", base)
		}
	})
}

func TestAFindingThatIsAnErrorMeansNoImage(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		bad := report.Finding{Code: "model.syntax", Severity: report.Error}
		s := ready(t, &fakeEngine{create: func(context.Context, imaging.Plan, *imaging.Client) (*imaging.Image, []report.Finding, error) {
			return nil, []report.Finding{{Code: "model.unused"}, bad}, nil
		}})
		snap := done(t, s, ActCreate)
		if !report.Has(snap.Outcome.Err, bad.Code) || snap.Image != nil || len(snap.Findings) != 2 {
			t.Errorf("%+v, %v", snap.Outcome, snap.Findings)
		}
	})
}

func TestStopEndsAJobAndNothingElseStartsMeanwhile(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := ready(t, &fakeEngine{create: func(ctx context.Context, _ imaging.Plan, _ *imaging.Client) (*imaging.Image, []report.Finding, error) {
			<-ctx.Done()
			return nil, nil, ctx.Err()
		}})
		if err := s.Start(ActCreate); err != nil {
			t.Fatal(err)
		}
		if err := s.Start(ActPush); !report.Has(err, CodeBusy) {
			t.Errorf("a second job: %v", err)
		}
		s.Stop()
		s.Stop()
		snap := until(t, s, func(snap Snapshot) bool { return snap.Outcome != nil })
		if !snap.Outcome.Stopped || snap.Job != nil {
			t.Errorf("%+v", snap.Outcome)
		}
	})
}

func TestASecretInClearMustBeAcceptedBeforeAPush(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := ready(t, &fakeEngine{})
		path := s.Snapshot().Form.Models[0].Path
		write(t, path, "domainInfo:\n  AdminUserName: weblogic\n  AdminPassword: Welcome1\n")
		variables := filepath.Join(filepath.Dir(path), "model.properties")
		write(t, variables, "a=b\n")
		s.AddFiles(variables)
		snap := until(t, s, func(snap Snapshot) bool { return slices.ContainsFunc(snap.FileNotes[path], Dangerous) })
		done(t, s, ActCreate)
		why := s.Snapshot().WhyNot[ActPush]
		if why == nil || why.Code != CodeNotAccepted {
			t.Fatalf("the push is held up by %v; notes %v", why, snap.FileNotes)
		}
		for _, f := range snap.FileNotes[path] {
			if Dangerous(f) {
				s.Accept(f, true)
			}
		}
		if why := s.Snapshot().WhyNot[ActPush]; why != nil {
			t.Errorf("accepted, and still %v", why)
		}
	})
}

func TestPlainHTTPIsAskedForOnceAndRemembered(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		tries := 0
		s := ready(t, &fakeEngine{push: func(_ context.Context, image *imaging.Image, tag string, client *imaging.Client) (imaging.Receipt, error) {
			if tries++; !client.Transport.Plain("localhost:5001") {
				return imaging.Receipt{}, report.Fault(transport.CodePlainHTTP, nil, report.Args{"Host": "localhost:5001"})
			}
			return imaging.Receipt{}, nil
		}})
		done(t, s, ActCreate)
		s.Dismiss()
		if err := s.Start(ActPush); err != nil {
			t.Fatal(err)
		}
		snap := until(t, s, func(snap Snapshot) bool { return snap.Question != nil })
		s.Answer(snap.Question.ID, ChooseAllow)
		snap = until(t, s, func(snap Snapshot) bool { return snap.Outcome != nil })
		if snap.Outcome.Err != nil || len(snap.Preferences.PlainHTTP) != 1 {
			t.Errorf("%+v, %v", snap.Outcome, snap.Preferences.PlainHTTP)
		}
		if done(t, s, ActPush); tries != 3 {
			t.Errorf("%d tries", tries)
		}
	})
}

func TestASourceFileThatChangedDiscardsTheImage(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := ready(t, &fakeEngine{push: func(context.Context, *imaging.Image, string, *imaging.Client) (imaging.Receipt, error) {
			return imaging.Receipt{}, report.Fault(layer.CodeChanged, nil, nil)
		}})
		done(t, s, ActCreate)
		s.Dismiss()
		if snap := done(t, s, ActPush); snap.Image != nil || snap.Next != ActCreate {
			t.Error("the image is still at hand")
		}
	})
}

func TestACreateThatBeganForAFaultyFileWasNotRefusedForItsFolder(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		dir := t.TempDir()
		s := sessionIn(t, filepath.Join(dir, "settings"), &fakeEngine{}, &memory{})
		path := filepath.Join(dir, "wages.yaml")
		write(t, path, "topology:\n  Name: [wages\n")
		s.Edit(func(f *form.Form) { f.SetTag(lab) })
		s.AddFiles(path)
		until(t, s, func(snap Snapshot) bool { return snap.FaultyFile() != nil })
		if snap := s.Snapshot(); !snap.Form.WantsFolder(false) || snap.Form.DownloadDir != "" {
			t.Fatalf("the form wants no folder: %+v", snap.Form)
		}
		if err := s.Start(ActCreate); err != nil {
			t.Errorf("it began, and said %v", err)
		}
		if o := until(t, s, func(snap Snapshot) bool { return snap.Outcome != nil }).Outcome; report.Has(o.Err, CodeNoFolder) {
			t.Errorf("it ended in %v, want the fault in the file", o.Err)
		}
	})
}

func TestARefusedSignInOffersTheOtherForms(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := ready(t, &fakeEngine{checked: report.Finding{Code: registry.CodeRefused, Severity: report.Error}})
		if err := s.Start(ActCheckSignIn); err != nil {
			t.Fatal(err)
		}
		snap := until(t, s, func(snap Snapshot) bool { return snap.SignedIn != nil && snap.Job == nil })
		if len(snap.SignedIn.Forms) == 0 {
			t.Errorf("%+v", snap.SignedIn)
		}
		s.Edit(func(f *form.Form) { f.SetUserForm(form.FederatedUser) })
		if s.Snapshot().SignedIn != nil {
			t.Error("the result stands though the user is another")
		}
	})
}

func TestProgressShowsRateAndTimeLeft(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		step := make(chan struct{})
		s := ready(t, &fakeEngine{create: func(ctx context.Context, _ imaging.Plan, client *imaging.Client) (*imaging.Image, []report.Finding, error) {
			for i := range int64(4) {
				client.Progress(report.Progress{Phase: report.Hash, Item: "a", Done: i * 1000, Total: 10000})
				<-time.After(time.Second)
			}
			client.Progress(report.Progress{Phase: report.Hash, Item: "a", State: report.Waiting, Until: time.Now().Add(9 * time.Second), Cause: &report.Finding{Code: "registry.throttled"}})
			<-step
			return nil, nil, errors.New("enough")
		}})
		if err := s.Start(ActCreate); err != nil {
			t.Fatal(err)
		}
		snap := until(t, s, func(snap Snapshot) bool { return snap.Job != nil && snap.Job.Done == 3000 })
		if j := snap.Job; j.Rate < 900 || j.Rate > 1100 || j.Left < 6*time.Second || j.Left > 8*time.Second {
			t.Errorf("%.0f bytes a second, %s left", j.Rate, j.Left)
		}
		snap = until(t, s, func(snap Snapshot) bool { return snap.Job != nil && snap.Job.Waiting != nil })
		if snap.Job.Waiting.Cause.Code != "registry.throttled" {
			t.Errorf("%+v", snap.Job.Waiting)
		}
		close(step)
		until(t, s, func(snap Snapshot) bool { return snap.Outcome != nil })
	})
}

func TestAServerThatTakesNoByteIsSaidToAndNotHowFastItWas(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		end := make(chan struct{})
		s := ready(t, &fakeEngine{create: func(_ context.Context, _ imaging.Plan, client *imaging.Client) (*imaging.Image, []report.Finding, error) {
			for i := range int64(4) {
				client.Progress(report.Progress{Phase: report.Hash, Item: "a", Done: i * 1000, Total: 10000})
				<-time.After(time.Second)
			}
			<-end
			return nil, nil, errors.New("enough")
		}})
		if err := s.Start(ActCreate); err != nil {
			t.Fatal(err)
		}
		begun := until(t, s, func(snap Snapshot) bool { return snap.Job != nil && snap.Job.Done == 3000 }).Job
		if begun.Still != 0 || begun.Rate == 0 {
			t.Errorf("it moves, at %.0f bytes a second, and has stood still for %s", begun.Rate, begun.Still)
		}
		for _, passed := range []time.Duration{4 * time.Second, 26 * time.Second} {
			<-time.After(passed)
			synctest.Wait()
			j := s.Snapshot().Job
			if moving := passed < rateOver; (j.Still == 0) != moving || (j.Rate > 0) != moving || j.Rate >= begun.Rate {
				t.Errorf("%s later it is at %.0f bytes a second, %s left, and has stood still for %s", passed, j.Rate, j.Left, j.Still)
			}
		}
		close(end)
		until(t, s, func(snap Snapshot) bool { return snap.Outcome != nil })
	})
}

func TestTheConsoleSaysEachBeginningEndAndWaitOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		told := func(phase report.Phase, item string, state report.State, done int64) report.Progress {
			return report.Progress{Phase: phase, Item: item, State: state, Done: done, Total: 2000}
		}
		wait := told(report.Upload, "archives", report.Waiting, 1000)
		wait.Until = time.Now().Add(9 * time.Second)
		s := ready(t, &fakeEngine{push: func(_ context.Context, _ *imaging.Image, _ string, client *imaging.Client) (imaging.Receipt, error) {
			for _, p := range []report.Progress{
				{Phase: report.SignIn}, {Phase: report.SignIn, State: report.Finished},
				told(report.Upload, "archives", report.Running, 0), told(report.Upload, "base", report.Present, 0),
				told(report.Upload, "archives", report.Running, 1000), wait, wait,
				told(report.Upload, "archives", report.Running, 1000), told(report.Upload, "archives", report.Finished, 2000),
			} {
				client.Progress(p)
			}
			return imaging.Receipt{}, nil
		}})
		done(t, s, ActCreate)
		s.Dismiss()
		before := len(s.Snapshot().Log)
		var said []string
		for _, line := range done(t, s, ActPush).Log[before:] {
			said = append(said, line.Text)
		}
		want := []string{
			"Signing in", "Pushing the layers", "Pushing the layers: Base image, there already",
			"Pushing the layers: waiting 9\u00a0s.", "Pushing the layers: Archives, 2\u00a0kB",
		}
		if len(said) < len(want) || !slices.Equal(said[:len(want)], want) {
			t.Errorf("%q", said)
		}
	})
}

func TestCloseStopsTheJob(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ended := false
		s := ready(t, &fakeEngine{create: func(ctx context.Context, _ imaging.Plan, _ *imaging.Client) (*imaging.Image, []report.Finding, error) {
			<-ctx.Done()
			ended = true
			return nil, nil, ctx.Err()
		}})
		if err := s.Start(ActCreate); err != nil {
			t.Fatal(err)
		}
		if err := s.Close(); err != nil || !ended {
			t.Errorf("%v, ended %t", err, ended)
		}
	})
}
