package model

import (
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"auximage/imaging/model/snakeyaml"
)

// byPlace returns the scalars of the document by where they stand.
func (d *document) byPlace() places {
	var all places
	d.walk(func(n node) {
		if n.Kind == yaml.ScalarNode && (n.Value != "" || n.Style != 0) {
			all = append(all, n.Node)
		}
	})
	return all
}

// places are scalars in the order of the text.
type places []*yaml.Node

// of returns the node that a scalar was written for, nil when there is none: the last
// that begins before or with it, as a tag or an anchor stands before.
func (p places) of(s snakeyaml.Scalar) *yaml.Node {
	at, found := slices.BinarySearchFunc(p, s, func(n *yaml.Node, s snakeyaml.Scalar) int {
		if n.Line != s.Line {
			return n.Line - s.Line
		}
		return n.Column - s.Column
	})
	if !found {
		at--
	}
	if at < 0 {
		return nil
	}
	return p[at]
}

// secretPlaces returns the scalars that are secret as a whole, whatever they hold: by
// their keys, by the name beside a value, by the option before them, by what refers to
// them.
func (d *document) secretPlaces() map[*yaml.Node]bool {
	all := make(map[*yaml.Node]bool)
	hide := func(n *yaml.Node) {
		if n = target(n); n.Kind == yaml.ScalarNode {
			all[n] = true
		}
	}
	d.walk(func(n node) {
		switch {
		case n.key:
		case n.Kind == yaml.SequenceNode:
			for i, item := range n.Content[:max(len(n.Content)-1, 0)] {
				if namesNext(target(item).Value) {
					hide(n.Content[i+1])
				}
			}
		case n.Kind == yaml.MappingNode:
			if name, value := pairOf(n.Content); SecretName(name) && value != nil {
				hide(value)
			}
		case secretAt(n.path):
			hide(n.Node)
		}
	})
	return all
}

// pairOf returns the name and the value of a mapping that is a pair of these, as those
// of an environment are.
func pairOf(content []*yaml.Node) (name string, value *yaml.Node) {
	for i := 0; i+1 < len(content); i += 2 {
		switch key := target(content[i]).Value; {
		case isName(key):
			name = target(content[i+1]).Value
		case isValue(key):
			value = content[i+1]
		}
	}
	return name, value
}

// isName and isValue tell whether a key is one of a pair.
func isName(key string) bool { return strings.EqualFold(key, "name") || strings.EqualFold(key, "key") }

func isValue(key string) bool { return strings.EqualFold(key, "value") }

// namesNext tells whether an item of a list is an option whose value is the next one.
func namesNext(item string) bool {
	return item == "-p" || strings.HasPrefix(item, "-") && !strings.ContainsAny(item, "= \t") && SecretName(item)
}
