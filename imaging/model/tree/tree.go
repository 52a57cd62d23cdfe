// Package tree holds a model as the deploy tooling has it once it was read:
// texts, numbers, truth values, lists and mappings, each with the place in the
// file that brought it, and merges several of them into one.
package tree

// Kind tells values apart as the deploy tooling's Python does.
type Kind int

// The kinds. A Null stands only in lists: as the value of a key nothing is an
// empty mapping.
const (
	Null Kind = iota
	Text
	Integer
	Float
	Boolean
	List
	Mapping
)

// String returns the kind's name as arguments of findings carry it.
func (k Kind) String() string {
	return [...]string{"null", "text", "integer", "float", "boolean", "list", "mapping"}[k]
}

// Place is where something stands: in which of the documents, counted from 0,
// and where in it, counted from 1.
type Place struct{ Document, Line, Column int }

// Value is a part of a model.
type Value struct {
	Place
	Kind    Kind
	Text    string   // of a scalar, without its quotes
	Items   []*Value // of a list
	Entries []Entry  // of a mapping, in order; no key is there twice
}

// Entry is a key of a mapping with its value.
type Entry struct {
	Place        // of the key
	Key   string // as written, with its tokens
	Value *Value
}

// IsMapping tells whether a value is a mapping; nil is none.
func (v *Value) IsMapping() bool { return v != nil && v.Kind == Mapping }

// Entry returns the entry of a mapping under a key, nil when there is none.
func (v *Value) Entry(key string) *Entry {
	if v == nil {
		return nil
	}
	for i := range v.Entries {
		if v.Entries[i].Key == key {
			return &v.Entries[i]
		}
	}
	return nil
}

// Get returns the value under a path of keys, nil when there is none.
func (v *Value) Get(keys ...string) *Value {
	for _, key := range keys {
		e := v.Entry(key)
		if e == nil {
			return nil
		}
		v = e.Value
	}
	return v
}

// Pairs returns the entries of a mapping, nothing for other values and nil.
func (v *Value) Pairs() []Entry {
	if v == nil {
		return nil
	}
	return v.Entries
}
