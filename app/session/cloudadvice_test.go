package session

import (
	"context"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"auximage/app/cloud"
	"auximage/app/form"
	"auximage/imaging"
	"auximage/imaging/registry"
	"auximage/imaging/report"
)

// slowToTake refuses a token until some time has passed.
type slowToTake struct {
	engine
	from  time.Time
	tries *int
}

func (e slowToTake) SignIn(context.Context, string) report.Finding {
	*e.tries++
	if time.Now().Before(e.from) {
		return report.Finding{Code: registry.CodeRefused, Severity: report.Error}
	}
	return report.Finding{Code: registry.CodeMayPush, Severity: report.Info}
}

// asked has Oracle Cloud's answer about the lab's registry known to a session.
func asked(s *Session, facts cloud.Facts) {
	s.change(func(st *state) { st.learn(CloudAnswer{Facts: facts, Host: "lhr.ocir.io"}) })
}

// labSession is a session that may sign in at the lab's registry.
func labSession(t *testing.T, dir string, e *fakeEngine) *Session {
	t.Helper()
	s := sessionIn(t, dir, e, &memory{})
	s.Edit(func(f *form.Form) { f.SetTag(lab); f.SetUser("ns/me") })
	s.Accounts().SetToken("token")
	return s
}

func TestASignInWaitsForANewAuthTokenToWork(t *testing.T) {
	for name, c := range map[string]struct {
		age, works time.Duration // of the token, and from when on it does
		tries      int
		code       report.Code
	}{
		"works after a minute": {time.Minute, time.Minute, 2, registry.CodeMayPush},
		"never works":          {time.Minute, time.Hour, 4, registry.CodeRefused},
		"is old":               {time.Hour, time.Hour, 1, registry.CodeRefused},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s, tries := labSession(t, t.TempDir(), &fakeEngine{}), 0
				of, from := s.engine, time.Now().Add(c.works)
				s.engine = func(client *imaging.Client) engine { return slowToTake{of(client), from, &tries} }
				asked(s, cloud.Facts{Namespace: "ns", AuthTokens: []cloud.AuthToken{{Created: time.Now().Add(-c.age), Active: true}}})
				if err := s.Start(ActCheckSignIn); err != nil {
					t.Fatal(err)
				}
				if c.tries > 1 {
					snap := until(t, s, func(snap Snapshot) bool { return snap.Job != nil && snap.Job.Waiting != nil })
					if why := snap.Job.Waiting.Cause; why == nil || why.Code != cloud.CodeFreshToken {
						t.Errorf("it waits for %v, want %s", why, cloud.CodeFreshToken)
					}
				}
				snap := until(t, s, func(snap Snapshot) bool { return snap.Job == nil && snap.SignedIn != nil })
				if snap.SignedIn.Finding.Code != c.code || tries != c.tries {
					t.Errorf("got %s after %d tries, want %s after %d", snap.SignedIn.Finding.Code, tries, c.code, c.tries)
				}
			})
		})
	}
}

func TestWaitingForANewAuthTokenCanBeStopped(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := labSession(t, t.TempDir(), &fakeEngine{checked: report.Finding{Code: registry.CodeRefused, Severity: report.Error}})
		asked(s, cloud.Facts{Namespace: "ns", AuthTokens: []cloud.AuthToken{{Created: time.Now(), Active: true}}})
		if err := s.Start(ActCheckSignIn); err != nil {
			t.Fatal(err)
		}
		until(t, s, func(snap Snapshot) bool { return snap.Job != nil && snap.Job.Waiting != nil })
		before := time.Now()
		s.Stop()
		until(t, s, func(snap Snapshot) bool { return snap.Job == nil })
		if took := time.Since(before); took > time.Second {
			t.Errorf("it stopped after %v, want at once", took)
		}
	})
}

func TestACheckSaysWhatOracleCloudKnows(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := labSession(t, t.TempDir(), &fakeEngine{checked: report.Finding{Code: registry.CodeDenied, Severity: report.Error}})
		advice := func() (codes []report.Code) {
			if err := s.Start(ActCheckSignIn); err != nil {
				t.Fatal(err)
			}
			for _, f := range until(t, s, func(snap Snapshot) bool { return snap.Job == nil && snap.SignedIn != nil }).SignedIn.Advice {
				codes = append(codes, f.Code)
			}
			return codes
		}
		if got := advice(); got != nil {
			t.Errorf("without an answer it advises %v", got)
		}
		asked(s, cloud.Facts{Namespace: "other", User: "me"})
		if got, want := advice(), []report.Code{cloud.CodeOtherNamespace, cloud.CodeOtherUser, cloud.CodePolicy}; !slices.Equal(got, want) {
			t.Errorf("got %v, want %v", got, want)
		}
		s.Edit(func(f *form.Form) { f.SetTag("registry.test/ns/test-model-ankit:v1") })
		s.Accounts().SetToken("token")
		if got := advice(); got != nil {
			t.Errorf("about another registry it advises %v", got)
		}
	})
}

func TestRepositoriesAreRememberedForTheirNamespace(t *testing.T) {
	dir := t.TempDir()
	synctest.Test(t, func(t *testing.T) {
		s := labSession(t, dir, &fakeEngine{})
		asked(s, cloud.Facts{Namespace: "ns", Repositories: []string{"one", "two"}})
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		s = sessionIn(t, dir, &fakeEngine{}, &memory{})
		if got := s.Snapshot().Repositories; !slices.Equal(got, []string{"one", "two"}) {
			t.Errorf("at the next start there are %q", got)
		}
		s.Edit(func(f *form.Form) { f.SetPart(form.FieldNamespace, "another") })
		if got := s.Snapshot().Repositories; got != nil {
			t.Errorf("in another namespace there are %q", got)
		}
	})
}
