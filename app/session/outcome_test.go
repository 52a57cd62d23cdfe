package session

import (
	"context"
	"strings"
	"testing"
	"testing/synctest"

	"auximage/app/form"
	"auximage/app/words"
	"auximage/imaging"
	"auximage/imaging/model"
	"auximage/imaging/registry"
	"auximage/imaging/report"
	"auximage/imaging/transport"
)

func TestCreateAndPushNamesTheStepThatFailed(t *testing.T) {
	no := report.Finding{Code: registry.CodeDenied, Severity: report.Error}
	for name, c := range map[string]struct {
		engine *fakeEngine
		want   Action
	}{
		"the creation": {&fakeEngine{create: func(context.Context, imaging.Plan, *imaging.Client) (*imaging.Image, []report.Finding, error) {
			return nil, nil, no
		}}, ActCreate},
		"the push": {&fakeEngine{push: func(context.Context, *imaging.Image, string, *imaging.Client) (imaging.Receipt, error) {
			return imaging.Receipt{}, no
		}}, ActPush},
		"nothing": {&fakeEngine{}, ActPush},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				if got := done(t, ready(t, c.engine), ActCreateAndPush).Outcome; got.Step != c.want {
					t.Errorf("got %s, want %s: %v", got.Step, c.want, got.Err)
				}
			})
		})
	}
}

func TestOtherFormsOfTheNameAreForARefusalByAnOracleHost(t *testing.T) {
	for name, c := range map[string]struct {
		tag   string
		code  report.Code
		forms bool
	}{
		"a refusal by Oracle's registry":  {lab, registry.CodeRefused, true},
		"a refusal by another registry":   {"ghcr.io/ns/x:v1", registry.CodeRefused, false},
		"no way to Oracle's registry":     {lab, transport.CodeRefused, false},
		"no right at Oracle's repository": {lab, registry.CodeDenied, false},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s := ready(t, &fakeEngine{checked: report.Finding{Code: c.code, Severity: report.Error}})
				s.Edit(func(f *form.Form) { f.SetTag(c.tag) })
				s.Edit(func(f *form.Form) { f.SetUser("ns/me") })
				s.Accounts().SetToken("token")
				snap := done(t, s, ActCheckSignIn)
				if snap.SignedIn == nil || (len(snap.SignedIn.Forms) > 0) != c.forms {
					t.Errorf("got %+v, want forms: %t", snap.SignedIn, c.forms)
				}
			})
		})
	}
}

func TestAPushedFormHasNothingToDoUntilItChanges(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := ready(t, &fakeEngine{})
		snap := done(t, s, ActCreateAndPush)
		if i := snap.Image; snap.Next != "" || !i.Pushed || i.Reference != lab || i.Digest != digest('a').String() || i.PushedAt.IsZero() {
			t.Fatalf("got %q shining and %+v", snap.Next, snap.Image)
		}
		s.Edit(func(f *form.Form) { f.SetPart(form.FieldVersion, "v2") })
		if got := s.Snapshot().Next; got != ActPush {
			t.Errorf("another tag: got %q shining, want %s", got, ActPush)
		}
		s.Edit(func(f *form.Form) { f.SetPart(form.FieldVersion, "v1") })
		if got := s.Snapshot().Next; got != "" {
			t.Errorf("the tag again: got %q shining", got)
		}
		s.Edit(func(f *form.Form) { f.OwnerUser = "5" })
		if got := s.Snapshot().Next; got != ActCreate {
			t.Errorf("another content: got %q shining, want %s", got, ActCreate)
		}
	})
}

func TestATagThatWasPushedToBeforeIsPushed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := ready(t, &fakeEngine{})
		done(t, s, ActCreateAndPush)
		s.Dismiss()
		s.Edit(func(f *form.Form) { f.SetPart(form.FieldVersion, "v2") })
		done(t, s, ActPush)
		s.Dismiss()
		s.Edit(func(f *form.Form) { f.SetTag(lab) })
		if snap := s.Snapshot(); snap.Next != "" || !snap.Image.Pushed || snap.Image.Reference != lab || snap.Image.PushedAt.IsZero() {
			t.Errorf("got %q shining and %+v", snap.Next, snap.Image)
		}
		s.Edit(func(f *form.Form) { f.SetPart(form.FieldVersion, "v3") })
		if snap := s.Snapshot(); snap.Next != ActPush || snap.Image.Pushed && snap.Image.Reference == s.Snapshot().Form.Tag {
			t.Errorf("another version: got %q shining and %+v", snap.Next, snap.Image)
		}
	})
}

func TestAPushThatFailsIsTheLastWordOnWhatWasPushedBefore(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		refused := report.Finding{Code: registry.CodeRefused, Severity: report.Error}
		e := &fakeEngine{}
		s := ready(t, e)
		done(t, s, ActCreateAndPush)
		s.Dismiss()
		push := e.push
		e.push = func(context.Context, *imaging.Image, string, *imaging.Client) (imaging.Receipt, error) {
			return imaging.Receipt{}, refused
		}
		snap := done(t, s, ActPush)
		if failed := snap.Image.FailedTo(lab); snap.Next != ActPush || failed == nil || failed.At.IsZero() {
			t.Fatalf("refused: got %q shining and %+v", snap.Next, snap.Image)
		}
		s.Dismiss()
		if snap = done(t, s, ActCreate); snap.Next != ActPush {
			t.Errorf("the same image made again: got %q shining", snap.Next)
		}
		s.Dismiss()
		e.push = push
		if snap = done(t, s, ActPush); snap.Next != "" || snap.Image.FailedTo(lab) != nil {
			t.Errorf("pushed at last: got %q shining and %+v", snap.Next, snap.Image)
		}
	})
}

