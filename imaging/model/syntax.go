package model

import (
	"regexp"
	"slices"
	"strings"

	"auximage/imaging/model/snakeyaml"
	"auximage/imaging/report"
)

// problem turns what keeps a text from being YAML into a finding.
func (s *source) problem(p *snakeyaml.Problem, version string) report.Finding {
	at := func(code report.Code, severity report.Severity, args report.Args) report.Finding {
		finding := s.at(code, severity, p.Line, p.Column, args)
		finding.Cause = p
		return finding
	}
	strict := report.Error // what no node was made of stops all, but for a parser that was another
	if version != "" {
		strict = strictSince2(version)
	}
	switch p.Kind {
	case snakeyaml.Tab:
		return at(CodeTab, strict, nil)
	case snakeyaml.Character:
		return at(CodeQuote, report.Error, report.Args{"Character": p.Text})
	case snakeyaml.TooDeep:
		return at(CodeNesting, strict, report.Args{"Limit": snakeyaml.MaxNesting})
	case snakeyaml.TooManyAlias:
		return at(CodeAliases, strict, report.Args{"Limit": snakeyaml.MaxAliases})
	case snakeyaml.GlobalTag, snakeyaml.TagForm, snakeyaml.TagHandle:
		return at(CodeTagValue, strict, report.Args{"Tag": p.Text})
	}
	if slices.Contains(rendered, p.Kind) && s.template(p.Line) {
		return at(CodeTemplate, report.Error, nil)
	}
	return at(CodeSyntax, report.Error, report.Args{"Problem": p.Kind})
}

// rendered are the problems that a template makes which was not rendered.
var rendered = []snakeyaml.ProblemKind{
	snakeyaml.NoContent, snakeyaml.OpenMapping, snakeyaml.OpenList, snakeyaml.Indentation, snakeyaml.NoColon, snakeyaml.ValueHere,
}

// templateBraces are those of Helm and Go templates outside quotes.
var templateBraces = regexp.MustCompile(`^[^"'#]*\{\{`)

// template tells whether a line holds a template's braces.
func (s *source) template(line int) bool { return templateBraces.MatchString(lineOf(s.text, line)) }

// lineOf returns a line by its number from 1, without its end.
func lineOf(text []byte, number int) string {
	for line := range strings.Lines(string(text)) {
		if number--; number == 0 {
			return strings.TrimRight(line, "\r\n")
		}
	}
	return ""
}
