package tree_test

import (
	"fmt"
	"strings"
	"testing"

	"auximage/imaging/model/tree"
)

// mapping returns a mapping of texts like "a b:c/x": keys with values, / below.
func mapping(document int, pairs ...any) *tree.Value {
	v := &tree.Value{Kind: tree.Mapping, Place: tree.Place{Document: document}}
	for i := 0; i < len(pairs); i += 2 {
		at := tree.Place{Document: document, Line: i/2 + 1}
		e := tree.Entry{Place: at, Key: pairs[i].(string)}
		switch of := pairs[i+1].(type) {
		case *tree.Value:
			e.Value = of
		default:
			e.Value = &tree.Value{Kind: tree.Text, Text: fmt.Sprint(of), Place: at}
		}
		v.Entries = append(v.Entries, e)
	}
	return v
}

func written(v *tree.Value) string {
	if v.Kind != tree.Mapping {
		return v.Text
	}
	var parts []string
	for _, e := range v.Entries {
		parts = append(parts, fmt.Sprintf("%s@%d=%s", e.Key, e.Document, written(e.Value)))
	}
	return "{" + strings.Join(parts, " ") + "}"
}

func TestLaterModelsAreMergedAsTheDeployToolingDoes(t *testing.T) {
	substitute := func(key string) string { return strings.ReplaceAll(key, "@@PROP:name@@", "ms1") }
	for name, c := range map[string]struct {
		first, later *tree.Value
		want         string
	}{
		"mappings are merged, of values the later wins": {
			mapping(0, "Server", mapping(0, "a", mapping(0, "Port", 1, "Host", "h"))),
			mapping(1, "Server", mapping(1, "a", mapping(1, "Port", 2), "b", mapping(1))),
			"{Server@0={a@0={Port@1=2 Host@0=h} b@1={}}}",
		},
		"!name takes name away, and itself": {mapping(0, "a", 1, "b", 2), mapping(1, "!a", mapping(1)), "{b@0=2}"},
		"name replaces !name":               {mapping(0, "!a", mapping(0)), mapping(1, "a", 1), "{a@1=1}"},
		"!name of nothing stays":            {mapping(0, "a", 1), mapping(1, "!b", mapping(1)), "{a@0=1 !b@1={}}"},
		"keys are the same once variables are replaced": {
			mapping(0, "@@PROP:name@@", mapping(0, "x", 1)), mapping(1, "ms1", mapping(1, "y", 2)),
			"{@@PROP:name@@@0={x@0=1 y@1=2}}",
		},
		"a variable in a deleted name counts too": {mapping(0, "ms1", 1), mapping(1, "!@@PROP:name@@", mapping(1)), "{}"},
		"a value replaces a mapping":              {mapping(0, "a", mapping(0, "x", 1)), mapping(1, "a", 5), "{a@1=5}"},
	} {
		if tree.Merge(c.first, c.later, substitute); written(c.first) != c.want {
			t.Errorf("%s: got %s, want %s", name, written(c.first), c.want)
		}
	}
}
