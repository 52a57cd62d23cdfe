package dictionary

import (
	"slices"
	"strings"

	"auximage/imaging/model/tree"
	"auximage/imaging/report"
)

// got returns the argument that names what stands in place of what is wanted.
func got(v *tree.Value) report.Args {
	kind := v.Kind.String()
	if v.Kind == tree.Mapping && len(v.Entries) == 0 {
		kind = tree.Null.String()
	}
	return report.Args{"Got": kind}
}

// nameTokens refuses variables in the name of a folder or an attribute: of a
// model, before they are replaced, no name is known.
func (j *judge) nameTokens(e tree.Entry, in string) {
	for range variables(e.Key) {
		j.fail(CodeNameToken, e.Place, in, e.Key, nil)
	}
}

// attribute is about the value of an attribute (_validate_attribute).
func (j *judge) attribute(at place, e tree.Entry, a attribute) {
	value := j.resolved(e.Value)
	if !a.setter && !compatible(a.kind, value.Kind) {
		args := got(value)
		args["Want"] = a.kind
		j.warn(CodeValueType, e.Place, at.path, e.Key, args)
	}
	if a.path {
		archiveRules{j}.paths(at, e, value)
	}
	switch at.section {
	case domainInfo:
		domainInfoRules{j}.domainInfoAttribute(at, e)
	case appDeployments:
		archiveRules{j}.sourcePath(at, e)
	}
}

// compatible tells whether the deploy tooling takes a value of a kind for an
// attribute of a type (validation_utils.is_compatible_data_type). A type that a
// later release brought takes everything.
func compatible(wanted string, kind tree.Kind) bool {
	is := func(kinds ...tree.Kind) bool { return slices.Contains(kinds, kind) }
	switch {
	case wanted == "string", wanted == "unicode":
		return is(tree.Text, tree.Integer, tree.Float, tree.Boolean)
	case wanted == "integer", wanted == "long":
		return is(tree.Integer, tree.Text)
	case wanted == "boolean", wanted == "java.lang.Boolean":
		return is(tree.Integer, tree.Text, tree.Boolean)
	case wanted == "float", wanted == "double":
		return is(tree.Float, tree.Text)
	case wanted == "properties", wanted == "dict", strings.Contains(wanted, "delimited_map"):
		return is(tree.Mapping, tree.Text)
	case strings.Contains(wanted, "list"), strings.Contains(wanted, "delimited_string"):
		return is(tree.List, tree.Text)
	case wanted == "password", wanted == "credential", wanted == "jarray":
		return is(tree.Text)
	}
	return true
}

// properties is about an attribute whose value is names with values: a mapping,
// or one as a text. A variable in a name is refused; a number makes WDT crash.
func (j *judge) properties(at place, e tree.Entry) {
	switch e.Value.Kind {
	case tree.Mapping:
		for _, p := range e.Value.Entries {
			if names := variables(p.Key); len(names) > 0 && j.substitute(p.Key) != p.Key {
				j.fail(CodeNameToken, p.Place, join(at.path, e.Key), p.Key, nil)
			}
		}
	case tree.Integer, tree.Float, tree.Boolean, tree.Null:
		args := got(e.Value)
		args["Want"] = "properties"
		j.fail(CodeValueType, e.Place, at.path, e.Key, args)
	}
}

// resolved returns a value with the variables of a text replaced.
func (j *judge) resolved(v *tree.Value) *tree.Value {
	if v.Kind != tree.Text || !strings.Contains(v.Text, "@@PROP:") {
		return v
	}
	made := *v
	made.Text = j.substitute(v.Text)
	return &made
}
