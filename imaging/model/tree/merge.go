package tree

import "strings"

// Merge puts what a later model holds into an earlier one, as the deploy
// tooling does (cla_helper.merge_model_dictionaries): mappings are merged, of
// other values the later wins; a key !name that meets name takes it away, a name
// that meets !name replaces it. Keys are the same that are the same once their
// tokens are replaced by substitute. Both are changed.
func Merge(into, later *Value, substitute func(key string) string) {
	keys := newIndex(into, substitute)
	for _, e := range later.Entries {
		at, replace := keys.find(e.Key)
		switch {
		case at < 0:
			keys.add(e)
		case replace && deletes(e.Key):
			keys.remove(at)
		case replace:
			keys.remove(at)
			keys.add(e)
		default:
			old := into.Entries[at].Value
			if old.Kind == Mapping && e.Value.Kind == Mapping {
				Merge(old, e.Value, substitute)
			} else if into.Entries[at].Key == e.Key {
				into.Entries[at] = e
			} else {
				keys.add(e)
			}
		}
	}
}

func deletes(key string) bool { return strings.HasPrefix(key, "!") }

// index finds the keys of a mapping that is merged into.
type index struct {
	of         *Value
	substitute func(string) string
	exact      map[string]int
	matching   map[string]int // by the key without tokens and !
}

func newIndex(of *Value, substitute func(string) string) *index {
	x := &index{of: of, substitute: substitute}
	x.build()
	return x
}

func (x *index) build() {
	x.exact = make(map[string]int, len(x.of.Entries))
	x.matching = make(map[string]int, len(x.of.Entries))
	for i, e := range x.of.Entries {
		x.note(i, e.Key)
	}
}

func (x *index) note(at int, key string) {
	x.exact[key] = at
	if match := x.match(key); x.first(match) {
		x.matching[match] = at
	}
}

func (x *index) first(match string) bool {
	_, there := x.matching[match]
	return !there
}

func (x *index) match(key string) string { return strings.TrimPrefix(x.substitute(key), "!") }

// find returns where a key is that a new one meets, -1 for none, and whether
// one of the two deletes the other.
func (x *index) find(key string) (at int, replace bool) {
	if at, there := x.exact[key]; there {
		return at, false
	}
	if at, there := x.matching[x.match(key)]; there {
		return at, deletes(key) != deletes(x.of.Entries[at].Key)
	}
	return -1, false
}

func (x *index) add(e Entry) {
	x.of.Entries = append(x.of.Entries, e)
	x.note(len(x.of.Entries)-1, e.Key)
}

func (x *index) remove(at int) {
	x.of.Entries = append(x.of.Entries[:at], x.of.Entries[at+1:]...)
	x.build()
}
