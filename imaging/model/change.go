package model

import (
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"auximage/imaging/model/tree"
	"auximage/imaging/report"
)

// ChangeKind tells what became of something.
type ChangeKind string

// The kinds.
const (
	Added   ChangeKind = "added"
	Removed ChangeKind = "removed"
	Changed ChangeKind = "changed"
)

// Change is one value of the merged model that is another than before. A folder that
// came or went is one change for each value in it.
type Change struct {
	Path   string     `json:"path"` // as WDT names places: topology:/Server/ms1/ListenPort
	Kind   ChangeKind `json:"kind"`
	Before string     `json:"before,omitempty"` // with its variables replaced; lists in brackets
	After  string     `json:"after,omitempty"`
	Folder string     `json:"folder,omitempty"` // that came or went as a whole, and this with it; empty where what holds this stays
	Hidden bool       `json:"hidden,omitempty"` // a secret in clear: it is not shown, or Mask stands in its place
}

// Mask stands in the place of a secret.
const Mask = "••••••"

// Comparison is two contents that were read once, to be compared.
type Comparison struct {
	before, after *content
	changes       []Change

	masker        *masker
	first, second map[string]string // the texts with numbered masks
	secrets       []string          // of both, that are hidden wherever they stand
}

// Compare reads two contents.
func Compare(before, after Content) *Comparison {
	c := &Comparison{before: before.read(), after: after.read(), masker: &masker{numbers: make(map[string]int)}}
	c.first, c.second = c.masker.texts(c.before), c.masker.texts(c.after)
	c.secrets = c.masker.known()
	for _, texts := range []map[string]string{c.first, c.second} {
		for name, text := range texts {
			texts[name] = hide(text, c.secrets, c.masker.mask)
		}
	}
	return c
}

// Unread returns why models of either cannot be read, as findings about them by their
// names.
func (c *Comparison) Unread() (before, after []report.Finding) {
	return c.before.unread, c.after.unread
}

// Masked returns the texts of both, by name and in UTF-8: a Mask with a number stands in
// the place of each secret in clear that is recognised, by where it stands or by what
// names it, another number for another secret, so that one sees that it changed. What is
// secret in one place is hidden wherever it stands.
func (c *Comparison) Masked() (before, after map[string]string) { return c.first, c.second }

// Changes returns what differs between the two once their models are merged as the
// deploy tooling merges them and variables are replaced, in the order of the first, what
// is new behind it. Models that cannot be read are left out.
func (c *Comparison) Changes() []Change {
	c.changes = nil
	c.mappings(nil, c.before.merged(), c.after.merged())
	return c.changes
}

// values compares two values at a path; nil is none.
func (c *Comparison) values(path []string, before, after *tree.Value) {
	switch {
	case before.IsMapping() && after.IsMapping():
		c.mappings(path, before, after)
	case before.IsMapping() || after.IsMapping():
		c.leaves(path, len(path), Removed, before)
		c.leaves(path, len(path), Added, after)
	default:
		c.changed(path, before, after)
	}
}

func (c *Comparison) mappings(path []string, before, after *tree.Value) {
	there := make(map[string]*tree.Value, len(after.Pairs()))
	for _, e := range after.Pairs() {
		there[c.after.resolved(e.Key)] = e.Value
	}
	was := make(map[string]bool, len(before.Pairs()))
	for _, e := range before.Pairs() {
		key := c.before.resolved(e.Key)
		was[key] = true
		if other, still := there[key]; still {
			c.values(with(path, key), e.Value, other)
		} else {
			c.leaves(with(path, key), len(path)+1, Removed, e.Value)
		}
	}
	for _, e := range after.Pairs() {
		if key := c.after.resolved(e.Key); !was[key] {
			c.leaves(with(path, key), len(path)+1, Added, e.Value)
		}
	}
}

// leaves notes every value of what came or went: as a whole it has the first keys of
// the path.
func (c *Comparison) leaves(path []string, whole int, kind ChangeKind, v *tree.Value) {
	of := c.before
	if kind == Added {
		of = c.after
	}
	if v == nil {
		return
	}
	if v.IsMapping() && len(v.Entries) > 0 {
		for _, e := range v.Entries {
			c.leaves(with(path, of.resolved(e.Key)), whole, kind, e.Value)
		}
		return
	}
	one := Change{Path: location(path), Kind: kind}
	if whole < len(path) || v.IsMapping() {
		one.Folder = location(path[:whole])
	}
	if kind == Added {
		one.After, one.Hidden = c.shown(of, path, v)
	} else {
		one.Before, one.Hidden = c.shown(of, path, v)
	}
	c.changes = append(c.changes, one)
}

// changed notes a value that is another one.
func (c *Comparison) changed(path []string, before, after *tree.Value) {
	if before.Kind == after.Kind && c.before.written(before) == c.after.written(after) {
		return
	}
	was, hid := c.shown(c.before, path, before)
	is, hides := c.shown(c.after, path, after)
	c.changes = append(c.changes, Change{Path: location(path), Kind: Changed, Before: was, After: is, Hidden: hid || hides})
}

// written returns a value as one text, its variables replaced.
func (c *content) written(v *tree.Value) string {
	switch v.Kind {
	case tree.List:
		items := make([]string, len(v.Items))
		for i, item := range v.Items {
			items[i] = c.written(item)
		}
		return "[" + strings.Join(items, ", ") + "]"
	case tree.Mapping:
		parts := make([]string, len(v.Entries))
		for i, e := range v.Entries {
			parts[i] = c.resolved(e.Key) + ": " + c.written(e.Value)
		}
		return "{" + strings.Join(parts, ", ") + "}"
	}
	return c.resolved(v.Text)
}

// unnumbered is what the masker writes.
var unnumbered = regexp.MustCompile(Mask + ` \(\d+\)`)

// shown returns written with Mask in place of secrets in clear, and whether there is
// one.
func (c *Comparison) shown(of *content, path []string, v *tree.Value) (text string, hidden bool) {
	text = of.written(v)
	at := node{Node: &yaml.Node{Kind: yaml.ScalarNode}, path: path}
	for _, secret := range allInClear(at, tokensIn(text, nil).text) {
		text, hidden = strings.ReplaceAll(text, secret, Mask), true
	}
	plain := text
	text = hide(unnumbered.ReplaceAllString(c.masker.guessed(text), Mask), c.secrets, func(string) string { return Mask })
	return text, hidden || text != plain
}

// location returns a path of keys as WDT writes it.
func location(path []string) string {
	return path[0] + ":/" + strings.Join(path[1:], "/")
}

// with returns a path that shares nothing with the one it goes on from.
func with(path []string, key string) []string { return append(slices.Clone(path), key) }
