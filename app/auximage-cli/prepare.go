package main

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"

	"auximage/app/session"
	"auximage/imaging/ocir"
	"auximage/imaging/report"
)

// prepare gives a session what the options say. An error has a report.Finding
// in its chain.
func (o options) prepare(ctx context.Context, s *session.Session, stdin io.Reader) error {
	if err := s.SetPreferences(o.Preferences); err != nil {
		return err
	}
	if o.Project != "" {
		if err := o.openProject(ctx, s, stdin); err != nil {
			return err
		}
	}
	if err := o.target(s); err != nil {
		return err
	}
	folder, err := o.folder()
	if err != nil {
		return err
	}
	s.Edit(func(f *session.Form) {
		o.Fill(f)
		f.DownloadDir = folder
		o.unchosen(f)
	})
	if err := o.pin(s); err != nil {
		return err
	}
	if err := o.signIn(ctx, s, stdin); err != nil {
		return err
	}
	return o.secrets(ctx, s)
}

// unchosen says that the version of WebLogic is not known where nobody named a
// primary image: its default would raise false warnings.
func (o *options) unchosen(f *session.Form) {
	if f.WebLogic == "" && !o.Given("primary") && f.PrimaryTag == session.DefaultPrimaryTag {
		f.WebLogic = session.AnyWebLogic
	}
}

// pin pins the base of the form, which is set already.
func (o options) pin(s *session.Session) error {
	digest := o.Form.BaseDigest
	if digest != "" && !s.Snapshot().Form.TakesDigest() {
		return report.Fault(codeIdleDigest, nil, nil)
	}
	s.Edit(func(f *session.Form) { f.BaseDigest = digest })
	return nil
}

// secrets hands over the passwords that files hold.
func (o options) secrets(ctx context.Context, s *session.Session) error {
	for _, secret := range []struct {
		path string
		set  func(string)
	}{{o.PasswordFile, s.SetToken}, {o.BasePasswordFile, s.SetBaseToken}, {o.ProxyPasswordFile, s.SetProxyPassword}} {
		if secret.path == "" {
			continue
		}
		text, err := readSecret(ctx, secret.path)
		if err != nil {
			return err
		}
		secret.set(text)
	}
	return nil
}

// target sets the reference, whole or by its parts.
func (o options) target(s *session.Session) error {
	if o.Tag != "" {
		s.SetTag(o.Tag)
		return nil
	}
	if o.Project != "" {
		return o.retarget(s)
	}
	host, err := hostOf(o.Region)
	if err != nil {
		return err
	}
	name, version, _ := strings.Cut(o.Name, ":")
	s.SetPart(session.FieldRegion, host)
	s.SetPart(session.FieldNamespace, o.Namespace)
	s.SetPart(session.FieldRepository, name)
	s.SetPart(session.FieldVersion, version)
	return nil
}

// hostOf returns the host of a region by its key, identifier or name; a host
// serves as well.
func hostOf(region string) (string, error) {
	if strings.Contains(region, ".") {
		return region, nil
	}
	found := ocir.Find(region)
	if region == "" || len(found) == 0 {
		return "", report.Fault(codeUnknownRegion, nil, report.Args{"Region": region})
	}
	return found[0].Host, nil
}

// folder returns where a downloaded installer goes: by default beside the
// caches, where the next run finds it; empty where there is no home.
func (o options) folder() (string, error) {
	switch {
	case o.Form.DownloadDir != "":
		return o.Form.DownloadDir, nil
	case o.Cache != "" && o.Cache != "off":
		return absolute(o.Cache), nil
	}
	caches, err := os.UserCacheDir()
	if err != nil {
		return "", nil // the session says so when it needs one
	}
	folder := filepath.Join(caches, "auximage", "installers")
	if o.Form.WDT != session.WDTLatest {
		return folder, nil
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return "", report.Finding{Code: codeNoFolder, Severity: report.Error, File: folder, Cause: err}
	}
	return folder, nil
}

// absolute returns the path from the root; a session keeps paths for longer
// than a working folder lasts.
func absolute(path string) string {
	if whole, err := filepath.Abs(path); err == nil {
		return whole
	}
	return path
}
