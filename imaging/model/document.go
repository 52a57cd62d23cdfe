package model

import (
	"bytes"
	"errors"
	"io"
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"auximage/imaging/report"
)

// document is a model that parses.
type document struct {
	*source
	root *yaml.Node // a mapping
}

// What the parser of the deploy tooling (SnakeYAML) bears by default.
const (
	maxAliases = 50 // of collections
	maxNesting = 50
)

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
		severity := report.Warning
		if len(s.text) == 0 {
			severity = report.Error // a slip: nobody means a file of 0 bytes
		}
		return nil, []report.Finding{s.at(CodeEmpty, severity, 0, 0, nil)}
	}
	decoder := yaml.NewDecoder(bytes.NewReader(s.text))
	var nodes []*yaml.Node
	for {
		var node yaml.Node
		err := decoder.Decode(&node)
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, []report.Finding{syntax(s, err)}
		}
		nodes = append(nodes, &node)
	}
	if len(nodes) > 1 {
		second := nodes[1]
		return nil, []report.Finding{s.at(CodeDocuments, report.Error, second.Line, second.Column, report.Args{"Count": len(nodes)})}
	}
	if len(nodes) == 0 || len(nodes[0].Content) == 0 || nodes[0].Content[0].Kind != yaml.MappingNode {
		line := 1
		if len(nodes) > 0 {
			line = nodes[0].Line
		}
		return nil, []report.Finding{s.at(CodeNotSections, report.Error, line, 0, nil)}
	}
	d := &document{source: s, root: nodes[0].Content[0]}
	findings := d.structure(version)
	return d, findings[:min(len(findings), enough)]
}

// node is one scalar, list or mapping of a document with its place in it.
type node struct {
	*yaml.Node
	path []string // the keys that lead here; valid until the visitor returns
	key  bool     // it is a key, the last of its path
}

// walk visits every node of the document once, in the order of the file; what
// an alias stands for is visited where its anchor is.
func (d *document) walk(visit func(node)) {
	var down func(n *yaml.Node, path []string)
	down = func(n *yaml.Node, path []string) {
		visit(node{Node: n, path: path})
		switch n.Kind {
		case yaml.MappingNode:
			for i := 0; i+1 < len(n.Content); i += 2 {
				key := n.Content[i]
				below := append(path, key.Value)
				visit(node{Node: key, path: below, key: true})
				down(n.Content[i+1], below)
			}
		case yaml.SequenceNode:
			for _, item := range n.Content {
				down(item, path)
			}
		}
	}
	down(d.root, make([]string, 0, 16))
}

// structure finds what is YAML, but not what the deploy tooling takes: its
// parser refuses duplicate keys, tags, keys that are no text, dates.
func (d *document) structure(version string) []report.Finding {
	var findings []report.Finding
	// Since 2.0 the parser is SnakeYAML, whose rules these are; before it was another.
	strict := report.Warning
	if atLeast(version, "2") {
		strict = report.Error
	}
	aliases, tooDeep := 0, false
	lines := d.tabbedLines()
	d.walk(func(n node) {
		if n.Kind == yaml.AliasNode && n.Alias.Kind != yaml.ScalarNode {
			if aliases++; aliases <= maxAliases && within(n.Node, n.Alias) && !tooDeep { // in itself, without end
				tooDeep = true
				findings = append(findings, d.at(CodeNesting, report.Error, n.Line, n.Column, report.Args{"Limit": maxNesting}))
			}
		}
		if n.Kind == yaml.MappingNode {
			findings = append(findings, d.duplicates(n.Node)...)
		}
		if len(n.path) > maxNesting && !tooDeep {
			tooDeep = true
			findings = append(findings, d.at(CodeNesting, strict, n.Line, n.Column, report.Args{"Limit": maxNesting}))
		}
		if n.Style&yaml.TaggedStyle != 0 && !knownTag(n.Tag) {
			findings = append(findings, d.at(CodeTag, strict, n.Line, n.Column, report.Args{"Tag": n.Tag}))
		} else if n.Kind == yaml.ScalarNode && n.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle|yaml.LiteralStyle|yaml.FoldedStyle) == 0 {
			if n.key && notText(n.Node) {
				findings = append(findings, d.at(CodeKeyType, strict, n.Line, n.Column, report.Args{"Key": n.Value}))
			} else if !n.key && timestamp.MatchString(n.Value) {
				findings = append(findings, d.at(CodeValueType, strict, n.Line, n.Column, report.Args{"Value": n.Value}))
			}
		}
		if text := lines[n.Line]; text != "" && afterTab(text, n.Column) {
			delete(lines, n.Line)
			findings = append(findings, d.at(CodeTab, strict, n.Line, n.Column, nil))
		}
	})
	if aliases > maxAliases {
		findings = append(findings, d.at(CodeAliases, strict, 0, 0, report.Args{"Count": aliases, "Limit": maxAliases}))
	}
	return findings
}

