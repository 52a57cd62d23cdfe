package dictionary

import (
	"slices"
	"strings"

	"auximage/imaging/report"
)

// unknown returns a finding about a version of WebLogic that the tables do not
// name: a later one than their release knows, or none at all.
func (d *Dictionary) unknown(version string) []Finding {
	v, ok := ParseVersion(version)
	known := d.known()
	if !ok || len(known) == 0 || slices.ContainsFunc(known, v.alike) {
		return nil
	}
	var names []string
	for _, k := range known {
		names = append(names, k.String())
	}
	return []Finding{{Finding: report.Finding{Code: CodeUnknownVersion, Severity: report.Warning,
		Args: report.Args{"Version": version, "Known": strings.Join(names, ", "), "Location": ""}}}}
}

// known returns the releases that begin or end a range of the tables read so far,
// among them those of Domain and Server, which name each. A bound such as 14 names
// none.
func (d *Dictionary) known() []Version {
	d.mu.Lock()
	defer d.mu.Unlock()
	var all []Version
	for _, s := range d.reader.spans {
		for _, bound := range []Version{s.from, s.to} {
			release := Version{fields: bound.fields[:min(len(bound.fields), named)]}
			if len(release.fields) > 1 && !slices.ContainsFunc(all, func(other Version) bool { return slices.Equal(other.fields, release.fields) }) {
				all = append(all, release)
			}
		}
	}
	slices.SortFunc(all, func(a, b Version) int { return slices.Compare(a.fields, b.fields) })
	return all
}

// named is how many fields tell releases apart that have ranges of their own:
// 14.1.1 and 14.1.2.
const named = 3

// alike tells whether two versions are of one release, as far as both are written.
func (v Version) alike(other Version) bool {
	n := min(len(v.fields), len(other.fields), named)
	return slices.Equal(v.fields[:n], other.fields[:n])
}
