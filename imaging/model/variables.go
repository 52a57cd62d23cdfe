package model

import (
	"bytes"
	"maps"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"auximage/imaging/report"
)

// variable is a definition that counts: the last of its name in the operator's order.
type variable struct {
	property
	*source
}

// variables is what the variable files define together, by name.
type variables map[string]variable

// values returns the values by name, with ${name} resolved where the deploy
// tooling does so.
func (v variables) values(version string) map[string]string {
	values := make(map[string]string, len(v))
	for name, variable := range v {
		values[name] = variable.value
	}
	if !atLeast(version, referencesSince) {
		return values
	}
	resolved := make(map[string]string, len(v))
	for name := range v {
		resolve(name, values, resolved)
	}
	return resolved
}

// referencesSince is the release that brought ${name} inside variable files.
const referencesSince = "4.4.5"

var reference = regexp.MustCompile(`\$\{([^{}]+)\}`)

// maxValue bounds what references may blow a value up to.
const maxValue = 64 << 10

// resolve puts a variable's value into resolved with its references replaced;
// those that are undefined or lead back stay as they are.
func resolve(name string, values, resolved map[string]string) string {
	value := values[name]
	resolved[name] = value
	if !strings.Contains(value, "${") {
		return value
	}
	size := len(value)
	resolved[name] = reference.ReplaceAllStringFunc(value, func(text string) string {
		other := text[2 : len(text)-1]
		inner, done := resolved[other]
		if _, defined := values[other]; !defined || size > maxValue {
			return text
		} else if !done {
			inner = resolve(other, values, resolved)
		}
		size += len(inner)
		return inner
	})
	return resolved[name]
}

// readVariables returns a variable file's definitions and what is wrong with it.
func readVariables(s *source) ([]property, []report.Finding) {
	switch {
	case bytes.HasPrefix(s.text, []byte("PK\x03\x04")):
		return nil, []report.Finding{s.at(CodeOtherKind, report.Error, 0, 0, report.Args{"Kind": Variables.String()})}
	case bytes.HasPrefix(s.text, []byte{0xff, 0xfe}), bytes.HasPrefix(s.text, []byte{0xfe, 0xff}):
		return nil, []report.Finding{s.at(CodeEncoding, report.Error, 1, 1, nil)}
	}
	if i := bytes.IndexByte(s.text, 0); i >= 0 {
		line := 1 + bytes.Count(s.text[:i], []byte("\n"))
		column := i - bytes.LastIndexByte(s.text[:i], '\n')
		return nil, []report.Finding{s.at(CodeControl, report.Error, line, column, report.Args{"Character": "U+0000"})}
	}
	if blank(s.text) {
		return nil, []report.Finding{s.at(CodeEmpty, report.Info, 0, 0, nil)}
	}
	var findings []report.Finding
	all, bad := properties(s.text)
	if bad != nil {
		findings = append(findings, s.at(CodeEscape, report.Error, bad.line, bad.column, report.Args{"Escape": bad.text}))
	}
	if len(all) > 0 && strings.HasPrefix(all[0].name, "\u00ef\u00bb\u00bf") && all[0].line == 1 && !strings.HasPrefix(all[0].name, "\u00ef\u00bb\u00bf#") {
		findings = append(findings, s.at(CodeByteOrder, report.Warning, 1, 1, nil))
	}
	first := make(map[string]property, len(all))
	for _, p := range all {
		if before, twice := first[p.name]; twice && before.value != p.value {
			findings = append(findings, s.at(CodeRedefined, report.Warning, p.line, 1, report.Args{"Name": p.name, "First": before.line}))
			continue
		}
		first[p.name] = p
	}
	if i := slices.IndexFunc(all, func(p property) bool { return p.wide && !strings.HasPrefix(p.name, "\u00ef\u00bb\u00bf") }); i >= 0 && utf8.Valid(s.text) {
		findings = append(findings, s.at(CodeLatin1, report.Warning, all[i].line, 0, report.Args{"Name": all[i].name}))
	}
	return all, findings[:min(len(findings), enough)]
}

// references finds ${name} that the deploy tooling cannot resolve.
func (v variables) references(version string) []report.Finding {
	if !atLeast(version, referencesSince) {
		return nil
	}
	var findings []report.Finding
	state := make(map[string]int, len(v)) // 1 while it is on the way, 2 when done
	var visit func(name string, way []string)
	visit = func(name string, way []string) {
		state[name] = 1
		way = append(way, name)
		at := v[name]
		for _, m := range reference.FindAllStringSubmatch(at.value, -1) {
			other := m[1]
			if _, defined := v[other]; !defined {
				findings = append(findings, at.at(CodeReference, report.Error, at.line, 0, report.Args{"Name": name, "Reference": other}))
			} else if state[other] == 1 {
				cycle := append(slices.Clone(way[slices.Index(way, other):]), other)
				findings = append(findings, at.at(CodeCycle, report.Error, at.line, 0, report.Args{"Names": strings.Join(cycle, " → ")}))
			} else if state[other] == 0 {
				visit(other, way)
			}
		}
		state[name] = 2
	}
	for _, name := range slices.Sorted(maps.Keys(v)) {
		if state[name] == 0 {
			visit(name, nil)
		}
	}
	return findings
}

// near returns the one of names that a mistyped name most likely means, or
// nothing: equal but for case, or one character more, fewer or other.
func near(name string, names []string) string {
	for _, other := range names {
		if strings.EqualFold(name, other) || oneEdit(name, other) {
			return other
		}
	}
	return ""
}

func oneEdit(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(b)-len(a) > 1 || len(b) < 4 {
		return false
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	if len(a) == len(b) {
		return i < len(a) && a[i+1:] == b[i+1:]
	}
	return a[i:] == b[i+1:]
}
