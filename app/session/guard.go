package session

import (
	"slices"

	"auximage/app/form"
	"auximage/imaging/model"
	"auximage/imaging/report"
)

var actions = []Action{ActCreate, ActPush, ActCreateAndPush, ActCheck, ActCheckSignIn, ActSave, ActLookUp}

// AcceptKey returns the key under which a dangerous finding is accepted: its
// code and the content that it was found in.
func AcceptKey(f report.Finding) string { return string(f.Code) + " " + f.Digest }

// Dangerous tells whether a finding needs a person's tick before a push:
// something secret would be in the image for all to read.
func Dangerous(f report.Finding) bool {
	switch f.Code {
	case model.CodeClearSecret, model.CodePrivateKey, model.CodeArchivedKey:
		return true
	}
	return false
}

// next returns the action that takes a person on, empty when there is nothing to
// do: the tag has what the form says.
func (st *state) next() Action {
	switch {
	case st.form.UseExisting:
		return ActCheck
	case st.made == nil || len(st.changed) > 0:
		return ActCreate
	case st.made.Summary.Pushed && st.made.Summary.Reference == st.form.Tag:
		return ""
	}
	return ActPush
}

// whyNot returns why an action cannot start now, nil when it can.
func (st *state) whyNot(a Action) *report.Finding {
	if st.job != nil {
		return because(CodeBusy)
	}
	return st.lacks(a)
}

// lacks returns what an action lacks, nil when it lacks nothing.
func (st *state) lacks(a Action) *report.Finding {
	switch a {
	case ActCheck:
		if st.form.UseExisting {
			return st.noTag()
		}
		return first(st.notReady, func() *report.Finding { return st.noFolder(false) })
	case ActCreate:
		return st.notReady()
	case ActCreateAndPush:
		return first(st.notReady, st.notSignedIn, st.notAccepted)
	case ActPush:
		return first(st.usesExisting, st.noTag, st.noImage, st.notSignedIn, st.notAccepted)
	case ActSave:
		return first(st.usesExisting, st.noTag, st.noImage)
	case ActLookUp:
		return st.noTag()
	case ActCheckSignIn, ActPushFile:
		return first(st.noTag, st.notSignedIn)
	}
	return because(CodeUnknownAction)
}

func first(reasons ...func() *report.Finding) *report.Finding {
	for _, reason := range reasons {
		if why := reason(); why != nil {
			return why
		}
	}
	return nil
}

func because(code report.Code) *report.Finding {
	f := fault(code, nil)
	return &f
}

// notReady tells what a Create lacks.
func (st *state) notReady() *report.Finding {
	return first(st.usesExisting, st.noTag, st.nothingInside, st.noInstaller, func() *report.Finding {
		return st.wrong(form.FieldBase, form.FieldOwner, form.FieldHomes, form.FieldPlatforms)
	})
}

func (st *state) usesExisting() *report.Finding {
	if st.form.UseExisting {
		return because(CodeExisting)
	}
	return nil
}

func (st *state) noTag() *report.Finding {
	t := st.form.Target
	if why := st.wrong(form.FieldRegion, form.FieldNamespace, form.FieldRepository, form.FieldVersion); why != nil {
		return why
	}
	if t.Repository == "" || t.Version == "" {
		return because(CodeNoTag)
	}
	return nil
}

// nothingInside tells that an image would be empty. One without a model is not:
// the operator merges several images.
func (st *state) nothingInside() *report.Finding {
	if st.form.WDT == form.WDTNone && len(st.form.Files()) == 0 {
		return because(CodeNoModel)
	}
	return nil
}

func (st *state) noInstaller() *report.Finding {
	if st.form.WDT != form.WDTFile {
		return nil
	}
	if st.form.Installer == "" {
		return because(CodeNoInstaller)
	}
	for _, f := range st.installer {
		if f.Severity == report.Error {
			return &f
		}
	}
	return nil
}

// noFolder tells that there is no folder to download to: what a Create lacks
// that the window asks for only then. To prepare the models an installer is
// needed even where none goes in.
func (st *state) noFolder(preparing bool) *report.Finding {
	if st.form.WantsFolder(preparing) && st.form.DownloadDir == "" {
		return because(CodeNoFolder)
	}
	return nil
}

func (st *state) noImage() *report.Finding {
	if st.made == nil {
		return because(CodeNoImage)
	}
	return nil
}

// notSignedIn tells what the sign-in lacks. A token that is being looked up
// counts as there; the job waits for it.
func (st *state) notSignedIn() *report.Finding {
	f := &st.form
	if f.SignIn == form.ByTools || f.SignIn == form.ByNobody {
		return nil
	}
	if why := st.wrong(form.FieldUser); why != nil {
		return why
	}
	if !f.NamesUser() {
		why := fault(CodeNoUser, report.Args{"Host": f.Target.Host})
		return &why
	}
	if st.accounts.Held().Value == "" && !st.accounts.Awaited() {
		why := fault(CodeNoToken, report.Args{"User": f.User, "Host": f.Target.Host})
		return &why
	}
	return nil
}

// inFiles tells whether a reason comes from what was read in a file, which may
// be another one by now.
func (st *state) inFiles(why *report.Finding) bool {
	return why.Code == CodeNotAccepted || slices.ContainsFunc(st.installer, func(f report.Finding) bool { return f.Code == why.Code })
}

// notAccepted returns the first dangerous finding without a person's tick.
func (st *state) notAccepted() *report.Finding {
	for _, f := range st.dangers() {
		if !st.accepted[AcceptKey(f)] {
			why := fault(CodeNotAccepted, nil)
			why.File, why.Cause = f.File, f
			return &why
		}
	}
	return nil
}

// dangers returns the dangerous findings about the files of the form.
func (st *state) dangers() []report.Finding {
	var all []report.Finding
	for _, file := range st.form.Files() {
		for _, f := range st.fileNotes[file.Path] {
			if Dangerous(f) {
				all = append(all, f)
			}
		}
	}
	for _, f := range st.findings {
		if Dangerous(f) {
			all = append(all, f)
		}
	}
	return all
}

// wrong returns the first of the fields' findings that is an error.
func (st *state) wrong(fields ...form.Field) *report.Finding {
	for _, field := range fields {
		if f, ok := st.fields[field]; ok && f.Severity == report.Error {
			return &f
		}
	}
	return nil
}
