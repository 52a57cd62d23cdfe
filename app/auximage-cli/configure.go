package main

import (
	"auximage/app/cmdline"
	"auximage/app/session"
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
type configuration struct {
	line    *cmdline.Line
	session *session.Session
	out     *output
}

// configure gives the session what the line says. An error has a report.Finding
// in its chain.
func (c configuration) configure(ctx context.Context, stdin io.Reader) error {
	if err := c.session.SetPreferences(ctx, c.line.Preferences); err != nil {
		return err
	}
	if c.line.Project != "" {
		if err := (projectFile{c.line, c.session}).openProject(ctx, stdin); err != nil {
			return err
		}
	}
	if err := (cloudFill{c.line, c.session}).fromCloud(ctx); err != nil {
		return err
	}
	if err := (targetOf{c.line, c.session}).target(); err != nil {
		return err
	}
	if c.line.Change != "" {
		if err := c.openToChange(ctx, stdin); err != nil {
			return err
		}
	}
	if err := c.fill(ctx); err != nil {
		return err
	}
	if c.line.Change != "" {
		return nil // signed in already
	}
	return c.authenticate(ctx, stdin)
}

// fill fills in the form what the line says, and what follows from that.
func (c configuration) fill(ctx context.Context) error {
	folder, err := c.folder()
	if err != nil {
		return err
	}
	c.session.Edit(func(f *form.Form) {
		c.line.Fill(f)
		f.DownloadDir = folder
	})
	if err := textFiles(c).ownDomain(ctx); err != nil {
		return err
	}
	if own := c.session.Snapshot().Deploy.Domain; own == nil || own.Primary == "" {
		c.session.Edit(c.assumeNoWebLogic)
	}
	return c.pin()
}

// authenticate takes the account of the line and the passwords of its files.
func (c configuration) authenticate(ctx context.Context, stdin io.Reader) error {
	if err := (signIn{c.line, c.session}).authenticate(ctx, stdin); err != nil {
		return err
	}
	return c.secrets(ctx)
}

// readyToLook gives the session what an image that is there is opened with: the
// preferences, and who signs in at its registry.
func (c configuration) readyToLook(ctx context.Context, stdin io.Reader) error {
	if err := c.session.SetPreferences(ctx, c.line.Preferences); err != nil {
		return err
	}
	if len(c.line.Form.Platforms) > 1 {
		return report.Fault(codeOnePlatform, nil, report.Args{"Platforms": strings.Join(c.line.Form.Platforms, ", ")})
	}
	if c.line.Change != "" {
		return c.readyToCompare(ctx, stdin)
	}
	if c.line.Compares() {
		if err := c.inputs(ctx, stdin); err != nil {
			return err
		}
	}
	images := c.line.Images()
	at := slices.IndexFunc(images, func(arg string) bool { _, err := os.Stat(arg); return err != nil })
	if at < 0 {
		return nil // files
	}
	reference, _, _ := strings.Cut(images[at], "@")
	c.session.Edit(func(f *form.Form) { f.SetTag(reference) })
	if err := c.authenticate(ctx, stdin); err != nil {
		return err
	}
	if note := (signIn{c.line, c.session}).fallBack(); note != nil {
		c.out.note(*note)
	}
	return (signIn{c.line, c.session}).lacks()
}

// readyToCompare fills in what a push with the same flags would change an image into.
func (c configuration) readyToCompare(ctx context.Context, stdin io.Reader) error {
	if err := c.openToChange(ctx, stdin); err != nil {
		return err
	}
	if note := (signIn{c.line, c.session}).fallBack(); note != nil {
		c.out.note(*note)
	}
	return c.fill(ctx)
}

// inputs fills in what an image is compared with.
func (c configuration) inputs(ctx context.Context, stdin io.Reader) error {
	if c.line.Project != "" {
		if err := (projectFile{c.line, c.session}).openProject(ctx, stdin); err != nil {
			return err
		}
	}
	c.session.Edit(func(f *form.Form) { c.line.Fill(f) })
	return nil
}

// assumeNoWebLogic says that the version of WebLogic is not known where nobody named a
// primary image: its default would raise false warnings.
func (c configuration) assumeNoWebLogic(f *form.Form) {
	if f.WebLogic == "" && !c.line.Given("primary") && f.PrimaryTag == form.DefaultPrimaryTag {
		f.WebLogic = form.AnyWebLogic
	}
}

// pin pins the base of the form, which is set already.
func (c configuration) pin() error {
	digest := c.line.Form.BaseDigest
	if digest != "" && !c.session.Snapshot().Form.TakesDigest() {
		return report.Fault(codeIdleDigest, nil, nil)
	}
	c.session.Edit(func(f *form.Form) { f.BaseDigest = digest })
	return nil
}

// folder returns where a downloaded installer goes: the person's folder, or one of
// the program's own, which it makes when an installer may be downloaded.
func (c configuration) folder() (string, error) {
	if folder := c.line.Form.DownloadDir; folder != "" {
		return folder, nil
	}
	folder := c.ownFolder()
	if folder == "" || c.line.Form.WDT != form.WDTLatest || c.line.Change != "" && !c.line.Given("wdt") {
		return folder, nil
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return "", report.Finding{Code: codeNoFolder, Severity: report.Error, File: folder, Cause: err}
	}
	return folder, nil
}

// ownFolder returns where the next run finds an installer: the folder of the caches
// that the line names, or one beside the usual ones; empty where there is no home, of
// which the session speaks when it needs one.
func (c configuration) ownFolder() string {
	if c.line.Cache != "" && c.line.Cache != "off" {
		return c.line.Cache
	}
	caches, err := os.UserCacheDir()
	if err != nil {
		return ""
	}
	return filepath.Join(caches, "auximage", "installers")
}
