package model

import (
	"go.yaml.in/yaml/v3"

	"auximage/imaging/model/tree"
)

// mostValues is how many values a model may come to once its aliases are written
// out: twice what the largest model without aliases has.
const mostValues = 2 << 20

// deepest is how many levels a model may come to: aliases may nest what the YAML
// library's limit lets pass, and a mapping that holds itself has no end.
const deepest = 1000

// mergedModel returns the documents merged as the deploy tooling does, nil when
// aliases blow them up beyond all measure.
func mergedModel(documents []*document, values map[string]string) *tree.Value {
	replace := func(key string) string {
		return propToken.ReplaceAllStringFunc(key, func(token string) string { return valueOf(token, values) })
	}
	whole := &tree.Value{Kind: tree.Mapping}
	for i, d := range documents {
		c := &converter{document: i, left: mostValues}
		v := c.value(d.root)
		if c.left <= 0 {
			return nil
		}
		tree.Merge(whole, v, replace)
	}
	return whole
}

// valueOf returns what stands for the token of a variable, the token itself when
// none does.
func valueOf(token string, values map[string]string) string {
	if value, defined := values[token[len("@@PROP:"):len(token)-2]]; defined {
		return value
	}
	return token
}

// converter makes values of a document's nodes.
type converter struct {
	document int
	left     int // values that may still be made
	depth    int // levels above the value that is made
}

func (c *converter) value(n *yaml.Node) *tree.Value {
	n = target(n)
	v := &tree.Value{Place: c.place(n), Kind: scalarKind(n)}
	if c.left--; c.depth == deepest {
		c.left = 0
	}
	if c.left <= 0 {
		return v
	}
	c.depth++
	defer func() { c.depth-- }()
	switch n.Kind {
	case yaml.MappingNode:
		v.Kind = tree.Mapping
		for _, e := range entries(n) {
			v.Entries = append(v.Entries, tree.Entry{Place: c.place(e.key), Key: target(e.key).Value, Value: c.content(e.value)})
		}
	case yaml.SequenceNode:
		v.Kind = tree.List
		for _, item := range n.Content {
			v.Items = append(v.Items, c.value(item))
		}
	default:
		v.Text = n.Value
	}
	return v
}

// content returns the value of a key; nothing is an empty mapping.
func (c *converter) content(n *yaml.Node) *tree.Value {
	v := c.value(n)
	if v.Kind == tree.Null {
		v.Kind, v.Text = tree.Mapping, ""
	}
	return v
}

func (c *converter) place(n *yaml.Node) tree.Place {
	return tree.Place{Document: c.document, Line: n.Line, Column: n.Column}
}

// scalarKind returns what a scalar is to the deploy tooling, by the tag that the
// reader found.
func scalarKind(n *yaml.Node) tree.Kind {
	switch n.Tag {
	case "!!int":
		return tree.Integer
	case "!!float":
		return tree.Float
	case "!!bool":
		return tree.Boolean
	case "!!null":
		return tree.Null
	}
	return tree.Text
}
