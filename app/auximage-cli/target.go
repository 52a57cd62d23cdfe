package main

import (
	"auximage/app/cmdline"
	"auximage/app/session"
	"strings"

	"auximage/app/form"
	"auximage/imaging/ocir"
	"auximage/imaging/report"
)

// targetOf is where the image goes.
type targetOf struct {
	line    *cmdline.Line
	session *session.Session
}

// target sets the reference, whole or by its parts.
func (t targetOf) target() error {
	if choosesTag(t.line) {
		return nil // the next one after that of the image
	}
	if t.line.Tag != "" {
		t.session.Edit(func(f *form.Form) { f.SetTag(t.line.Tag) })
		return nil
	}
	if t.line.Project != "" {
		return t.retarget()
	}
	host, err := hostOf(t.line.Region)
	if err != nil {
		return err
	}
	name, version, _ := strings.Cut(t.line.Name, ":")
	t.session.Edit(func(f *form.Form) { f.SetPart(form.FieldRegion, host) })
	t.session.Edit(func(f *form.Form) { f.SetPart(form.FieldNamespace, t.line.Namespace) })
	t.session.Edit(func(f *form.Form) { f.SetPart(form.FieldRepository, name) })
	t.session.Edit(func(f *form.Form) { f.SetPart(form.FieldVersion, version) })
	return nil
}

// retarget changes the parts of a project's tag that the command line names.
func (t targetOf) retarget() error {
	if t.line.Region != "" {
		host, err := hostOf(t.line.Region)
		if err != nil {
			return err
		}
		t.session.Edit(func(f *form.Form) { f.SetPart(form.FieldRegion, host) })
	}
	if t.line.Namespace != "" {
		t.session.Edit(func(f *form.Form) { f.SetPart(form.FieldNamespace, t.line.Namespace) })
	}
	if name, version, tagged := strings.Cut(t.line.Name, ":"); name != "" {
		t.session.Edit(func(f *form.Form) { f.SetPart(form.FieldRepository, name) })
		if tagged {
			t.session.Edit(func(f *form.Form) { f.SetPart(form.FieldVersion, version) })
		}
	}
	return nil
}

// hostOf returns the host of a region by its key, identifier or name; a host
// serves as well.
func hostOf(region string) (string, error) {
	if strings.ContainsAny(region, ".:") {
		return region, nil
	}
	found := ocir.Find(region, nil)
	if region == "" || len(found) == 0 {
		return "", report.Fault(codeUnknownRegion, nil, report.Args{"Region": region})
	}
	return found[0].Host, nil
}
