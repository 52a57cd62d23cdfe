package model

import (
	"bytes"
	"errors"
	"io"
	"regexp"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"auximage/imaging/report"
)

var parserError = regexp.MustCompile(`^yaml: (?:line (\d+): )?(.*)$`)

// syntax turns the YAML parser's error into a finding with line and column.
// The parser gives no column, and for some errors the line where the block
// around the mistake begins; how far it had read says where it really was.
func syntax(s *source, err error) report.Finding {
	problem, line := err.Error(), 1
	if m := parserError.FindStringSubmatch(problem); m != nil {
		problem = m[2]
		if n, err := strconv.Atoi(m[1]); err == nil {
			line = n
		}
	}
	readLine, readColumn := readUpTo(s.text)
	column := 0
	switch {
	case strings.Contains(problem, "unexpected end of stream"), strings.Contains(problem, "could not find expected ':'"):
		// A quote or a simple key that is never closed: where it began matters.
	case strings.Contains(problem, "expected key"), strings.Contains(problem, "indicator"), strings.Contains(problem, "expected ','"):
		line = failingLine(s.text, readLine, problem)
	default:
		line, column = readLine, readColumn
	}
	text := lineOf(s.text, line)
	if mark := guilty(problem); column > 0 && mark != "" {
		column = 1 + strings.LastIndex(text[:min(column, len(text))], mark)
	}
	if column == 0 {
		column = len(text) - len(strings.TrimLeft(text, " \t")) + 1
	}
	code, args := CodeSyntax, report.Args{"Problem": problem}
	if strings.Contains(problem, "tab character that violates") {
		code, args, column = CodeTab, nil, strings.IndexByte(text, '\t')+1
	}
	if strings.Contains(problem, "cannot start any token") {
		if i := strings.IndexAny(text, "\t@`%"); i >= 0 {
			if bad := text[i : i+1]; bad == "\t" {
				code, args, column = CodeTab, nil, i+1
			} else {
				code, args, column = CodeQuote, report.Args{"Character": bad}, i+1
			}
		}
	}
	finding := s.at(code, report.Error, line, column, args)
	finding.Cause = err
	return finding
}

// failingLine returns the line of a token that the parser did not expect. It
// has read on to where the token ends, which can be the next line: then the
// text up to the line before fails in the same way.
func failingLine(text []byte, line int, problem string) int {
	before := line - 1
	for before > 0 && blank([]byte(lineOf(text, before))) {
		before--
	}
	if before == 0 {
		return line
	}
	end := 0
	for range before {
		end += bytes.IndexByte(text[end:], '\n') + 1
	}
	var node yaml.Node
	if err := yaml.Unmarshal(text[:end], &node); err != nil && strings.HasSuffix(err.Error(), problem) {
		return before
	}
	return line
}

// guilty returns the character that a problem is about, which the parser has
// read a little beyond; empty when it has not.
func guilty(problem string) string {
	switch {
	case strings.Contains(problem, "mapping values are not allowed"):
		return ":"
	case strings.Contains(problem, "escape"), strings.Contains(problem, "hexdecimal"):
		return `\`
	case strings.Contains(problem, "unknown anchor"):
		return "*"
	}
	return ""
}

// readUpTo returns the line and column of the last character that the parser
// asked for before it failed.
func readUpTo(text []byte) (line, column int) {
	r := &byteReader{text: text}
	decoder := yaml.NewDecoder(r)
	for {
		var node yaml.Node
		if err := decoder.Decode(&node); err != nil {
			break
		}
	}
	line, column = 1, 0
	for _, c := range text[:r.at] {
		column++
		if c == '\n' {
			line, column = line+1, 0
		}
	}
	if column == 0 && line > 1 { // it failed at the end of the line before
		line--
		column = len(lineOf(text, line))
	}
	return line, max(column, 1)
}

// byteReader hands out a text byte by byte.
type byteReader struct {
	text []byte
	at   int
}

func (r *byteReader) Read(p []byte) (int, error) {
	if r.at == len(r.text) {
		return 0, io.EOF
	}
	if len(p) == 0 {
		return 0, errors.New("no room to read into")
	}
	p[0] = r.text[r.at]
	r.at++
	return 1, nil
}

// lineOf returns a line by its number from 1, without its end.
func lineOf(text []byte, number int) string {
	for line := range strings.Lines(string(text)) {
		if number--; number == 0 {
			return strings.TrimRight(line, "\r\n")
		}
	}
	return ""
}
