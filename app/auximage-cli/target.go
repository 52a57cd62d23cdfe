package main

import (
	"strings"

	"auximage/app/form"
	"auximage/imaging/ocir"
	"auximage/imaging/report"
)

// targetOf is where the image goes.
type targetOf struct{ job }

// target sets the reference, whole or by its parts.
func (j targetOf) target() error {
	if j.choosesTag() {
		return nil // the next one after that of the image
	}
	if j.Tag != "" {
		j.session.Edit(func(f *form.Form) { f.SetTag(j.Tag) })
		return nil
	}
	if j.Project != "" {
		return j.retarget()
	}
	host, err := hostOf(j.Region)
	if err != nil {
		return err
	}
	name, version, _ := strings.Cut(j.Name, ":")
	j.session.Edit(func(f *form.Form) { f.SetPart(form.FieldRegion, host) })
	j.session.Edit(func(f *form.Form) { f.SetPart(form.FieldNamespace, j.Namespace) })
	j.session.Edit(func(f *form.Form) { f.SetPart(form.FieldRepository, name) })
	j.session.Edit(func(f *form.Form) { f.SetPart(form.FieldVersion, version) })
	return nil
}

// retarget changes the parts of a project's tag that the command line names.
func (j targetOf) retarget() error {
	if j.Region != "" {
		host, err := hostOf(j.Region)
		if err != nil {
			return err
		}
		j.session.Edit(func(f *form.Form) { f.SetPart(form.FieldRegion, host) })
	}
	if j.Namespace != "" {
		j.session.Edit(func(f *form.Form) { f.SetPart(form.FieldNamespace, j.Namespace) })
	}
	if name, version, tagged := strings.Cut(j.Name, ":"); name != "" {
		j.session.Edit(func(f *form.Form) { f.SetPart(form.FieldRepository, name) })
		if tagged {
			j.session.Edit(func(f *form.Form) { f.SetPart(form.FieldVersion, version) })
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
	found := ocir.Find(region)
	if region == "" || len(found) == 0 {
		return "", report.Fault(codeUnknownRegion, nil, report.Args{"Region": region})
	}
	return found[0].Host, nil
}
