package session

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/google/go-containerregistry/pkg/authn"
	"github.com/google/go-containerregistry/pkg/name"

	"auximage/app/accounts"
	"auximage/app/form"
	"auximage/imaging"
	"auximage/imaging/ocir"
	"auximage/imaging/registry"
	"auximage/imaging/report"
	"auximage/imaging/transport"
)

const lab = "lhr.ocir.io/ns/test-model-ankit:v1"

var labAccount = accounts.Account{Host: "lhr.ocir.io", User: "ns/me"}

// signIn has the registry accept the token, and waits until it is kept at a place.
func signIn(t *testing.T, s *Session, place accounts.Place) Snapshot {
	t.Helper()
	if err := s.Start(ActCheckSignIn); err != nil {
		t.Fatal(err)
	}
	return until(t, s, func(snap Snapshot) bool { return snap.Job == nil && snap.TokenKept == place })
}

func TestATokenIsUsedAgainAtTheNextStart(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		dir, ring := t.TempDir(), &memory{}
		s := sessionIn(t, dir, &fakeEngine{}, ring)
		s.Edit(func(f *form.Form) { f.SetTag(lab) })
		s.Edit(func(f *form.Form) { f.SetUser("ns/me") })
		s.Accounts().SetToken(" token\n")
		snap := signIn(t, s, accounts.InKeyring)
		if len(snap.Accounts) != 1 || ring.secrets[labAccount] != "token" {
			t.Errorf("accounts %v, keyring %v", snap.Accounts, ring.secrets)
		}
		_ = s.Close()

		s = sessionIn(t, dir, &fakeEngine{}, ring)
		until(t, s, func(snap Snapshot) bool { return snap.TokenKept == accounts.InKeyring })
	})
}

func TestAnotherWayThereIsAnotherAnswer(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := sessionIn(t, t.TempDir(), &fakeEngine{}, &memory{})
		s.Edit(func(f *form.Form) { f.SetTag(lab) })
		s.Edit(func(f *form.Form) { f.SetUser("ns/me") })
		s.Accounts().SetToken("token")
		answered := func(change func(p *Preferences)) bool {
			signIn(t, s, accounts.InKeyring)
			s.Dismiss()
			p := s.Snapshot().Preferences
			change(&p)
			if err := s.SetPreferences(t.Context(), p); err != nil {
				t.Fatal(err)
			}
			return s.Snapshot().SignedIn != nil
		}
		if !answered(func(p *Preferences) { p.Theme = "dark" }) {
			t.Error("what the registry answered is gone, although it is reached as before")
		}
		if answered(func(p *Preferences) { p.PlainHTTP = []string{"localhost:5001"} }) {
			t.Error("what the registry answered over another way still stands")
		}
	})
}

func TestATokenThatIsNotToBeKeptIsForThisRun(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ring := &memory{}
		s := sessionIn(t, t.TempDir(), &fakeEngine{}, ring)
		s.Edit(func(f *form.Form) { f.SetTag(lab) })
		s.Edit(func(f *form.Form) { f.SetUser("ns/me") })
		s.Edit(func(f *form.Form) { f.KeepToken = false })
		s.Accounts().SetToken("token")
		if snap := signIn(t, s, accounts.ThisRun); len(snap.Accounts) != 1 || len(ring.secrets) != 0 {
			t.Errorf("accounts %v, keyring %v; want one account and no secret", snap.Accounts, ring.secrets)
		}
	})
}

