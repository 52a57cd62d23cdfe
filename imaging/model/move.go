package model

import (
	"bytes"
	"strings"

	"go.yaml.in/yaml/v3"

	"auximage/imaging/input"
	"auximage/imaging/report"
)

// SecretToken returns the token that stands for a key of a Kubernetes secret.
func SecretToken(name, key string) string { return "@@SECRET:" + name + ":" + key + "@@" }

// MoveToSecret returns the text of a model or variable file in which a token
// stands in place of the secret that a finding is about, and that secret. The
// file stays as it is. The error is a report.Finding: the file cannot be read, is
// another than the finding is about, or a person has to take the secret out.
func MoveToSecret(f input.File, found report.Finding, token string) (text []byte, secret string, err error) {
	s, bad := read(f)
	if bad != nil {
		return nil, "", *bad
	}
	if found.Digest != s.digest {
		return nil, "", s.at(CodeNotMovable, report.Error, found.Line, found.Column, nil)
	}
	if KindOf(f.Path) == Variables {
		text, secret = s.moveValue(found.Line, token)
	} else {
		text, secret = s.moveScalar(found.Line, found.Column, token)
	}
	if text == nil {
		return nil, "", s.at(CodeNotMovable, report.Error, found.Line, found.Column, nil)
	}
	return text, secret, nil
}

// moveValue replaces the value of the variable that begins in a line; nothing when
// that goes on in the next one.
func (s *source) moveValue(line int, token string) (text []byte, secret string) {
	all, bad := properties(s.text)
	lines := naturalLines(s.text)
	if bad != nil || line < 1 || line > len(lines) || continued(lines[line-1]) {
		return nil, ""
	}
	for _, p := range all {
		if p.line == line {
			_, value := split(bytes.TrimLeft(lines[line-1], " \t\f"))
			secret = p.value
			text = s.replaced(offsetOf(s.text, value), len(value), token)
		}
	}
	return text, secret
}

// offsetOf returns where a part that was cut out of a text begins in it.
func offsetOf(text, part []byte) int { return cap(text) - cap(part) }

// replaced returns the text with some bytes replaced.
func (s *source) replaced(at, length int, by string) []byte {
	return bytes.Join([][]byte{s.text[:at], []byte(by), s.text[at+length:]}, nil)
}

// moveScalar replaces the secret in the scalar at a place; nothing when its text
// is not in one piece there.
func (s *source) moveScalar(line, column int, token string) (text []byte, secret string) {
	d, _ := parse(s, "")
	if d == nil {
		return nil, ""
	}
	at, of := d.scalarAt(line, column)
	if of.Node == nil {
		return nil, ""
	}
	secret = inClear(of, tokensIn(of.Value, nil).text)
	written, want := quotedScalar(d.text[at:], of.Node), strings.Replace(of.Value, secret, token, 1)
	if secret == "" || written == "" || strings.Count(written, secret) != 1 {
		return nil, ""
	}
	by := strings.Replace(written, secret, token, 1)
	if secret == of.Value {
		by = "'" + token + "'"
	}
	text = d.replaced(at, len(written), by)
	if again, _ := parse(&source{File: s.File, text: text}, ""); again == nil || !again.holds(line, column, want) {
		return nil, ""
	}
	return text, secret
}

// scalarAt returns the value that begins at a place, and where in the text that is.
func (d *document) scalarAt(line, column int) (at int, found node) {
	d.walk(func(n node) {
		if n.Kind == yaml.ScalarNode && !n.key && n.Line == line && n.Column == column {
			found = node{Node: n.Node, path: append([]string(nil), n.path...)}
		}
	})
	lines := naturalLines(d.text)
	if found.Node == nil || line > len(lines) {
		return 0, node{}
	}
	begin := lines[line-1]
	characters := []rune(string(begin))
	if column-1 > len(characters) {
		return 0, node{}
	}
	return offsetOf(d.text, begin) + len(string(characters[:column-1])), found
}

func (d *document) holds(line, column int, value string) bool {
	_, found := d.scalarAt(line, column)
	return found.Node != nil && found.Value == value
}

// quotedScalar returns a scalar as it is written at the beginning of a text, with
// its quotes; empty when it goes over several lines or has escapes.
func quotedScalar(text []byte, n *yaml.Node) string {
	quote := ""
	switch {
	case n.Style&yaml.SingleQuotedStyle != 0:
		quote = "'"
	case n.Style&yaml.DoubleQuotedStyle != 0:
		quote = `"`
	}
	written := quote + n.Value + quote
	if n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0 || !bytes.HasPrefix(text, []byte(written)) {
		return ""
	}
	return written
}
