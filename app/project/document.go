package project

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
)

// maxDepth bounds nesting; the toolkit's own files stay below ten.
const maxDepth = 100

// node is a JSON value. A scalar keeps its spelling in raw, an object the order
// of its members.
type node struct {
	raw     string // of a scalar
	keys    []string
	members map[string]*node // of an object
	items   []*node          // of an array
	array   bool
}

func object() *node { return &node{members: map[string]*node{}} }

func scalar(v any) *node {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		panic(fmt.Sprintf("a scalar that JSON cannot hold: %T", v))
	}
	return &node{raw: strings.TrimSuffix(b.String(), "\n")}
}

// parse reads one JSON value that fills data. A duplicate key counts once, the
// last value winning at the first one's place, as in JavaScript.
func parse(data []byte) (*node, error) {
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	n, err := parseValue(d, data, 0)
	if err != nil {
		return nil, err
	}
	if _, err := d.Token(); err != io.EOF {
		return nil, errors.New("more than one value")
	}
	return n, nil
}

func parseValue(d *json.Decoder, data []byte, depth int) (*node, error) {
	if depth > maxDepth {
		return nil, errors.New("nested too deeply")
	}
	start := d.InputOffset()
	t, err := d.Token()
	if err != nil {
		return nil, err
	}
	switch t {
	case json.Delim('{'):
		return parseObject(d, data, depth)
	case json.Delim('['):
		n := &node{array: true}
		for d.More() {
			item, err := parseValue(d, data, depth+1)
			if err != nil {
				return nil, err
			}
			n.items = append(n.items, item)
		}
		_, err := d.Token()
		return n, err
	}
	return &node{raw: strings.TrimLeft(string(data[start:d.InputOffset()]), " \t\r\n,:")}, nil
}

func parseObject(d *json.Decoder, data []byte, depth int) (*node, error) {
	n := object()
	for d.More() {
		t, err := d.Token()
		if err != nil {
			return nil, err
		}
		value, err := parseValue(d, data, depth+1)
		if err != nil {
			return nil, err
		}
		n.put(t.(string), value)
	}
	_, err := d.Token()
	return n, err
}

func (n *node) isObject() bool { return n != nil && n.members != nil }

func (n *node) put(key string, value *node) {
	if _, ok := n.members[key]; !ok {
		n.keys = append(n.keys, key)
	}
	n.members[key] = value
}

// at returns the value at a path of keys and indexes, nil where there is none.
func (n *node) at(path ...string) *node {
	for _, key := range path {
		switch {
		case n.isObject():
			n = n.members[key]
		case n != nil && n.array:
			n = n.index(key)
		default:
			return nil
		}
	}
	return n
}

func (n *node) index(key string) *node {
	i, err := strconv.Atoi(key)
	if err != nil || i < 0 || i >= len(n.items) {
		return nil
	}
	return n.items[i]
}

// set puts a value at a path, making the objects on the way; an array or
// scalar that stands in the way is replaced.
func (n *node) set(value *node, path ...string) {
	for _, key := range path[:len(path)-1] {
		next := n.members[key]
		if !next.isObject() {
			next = object()
			n.put(key, next)
		}
		n = next
	}
	n.put(path[len(path)-1], value)
}

func (n *node) remove(path ...string) {
	parent, key := n.at(path[:len(path)-1]...), path[len(path)-1]
	if !parent.isObject() {
		return
	}
	delete(parent.members, key)
	parent.keys = slices.DeleteFunc(parent.keys, func(k string) bool { return k == key })
}

// text returns a string value; ok is false for anything else.
func (n *node) text() (s string, ok bool) {
	if n == nil || n.raw == "" {
		return "", false
	}
	ok = json.Unmarshal([]byte(n.raw), &s) == nil && n.raw != "null"
	return s, ok
}

func (n *node) truth() (v, ok bool) {
	if n == nil || n.raw == "" {
		return false, false
	}
	ok = json.Unmarshal([]byte(n.raw), &v) == nil && n.raw != "null"
	return v, ok
}

func (n *node) texts() []string {
	if n == nil {
		return nil
	}
	var all []string
	for _, item := range n.items {
		if s, ok := item.text(); ok {
			all = append(all, s)
		}
	}
	return all
}

func list(texts []string) *node {
	n := &node{array: true}
	for _, s := range texts {
		n.items = append(n.items, scalar(s))
	}
	return n
}

// encode returns the document with the toolkit's two-space indent.
func (n *node) encode() []byte {
	var b bytes.Buffer
	n.write(&b, "\n")
	return b.Bytes()
}

func (n *node) write(b *bytes.Buffer, indent string) {
	inner := indent + "  "
	separated := func(i int) {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString(inner)
	}
	switch {
	case n.isObject() && len(n.keys) == 0:
		b.WriteString("{}")
	case n.isObject():
		b.WriteByte('{')
		for i, key := range n.keys {
			separated(i)
			b.WriteString(scalar(key).raw)
			b.WriteString(": ")
			n.members[key].write(b, inner)
		}
		b.WriteString(indent + "}")
	case n.array && len(n.items) == 0:
		b.WriteString("[]")
	case n.array:
		b.WriteByte('[')
		for i, item := range n.items {
			separated(i)
			item.write(b, inner)
		}
		b.WriteString(indent + "]")
	default:
		b.WriteString(n.raw)
	}
}