func TestATokenOfAnHourIsRememberedNowhere(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		dir := t.TempDir()
		s := sessionIn(t, dir, &fakeEngine{}, &memory{})
		s.Edit(func(f *form.Form) { f.SetTag(lab) })
		s.Edit(func(f *form.Form) { f.SetUser(ocir.TokenUser) })
		s.Accounts().SetToken("token")
		snap := done(t, s, ActCheckSignIn)
		if snap.SignedIn.Finding.Severity != report.Info || len(snap.Accounts) != 0 {
			t.Errorf("got %v and the accounts %v, want a sign-in and no account", snap.SignedIn.Finding, snap.Accounts)
		}
		if _, err := s.Deployment().SavePullSecret(t.Context(), filepath.Join(dir, "secret.yaml")); !report.Has(err, CodeShortToken) {
			t.Errorf("got %v, want no pull secret of such a token", err)
		}
		if text := snap.Deploy.PullSecretManifest(); strings.Contains(text, ocir.TokenUser) {
			t.Errorf("the cluster is told to sign in so:\n%s", text)
		}
		_ = s.Close()

		s = sessionIn(t, dir, &fakeEngine{}, &memory{})
		if got := s.Snapshot().Form.User; got == ocir.TokenUser {
			t.Errorf("got %q at the next start", got)
		}
	})
}

func TestATokenServesItsUserUnderEveryFormOfTheName(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := sessionIn(t, t.TempDir(), &fakeEngine{}, &memory{})
		s.Edit(func(f *form.Form) { f.SetTag(lab) })
		s.Edit(func(f *form.Form) { f.SetUser("ns/me") })
		s.Accounts().SetToken("token")
		signIn(t, s, accounts.InKeyring)
		s.Edit(func(f *form.Form) { f.SetUserForm(form.FederatedUser) })
		if got := s.Snapshot().TokenKept; got != accounts.Typed {
			t.Errorf("the other form's token is %q", got)
		}
		s.Edit(func(f *form.Form) { f.SetUserForm(form.LocalUser) })
		if got := s.Snapshot().TokenKept; got != accounts.InKeyring {
			t.Errorf("the first form's token is %q", got)
		}
	})
}

func TestAWrongTokenReplacesNoGoodOne(t *testing.T) {
	for name, action := range map[string]Action{"in a check": ActCheckSignIn, "in a push": ActCreateAndPush} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				ring := &memory{secrets: map[accounts.Account]string{labAccount: "good"}}
				refused := report.Finding{Code: registry.CodeRefused, Severity: report.Error, Args: report.Args{"Host": labAccount.Host}}
				e := &fakeEngine{checked: refused, push: func(context.Context, *imaging.Image, string, *imaging.Client) (imaging.Receipt, error) {
					return imaging.Receipt{}, refused
				}}
				s := ready(t, e)
				s.keeper = accounts.NewKeeper(s.ctx, ring, s.heard)
				s.Accounts().SetToken("wrong")
				done(t, s, action)
				if check := s.Snapshot().SignedIn; check == nil || check.Finding.Code != registry.CodeRefused {
					t.Errorf("the sign-in is %+v, want it refused", check)
				}
				if len(s.Snapshot().Accounts) != 0 || ring.secrets[labAccount] != "good" {
					t.Errorf("accounts %v, keyring %v; want no account and the good token", s.Snapshot().Accounts, ring.secrets)
				}
				s.Dismiss()
				e.checked, e.push = report.Finding{}, nil
				s.Accounts().SetToken("better")
				done(t, s, action)
				until(t, s, func(snap Snapshot) bool { return snap.TokenKept == accounts.InKeyring && len(snap.Accounts) == 1 })
				if ring.secrets[labAccount] != "better" {
					t.Errorf("once it was accepted the keyring has %v", ring.secrets)
				}
			})
		})
	}
}

