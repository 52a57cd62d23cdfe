package session

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
	found := findings{}
	found.add(FieldPrimaryTag, primary(f.PrimaryTag)...)
	if f.Tag != "" {
		found.add(FieldRegion, ocir.CheckHost(f.Target)...)
		found.add(FieldNamespace, unlessEmpty(f.Target.Namespace, ocir.CheckNamespace(f.Target))...)
		found.add(FieldRepository, unlessEmpty(f.Target.Repository, ocir.CheckRepository(f.Target))...)
		found.add(FieldVersion, unlessEmpty(f.Target.Version, ocir.CheckVersion(f.Target))...)
		for _, part := range []Field{FieldRegion, FieldNamespace, FieldRepository, FieldVersion} {
			if worst, ok := found[part]; ok {
				found.add(FieldTag, worst)
			}
		}
	}
	if f.SignIn == ByAccount || f.SignIn == "" {
		found.add(FieldUser, ocir.CheckUser(f.User, f.Target)...)
	}
	if f.CustomBase && f.BaseFile == "" && f.BaseRef != "" {
		found.add(FieldBase, errorsOf(unlessEmpty(ocir.Split(f.BaseRef).Version, ocir.Check(ocir.Split(f.BaseRef))))...)
	}
	found.add(FieldHomes, imaging.Homes{WDT: f.WDTHome, Model: f.ModelHome}.Check()...)
	found.add(FieldOwner, imaging.Owner{User: f.OwnerUser, Group: f.OwnerGroup}.Check()...)
	if group := f.OwnerGroup; f.OpenShift && group != "" && group != "0" && group != "root" {
		found.add(FieldOwner, report.Finding{Code: CodeOpenShiftGroup, Severity: report.Warning, Args: report.Args{"Group": group}})
	}
	for _, platform := range f.Platforms {
		if !slices.Contains([]string{"linux/amd64", "linux/arm64"}, platform) {
			found.add(FieldPlatforms, fault(CodeBadPlatform, report.Args{"Platform": platform}))
		}
	}
	found.add(FieldDomainUID, deploy.CheckUID(f.DomainUID)...)
	found.add(FieldDomainNamespace, deploy.CheckNamespace(f.DomainNamespace)...)
	return found
}

// findings are the worst finding beside each field.
type findings map[Field]report.Finding

func (all findings) add(field Field, found ...report.Finding) {
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

// primary checks the primary image's tag, and tells what is known of the lab's.
func primary(tag string) []report.Finding {
	if tag == "" {
		return nil
	}
	if wrong := errorsOf(unlessEmpty(ocir.Split(tag).Version, ocir.Check(ocir.Split(tag)))); len(wrong) > 0 {
		return wrong
	}
	if strings.Contains(tag, "weblogic:12.2.1.3") {
		return []report.Finding{{Code: CodeOldWebLogic, Severity: report.Info, Args: report.Args{"Version": "12.2.1.3"}}}
	}
	return nil
}
