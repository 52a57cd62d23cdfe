package model

import (
	"bytes"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"auximage/imaging/model/snakeyaml"
	"auximage/imaging/report"
)

// document is a model that parses.
type document struct {
	*source
	root *yaml.Node // a mapping
}

// parse returns the model in a file, nil when there is none that could be
// judged further, and what is wrong with it as YAML.
func parse(s *source, version string) (*document, []report.Finding) {
	if bytes.HasPrefix(s.text, []byte("PK\x03\x04")) {
		return nil, []report.Finding{s.at(CodeOtherKind, report.Error, 0, 0, report.Args{"Kind": Model.String()})}
	}
	if finding := s.decode(); finding != nil {
		return nil, []report.Finding{*finding}
	}
	if blank(s.text) {
		return nil, []report.Finding{s.at(CodeEmpty, report.Warning, 0, 0, nil)} // WDT takes it for a model without sections
	}
	documents, problem := snakeyaml.Documents(s.text)
	if problem != nil {
		return nil, []report.Finding{s.problem(problem, version)}
	}
	if len(documents) > 1 {
		second := documents[1]
		return nil, []report.Finding{s.at(CodeDocuments, report.Error, second.Line, second.Column, report.Args{"Count": len(documents)})}
	}
	if len(documents) == 0 || documents[0].Content[0].Kind != yaml.MappingNode {
		line := 1
		if len(documents) > 0 {
			line = documents[0].Content[0].Line
		}
		return nil, []report.Finding{s.at(CodeNotSections, report.Error, line, 0, nil)}
	}
	d := &document{source: s, root: documents[0].Content[0]}
	findings := d.structure(version)
	return d, findings[:min(len(findings), enough)]
}

// node is one scalar, list or mapping of a document with its place in it.
type node struct {
	*yaml.Node
	path []string // the keys that lead here; valid until the visitor returns
	key  bool     // it is a key, the last of its path

	merges bool // it is the value of <<
}

// placed returns arguments with the Place in the model that the node has, such as
// topology:/Server/ms1; nothing more for a node that no keys lead to.
func (n node) placed(args report.Args) report.Args {
	if len(n.path) == 0 {
		return args
	}
	if args == nil {
		args = make(report.Args, 1)
	}
	args["Place"] = n.path[0] + ":/" + strings.Join(n.path[1:], "/")
	return args
}

// walk visits every node of the document once, in the order of the file; what
// an alias stands for is visited where its anchor is.
func (d *document) walk(visit func(node)) {
	var down func(n *yaml.Node, path []string, merges bool)
	down = func(n *yaml.Node, path []string, merges bool) {
		visit(node{Node: n, path: path, merges: merges})
		switch n.Kind {
		case yaml.MappingNode:
			for i := 0; i+1 < len(n.Content); i += 2 {
				key := n.Content[i]
				below := append(path, target(key).Value)
				visit(node{Node: key, path: below, key: true})
				down(n.Content[i+1], below, target(key).Tag == mergeTag)
			}
		case yaml.SequenceNode:
			for _, item := range n.Content {
				down(item, path, false)
			}
		}
	}
	down(d.root, make([]string, 0, 16), false)
}

// structure finds what is YAML, but not what the deploy tooling takes: its
// parser refuses duplicate keys, keys that are no text, and tags that it can make
// no value of.
func (d *document) structure(version string) []report.Finding {
	var findings []report.Finding
	strict := strictSince2(version)
	d.walk(func(n node) {
		say := func(code report.Code, severity report.Severity, args report.Args) {
			findings = append(findings, d.at(code, severity, n.Line, n.Column, n.placed(args)))
		}
		switch {
		case n.endless():
			say(CodeNesting, report.Error, report.Args{"Limit": snakeyaml.MaxNesting})
		case n.key:
			d.key(n, strict, say)
		case n.merges:
			if !mergeable(n.Node) {
				say(CodeMerge, strict, nil)
			}
		case !snakeyaml.Constructs(n.Node):
			d.valueType(n, strict, say)
		}
		if n.Kind == yaml.MappingNode {
			findings = append(findings, d.duplicates(n)...)
		}
	})
	return findings
}