func TestATokenTypedAsUserNameIsWrittenNowhere(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const pasted = "x;2Gk}canary>9(dWq[5"
		dir := t.TempDir()
		s := sessionIn(t, dir, &fakeEngine{}, &memory{})
		s.Edit(func(f *form.Form) { f.SetTag(lab) })
		s.Accounts().SetToken("other")
		for _, user := range []string{pasted, "ns/" + pasted} {
			s.Edit(func(f *form.Form) { f.SetUser(user) })
			s.Edit(func(f *form.Form) { f.CustomBase, f.BaseRef, f.BaseUser = true, "ghcr.io/a/b:1", pasted })
			done(t, s, ActCheckSignIn)
			s.settings.flush()
			written, err := os.ReadFile(filepath.Join(dir, settingsName))
			if snap := s.Snapshot(); err != nil || strings.Contains(string(written), "canary") || len(snap.Accounts) != 0 {
				t.Errorf("%v, accounts %v, written:\n%s", err, snap.Accounts, written)
			}
			s.Dismiss()
			s.Accounts().TokenFromUser()
			if f := s.Snapshot().Form; s.state.accounts.Held().Value != pasted || strings.Contains(f.User, "canary") {
				t.Errorf("moved: the token is %q, the user %q", s.state.accounts.Held().Value, f.User)
			}
		}
	})
}

func TestAKeptTokenIsNotCarriedToAnotherHost(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := sessionIn(t, t.TempDir(), &fakeEngine{}, &memory{})
		s.Edit(func(f *form.Form) { f.SetTag(lab) })
		s.Edit(func(f *form.Form) { f.SetUser("ns/me") })
		s.Accounts().SetToken("token")
		signIn(t, s, accounts.InKeyring)
		s.Edit(func(f *form.Form) { f.SetPart(form.FieldRegion, "evil.example.com") })
		if got := s.Snapshot().TokenKept; got != accounts.Nowhere {
			t.Errorf("the token went along: %q", got)
		}
	})
}

func TestForgettingAnAccountRemovesItsToken(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ring := &memory{}
		s := sessionIn(t, t.TempDir(), &fakeEngine{}, ring)
		s.Edit(func(f *form.Form) { f.SetTag(lab) })
		s.Edit(func(f *form.Form) { f.SetUser("ns/me") })
		s.Accounts().SetToken("token")
		signIn(t, s, accounts.InKeyring)
		s.Accounts().Forget(labAccount)
		_ = s.Close()
		snap := s.Snapshot()
		if snap.Form.User != "ns/" {
			t.Errorf("the user is %q", snap.Form.User)
		}
		if len(snap.Accounts) != 0 || snap.TokenKept != accounts.Nowhere || len(ring.secrets) != 0 {
			t.Errorf("accounts %v, token %q, keyring %v", snap.Accounts, snap.TokenKept, ring.secrets)
		}
	})
}

func TestWhoSignedInAtARegistryBeforeIsFilledIn(t *testing.T) {
	for name, c := range map[string]struct{ user, tag, want string }{
		"another repository":              {"", "registry.example.com/finance/other:v1", "finance/admin"},
		"another registry":                {"", "elsewhere.example.com/finance/other:v1", ""},
		"the tenancy":                     {"", "lhr.ocir.io/ns/other:v1", "ns/me"},
		"another tenancy":                 {"", "lhr.ocir.io/second/other:v1", "second/"},
		"where somebody was typed before": {"somebody", "registry.example.com/finance/other:v1", "somebody"},
	} {
		s := sessionIn(t, t.TempDir(), &fakeEngine{}, &memory{}, labAccount, accounts.Account{Host: "registry.example.com", User: "finance/admin"})
		s.Edit(func(f *form.Form) { f.SetUser(c.user) })
		s.Edit(func(f *form.Form) { f.SetTag(c.tag) })
		if got := s.Snapshot().Form.User; got != c.want {
			t.Errorf("%s: got %q, want %q", name, got, c.want)
		}
	}
}

func TestAnAccountCanBeChosenAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := sessionIn(t, t.TempDir(), &fakeEngine{}, &memory{})
		s.Edit(func(f *form.Form) { f.SetTag(lab) })
		s.Edit(func(f *form.Form) { f.SetUser("ns/me") })
		s.Accounts().SetToken("token")
		signIn(t, s, accounts.InKeyring)
		s.Edit(func(f *form.Form) { f.SetTag("fra.ocir.io/other/x:v1") })
		s.Edit(func(f *form.Form) { f.SetUser("other/somebody") })
		s.Accounts().Use(labAccount)
		snap := until(t, s, func(snap Snapshot) bool { return snap.TokenKept == accounts.InKeyring })
		if snap.Form.Target.Host != "lhr.ocir.io" || snap.Form.User != "ns/me" {
			t.Errorf("the form has %+v, %s", snap.Form.Target, snap.Form.User)
		}
		if s.Accounts().Use(labAccount); s.Snapshot().TokenKept != accounts.InKeyring {
			t.Error("chosen twice, it has no token")
		}
	})
}

