package session

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"

	"auximage/app/deploy"
	"auximage/app/form"
	"auximage/imaging/report"
)

const kept = `apiVersion: weblogic.oracle/v9
kind: Domain
metadata: {name: sales, namespace: shops}
spec:
  image: registry.example.com/weblogic:14
  configuration:
    model:
      auxiliaryImages: [{image: "` + lab + `"}] # ours
`

func TestADomainFileThatWasGivenUpFillsNothing(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "domain.yaml")
	write(t, path, kept)
	s := sessionIn(t, filepath.Join(dir, "settings"), &fakeEngine{}, &memory{})
	ctx, giveUp := context.WithCancel(t.Context())
	giveUp()
	if err := s.Deployment().UseDomain(ctx, path); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want %v", err, context.Canceled)
	}
	if f := s.Snapshot().Form; f.DomainFile != "" || f.DomainUID != "" {
		t.Errorf("the form has %+v", f)
	}
}

func TestADomainFileFillsTheFormAndTakesTheImage(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		dir := t.TempDir()
		path := filepath.Join(dir, "domain.yaml")
		write(t, path, kept)
		s := sessionIn(t, filepath.Join(dir, "settings"), &fakeEngine{}, &memory{})
		if err := s.Deployment().UseDomain(t.Context(), path); err != nil {
			t.Fatal(err)
		}
		f := s.Snapshot().Form
		if f.DomainUID != "sales" || f.DomainNamespace != "shops" || f.PrimaryTag != "registry.example.com/weblogic:14" || f.Tag != lab {
			t.Errorf("got %+v", f)
		}
		fill(t, s, dir)
		s.Edit(func(f *form.Form) { f.SetPart(form.FieldVersion, "v2") })
		c, err := s.Deployment().Change()
		if err != nil || len(c.Lines) != 6 {
			t.Fatalf("%v, %v", c, err)
		}
		write(t, path, kept+"# meanwhile\n")
		if err := s.Deployment().Write(t.Context(), c); !report.Has(err, CodeDomainChanged) {
			t.Errorf("got %v, want %s", err, CodeDomainChanged)
		}
		if c, err = s.Deployment().Change(); err != nil {
			t.Fatal(err)
		}
		if err := s.Deployment().Write(t.Context(), c); err != nil {
			t.Fatal(err)
		}
		if got, want := reading(t, path), strings.Replace(kept, ":v1", ":v2", 1)+"# meanwhile\n"; got != want {
			t.Errorf("got\n%s\nwant\n%s", got, want)
		}
	})
}

func TestADomainFileIsReadAgainByTheNextRun(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		dir := t.TempDir()
		path := filepath.Join(dir, "domain.yaml")
		write(t, path, kept)
		s := sessionIn(t, dir, &fakeEngine{}, &memory{})
		if err := s.Deployment().UseDomain(t.Context(), path); err != nil {
			t.Fatal(err)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		s = sessionIn(t, dir, &fakeEngine{}, &memory{})
		if v := s.Deployment().Values(); v.Domain == nil || v.Name() != "sales" {
			t.Errorf("got %+v", v.Domain)
		}
		write(t, path, "gone: wrong\n")
		s.Edit(func(f *form.Form) { f.DomainFile = "" })
		s.Edit(func(f *form.Form) { f.DomainFile = path })
		until(t, s, func(now Snapshot) bool { return now.Fields[form.FieldDomainFile].Code == deploy.CodeNoDomain })
	})
}

func TestADomainFileThatSaysItLivesOnAVolumeIsNotContradicted(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		dir := t.TempDir()
		path := filepath.Join(dir, "domain.yaml")
		onVolume := strings.Replace(kept, "spec:\n", "spec:\n  domainHomeSourceType: PersistentVolume\n", 1)
		write(t, path, onVolume)
		s := sessionIn(t, filepath.Join(dir, "settings"), &fakeEngine{}, &memory{})
		if err := s.Deployment().UseDomain(t.Context(), path); err != nil {
			t.Fatal(err)
		}
		s.Edit(func(f *form.Form) { f.OnPV = false })
		if !s.Snapshot().Form.OnPV {
			t.Error("the form says that a domain on a volume is none")
		}
		write(t, path, kept+"# no volume any more\n")
		s.LookAgain()
		until(t, s, func(now Snapshot) bool { return !now.Form.OnPV })
		if err := s.Deployment().UseDomain(t.Context(), ""); err != nil {
			t.Fatal(err)
		}
		s.Edit(func(f *form.Form) { f.OnPV = true })
		if !s.Snapshot().Form.OnPV {
			t.Error("without a Domain file the person says it, and was not heard")
		}
	})
}

func TestAProjectComesWithTheDomainFileThatWasChosenForIt(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		dir := t.TempDir()
		s := sessionIn(t, filepath.Join(dir, "settings"), &fakeEngine{}, &memory{})
		domain, sales, other := filepath.Join(dir, "domain.yaml"), filepath.Join(dir, "sales.wktproj"), filepath.Join(dir, "other.wktproj")
		write(t, domain, kept)
		if err := s.Projects().SaveAs(t.Context(), other); err != nil {
			t.Fatal(err)
		}
		s.New()
		if err := s.Deployment().UseDomain(t.Context(), domain); err != nil { // before it is saved
			t.Fatal(err)
		}
		if err := s.Projects().SaveAs(t.Context(), sales); err != nil {
			t.Fatal(err)
		}
		has := func(s *Session, project, want string) {
			t.Helper()
			if err := s.Projects().Open(t.Context(), project); err != nil {
				t.Fatal(err)
			}
			if got := s.Snapshot().Form.DomainFile; got != want {
				t.Errorf("%s comes with %q, want %q", filepath.Base(project), got, want)
			}
			if d := s.Deployment().Values().Domain; (d != nil) != (want != "") {
				t.Errorf("%s: the Domain is %+v", filepath.Base(project), d)
			}
		}
		has(s, other, "")
		has(s, sales, domain)
		s.Edit(func(f *form.Form) { f.PrimaryTag = "x:1" })
		if s.Projects().Revert(); s.Snapshot().Form.DomainFile != domain {
			t.Error("it is gone with the changes")
		}
		s.New()
		if got := s.Snapshot().Form.DomainFile; got != "" {
			t.Errorf("a new form comes with %q", got)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		s = sessionIn(t, filepath.Join(dir, "settings"), &fakeEngine{}, &memory{})
		has(s, sales, domain)
		if err := s.Deployment().UseDomain(t.Context(), ""); err != nil {
			t.Fatal(err)
		}
		has(s, other, "")
		has(s, sales, "")
	})
}
