package model

import (
	"bytes"
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"

	"auximage/imaging/input"
	"auximage/imaging/report"
)

// SecretToken returns the token that stands for a key of a Kubernetes secret.
func SecretToken(name, key string) string { return "@@SECRET:" + name + ":" + key + "@@" }

// ClearSecret is a secret that stands in clear in a file and that a token can take
// the place of. It does not hand the secret out.
type ClearSecret struct {
	File string
	Line int

	source *source
	path   []string // the keys that lead to it; a variable's name
	here   span
	others []span // in the same line
}

// span is where a secret is in a text.
type span struct {
	at, length int  // of no length where it is not in one piece
	bare       bool // it is all of a scalar without quotes, which a token needs
	holds      func(text []byte, token string) bool
}

// FindSecret returns the secret that a finding of the code CodeClearSecret is
// about. The error is a report.Finding: the file cannot be read, is another than
// the finding is about, or a person has to take the secret out.
func FindSecret(f input.File, found report.Finding) (*ClearSecret, error) {
	s, bad := read(f)
	if bad != nil {
		return nil, *bad
	}
	c := &ClearSecret{File: f.Path, Line: found.Line, source: s}
	if found.Digest == s.digest {
		if KindOf(f.Path) == Variables {
			c.findValue()
		} else {
			c.findScalar(found.Column)
		}
	}
	if c.here.length == 0 {
		return nil, s.at(CodeNotMovable, report.Error, found.Line, found.Column, nil)
	}
	return c, nil
}

// Text returns the file's content with a token in the secret's place. The error is
// a report.Finding: with that token it would not say the same.
func (c *ClearSecret) Text(token string) ([]byte, error) {
	text := replaced(c.source.text, c.here, token)
	if c.here.holds != nil && !c.here.holds(text, token) {
		return nil, c.source.at(CodeNotMovable, report.Error, c.Line, 0, nil)
	}
	return text, nil
}

// Before returns the line of the secret, with it and all others in it hidden.
func (c *ClearSecret) Before() string { return c.shown(Mask) }

// After returns that line with a token in the secret's place.
func (c *ClearSecret) After(token string) string { return c.shown(token) }

// around is how much of a line is shown before and after the secret, in bytes: a
// JSON model may be one line.
const around = 60

func (c *ClearSecret) shown(by string) string {
	begin, end := lineAround(c.source.text, c.here.at)
	from, to := max(begin, c.here.at-around), min(end, c.here.at+c.here.length+around)
	var b strings.Builder
	if from > begin {
		b.WriteString("…")
	}
	at := from
	for _, s := range c.inLine(end) {
		last := s.at + s.length
		if last <= from || s.at >= to {
			continue
		}
		b.Write(c.source.text[at:max(at, s.at)])
		if s.at == c.here.at {
			b.WriteString(s.written(by))
		} else {
			b.WriteString(Mask)
		}
		at = last
	}
	b.Write(c.source.text[min(at, to):to])
	if to < end {
		b.WriteString("…")
	}
	return strings.ToValidUTF8(b.String(), "")
}

// lineAround returns where the line begins and ends that a place is in.
func lineAround(text []byte, at int) (begin, end int) {
	begin, end = bytes.LastIndexAny(text[:at], "\r\n")+1, len(text)
	if n := bytes.IndexAny(text[at:], "\r\n"); n >= 0 {
		end = at + n
	}
	return begin, end
}

// inLine returns all the secrets of the line in their order. One that is not in one
// piece reaches as far as it may.
func (c *ClearSecret) inLine(end int) []span {
	all := append([]span{c.here}, c.others...)
	slices.SortFunc(all, func(a, b span) int { return cmp.Compare(a.at, b.at) })
	for i := range all {
		if all[i].length == 0 {
			all[i].length = end - all[i].at
			if i+1 < len(all) {
				all[i].length = all[i+1].at - all[i].at
			}
		}
	}
	return all
}

// written returns a token as it is written in the secret's place.
func (s span) written(token string) string {
	if s.bare {
		return "'" + token + "'"
	}
	return token
}

// replaced returns a text with a token in the place of a secret.
func replaced(text []byte, s span, token string) []byte {
	return slices.Concat(text[:s.at], []byte(s.written(token)), text[s.at+s.length:])
}

// findValue finds the value of the variable that begins in the line; nothing when
// that goes on in the next one.
func (c *ClearSecret) findValue() {
	all, bad := properties(c.source.text)
	lines := naturalLines(c.source.text)
	if bad != nil || c.Line < 1 || c.Line > len(lines) || continued(lines[c.Line-1]) {
		return
	}
	for _, p := range all {
		if p.line == c.Line {
			_, value := split(bytes.TrimLeft(lines[c.Line-1], " \t\f"))
			c.path, c.here = []string{p.name}, span{at: offsetOf(c.source.text, value), length: len(value)}
		}
	}
}

// offsetOf returns where a part that was cut out of a text begins in it.
func offsetOf(text, part []byte) int { return cap(text) - cap(part) }

// findScalar finds the secret in the scalar at a column of the line, and those
// beside it; nothing when its text is not in one piece there.
func (c *ClearSecret) findScalar(column int) {
	d, _ := parse(c.source, "")
	if d == nil {
		return
	}
	d.walk(func(n node) {
		if n.Kind != yaml.ScalarNode || n.key || n.Line != c.Line {
			return
		}
		s, is := d.secretAt(n)
		switch {
		case n.Column == column:
			c.path, c.here = slices.Clone(n.path), s
		case is:
			c.others = append(c.others, s)
		}
	})
}

// secretAt returns where the secret in a scalar is, of no length when its text is
// not in one piece; false when it has none.
func (d *document) secretAt(n node) (s span, is bool) {
	secret := inClear(n, tokensIn(n.Value, nil).text)
	at := d.offset(n.Line, n.Column)
	if secret == "" || at < 0 {
		return span{}, false
	}
	written := quotedScalar(d.text[at:], n.Node)
	if strings.Count(written, secret) != 1 {
		return span{at: at}, true
	}
	line, column, value := n.Line, n.Column, n.Value
	return span{
		at: at + strings.Index(written, secret), length: len(secret), bare: written == secret,
		holds: func(text []byte, token string) bool {
			again, _ := parse(&source{File: d.File, text: text}, "")
			return again != nil && again.holds(line, column, strings.Replace(value, secret, token, 1))
		},
	}, true
}

// offset returns where in the text a place is, -1 for none.
func (d *document) offset(line, column int) int {
	lines := naturalLines(d.text)
	if line > len(lines) {
		return -1
	}
	at := 0
	for range column - 1 {
		_, size := utf8.DecodeRune(lines[line-1][at:])
		if size == 0 {
			return -1
		}
		at += size
	}
	return offsetOf(d.text, lines[line-1]) + at
}

// holds tells whether a scalar with a value begins at a place.
func (d *document) holds(line, column int, value string) bool {
	found := false
	d.walk(func(n node) {
		if n.Kind == yaml.ScalarNode && !n.key && n.Line == line && n.Column == column {
			found = n.Value == value
		}
	})
	return found
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
