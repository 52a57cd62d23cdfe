package snakeyaml

import (
	"go.yaml.in/yaml/v3"
)

// What the parser bears: SnakeYAML's defaults, which the deploy tooling keeps.
const (
	MaxAliases = 50 // of collections, in a document
	MaxNesting = 50 // collections around a node
)

// Documents returns the documents in a text, each with its root as content and
// the line where it begins, or the first problem. The text must be UTF-8 without
// characters that YAML does not allow. A document without content is a null.
func Documents(text []byte) (documents []*yaml.Node, problem *Problem) {
	defer func() {
		if thrown := recover(); thrown != nil {
			known, ours := thrown.(*Problem)
			if !ours {
				panic(thrown)
			}
			documents, problem = nil, known
		}
	}()
	p := &parser{scanner: newScanner(text)}
	for d := p.document(true); d != nil; d = p.document(false) {
		documents = append(documents, d)
	}
	return documents, nil
}

// parser makes nodes of tokens.
type parser struct {
	*scanner
	handles map[string]string // of tags, by handle
	anchors map[string]*yaml.Node
	depth   int
	aliases int // of collections
}

// typePrefix is what !! stands for.
const typePrefix = "tag:yaml.org,2002:"

// document returns the next document, nil at the end. Only the first one may
// begin without ---.
func (p *parser) document(first bool) *yaml.Node {
	p.anchors = make(map[string]*yaml.Node)
	p.handles = map[string]string{"!": "!", "!!": typePrefix}
	if first && !p.is(directive, documentStart, streamEnd) {
		at := p.peek().at
		return p.documentOf(at, p.node(true, false))
	}
	for p.is(documentEnd) {
		p.next()
	}
	if p.is(streamEnd) {
		return nil
	}
	p.directives()
	if p.is(streamEnd) {
		return nil
	}
	if !p.is(documentStart) {
		p.fail(NoDocument, p.peek().at, "")
	}
	at := p.next().at
	root := p.empty(at)
	if !p.is(directive, documentStart, documentEnd, streamEnd) {
		root = p.node(true, false)
	}
	return p.documentOf(at, root)
}

func (p *parser) documentOf(at mark, root *yaml.Node) *yaml.Node {
	if p.is(documentEnd) {
		p.next()
	}
	return &yaml.Node{Kind: yaml.DocumentNode, Content: []*yaml.Node{root}, Line: at.line + 1, Column: at.column + 1}
}

// directives takes the lines with % before a document.
func (p *parser) directives() {
	version := false
	declared := map[string]bool{}
	for p.is(directive) {
		t := p.next()
		twice := t.more != "" && declared[t.more] || t.text == "YAML" && t.more == "" && version
		if twice {
			p.fail(Directive, t.at, t.text)
		}
		if t.more != "" {
			declared[t.more], p.handles[t.more] = true, t.text
		}
		version = version || t.text == "YAML" && t.more == ""
	}
}

// properties are what may stand before a node: its tag and its anchor.
type properties struct {
	at     mark
	given  bool
	tag    string // in full; empty for none
	anchor string
}

// properties takes a tag and an anchor, in any order.
func (p *parser) properties() properties {
	var found properties
	tagged := false
	for !tagged && p.is(tag) || found.anchor == "" && p.is(anchor) {
		t := p.next()
		if !found.given {
			found.at, found.given = t.at, true
		}
		if t.kind == anchor {
			found.anchor = t.text
			continue
		}
		tagged = true
		prefix, known := p.handles[t.more]
		if t.more != "" && !known {
			p.fail(TagHandle, t.at, t.more)
		}
		found.tag = prefix + t.text
		if global(found.tag) {
			p.fail(GlobalTag, t.at, found.tag)
		}
	}
	return found
}

// node takes a node. In a block a collection may begin by indentation; a list in
// a mapping may stand as far left as its key.
func (p *parser) node(block, asKey bool) *yaml.Node {
	if p.is(alias) {
		return p.alias()
	}
	with := p.properties()
	p.depth++
	defer func() { p.depth-- }()
	at := p.peek().at
	if with.given {
		at = with.at
	}
	if p.depth > MaxNesting+1 {
		p.fail(TooDeep, at, "")
	}
	n := &yaml.Node{Line: at.line + 1, Column: at.column + 1, Anchor: with.anchor}
	if with.anchor != "" {
		p.anchors[with.anchor] = n
	}
	p.content(n, with, block, asKey)
	return n
}

// content takes what a node is.
func (p *parser) content(n *yaml.Node, with properties, block, asKey bool) {
	switch {
	case asKey && p.is(blockEntry):
		collection(n, yaml.SequenceNode, with.tag, 0)
		p.listAtKey(n)
	case p.is(scalar):
		p.scalar(n, p.next(), with.tag)
	case p.is(flowSequenceStart):
		collection(n, yaml.SequenceNode, with.tag, yaml.FlowStyle)
		p.flowList(n)
	case p.is(flowMappingStart):
		collection(n, yaml.MappingNode, with.tag, yaml.FlowStyle)
		p.flowMapping(n)
	case block && p.is(blockSequenceStart):
		collection(n, yaml.SequenceNode, with.tag, 0)
		p.blockList(n)
	case block && p.is(blockMappingStart):
		collection(n, yaml.MappingNode, with.tag, 0)
		p.blockMapping(n)
	case with.given:
		p.scalar(n, token{}, with.tag)
	default:
		p.fail(NoContent, p.peek().at, "")
	}
}

// alias takes an alias of a node before it.
func (p *parser) alias() *yaml.Node {
	t := p.next()
	target, known := p.anchors[t.text]
	if !known {
		p.fail(NoAnchor, t.at, t.text)
	}
	if target.Kind != yaml.ScalarNode {
		if p.aliases++; p.aliases > MaxAliases {
			p.fail(TooManyAlias, t.at, "")
		}
	}
	return &yaml.Node{Kind: yaml.AliasNode, Value: t.text, Alias: target, Line: t.at.line + 1, Column: t.at.column + 1}
}

// empty returns the null that stands where nothing does.
func (p *parser) empty(at mark) *yaml.Node {
	if p.depth > MaxNesting {
		p.fail(TooDeep, at, "")
	}
	return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!null", Line: at.line + 1, Column: at.column + 1}
}

// styles are yaml.v3's names for how a scalar is written.
var styles = map[style]yaml.Style{
	singleQuoted: yaml.SingleQuotedStyle, doubleQuoted: yaml.DoubleQuotedStyle,
	literal: yaml.LiteralStyle, folded: yaml.FoldedStyle,
}

func (p *parser) scalar(n *yaml.Node, t token, tag string) {
	n.Kind, n.Value, n.Style = yaml.ScalarNode, t.text, styles[t.style]
	switch {
	case tag == "!" || tag == "" && t.style == plain: // "!" forces nothing here
		n.Tag = Resolve(t.text)
	case tag == "":
		n.Tag = "!!str"
	default:
		n.Tag, n.Style = short(tag), n.Style|yaml.TaggedStyle
	}
}
