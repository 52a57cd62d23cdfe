package model

import (
	"slices"

	"auximage/imaging/input"
	"auximage/imaging/report"
)

// file is a variable file that was read.
type file struct {
	*source
	properties []property
}

// definitions are the variable files that could be read.
type definitions map[input.File]file

// inOrder returns what the files define together once the operator has put
// them one behind the other: the last definition of a name counts.
func (d definitions) inOrder(files []input.File) variables {
	sorted := slices.SortedStableFunc(slices.Values(files), func(a, b input.File) int {
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
func (d definitions) order(files []input.File) []report.Finding {
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
	return otherOrder(sources, func(i int) map[string]string { return values[i] })
}

// modelOrder offers numbered names where two models, in the person's order,
// would come out merged another way round.
func modelOrder(documents []*document) []report.Finding {
	sources := make([]*source, len(documents))
	for i, d := range documents {
		sources[i] = d.source
	}
	return otherOrder(sources, func(i int) map[string]string { return documents[i].leaves() })
}

// otherOrder returns a finding for the first two files of which another one has
// the last word with the operator than in the person's order, and gives a name
// another value. What a file gives is asked for once, and only when the orders
// differ.
func otherOrder(sources []*source, valuesOf func(i int) map[string]string) []report.Finding {
	names := make([]string, len(sources))
	operators := make([]int, len(sources))
	for i, s := range sources {
		names[i], operators[i] = s.InImage(), i
	}
	slices.SortStableFunc(operators, func(i, j int) int { return compareNames(names[i], names[j]) })
	if slices.IsSorted(operators) {
		return nil
	}
	values, last := make([]map[string]string, len(sources)), map[string]int{}
	for i := range sources {
		values[i] = valuesOf(i)
		for name := range values[i] {
			last[name] = i
		}
	}
	theirs := map[string]int{}
	for _, i := range operators {
		for name := range values[i] {
			theirs[name] = i
		}
	}
	first := [2]int{len(sources), len(sources)}
	for name, j := range last {
		if i := theirs[name]; values[i][name] != values[j][name] && slices.Compare([]int{i, j}, first[:]) < 0 {
			first = [2]int{i, j}
		}
	}
	i, j := first[0], first[1]
	if i == len(sources) {
		return nil
	}
	return []report.Finding{sources[j].at(CodeOrder, report.Warning, 0, 0, report.Args{
		"First": names[j], "Second": names[i], "Numbered": Numbered(names),
	})}
}