func TestAPushThatAPersonStoppedIsNoFailure(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		e := &fakeEngine{push: func(ctx context.Context, _ *imaging.Image, _ string, _ *imaging.Client) (imaging.Receipt, error) {
			<-ctx.Done()
			return imaging.Receipt{}, ctx.Err()
		}}
		s := ready(t, e)
		if err := s.Start(ActCreateAndPush); err != nil {
			t.Fatal(err)
		}
		synctest.Wait()
		s.Stop()
		synctest.Wait()
		snap := s.Snapshot()
		if at := snap.Image.FailedTo(lab); snap.Outcome == nil || !snap.Outcome.Stopped || at == nil || !at.Stopped || snap.Next != ActPush {
			t.Errorf("%+v, %+v, %q shining", snap.Outcome, at, snap.Next)
		}
	})
}

func TestWhatACheckSaidOfTheRepositoryIsPastAfterAPush(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := ready(t, &fakeEngine{})
		done(t, s, ActCreate)
		s.Dismiss()
		if snap := done(t, s, ActCheckSignIn); snap.SignedIn == nil {
			t.Fatal("the check came to nothing")
		}
		s.Dismiss()
		if snap := done(t, s, ActPush); snap.Outcome.Err != nil || snap.SignedIn != nil {
			t.Errorf("%v, and it still says %+v", snap.Outcome.Err, snap.SignedIn)
		}
	})
}

func TestACreateThatFailsSaysNothingOfThePushAfterIt(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		e := &fakeEngine{}
		s := ready(t, e)
		done(t, s, ActCreateAndPush)
		s.Dismiss()
		e.create = func(context.Context, imaging.Plan, *imaging.Client) (*imaging.Image, []report.Finding, error) {
			return nil, nil, report.Finding{Code: registry.CodeNoImage, Severity: report.Error}
		}
		if snap := done(t, s, ActCreateAndPush); snap.Outcome.Err == nil || snap.Image.FailedTo(lab) != nil {
			t.Errorf("%+v, %+v", snap.Outcome, snap.Image.FailedTo(lab))
		}
	})
}

func TestWhatACheckFoundStandsInTheRows(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		e := &fakeEngine{checked: report.Finding{Code: "model.noted", Severity: report.Warning}}
		s := ready(t, e)
		path := s.Snapshot().Form.Models[0].Path
		e.checked.File = path
		snap := done(t, s, ActCheck)
		if !noted(snap, path, e.checked.Code) || len(snap.Elsewhere()) != 0 {
			t.Errorf("got notes %v and elsewhere %v", snap.FileNotes[path], snap.Elsewhere())
		}
		if got := snap.Outcome.Checked; got == nil || got.Code != CodeChecked {
			t.Errorf("got %v", got)
		} else if said := words.Of(*got).Sentence; !strings.Contains(said, "1 warning") {
			t.Errorf("got %q", said)
		}
		until(t, s, func(snap Snapshot) bool { return snap.Inspected.WDTVersion != "" })
		write(t, path, otherModel)
		s.LookAgain()
		until(t, s, func(snap Snapshot) bool { return !noted(snap, path, e.checked.Code) })
	})
}

func TestACheckSaysOfASecretInClearWhatAPushWould(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		secret := report.Finding{Code: model.CodeClearSecret, Severity: report.Warning, Digest: "sha256:1"}
		s := ready(t, &fakeEngine{checked: secret})
		if out := done(t, s, ActCheck).Outcome; !report.Has(out.Err, CodeNotAccepted) {
			t.Errorf("got %v, want %s", out.Err, CodeNotAccepted)
		}
		s.Dismiss()
		s.Accept(secret, true)
		if out := done(t, s, ActCheck).Outcome; out.Err != nil {
			t.Errorf("accepted: got %v", out.Err)
		}
	})
}

func TestOpenShiftTakesGroupZeroAndSaysSo(t *testing.T) {
	for name, c := range map[string]struct {
		edit  func(*form.Form)
		owner imaging.Owner
		code  report.Code
	}{
		"off":                       {func(f *form.Form) { f.OwnerGroup = "oracle" }, imaging.Owner{Group: "oracle"}, ""},
		"alone":                     {func(f *form.Form) { f.OpenShift = true }, imaging.Owner{Group: "0"}, ""},
		"where a group was chosen":  {func(f *form.Form) { f.OpenShift, f.OwnerGroup = true, "oracle" }, imaging.Owner{Group: "0"}, form.CodeOpenShiftGroup},
		"where an owner was chosen": {func(f *form.Form) { f.OpenShift, f.OwnerUser, f.OwnerGroup = true, "54321", "54321" }, imaging.Owner{User: "54321", Group: "0"}, form.CodeOpenShiftGroup},
		"where root was chosen":     {func(f *form.Form) { f.OpenShift, f.OwnerGroup = true, "root" }, imaging.Owner{Group: "0"}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			f := form.New()
			c.edit(&f)
			if got := f.Plan("").Owner; got != c.owner {
				t.Errorf("got owner %+v, want %+v", got, c.owner)
			}
			if got := f.Check()[form.FieldOwner].Code; got != c.code {
				t.Errorf("got %q beside the owner, want %q", got, c.code)
			}
		})
	}
}
