package model

import (
	"maps"
	"slices"

	"auximage/imaging/report"
)

// file is a variable file that was read.
type file struct {
	*source
	properties []property
}

// definitions are the variable files that could be read.
type definitions map[File]file

// inOrder returns what the files define together once the operator has put
// them one behind the other: the last definition of a name counts.
func (d definitions) inOrder(files []File) variables {
	sorted := slices.SortedStableFunc(slices.Values(files), func(a, b File) int {
		return compareNames(a.InImage(), b.InImage())
	})
	all := make(variables)
	for _, f := range sorted {
		for _, p := range d[f].properties {
			all[p.name] = variable{p, d[f].source}
		}
	}
	return all
}

// order offers numbered names where a variable would get another value than in
// the person's order.
func (d definitions) order(files []File) []report.Finding {
	var sources []*source
	var values []map[string]string
	for _, f := range files {
		held, read := d[f]
		if !read {
			continue
		}
		last := make(map[string]string, len(held.properties))
		for _, p := range held.properties {
			last[p.name] = p.value
		}
		sources, values = append(sources, held.source), append(values, last)
	}
	return otherOrder(sources, func(i, j int) bool { return conflict(values[i], values[j]) })
}

// modelOrder offers numbered names where two models, in the person's order,
// would come out merged another way round.
func modelOrder(documents []*document) []report.Finding {
	sources := make([]*source, len(documents))
	for i, d := range documents {
		sources[i] = d.source
	}
	leaves := make([]map[string]string, len(documents))
	of := func(i int) map[string]string {
		if leaves[i] == nil {
			leaves[i] = documents[i].leaves()
		}
		return leaves[i]
	}
	return otherOrder(sources, func(i, j int) bool { return conflict(of(i), of(j)) })
}

// otherOrder returns a finding for the first two files whose order matters and
// which the operator takes the other way round than the person.
func otherOrder(sources []*source, matters func(i, j int) bool) []report.Finding {
	names := make([]string, len(sources))
	for i, s := range sources {
		names[i] = s.InImage()
	}
	for i := range sources {
		for j := i + 1; j < len(sources); j++ {
			if compareNames(names[i], names[j]) > 0 && matters(i, j) {
				return []report.Finding{sources[j].at(CodeOrder, report.Warning, 0, 0, report.Args{
					"First": names[j], "Second": names[i], "Numbered": Numbered(names),
				})}
			}
		}
	}
	return nil
}

// conflict tells whether two files give a name different values.
func conflict(a, b map[string]string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	for name := range maps.Keys(a) {
		if value, both := b[name]; both && value != a[name] {
			return true
		}
	}
	return false
}
