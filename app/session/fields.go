package session

import (
	"slices"
	"strings"

	"auximage/app/deploy"
	"auximage/imaging"
	"auximage/imaging/ocir"
	"auximage/imaging/report"
)

// fields returns what is wrong or worth a word beside each field, the worst of
// each. What is merely not filled in yet is no fault of a field: the guard of an
// action says what is missing.
func (f *Form) fields() map[Field]report.Finding {
	found := findings{}
	found.put(FieldPrimaryTag, primary(f.PrimaryTag)...)
	if f.Tag != "" {
		found.put(FieldRegion, ocir.CheckHost(f.Target)...)
		found.put(FieldNamespace, filled(f.Target.Namespace, ocir.CheckNamespace(f.Target))...)
		found.put(FieldRepository, filled(f.Target.Repository, ocir.CheckRepository(f.Target))...)
		found.put(FieldVersion, filled(f.Target.Version, ocir.CheckVersion(f.Target))...)
		for _, part := range []Field{FieldRegion, FieldNamespace, FieldRepository, FieldVersion} {
			if worst, ok := found[part]; ok {
				found.put(FieldTag, worst)
			}
		}
	}
	if f.SignIn == ByAccount || f.SignIn == "" {
		found.put(FieldUser, ocir.CheckUser(f.User, f.Target)...)
	}
	if f.CustomBase && f.BaseFile == "" && f.BaseRef != "" {
		found.put(FieldBase, errorsOf(filled(ocir.Split(f.BaseRef).Version, ocir.Check(ocir.Split(f.BaseRef))))...)
	}
	found.put(FieldHomes, imaging.Homes{WDT: f.WDTHome, Model: f.ModelHome}.Check()...)
	found.put(FieldOwner, imaging.Owner{User: f.OwnerUser, Group: f.OwnerGroup}.Check()...)
	if group := f.OwnerGroup; f.OpenShift && group != "" && group != "0" && group != "root" {
		found.put(FieldOwner, report.Finding{Code: CodeOpenShiftGroup, Severity: report.Warning, Args: report.Args{"Group": group}})
	}
	for _, platform := range f.Platforms {
		if !slices.Contains([]string{"linux/amd64", "linux/arm64"}, platform) {
			found.put(FieldPlatforms, fault(CodeBadPlatform, report.Args{"Platform": platform}))
		}
	}
	found.put(FieldDomainUID, deploy.CheckUID(f.DomainUID)...)
	found.put(FieldDomainNamespace, deploy.CheckNamespace(f.DomainNamespace)...)
	return found
}

// findings are the worst finding beside each field.
type findings map[Field]report.Finding

func (all findings) put(field Field, found ...report.Finding) {
	for _, f := range found {
		if before, ok := all[field]; !ok || f.Severity > before.Severity {
			all[field] = f
		}
	}
}

// filled drops what there is to say about a part that is empty so far.
func filled(part string, found []report.Finding) []report.Finding {
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
	if wrong := errorsOf(filled(ocir.Split(tag).Version, ocir.Check(ocir.Split(tag)))); len(wrong) > 0 {
		return wrong
	}
	if strings.Contains(tag, "weblogic:12.2.1.3") {
		return []report.Finding{{Code: CodeOldWebLogic, Severity: report.Info, Args: report.Args{"Version": "12.2.1.3"}}}
	}
	return nil
}
