package model

import (
	"strings"

	"go.yaml.in/yaml/v3"
)

// entry is a key of a mapping with its value.
type entry struct{ key, value *yaml.Node }

// entries returns what a mapping holds once aliases are followed and merge keys
// (<<) are taken in: explicit keys win, then earlier merges. It returns nothing
// for other nodes.
func entries(n *yaml.Node) []entry { return entriesOnce(n, make(map[*yaml.Node][]entry)) }

// entriesOnce goes into each mapping once, however often it is merged.
func entriesOnce(n *yaml.Node, done map[*yaml.Node][]entry) []entry {
	n = target(n)
	if n == nil || n.Kind != yaml.MappingNode {
		return nil
	}
	if own, already := done[n]; already {
		return own
	}
	done[n] = nil // for a mapping that merges itself
	var own, merged []entry
	seen := make(map[string]bool)
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		if key.Tag == mergeTag {
			sources := []*yaml.Node{value}
			if list := target(value); list != nil && list.Kind == yaml.SequenceNode {
				sources = list.Content
			}
			for _, source := range sources {
				merged = append(merged, entriesOnce(source, done)...)
			}
			continue
		}
		seen[key.Value] = true
		own = append(own, entry{key, value})
	}
	for _, e := range merged {
		if !seen[e.key.Value] {
			seen[e.key.Value] = true
			own = append(own, e)
		}
	}
	done[n] = own
	return own
}

// target returns what an alias stands for, any other node itself.
func target(n *yaml.Node) *yaml.Node {
	if n != nil && n.Kind == yaml.AliasNode {
		return n.Alias
	}
	return n
}

// merged is a folder of the merged model: names with the last value of each.
type merged map[string]*yaml.Node

// folder merges the folder at a path of keys over the documents, in order, as
// the deploy tooling does: a later one wins, !name deletes.
func folder(documents []*document, path ...string) merged {
	result := make(merged)
	for _, d := range documents {
		at := d.root
		deleted := false
		for _, name := range path {
			var next *yaml.Node
			for _, e := range entries(at) {
				switch e.key.Value {
				case name:
					next = e.value
				case "!" + name:
					deleted = true
				}
			}
			at = next
		}
		if deleted {
			clear(result)
		}
		for _, e := range entries(at) {
			if name, gone := strings.CutPrefix(e.key.Value, "!"); gone {
				delete(result, name)
			} else {
				result[e.key.Value] = e.value
			}
		}
	}
	return result
}

// leaves returns every value of a document by the path of its keys; folders
// and deletions count as values, so that two documents that would come out
// differently in the other order differ in a leaf.
func (d *document) leaves() map[string]string {
	leaves := make(map[string]string)
	d.walk(func(n node) {
		path := strings.Join(n.path, "\x00")
		switch {
		case n.key && strings.HasPrefix(n.Value, "!"):
			at := path[:len(path)-len(n.Value)]
			leaves[at+n.Value[1:]] = "\x00deleted"
		case n.key || n.Kind == yaml.SequenceNode:
		case n.Kind == yaml.MappingNode:
			leaves[path] += "\x00folder"
		default:
			leaves[path] += n.Value + "\x00"
		}
	})
	return leaves
}
