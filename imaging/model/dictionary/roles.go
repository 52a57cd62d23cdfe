package dictionary

import (
	"cmp"
	"strings"

	"auximage/imaging/model/tree"
	"auximage/imaging/report"
)

// roleRules are those of roles and policies.
type roleRules struct{ *judge }

// wlsRoles is about roles (wlsroles_helper.py): each has an expression or a
// document; one that adds to a built-in role must be such a one.
func (j roleRules) wlsRoles(at place, all *tree.Value) {
	for _, role := range all.Pairs() {
		in := join(at.path, role.Key)
		domainInfoRules(j).oneOfEntry(in, role.Value, "XacmlStatus", statuses, nil)
		expression, document := role.Value.Get("Expression"), role.Value.Entry("XacmlDocument")
		switch {
		case !falsy(expression):
			j.updateMode(in, role)
		case document != nil && !falsy(document.Value):
			if document.Value.Kind == tree.Text {
				archiveRules(j).archived(at.named(role.Key), document.Key, document.Place, document.Value.Text, j.question.Archives.HoldsFile)
			}
		default:
			j.add(CodeNeeds, report.Error, role.Place, in, "", report.Args{"Wanted": "Expression, XacmlDocument"})
		}
	}
}

func (j roleRules) updateMode(in string, role tree.Entry) {
	mode := role.Value.Entry("UpdateMode")
	if mode == nil || falsy(mode.Value) || !domainInfoRules(j).oneOf(in, *mode, updateModes, strings.ToLower) {
		return
	}
	text, known := j.plain(strings.ToLower(mode.Value.Text))
	if !known || text == "replace" || len(variables(role.Key)) > 0 {
		return
	}
	file := "1412" // the roles of today
	if compare(j.version, release1221) < 0 {
		file = "1213"
	}
	builtIn, err := j.dictionary.builtInRoles(file)
	j.err = cmp.Or(j.err, err)
	if builtIn != nil && !builtIn[role.Key] {
		j.fail(CodeRole, mode.Place, in, mode.Key, suggestions(j).near(role.Key, keys(builtIn)))
	}
}

func keys(set map[string]bool) []string {
	var all []string
	for key := range set {
		all = append(all, key)
	}
	return all
}

// wlsPolicies is about policies (wlspolicies_helper.py): each is for a resource
// of its own and has an expression or a document.
func (j roleRules) wlsPolicies(at place, all *tree.Value) {
	of := make(map[string]string)
	for _, policy := range all.Pairs() {
		in := join(at.path, policy.Key)
		if !j.policyFields(at.named(policy.Key), policy) {
			continue
		}
		resource := policy.Value.Entry("ResourceID")
		if other, twice := of[resource.Value.Text]; twice {
			j.fail(CodeTwice, resource.Place, in, resource.Key, report.Args{"Other": other})
			continue
		}
		of[resource.Value.Text] = policy.Key
	}
}

// policyFields tells whether a policy has what it needs.
func (j roleRules) policyFields(at place, policy tree.Entry) bool {
	fine := true
	if status := policy.Value.Entry("XacmlStatus"); status != nil && !domainInfoRules(j).oneOf(at.path, *status, statuses, nil) {
		fine = false
	}
	if !hasText(policy.Value.Get("ResourceID")) {
		fine = false
		j.add(CodeNeeds, report.Error, policy.Place, at.path, "", report.Args{"Wanted": "ResourceID"})
	}
	document := policy.Value.Entry("XacmlDocument")
	switch {
	case hasText(policy.Value.Get("Policy")):
	case document != nil && hasText(document.Value):
		if intoArchive(document.Value.Text) {
			return archiveRules(j).archived(at, document.Key, document.Place, document.Value.Text, j.question.Archives.HoldsFile) && fine
		}
	default:
		j.add(CodeNeeds, report.Error, policy.Place, at.path, "", report.Args{"Wanted": "Policy, XacmlDocument"})
		return false
	}
	return fine
}

func hasText(v *tree.Value) bool { return v != nil && v.Kind == tree.Text && v.Text != "" }
