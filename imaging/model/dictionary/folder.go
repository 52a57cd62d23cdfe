package dictionary

// kind says what stands below a folder's name in a model.
type kind int

const (
	single   kind = iota // its attributes and folders
	multiple             // names, and below each attributes and folders
	typed                // names, below each a type (a security provider)
	provider             // such a type: attributes alone
)

// kinds are the words of the tables; others, and none, are single.
var kinds = map[string]kind{"multiple": multiple, "multiple_with_type_subfolder": typed, "none": provider}

// folder is what the tables say of a folder, for all versions.
type folder struct {
	name       string
	scopes     []scope // the first that fits counts; the first of all when none does
	folders    map[string]*folder
	attributes map[string][]attribute
}

// scope says which versions and modes know something.
type scope struct {
	span    *span
	offline bool // as createDomain works
	kind    kind
}

// attribute is one entry of an attribute: what it is in some versions.
type attribute struct {
	span     *span
	offline  bool
	kind     string // string, integer, list, delimited_string[comma] and so on
	path     bool   // its value names a file
	setter   bool   // a method sets it: its value's type is not looked at
	fallback string // the default, of numbers and truth values
}

// scope returns what holds of a folder in a version.
func (f *folder) scope(v Version) scope {
	for _, s := range f.scopes {
		if s.offline && s.span.holds(v) {
			return s
		}
	}
	return f.scopes[0]
}

func (f *folder) valid(v Version) bool {
	s := f.scope(v)
	return s.offline && s.span.holds(v)
}

// child returns a folder within this one, whatever the version; nil for none.
func (f *folder) child(name string) *folder {
	if f == nil {
		return nil
	}
	return f.folders[name]
}

// attribute returns the attribute of a name as it is in a version, nil when
// that has none.
func (f *folder) attribute(name string, v Version) *attribute {
	if f == nil {
		return nil
	}
	entries := f.attributes[name]
	for i := range entries {
		if entries[i].offline && entries[i].span.holds(v) {
			return &entries[i]
		}
	}
	return nil
}

// names returns the folders and attributes that there are in a version.
func (f *folder) names(v Version) []string {
	if f == nil {
		return nil
	}
	var all []string
	for name, child := range f.folders {
		if child.valid(v) {
			all = append(all, name)
		}
	}
	for name := range f.attributes {
		if f.attribute(name, v) != nil {
			all = append(all, name)
		}
	}
	return all
}
