package dictionary

import (
	"slices"
	"strings"

	"auximage/imaging/model/tree"
	"auximage/imaging/report"
)

// otherVersion warns of an attribute that only other versions of WebLogic have,
// or only a running server: WDT leaves it out.
func (j *judge) otherVersion(e tree.Entry, in string, entries []attribute) {
	var spans []*span
	for _, a := range entries {
		if a.offline {
			spans = append(spans, a.span)
		}
	}
	j.leftOut(e, in, spans)
}

// otherVersionFolder warns of such a folder.
func (j *judge) otherVersionFolder(e tree.Entry, in string, f *folder) {
	var spans []*span
	for _, s := range f.scopes {
		if s.offline {
			spans = append(spans, s.span)
		}
	}
	j.leftOut(e, in, spans)
}

func (j *judge) leftOut(e tree.Entry, in string, spans []*span) {
	var versions []string
	for _, s := range spans {
		if text := s.readable(); text != "" && !slices.Contains(versions, text) {
			versions = append(versions, text)
		}
	}
	j.warn(CodeVersion, e.Place, in, e.Key, report.Args{
		"Version": j.question.Version, "Versions": strings.Join(versions, "; "), "Online": len(spans) == 0,
	})
}

// ownProvider is about a type of security provider that the tables do not have:
// one that a person made has a class's name; others are most likely slips, which
// WDT passes over without looking inside.
func (j *judge) ownProvider(at place, e tree.Entry) {
	if strings.Contains(e.Key, ".") && e.Value.IsMapping() {
		return
	}
	j.warn(CodeProvider, e.Place, at.path, e.Key, suggestions{j}.near(e.Key, at.folder.names(j.version)))
}
