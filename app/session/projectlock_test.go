package session

import (
	"context"
	"strings"
	"testing"

	"github.com/google/go-containerregistry/pkg/authn"

	"auximage/app/accounts"
	"auximage/app/form"
	"auximage/app/project"
	"auximage/imaging"
	"auximage/imaging/report"
)

// withSecrets puts a sign-in into a project file, under a passphrase.
func withSecrets(t *testing.T, path, passphrase string) {
	t.Helper()
	p, err := project.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := p.Unlock(passphrase); err != nil {
		t.Fatal(err)
	}
	c := p.Content()
	c.Push = project.Credential{User: "tenancynamespace/lab.user", Password: "old token"}
	if err := p.SaveAs(t.Context(), path, c); err != nil {
		t.Fatal(err)
	}
}

func TestThePassphraseBringsTheSignIn(t *testing.T) {
	path := projectFile(t)
	withSecrets(t, path, "correct horse")
	keyring := &memory{}
	s := sessionIn(t, t.TempDir(), &fakeEngine{}, keyring)
	if err := s.Projects().Open(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	if snap := s.Snapshot(); !snap.Project.Locked || snap.Form.User != "" {
		t.Fatalf("before the passphrase: %+v", snap.Project)
	}
	before := s.Snapshot()
	if err := s.Projects().Unlock("wrong"); !report.Has(err, project.CodeWrongPassphrase) {
		t.Fatalf("a wrong passphrase: %v", err)
	}
	if after := s.Snapshot(); !after.Project.Locked || after.Form.User != before.Form.User {
		t.Error("a wrong passphrase changed something")
	}
	if err := s.Projects().Unlock("correct horse"); err != nil {
		t.Fatal(err)
	}
	snap := s.Snapshot()
	if snap.Project.Locked || snap.Project.Unsaved || snap.Form.User != "tenancynamespace/lab.user" || snap.TokenKept == accounts.Nowhere {
		t.Errorf("after the passphrase: %+v, %+v", snap.Project, snap.Form)
	}
	signIn(t, s, accounts.InKeyring)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if got := keyring.secrets[accounts.Account{Host: "lhr.ocir.io", User: "tenancynamespace/lab.user"}]; got != "old token" {
		t.Errorf("the keyring has %q", got)
	}
}

func TestAChangedTokenIsSavedEncryptedAfterThePassphraseAlone(t *testing.T) {
	path := projectFile(t)
	withSecrets(t, path, "correct horse")
	before := reading(t, path)

	s := openedProject(t, path)
	s.Edit(func(f *form.Form) { f.SetUser("tenancynamespace/lab.user") })
	s.Accounts().SetToken("canary")
	if err := s.Projects().Save(t.Context()); err != nil {
		t.Fatal(err)
	}
	if reading(t, path) != before {
		t.Fatal("a locked project's secrets were touched")
	}
	if err := s.Projects().Unlock("correct horse"); err != nil {
		t.Fatal(err)
	}
	s.Accounts().SetToken("canary")
	if !s.Snapshot().Project.Unsaved {
		t.Error("a changed token is not noticed")
	}
	if err := s.Projects().Save(t.Context()); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(reading(t, path), "canary") {
		t.Error("the token stands in clear")
	}
	p, err := project.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := p.Unlock("correct horse"); err != nil {
		t.Fatal(err)
	}
	if c := p.Content().Push; c.Password != "canary" || c.User != "tenancynamespace/lab.user" {
		t.Errorf("read again: %+v", c)
	}
}

func TestAKnownAccountServesALockedProject(t *testing.T) {
	path := projectFile(t)
	dir := t.TempDir()
	kept := settings{Form: form.New(), Accounts: []accounts.Account{{Host: "lhr.ocir.io", User: "other/me"}, {Host: "lhr.ocir.io", User: "tenancynamespace/me"}}}
	if err := writeSettings(dir, kept); err != nil {
		t.Fatal(err)
	}
	s := sessionIn(t, dir, &fakeEngine{}, &memory{secrets: map[accounts.Account]string{{Host: "lhr.ocir.io", User: "tenancynamespace/me"}: "t"}})
	if err := s.Projects().Open(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	until(t, s, func(snap Snapshot) bool { return snap.TokenKept == accounts.InKeyring })
	if snap := s.Snapshot(); snap.Form.User != "tenancynamespace/me" || snap.Project.Unsaved {
		t.Errorf("the user is %q, %+v", snap.Form.User, snap.Project)
	}
	if err := s.Projects().Open(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	if snap := s.Snapshot(); snap.TokenKept != accounts.InKeyring {
		t.Errorf("opened once more for the same account, its token is %q", snap.TokenKept)
	}
}

// secretsOf returns the content of a project file under its passphrase.
func secretsOf(t *testing.T, path, passphrase string) project.Content {
	t.Helper()
	p, err := project.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := p.Unlock(passphrase); err != nil {
		t.Fatal(err)
	}
	return p.Content()
}

func TestAProjectWithoutAPassphraseIsGivenOneAndKeepsItsSignIns(t *testing.T) {
	path := projectFile(t)
	s := openedProject(t, path)
	if s.Snapshot().Project.Offer {
		t.Error("a passphrase is offered for nothing")
	}
	s.Edit(func(f *form.Form) { f.SetUser("tenancynamespace/me") })
	s.Accounts().SetToken("canary")
	s.Edit(func(f *form.Form) { f.BaseUser = "hub" })
	s.Accounts().SetBaseToken("canary of the base")
	if err := s.Projects().Save(t.Context()); err != nil {
		t.Fatal(err)
	}
	if p := s.Snapshot().Project; !p.Offer || p.Unsaved || reading(t, path) != projectText {
		t.Fatalf("without a passphrase: %+v\n%s", p, reading(t, path))
	}
	if err := s.Projects().SetPassphrase("correct horse"); err != nil {
		t.Fatal(err)
	}
	if p := s.Snapshot().Project; p.Offer || !p.Unsaved {
		t.Errorf("with a passphrase: %+v", p)
	}
	if err := s.Projects().Save(t.Context()); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(reading(t, path), "canary") {
		t.Error("a token stands in clear")
	}
	if p := s.Snapshot().Project; p.Unsaved || p.Locked {
		t.Errorf("after the save: %+v", p)
	}
	c := secretsOf(t, path, "correct horse")
	if c.Push.User != "tenancynamespace/me" || c.Push.Password != "canary" || c.DefaultPull.User != "hub" || c.DefaultPull.Password != "canary of the base" {
		t.Errorf("read again: %+v, %+v", c.Push, c.DefaultPull)
	}
	if err := s.Projects().SetPassphrase("another"); err == nil {
		t.Error("a second passphrase is taken")
	}
}

func TestWhoWantsNoPassphraseIsNotAskedAgain(t *testing.T) {
	dir, path := t.TempDir(), projectFile(t)
	s := sessionIn(t, dir, &fakeEngine{}, &memory{})
	if err := s.Projects().Open(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	s.Edit(func(f *form.Form) { f.SetUser("tenancynamespace/me") })
	s.Accounts().SetToken("canary")
	s.Projects().DeclinePassphrase()
	if s.Snapshot().Project.Offer {
		t.Error("it is offered again at once")
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s = sessionIn(t, dir, &fakeEngine{}, &memory{})
	s.Accounts().SetToken("canary")
	if s.Snapshot().Project.Offer {
		t.Error("it is offered again at the next start")
	}
	if err := s.Projects().Open(t.Context(), projectFile(t)); err != nil {
		t.Fatal(err)
	}
	s.Edit(func(f *form.Form) { f.SetUser("tenancynamespace/me") })
	s.Accounts().SetToken("canary")
	if !s.Snapshot().Project.Offer {
		t.Error("another project is not offered one")
	}
	if err := s.Projects().Open(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	s.Edit(func(f *form.Form) { f.SetUser("tenancynamespace/me") })
	s.Accounts().SetToken("canary")
	if s.Snapshot().Project.Offer {
		t.Error("it is offered again once the project is opened again")
	}
}

func TestTheDefaultBaseIsPulledAsTheProjectSays(t *testing.T) {
	path := projectFile(t)
	p, err := project.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := p.SetPassphrase("correct horse"); err != nil {
		t.Fatal(err)
	}
	c := p.Content()
	c.DefaultPull = project.Credential{User: "hub", Password: "hub token"}
	if err := p.SaveAs(t.Context(), path, c); err != nil {
		t.Fatal(err)
	}
	e := &fakeEngine{}
	var asked authn.AuthConfig
	e.create = func(_ context.Context, p imaging.Plan, client *imaging.Client) (*imaging.Image, []report.Finding, error) {
		asked = signedInAs(t, client, "docker.io")
		return &imaging.Image{Digest: digest('a')}, nil, nil
	}
	s := ready(t, e)
	if err := s.Projects().Open(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	if err := s.Projects().Unlock("correct horse"); err != nil {
		t.Fatal(err)
	}
	s.Edit(func(f *form.Form) { f.DownloadDir = t.TempDir() })
	done(t, s, ActCreate)
	if asked.Username != "hub" || asked.Password != "hub token" {
		t.Errorf("the base is pulled as %+v", asked)
	}
	if s.Snapshot().Project.Unsaved {
		t.Error("the project counts as changed")
	}
}

func TestAnotherBasesUserDoesNotReplaceThatOfTheProject(t *testing.T) {
	path := projectFile(t)
	s := openedProject(t, path)
	if err := s.Projects().SetPassphrase("correct horse"); err != nil {
		t.Fatal(err)
	}
	s.Edit(func(f *form.Form) { f.CustomBase, f.BaseRef, f.BaseUser = true, "ghcr.io/a/b:1", "cat" })
	s.Accounts().SetBaseToken("cat token")
	if err := s.Projects().Save(t.Context()); err != nil {
		t.Fatal(err)
	}
	s.Edit(func(f *form.Form) { f.CustomBase = false })
	if err := s.Projects().Save(t.Context()); err != nil {
		t.Fatal(err)
	}
	c := secretsOf(t, path, "correct horse")
	if c.DefaultPull.User != "" || c.Pull.User != "cat" || c.Pull.Password != "cat token" {
		t.Errorf("read again: %+v, %+v", c.Pull, c.DefaultPull)
	}
}