func TestATokenIsFoundOfAnAccountThatOnlyTheKeyringKnows(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := sessionIn(t, t.TempDir(), &fakeEngine{}, &memory{secrets: map[accounts.Account]string{labAccount: "token"}})
		s.Edit(func(f *form.Form) { f.SetTag(lab) })
		s.Edit(func(f *form.Form) { f.SetUser("ns/me") })
		synctest.Wait()
		if got := s.Snapshot().TokenKept; got != accounts.Nowhere {
			t.Fatalf("it was looked for while the name was typed: %q", got)
		}
		s.Accounts().LookUp()
		until(t, s, func(snap Snapshot) bool { return snap.TokenKept == accounts.InKeyring })
	})
}

func TestTheConsoleNeverShowsAToken(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := sessionIn(t, t.TempDir(), &fakeEngine{}, &memory{})
		s.Accounts().SetToken("canary-token")
		s.Log(0, "an odd server said canary-token")
		log := s.Snapshot().Log
		if text := log[len(log)-1].Text; strings.Contains(text, "canary") {
			t.Error(text)
		}
	})
}

func TestATokenForThisRunLeavesTheKeyringAlone(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ring := &memory{secrets: map[accounts.Account]string{labAccount: "the person's own"}}
		s := sessionIn(t, t.TempDir(), &fakeEngine{}, ring)
		s.Edit(func(f *form.Form) { f.KeepToken = false })
		s.Edit(func(f *form.Form) { f.SetTag(lab) })
		s.Edit(func(f *form.Form) { f.SetUser("ns/me") })
		s.Accounts().SetToken("from a pipeline")
		signIn(t, s, accounts.ThisRun)
		_ = s.Close()
		if ring.secrets[labAccount] != "the person's own" {
			t.Errorf("the keyring has %q", ring.secrets[labAccount])
		}
	})
}

func TestASessionApartUsesThePersonsAccounts(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		dir, ring := t.TempDir(), &memory{}
		s := sessionIn(t, dir, &fakeEngine{}, ring)
		s.Edit(func(f *form.Form) { f.SetTag(lab) })
		s.Edit(func(f *form.Form) { f.SetUser("ns/me") })
		s.Accounts().SetToken("token")
		signIn(t, s, accounts.InKeyring)
		_ = s.Close()

		apart, err := openWith(Config{Dir: t.TempDir(), Cache: "off", Accounts: KnownAccounts(dir)}, (&fakeEngine{}).with, ring)
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = apart.Close() }()
		apart.Edit(func(f *form.Form) { f.SetTag(lab) })
		apart.Accounts().Use(KnownAccounts(dir)[0])
		if why := apart.Snapshot().WhyNot[ActCheckSignIn]; why != nil {
			t.Errorf("while the token is looked up: %v", why)
		}
		until(t, apart, func(snap Snapshot) bool { return snap.TokenKept == accounts.InKeyring })
	})
}

// slow is a keyring that keeps nothing before a person has let it.
type slow struct {
	memory
	allowed chan struct{}
}

func (k *slow) Set(ctx context.Context, host, user, secret string) (bool, error) {
	<-k.allowed
	return k.memory.Set(ctx, host, user, secret)
}

func (k *slow) Forget(ctx context.Context, host, user string) error {
	<-k.allowed
	return k.memory.Forget(ctx, host, user)
}