// within tells whether a node is part of another one.
func within(n, of *yaml.Node) bool {
	return n == of || slices.ContainsFunc(of.Content, func(part *yaml.Node) bool { return within(n, part) })
}

// duplicates returns the keys that a mapping has twice.
func (d *document) duplicates(mapping *yaml.Node) []report.Finding {
	var findings []report.Finding
	lines := make(map[string]int, len(mapping.Content)/2)
	for i := 0; i+1 < len(mapping.Content); i += 2 {
		key := mapping.Content[i]
		if key.Kind != yaml.ScalarNode || key.Tag == mergeTag {
			continue
		}
		if first, twice := lines[key.Value]; twice {
			findings = append(findings, d.at(CodeDuplicate, report.Error, key.Line, key.Column, report.Args{"Key": key.Value, "First": first}))
			continue
		}
		lines[key.Value] = key.Line
	}
	return findings
}

// tabbedLines returns the lines that hold a tab, by number.
func (d *document) tabbedLines() map[int]string {
	lines := make(map[int]string)
	if bytes.IndexByte(d.text, '\t') < 0 {
		return lines
	}
	number := 0
	for line := range strings.Lines(string(d.text)) {
		number++
		if strings.Contains(line, "\t") {
			lines[number] = line
		}
	}
	return lines
}

// afterTab tells whether the token at a column, counted in characters, has a tab
// before it: some parsers bear that, SnakeYAML does not.
func afterTab(line string, column int) bool {
	characters := []rune(line)
	return 2 <= column && column-2 < len(characters) && characters[column-2] == '\t'
}

const mergeTag = "!!merge"

// knownTag tells whether a tag that was written out is one the deploy tooling
// can make a value of.
func knownTag(tag string) bool {
	switch strings.Replace(tag, "tag:yaml.org,2002:", "!!", 1) {
	case "!!str", "!!int", "!!float", "!!bool", "!!null", "!!map", "!!seq", "!!merge", "!", "":
		return true
	}
	return false
}

// How YAML 1.1 reads scalars without quotes.
var (
	timestamp = regexp.MustCompile(`^\d{4}-(\d\d-\d\d|\d\d?-\d\d?([Tt]|[ \t]+)\d\d?:\d\d:\d\d(\.\d*)?([ \t]*(Z|[-+]\d\d?(:?\d\d)?))?)$`)
	notString = regexp.MustCompile(`^(~|null|Null|NULL|yes|Yes|YES|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF|` +
		`[-+]?(0|[1-9][0-9_]*)|[-+]?0[0-7_]+|[-+]?0x[0-9a-fA-F_]+|[-+]?0b[01_]+|[-+]?[0-9][0-9_]*\.[0-9_]*([eE][-+]?[0-9]+)?|[-+]?[1-9][0-9_]*(:[0-5]?[0-9])+|)$`)
)

func notText(key *yaml.Node) bool {
	return key.Tag != mergeTag && (notString.MatchString(key.Value) || timestamp.MatchString(key.Value))
}
