package form

import (
	"slices"
	"strings"

	"auximage/app/deploy"
	"auximage/imaging"
	"auximage/imaging/ocir"
	"auximage/imaging/report"
)

// Check returns what is wrong or worth a word beside each field, the worst of
// each. What is merely not filled in yet is no fault of a field: the guard of an
// action says what is missing.
func (f *Form) Check() map[Field]report.Finding {
	found := Findings{}
	found.Add(FieldPrimaryTag, primary(f.PrimaryTag)...)
	if f.Tag != "" {
		found.Add(FieldRegion, ocir.CheckHost(f.Target)...)
		found.Add(FieldNamespace, unlessEmpty(f.Target.Namespace, ocir.CheckNamespace(f.Target))...)
		found.Add(FieldRepository, unlessEmpty(f.Target.Repository, ocir.CheckRepository(f.Target))...)
		found.Add(FieldVersion, unlessEmpty(f.Target.Version, ocir.CheckVersion(f.Target))...)
		for _, part := range []Field{FieldRegion, FieldNamespace, FieldRepository, FieldVersion} {
			if worst, ok := found[part]; ok {
				found.Add(FieldTag, worst)
			}
		}
	}
	if f.SignIn == ByAccount || f.SignIn == "" {
		found.Add(FieldUser, ocir.CheckUser(f.User, f.Target)...)
	}
	if f.CustomBase && f.BaseFile == "" && f.BaseRef != "" {
		found.Add(FieldBase, pulled(f.BaseRef)...)
	}
	found.Add(FieldHomes, imaging.Homes{WDT: f.WDTHome, Model: f.ModelHome}.Check()...)
	found.Add(FieldOwner, imaging.Owner{User: f.OwnerUser, Group: f.OwnerGroup}.Check()...)
	if group := f.OwnerGroup; f.OpenShift && group != "" && group != "0" && group != "root" {
		found.Add(FieldOwner, report.Finding{Code: CodeOpenShiftGroup, Severity: report.Warning, Args: report.Args{"Group": group}})
	}
	for _, platform := range f.Platforms {
		if !slices.Contains(imaging.Platforms, platform) {
			found.Add(FieldPlatforms, report.Finding{Code: CodeBadPlatform, Severity: report.Error, Args: report.Args{"Platform": platform}})
		}
	}
	found.Add(FieldDomainUID, deploy.CheckUID(f.DomainUID)...)
	found.Add(FieldDomainNamespace, deploy.CheckNamespace(f.DomainNamespace)...)
	return found
}

// Findings are the worst finding beside each field.
type Findings map[Field]report.Finding

// Add takes findings beside a field, where they are worse than what is there.
func (all Findings) Add(field Field, found ...report.Finding) {
	for _, f := range found {
		if before, ok := all[field]; !ok || f.Severity > before.Severity {
			all[field] = f
		}
	}
}

// unlessEmpty drops what there is to say about a part that is empty so far.
func unlessEmpty(part string, found []report.Finding) []report.Finding {
	if part == "" {
		return nil
	}
	return found
}

func errorsOf(found []report.Finding) []report.Finding {
	return slices.DeleteFunc(slices.Clone(found), func(f report.Finding) bool { return f.Severity < report.Error })
}

// pulled returns what is wrong with the reference of an image that is pulled.
func pulled(reference string) []report.Finding {
	parts := ocir.Split(reference)
	return errorsOf(unlessEmpty(parts.Version, ocir.CheckPull(parts)))
}

// primary checks the primary image's tag, and tells what is known of the lab's.
func primary(tag string) []report.Finding {
	if tag == "" {
		return nil
	}
	if wrong := pulled(tag); len(wrong) > 0 {
		return wrong
	}
	if strings.Contains(tag, "weblogic:12.2.1.3") {
		return []report.Finding{{Code: CodeOldWebLogic, Severity: report.Info, Args: report.Args{"Version": "12.2.1.3"}}}
	}
	return nil
}