// signedInAs returns whom a job goes to a registry as.
func signedInAs(t *testing.T, client *imaging.Client, host string) authn.AuthConfig {
	t.Helper()
	registry, err := name.NewRegistry(host)
	if err != nil {
		t.Fatal(err)
	}
	who, err := client.Keychain.Resolve(registry)
	if err != nil {
		t.Fatal(err)
	}
	config, err := who.Authorization()
	if err != nil {
		t.Fatal(err)
	}
	return *config
}

func TestAJobStartedAtOnceUsesWhatWasJustTyped(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		base, proxy := accounts.Account{Host: "ghcr.io", User: "cat"}, accounts.Account{Host: "proxy:proxy.example.com:3128", User: "dog"}
		ring := &slow{allowed: make(chan struct{})}
		ring.secrets = map[accounts.Account]string{base: "old", proxy: "old", labAccount: "old"}
		var used authn.AuthConfig
		e := &fakeEngine{create: func(_ context.Context, p imaging.Plan, client *imaging.Client) (*imaging.Image, []report.Finding, error) {
			used = signedInAs(t, client, base.Host)
			return &imaging.Image{Digest: digest('a')}, nil, nil
		}}
		dir := t.TempDir()
		s, err := openWith(Config{Dir: dir, Cache: "off"}, e.with, ring)
		if err != nil {
			t.Fatal(err)
		}
		if err := s.SetPreferences(t.Context(), Preferences{ProxyMode: transport.OwnProxy, ProxyURL: "http://proxy.example.com:3128", ProxyUser: "dog"}); err != nil {
			t.Fatal(err)
		}
		fill(t, s, dir)
		s.Edit(func(f *form.Form) { f.CustomBase, f.BaseRef, f.BaseUser = true, "ghcr.io/a/b:1", "cat" })
		for _, typed := range []string{"new", "newer", ""} {
			s.Accounts().SetBaseToken(typed)
			s.Accounts().SetProxyPassword(typed)
			password := (&worker{Session: s, job: &job{action: ActCreate}}).transportSettings(t.Context()).Proxy.Password
			if done(t, s, ActCreate); used.Password != typed || password != typed {
				t.Errorf("after %q the base is pulled with %q and the proxy asked with %q", typed, used.Password, password)
			}
		}
		close(ring.allowed)
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		if ring.secrets[base] != "" || ring.secrets[proxy] != "" {
			t.Errorf("the keyring still has %v", ring.secrets)
		}
	})
}

func TestAKeyringThatIsNotThereIsKnownOnceItWasAsked(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		for name, c := range map[string]struct {
			ring *memory
			kept accounts.Place
			want bool
		}{
			"none":         {&memory{missing: true}, accounts.ThisRun, true},
			"a usable one": {&memory{}, accounts.InKeyring, false},
		} {
			s := sessionIn(t, t.TempDir(), &fakeEngine{}, c.ring)
			if s.Snapshot().NoKeyring() {
				t.Errorf("%s: it is missed before it was asked", name)
			}
			s.Edit(func(f *form.Form) { f.SetTag(lab) })
			s.Edit(func(f *form.Form) { f.SetUser("ns/me") })
			s.Accounts().SetToken("token")
			if snap := signIn(t, s, c.kept); snap.NoKeyring() != c.want {
				t.Errorf("%s: missing is %v, want %v", name, snap.NoKeyring(), c.want)
			}
		}
	})
}

func TestWhereThereIsNoKeyringThatIsKnownBeforeAnythingIsKept(t *testing.T) {
	for _, missing := range []bool{true, false} {
		synctest.Test(t, func(t *testing.T) {
			s, err := openWith(Config{Dir: t.TempDir(), Cache: "off", LooksForKeyring: true}, (&fakeEngine{}).with, &memory{missing: missing})
			if err != nil {
				t.Fatal(err)
			}
			defer func() { _ = s.Close() }()
			synctest.Wait()
			if snap := s.Snapshot(); snap.NoKeyring() != missing || len(snap.Log) > 0 {
				t.Errorf("no keyring: got %v, want %v; the log has %v", snap.NoKeyring(), missing, snap.Log)
			}
		})
	}
}
