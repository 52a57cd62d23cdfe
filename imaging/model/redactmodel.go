package model

import (
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"auximage/imaging/model/snakeyaml"
)

// model redacts a model scalar by scalar, and what stands between them.
func (r *redactor) model(d *document) string {
	hidden, nodes := d.secretPlaces(), d.byPlace()
	var b strings.Builder
	at := 0
	for _, s := range snakeyaml.Scalars(d.text) {
		b.WriteString(r.comments(string(d.text[at:s.Start])))
		b.WriteString(r.scalar(string(d.text[s.Start:s.End]), nodes.of(s), hidden))
		at = s.End
	}
	b.WriteString(r.comments(string(d.text[at:])))
	return strings.Join(linesOf([]byte(b.String())), "\n")
}

// scalar redacts a scalar as it is written.
func (r *redactor) scalar(raw string, n *yaml.Node, hidden map[*yaml.Node]bool) string {
	if n == nil {
		return r.secret(raw)
	}
	if hidden[n] && !harmless(n.Value) {
		return r.secret(n.Value)
	}
	named, told := suspicions(n.Value)
	all := append(named, told...)
	if slices.ContainsFunc(all, func(secret string) bool { return !strings.Contains(raw, secret) }) {
		return r.secret(n.Value) // written with escapes, or over several lines
	}
	raw = replaceAll(raw, all, r.part(named))
	if n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0 {
		header, text, _ := strings.Cut(raw, "\n")
		return r.comments(header) + "\n" + text
	}
	return raw
}

// comments redacts what stands between scalars: of YAML, indicators and comments.
func (r *redactor) comments(between string) string {
	if !strings.Contains(between, "#") {
		return between
	}
	var b strings.Builder
	for line := range strings.Lines(between) {
		before, comment, is := strings.Cut(line, "#")
		b.WriteString(before)
		if is {
			b.WriteString(r.comment("#", comment))
		}
	}
	return b.String()
}

// comment returns a comment behind its sign as it may be shown: as it is when it is but
// words, else a mask for all of it.
func (r *redactor) comment(sign, text string) string {
	words := strings.TrimRight(text, "\r\n")
	if isPlainText(words) {
		return sign + text
	}
	return sign + " " + r.mask(words) + text[len(words):]
}
