package snakeyaml

import "go.yaml.in/yaml/v3"

func collection(n *yaml.Node, kind yaml.Kind, tag string, style yaml.Style) {
	n.Kind, n.Style, n.Tag = kind, style, "!!map"
	if kind == yaml.SequenceNode {
		n.Tag = "!!seq"
	}
	if tag != "" && tag != "!" {
		n.Tag, n.Style = short(tag), style|yaml.TaggedStyle
	}
}

// blockList takes a list by indentation.
func (p *parser) blockList(n *yaml.Node) {
	p.next()
	p.entries(n, blockEntry, blockEnd)
	if !p.is(blockEnd) {
		p.fail(Indentation, p.peek().at, "")
	}
	p.next()
}

// listAtKey takes a list that stands as far left as the key it belongs to, and
// ends where no entry follows.
func (p *parser) listAtKey(n *yaml.Node) { p.entries(n, blockEntry, key, value, blockEnd) }

// entries takes "- " entries; one that a token of the kinds follows is empty.
func (p *parser) entries(n *yaml.Node, emptyBefore ...tokenKind) {
	for p.is(blockEntry) {
		at := p.next().at
		if p.is(emptyBefore...) {
			n.Content = append(n.Content, p.empty(at))
		} else {
			n.Content = append(n.Content, p.node(true, false))
		}
	}
}

// blockMapping takes a mapping by indentation.
func (p *parser) blockMapping(n *yaml.Node) {
	p.next()
	for p.is(key) {
		at := p.next().at
		n.Content = append(n.Content, p.blockPart(at), p.blockValue())
	}
	if !p.is(blockEnd) {
		p.fail(Indentation, p.peek().at, "")
	}
	p.next()
}

// blockValue takes the value of a key, or null when there is none.
func (p *parser) blockValue() *yaml.Node {
	switch {
	case p.is(value):
		return p.blockPart(p.next().at)
	case p.is(scalar): // SnakeYAML's own: behind "? key" a scalar needs no colon
		return p.node(true, true)
	}
	return p.empty(p.peek().at)
}

func (p *parser) blockPart(at mark) *yaml.Node {
	if p.is(key, value, blockEnd) {
		return p.empty(at)
	}
	return p.node(true, true)
}

// flowList takes [ … ]; an entry may be a pair without braces.
func (p *parser) flowList(n *yaml.Node) {
	opened := p.next().at
	for first := true; !p.is(flowSequenceEnd); first = false {
		if !first && p.separator(opened, OpenList, flowSequenceEnd) {
			break
		}
		if p.is(key) {
			n.Content = append(n.Content, p.pair())
		} else {
			n.Content = append(n.Content, p.node(false, false))
		}
	}
	p.next()
}

// pair takes a mapping of one key within [ ].
func (p *parser) pair() *yaml.Node {
	at := p.next().at
	p.depth++
	defer func() { p.depth-- }()
	if p.depth > MaxNesting+1 {
		p.fail(TooDeep, at, "")
	}
	n := &yaml.Node{Line: at.line + 1, Column: at.column + 1}
	collection(n, yaml.MappingNode, "", yaml.FlowStyle)
	n.Content = append(n.Content, p.flowPart(at, value, flowEntry, flowSequenceEnd), p.flowValue(flowSequenceEnd))
	return n
}

// flowMapping takes { … }; a key alone has a null.
func (p *parser) flowMapping(n *yaml.Node) {
	opened := p.next().at
	for first := true; !p.is(flowMappingEnd); first = false {
		if !first && p.separator(opened, OpenMapping, flowMappingEnd) {
			break
		}
		if p.is(key) {
			at := p.next().at
			n.Content = append(n.Content, p.flowPart(at, value, flowEntry, flowMappingEnd), p.flowValue(flowMappingEnd))
		} else {
			n.Content = append(n.Content, p.node(false, false), p.empty(p.peek().at))
		}
	}
	p.next()
}

// separator takes the comma between entries, and tells whether the end follows.
// What is wrong in a later line was wrong where the collection began.
func (p *parser) separator(opened mark, missing ProblemKind, end tokenKind) bool {
	if !p.is(flowEntry) {
		at := p.peek().at
		if at.line > opened.line {
			at = opened
		}
		p.fail(missing, at, "")
	}
	p.next()
	return p.is(end)
}

func (p *parser) flowValue(end tokenKind) *yaml.Node {
	if p.is(value) {
		return p.flowPart(p.next().at, flowEntry, end)
	}
	return p.empty(p.peek().at)
}

func (p *parser) flowPart(at mark, emptyBefore ...tokenKind) *yaml.Node {
	if p.is(emptyBefore...) {
		return p.empty(at)
	}
	return p.node(false, false)
}
