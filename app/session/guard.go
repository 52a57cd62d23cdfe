package session

import (
	"slices"

	"auximage/app/form"
	"auximage/imaging/model"
	"auximage/imaging/ocir"
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

// guard tells what can be done in a state, and why the rest cannot.
type guard struct{ *state }

// next returns the action that takes a person on, empty when there is nothing to
// do: the tag has what the form says.
func (g guard) next() Action {
	switch {
	case g.form.UseExisting:
		return ActCheck
	case g.made == nil || len(g.changed) > 0:
		return ActCreate
	}
	if at := g.imageShown(); at.Pushed && at.Reference == g.form.Tag && at.FailedTo(g.form.Tag) == nil {
		return ""
	}
	return ActPush
}

// whyNot returns why an action cannot start now, nil when it can.
func (g guard) whyNot(a Action) *report.Finding {
	if g.job != nil {
		return because(CodeBusy)
	}
	return g.lacks(a)
}

// lacks returns what an action lacks, nil when it lacks nothing.
func (g guard) lacks(a Action) *report.Finding {
	switch a {
	case ActCheck:
		if g.form.UseExisting {
			return g.noTag()
		}
		return first(g.notReady, func() *report.Finding { return g.noFolder(false) })
	case ActCreate:
		return g.notReady()
	case ActCreateAndPush:
		return first(g.notReady, g.notSignedIn, g.notAccepted)
	case ActPush:
		return first(g.usesExisting, g.noTag, g.noImage, g.notSignedIn, g.notAccepted)
	case ActSave:
		return first(g.usesExisting, g.noTag, g.noImage)
	case ActLookUp:
		return g.noTag()
	case ActCheckSignIn, ActPushFile:
		return first(g.noTag, g.notSignedIn)
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
func (g guard) notReady() *report.Finding {
	return first(g.usesExisting, g.noTag, g.nothingInside, g.noInstaller, g.noBase, func() *report.Finding {
		return g.wrong(form.FieldBase, form.FieldOwner, form.FieldHomes, form.FieldPlatforms)
	})
}

func (g guard) usesExisting() *report.Finding {
	if g.form.UseExisting {
		return because(CodeExisting)
	}
	return nil
}

func (g guard) noTag() *report.Finding {
	t := g.form.Target
	if why := g.wrong(form.FieldRegion, form.FieldNamespace, form.FieldRepository, form.FieldVersion); why != nil {
		return why
	}
	if t.Repository == "" || t.Version == "" {
		return because(CodeNoTag)
	}
	return nil
}

// nothingInside tells that an image would be empty. One without a model is not:
// the operator merges several images.
func (g guard) nothingInside() *report.Finding {
	if g.form.WDT == form.WDTNone && len(g.form.Files()) == 0 {
		return because(CodeNoModel)
	}
	return nil
}

func (g guard) noInstaller() *report.Finding {
	if g.form.WDT != form.WDTFile {
		return nil
	}
	if g.form.Installer == "" {
		return because(CodeNoInstaller)
	}
	for _, f := range g.installer {
		if f.Severity == report.Error {
			return &f
		}
	}
	return nil
}

// noBase tells that another base is wanted, and not which.
func (g guard) noBase() *report.Finding {
	if reference, file := g.form.NewBase(); reference == "" && file == "" && !g.form.KeepsBase() {
		return because(CodeNoBase)
	}
	return nil
}

// noFolder tells that there is no folder to download to: what a Create lacks
// that the window asks for only then. To prepare the models an installer is
// needed even where none goes in.
func (g guard) noFolder(preparing bool) *report.Finding {
	if g.form.WantsFolder(preparing) && g.form.DownloadDir == "" {
		return because(CodeNoFolder)
	}
	return nil
}

// faulty tells whether a file was read that no image can be made of. The job reads it
// again, and says what is wrong with it before it wants anything else.
func (g guard) faulty() bool { return faultIn(g.form, g.fileNotes) != nil }

func (g guard) noImage() *report.Finding {
	if g.made == nil {
		return because(CodeNoImage)
	}
	return nil
}

// notSignedIn tells what the sign-in lacks. A token that is being looked up counts as
// there, the job waits for it; so does one that is being typed, which is handed over
// before a job begins.
func (g guard) notSignedIn() *report.Finding {
	f := &g.form
	if f.SignIn == form.ByTools || f.SignIn == form.ByNobody {
		return nil
	}
	if why := g.wrong(form.FieldUser); why != nil {
		return why
	}
	if !f.NamesUser() {
		why := fault(CodeNoUser, report.Args{"Host": f.Target.Host})
		return &why
	}
	if g.accounts.Held().Value == "" && !g.accounts.Awaited() && !g.typing {
		if why, ok := g.fields[form.FieldUser]; ok && why.Code == ocir.CodeUserIsToken { // which no sentence repeats
			return &why
		}
		why := fault(CodeNoToken, report.Args{"User": f.User, "Host": f.Target.Host})
		return &why
	}
	return nil
}

// inFiles tells whether a reason comes from what was read in a file, which may
// be another one by now.
func (g guard) inFiles(why *report.Finding) bool {
	return why.Code == CodeNotAccepted || slices.ContainsFunc(g.installer, func(f report.Finding) bool { return f.Code == why.Code })
}

// notAccepted returns the first dangerous finding without a person's tick.
func (g guard) notAccepted() *report.Finding {
	for _, f := range g.dangers() {
		if !g.accepted[AcceptKey(f)] {
			why := fault(CodeNotAccepted, nil)
			why.File, why.Cause = f.File, f
			return &why
		}
	}
	return nil
}

// dangers returns the dangerous findings about the files of the form.
func (g guard) dangers() []report.Finding {
	var all []report.Finding
	for _, file := range g.form.Files() {
		for _, f := range g.fileNotes[file.Path] {
			if Dangerous(f) {
				all = append(all, f)
			}
		}
	}
	for _, f := range g.findings {
		if Dangerous(f) {
			all = append(all, f)
		}
	}
	return all
}

// wrong returns the first of the fields' findings that is an error.
func (g guard) wrong(fields ...form.Field) *report.Finding {
	for _, field := range fields {
		if f, ok := g.fields[field]; ok && f.Severity == report.Error {
			return &f
		}
	}
	return nil
}