// endless tells whether a node is an alias of what it stands in.
func (n node) endless() bool {
	return n.Kind == yaml.AliasNode && !n.key && !n.merges && within(n.Node, n.Alias)
}

// endless returns why the document has no end, nil where it has one or is none.
func (d *document) endless() (found *report.Finding) {
	if d == nil {
		return nil
	}
	d.walk(func(n node) {
		if found == nil && n.endless() {
			f := d.at(CodeNesting, report.Error, n.Line, n.Column, n.placed(report.Args{"Limit": snakeyaml.MaxNesting}))
			found = &f
		}
	})
	return found
}

// strictSince2 is how bad it is what SnakeYAML refuses: the parser of the
// releases since 2.0. Before it was another.
func strictSince2(version string) report.Severity {
	if atLeast(version, "2") {
		return report.Error
	}
	return report.Warning
}

// say adds a finding at a node.
type say func(report.Code, report.Severity, report.Args)

// key finds what keeps a key from being a text.
func (d *document) key(n node, strict report.Severity, say say) {
	switch key := target(n.Node); {
	case key.Tag == mergeTag:
	case key.Kind != yaml.ScalarNode:
		if d.template(n.Line) {
			say(CodeTemplate, report.Error, nil)
		} else {
			say(CodeKeyType, strict, report.Args{"Key": lineOf(d.text, n.Line)})
		}
	case key.Tag != "!!str" && strings.HasPrefix(key.Tag, "!") && !strings.HasPrefix(key.Tag, "!!"):
		say(CodeTag, strict, report.Args{"Tag": key.Tag})
	case key.Tag != "!!str":
		say(CodeKeyType, strict, report.Args{"Key": key.Value})
	}
}

// valueType finds why a node makes no value.
func (d *document) valueType(n node, strict report.Severity, say say) {
	switch {
	case n.Tag == "!!timestamp" && n.Style&yaml.TaggedStyle == 0:
		say(CodeValueType, strict, report.Args{"Value": n.Value})
	case n.Tag == mergeTag && n.Style&yaml.TaggedStyle == 0:
		say(CodeMerge, strict, nil)
	case strings.HasPrefix(n.Tag, "!") && !strings.HasPrefix(n.Tag, "!!"):
		say(CodeTag, strict, report.Args{"Tag": strings.TrimSuffix(n.Tag, ":")})
	default:
		say(CodeTagValue, strict, report.Args{"Tag": n.Tag})
	}
}

// mergeable tells whether << can take a value in: a mapping or a list of them.
func mergeable(n *yaml.Node) bool {
	n = target(n)
	if n.Kind == yaml.SequenceNode {
		return !slices.ContainsFunc(n.Content, func(item *yaml.Node) bool { return target(item).Kind != yaml.MappingNode })
	}
	return n.Kind == yaml.MappingNode
}

// within tells whether a node is part of another one.
func within(n, of *yaml.Node) bool {
	return n == of || slices.ContainsFunc(of.Content, func(part *yaml.Node) bool { return within(n, part) })
}

// duplicates returns the keys that a mapping has twice.
func (d *document) duplicates(mapping node) []report.Finding {
	var findings []report.Finding
	lines := make(map[string]int, len(mapping.Content)/2)
	for i := 0; i+1 < len(mapping.Content); i += 2 {
		at, key := mapping.Content[i], target(mapping.Content[i])
		if key.Kind != yaml.ScalarNode || key.Tag == mergeTag {
			continue
		}
		if first, twice := lines[key.Value]; twice {
			twice := node{Node: at, path: append(mapping.path, key.Value)}
			findings = append(findings, d.at(CodeDuplicate, report.Error, at.Line, at.Column, twice.placed(report.Args{"Key": key.Value, "First": first})))
			continue
		}
		lines[key.Value] = at.Line
	}
	return findings
}

const mergeTag = "!!merge"
