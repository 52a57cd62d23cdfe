package main

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"

	"auximage/app/session"
	"auximage/imaging/input"
	"auximage/imaging/ocir"
	"auximage/imaging/report"
	"auximage/imaging/transport"
)

// prepare gives a session what the options say. An error has a report.Finding
// in its chain.
func (o options) prepare(ctx context.Context, s *session.Session, stdin io.Reader) error {
	if err := s.SetPreferences(o.preferences()); err != nil {
		return err
	}
	if o.project != "" {
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
		if o.project != "" {
			o.override(f, folder)
		} else {
			o.fillForm(f, folder)
		}
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
	if f.WebLogic == "" && !o.given["primary"] && f.PrimaryTag == session.DefaultPrimaryTag {
		f.WebLogic = session.AnyWebLogic
	}
}

// fillForm fills the form but for its target and its sign-in.
func (o *options) fillForm(f *session.Form, folder string) {
	f.Models, f.Variables, f.Archives = files(o.models), files(o.variables), files(o.archives)
	f.DownloadDir = folder
	f.OpenShift = o.openShift
	f.OwnerUser, f.OwnerGroup, _ = strings.Cut(o.owner, ":")
	f.CustomBase, f.BaseRef = o.base != "", o.base
	if o.platforms != "" {
		f.Platforms = strings.Split(o.platforms, ",")
	}
	switch o.wdt {
	case "latest":
		f.WDT = session.WDTLatest
	case "none":
		f.WDT = session.WDTNone
	default:
		f.WDT, f.Installer = session.WDTFile, absolute(o.wdt)
	}
	o.fill(f)
}

func (o options) preferences() session.Preferences {
	p := session.Preferences{CAFile: o.ca, Releases: o.releases, PlainHTTP: o.plainHTTP}
	if o.proxy != "" {
		p.ProxyMode, p.ProxyURL = transport.OwnProxy, o.proxy
	}
	o.prefer(&p)
	return p
}

// target sets the reference, whole or by its parts.
func (o options) target(s *session.Session) error {
	if o.tag != "" {
		s.SetTag(o.tag)
		return nil
	}
	if o.project != "" {
		return o.retarget(s)
	}
	host, err := hostOf(o.region)
	if err != nil {
		return err
	}
	name, version, _ := strings.Cut(o.name, ":")
	s.SetPart(session.FieldRegion, host)
	s.SetPart(session.FieldNamespace, o.namespace)
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
	case o.downloadDir != "":
		return absolute(o.downloadDir), nil
	case o.cache != "" && o.cache != "off":
		return absolute(o.cache), nil
	}
	caches, err := os.UserCacheDir()
	if err != nil {
		return "", nil // the session says so when it needs one
	}
	folder := filepath.Join(caches, "auximage", "installers")
	if o.wdt != "latest" {
		return folder, nil
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return "", report.Finding{Code: codeNoFolder, Severity: report.Error, File: folder, Cause: err}
	}
	return folder, nil
}

func files(paths []string) []input.File {
	var all []input.File
	for _, path := range paths {
		all = append(all, input.File{Path: absolute(path)})
	}
	return all
}

// absolute returns the path from the root; a session keeps paths for longer
// than a working folder lasts.
func absolute(path string) string {
	if whole, err := filepath.Abs(path); err == nil {
		return whole
	}
	return path
}
