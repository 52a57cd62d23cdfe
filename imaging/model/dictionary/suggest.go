package dictionary

import (
	"cmp"
	"slices"
	"strings"

	"auximage/imaging/model/tree"
	"auximage/imaging/report"
	"auximage/imaging/spelling"
)

// suggestions tell what was meant by a name that is not known.
type suggestions struct{ *judge }

// near returns the argument that names what was most likely meant.
func (j suggestions) near(name string, names []string) report.Args {
	if !j.suggests {
		return report.Args{}
	}
	if deletes := deletion(name); deletes != nil {
		return deletes
	}
	return report.Args{"Near": spelling.Nearest(name, names)}
}

// deletion tells that a name is one to be deleted. A folder or an attribute is
// none, unless another model brought it.
func deletion(name string) report.Args {
	if strings.HasPrefix(name, "!") {
		return report.Args{"Deletes": true}
	}
	return nil
}

// meantAttribute says what was meant by an attribute that a folder does not
// know: one with the same letters, one of a folder near by, one that looks alike.
func (j suggestions) meantAttribute(at place, e tree.Entry) report.Args {
	names := at.folder.names(j.version)
	if meant := j.plainly(e.Key, names); meant != nil {
		return meant
	}
	if where := j.home(at, func(f *folder) bool { return f.attribute(e.Key, j.version) != nil }); where != "" {
		return report.Args{"Belongs": where}
	}
	return report.Args{"Near": spelling.Nearest(e.Key, names)}
}

// meantFolder says the same of a folder. A mapping whose keys the folder above
// knows all is a name where none belongs.
func (j suggestions) meantFolder(at place, e tree.Entry) report.Args {
	names := at.folder.names(j.version)
	if meant := j.plainly(e.Key, names); meant != nil {
		return meant
	}
	if j.extraName(at, e) {
		return report.Args{"Extra": true}
	}
	if where := j.home(at, func(f *folder) bool { return f.folders[e.Key] != nil && f.folders[e.Key].valid(j.version) }); where != "" {
		return report.Args{"Belongs": where}
	}
	if section := sectionOf(e.Key); section != "" {
		return report.Args{"Belongs": section}
	}
	return report.Args{"Near": spelling.Nearest(e.Key, names)}
}

// plainly returns what a name means without a look at other folders: nothing when
// nothing is to be suggested, that it is to be deleted, or a name with the same
// letters; nil when it must be looked for.
func (j suggestions) plainly(name string, names []string) report.Args {
	if !j.suggests {
		return report.Args{}
	}
	if deletes := deletion(name); deletes != nil {
		return deletes
	}
	if same := sameLetters(name, names); same != "" {
		return report.Args{"Near": same}
	}
	return nil
}

func (j suggestions) extraName(at place, e tree.Entry) bool {
	if at.folder.scope(j.version).kind != single || len(e.Value.Entries) == 0 {
		return false
	}
	for _, below := range e.Value.Entries {
		if at.folder.attributes[below.Key] == nil && at.folder.folders[below.Key] == nil {
			return false
		}
	}
	return true
}

// maxHome is how many levels down a name is looked for.
const maxHome = 2

// home returns the folder near by that has a name: below this one, or above it.
func (j suggestions) home(at place, has func(*folder) bool) string {
	if where := j.under(at.folder, has, maxHome); where != "" {
		return where
	}
	for above := at.above; above != nil && above.folder != nil; above = above.above {
		if has(above.folder) {
			return above.path
		}
		if where := j.under(above.folder, has, 1); where != "" {
			return join(above.path, where)
		}
	}
	return ""
}

func (j suggestions) under(f *folder, has func(*folder) bool, depth int) string {
	if f == nil || depth == 0 {
		return ""
	}
	names := make([]string, 0, len(f.folders))
	for name, child := range f.folders {
		if child.valid(j.version) {
			names = append(names, name)
		}
	}
	slices.SortFunc(names, func(a, b string) int { // one without a name level is meant sooner
		return cmp.Or(f.folders[a].levels(j.version)-f.folders[b].levels(j.version), strings.Compare(a, b))
	})
	for _, name := range names {
		if has(f.folders[name]) {
			return name
		}
	}
	for _, name := range names {
		if where := j.under(f.folders[name], has, depth-1); where != "" {
			return join(name, where)
		}
	}
	return ""
}

// levels returns how many names a model has between the folder and its content.
func (f *folder) levels(v Version) int {
	switch f.scope(v).kind {
	case multiple:
		return 1
	case typed:
		return 2
	}
	return 0
}

// sameLetters returns the name that has the same letters in another case, empty
// when none has.
func sameLetters(name string, names []string) string {
	for _, other := range names {
		if strings.EqualFold(name, other) {
			return other
		}
	}
	return ""
}
