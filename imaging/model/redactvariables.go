package model

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// variables redacts a variable file. What cannot be read as Java reads it is shown as
// little as a model that is no YAML.
func (r *redactor) variables(c *content, text []byte) string {
	texts := linesOf(text)
	for i, line := range texts {
		if left := strings.TrimLeft(line, " \t\f"); left != "" && strings.ContainsRune("#!", rune(left[0])) {
			texts[i] = line[:len(line)-len(left)] + r.comment(left[:1], left[1:])
		}
	}
	all, bad := properties(text)
	for _, p := range all {
		r.variable(c, p, texts[p.line-1:p.last])
	}
	if bad != nil {
		for i := bad.from - 1; i < len(texts); i++ {
			texts[i] = r.broken(strings.Replace(texts[i], "=", ": ", 1))
		}
	}
	return strings.Join(texts, "\n")
}

// variable redacts the lines of a definition.
func (r *redactor) variable(c *content, p property, lines []string) {
	named, told := suspicions(asUTF8(p.value))
	all := append(named, told...)
	whole := func(mask func(string) string) {
		_, value := split([]byte(strings.TrimLeft(lines[0], " \t\f")))
		lines[0] = lines[0][:len(lines[0])-len(value)] + mask(p.value)
		clear(lines[1:])
	}
	switch {
	case harmless(p.value):
	case c.hidden[p.name], SecretName(asUTF8(p.name)):
		whole(r.secret)
	case !c.used[p.name] && !innocent(p.value):
		whole(r.mask)
	case slices.ContainsFunc(all, func(secret string) bool { return !strings.Contains(lines[0], secret) }):
		whole(r.secret) // written with escapes, or over several lines
	default:
		lines[0] = replaceAll(lines[0], all, r.part(named))
	}
}

// asUTF8 returns a text that Java reads as ISO-8859-1 as a person wrote it.
func asUTF8(text string) string {
	raw := make([]byte, 0, len(text))
	for _, r := range text {
		if r > 0xff {
			return text // of an escape
		}
		raw = append(raw, byte(r))
	}
	if utf8.Valid(raw) {
		return string(raw)
	}
	return text
}
