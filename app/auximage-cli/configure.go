package main

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"auximage/app/form"
	"auximage/imaging/report"
)

// configuration gives the session what the line says.
type configuration struct{ job }

// configure gives the session what the line says. An error has a report.Finding
// in its chain.
func (j configuration) configure(ctx context.Context, stdin io.Reader) error {
	if err := j.session.SetPreferences(j.Preferences); err != nil {
		return err
	}
	if j.Project != "" {
		if err := projectFile(j).openProject(ctx, stdin); err != nil {
			return err
		}
	}
	if err := cloudFill(j).fromCloud(ctx); err != nil {
		return err
	}
	if err := targetOf(j).target(); err != nil {
		return err
	}
	if j.Change != "" {
		if err := j.openToChange(ctx, stdin); err != nil {
			return err
		}
	}
	if err := j.fill(); err != nil {
		return err
	}
	if j.Change != "" {
		return nil // signed in already
	}
	return j.authenticate(ctx, stdin)
}

// fill fills in the form what the line says, and what follows from that.
func (j configuration) fill() error {
	folder, err := j.folder()
	if err != nil {
		return err
	}
	j.session.Edit(func(f *form.Form) {
		j.Fill(f)
		f.DownloadDir = folder
	})
	if err := textFiles(j).ownDomain(); err != nil {
		return err
	}
	if own := j.session.Snapshot().Deploy.Domain; own == nil || own.Primary == "" {
		j.session.Edit(j.assumeNoWebLogic)
	}
	return j.pin()
}

// authenticate takes the account of the line and the passwords of its files.
func (j configuration) authenticate(ctx context.Context, stdin io.Reader) error {
	if err := signIn(j).authenticate(ctx, stdin); err != nil {
		return err
	}
	return j.secrets(ctx)
}

// readyToLook gives the session what an image that is there is opened with: the
// preferences, and who signs in at its registry.
func (j configuration) readyToLook(ctx context.Context, stdin io.Reader) error {
	if err := j.session.SetPreferences(j.Preferences); err != nil {
		return err
	}
	if len(j.Form.Platforms) > 1 {
		return report.Fault(codeOnePlatform, nil, report.Args{"Platforms": strings.Join(j.Form.Platforms, ", ")})
	}
	if j.Compares() {
		if err := j.inputs(ctx, stdin); err != nil {
			return err
		}
	}
	images := j.Images()
	at := slices.IndexFunc(images, func(arg string) bool { _, err := os.Stat(arg); return err != nil })
	if at < 0 {
		return nil // files
	}
	reference, _, _ := strings.Cut(images[at], "@")
	j.session.Edit(func(f *form.Form) { f.SetTag(reference) })
	if err := j.authenticate(ctx, stdin); err != nil {
		return err
	}
	if note := signIn(j).fallBack(); note != nil {
		j.out.note(*note)
	}
	return signIn(j).lacks()
}

// inputs fills in what an image is compared with.
func (j configuration) inputs(ctx context.Context, stdin io.Reader) error {
	if j.Project != "" {
		if err := projectFile(j).openProject(ctx, stdin); err != nil {
			return err
		}
	}
	j.session.Edit(func(f *form.Form) { j.Fill(f) })
	return nil
}

// assumeNoWebLogic says that the version of WebLogic is not known where nobody named a
// primary image: its default would raise false warnings.
func (j configuration) assumeNoWebLogic(f *form.Form) {
	if f.WebLogic == "" && !j.Given("primary") && f.PrimaryTag == form.DefaultPrimaryTag {
		f.WebLogic = form.AnyWebLogic
	}
}

// pin pins the base of the form, which is set already.
func (j configuration) pin() error {
	digest := j.Form.BaseDigest
	if digest != "" && !j.session.Snapshot().Form.TakesDigest() {
		return report.Fault(codeIdleDigest, nil, nil)
	}
	j.session.Edit(func(f *form.Form) { f.BaseDigest = digest })
	return nil
}

// folder returns where a downloaded installer goes: by default beside the
// caches, where the next run finds it; empty where there is no home.
func (j configuration) folder() (string, error) {
	switch {
	case j.Form.DownloadDir != "":
		return j.Form.DownloadDir, nil
	case j.Cache != "" && j.Cache != "off":
		return j.Cache, nil
	}
	caches, err := os.UserCacheDir()
	if err != nil {
		return "", nil // the session says so when it needs one
	}
	folder := filepath.Join(caches, "auximage", "installers")
	if j.Form.WDT != form.WDTLatest || j.Change != "" && !j.Given("wdt") {
		return folder, nil
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return "", report.Finding{Code: codeNoFolder, Severity: report.Error, File: folder, Cause: err}
	}
	return folder, nil
}
