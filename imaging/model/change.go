package model

import (
	"slices"
	"strings"

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

	first, second map[string]string // the texts with numbered masks
	secrets       hider             // of both
}

// Compare reads two contents.
func Compare(before, after Content) *Comparison {
	c := &Comparison{before: before.read(), after: after.read()}
	r := &redactor{numbers: make(map[string]int), secrets: make(map[string]bool)}
	c.first, c.second = r.texts(c.before), r.texts(c.after)
	c.secrets = newHider(r.secrets)
	for _, texts := range []map[string]string{c.first, c.second} {
		for name, text := range texts {
			texts[name] = c.secrets.hide(text, r.mask)
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
	one := Change{Path: c.place(path), Kind: kind}
	if whole < len(path) || v.IsMapping() {
		one.Folder = c.place(path[:whole])
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
	c.changes = append(c.changes, Change{Path: c.place(path), Kind: Changed, Before: was, After: is, Hidden: hid || hides})
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

// shown returns a value as written does, with Mask in the place of what looks secret,
// and whether there is one.
func (c *Comparison) shown(of *content, path []string, v *tree.Value) (text string, hidden bool) {
	text = c.secrets.hide(of.redacted(path, v), func(string) string { return Mask })
	return text, strings.Contains(text, Mask)
}

// redacted returns what written returns with Mask in the place of what looks secret.
func (c *content) redacted(path []string, v *tree.Value) string {
	switch {
	case v.Kind == tree.List:
		items := make([]string, len(v.Items))
		for i, item := range v.Items {
			if items[i] = c.redacted(path, item); i > 0 && namesNext(v.Items[i-1].Text) && !harmless(items[i]) {
				items[i] = Mask
			}
		}
		return "[" + strings.Join(items, ", ") + "]"
	case v.Kind == tree.Mapping:
		parts := make([]string, len(v.Entries))
		for i, e := range v.Entries {
			key := c.resolved(e.Key)
			parts[i] = key + ": " + c.redacted(with(path, key), e.Value)
			if isValue(key) && SecretName(nameIn(v)) {
				parts[i] = key + ": " + Mask
			}
		}
		return "{" + strings.Join(parts, ", ") + "}"
	case secretAt(path) && !harmless(c.resolved(v.Text)):
		return Mask
	}
	text := propToken.ReplaceAllStringFunc(v.Text, func(token string) string {
		if name := token[len("@@PROP:") : len(token)-2]; c.hidden[name] && !harmless(c.values[name]) {
			return Mask
		}
		return valueOf(token, c.values)
	})
	return replaceAll(text, suspects(text), func(string) string { return Mask })
}

// nameIn returns the name that a mapping of a name and a value has.
func nameIn(v *tree.Value) string {
	for _, e := range v.Entries {
		if isName(e.Key) {
			return e.Value.Text
		}
	}
	return ""
}

// place returns a path of keys as WDT writes it, with Mask in the place of what looks
// secret.
func (c *Comparison) place(path []string) string {
	whole := path[0] + ":/" + strings.Join(path[1:], "/")
	for _, key := range path {
		whole = replaceAll(whole, suspects(key), func(string) string { return Mask })
	}
	return c.secrets.hide(whole, func(string) string { return Mask })
}

// with returns a path that shares nothing with the one it goes on from.
func with(path []string, key string) []string { return append(slices.Clone(path), key) }
