package model

import (
	"fmt"
	"slices"
	"strings"
)

// Redact returns a value of a name with Mask in the place of what looks secret.
func Redact(name, value string) string {
	if SecretName(name) && !harmless(value) {
		return Mask
	}
	return replaceAll(value, suspects(value), func(string) string { return Mask })
}

// redactor puts masks into texts, numbered in the order in which it meets what they
// hide: the same number stands for the same.
type redactor struct {
	numbers map[string]int
	secrets map[string]bool // what is hidden wherever it stands
}

// mask returns what stands for a text that may not be shown.
func (r *redactor) mask(text string) string {
	text = strings.TrimSpace(text)
	if r.numbers[text] == 0 {
		r.numbers[text] = len(r.numbers) + 1
	}
	return fmt.Sprintf("%s (%d)", Mask, r.numbers[text])
}

// secret returns what stands for a secret, and remembers it.
func (r *redactor) secret(text string) string {
	r.secrets[strings.TrimSpace(text)] = true
	return r.mask(text)
}

// part returns how parts of a text are hidden: those that are named are secrets, others
// are hidden here alone, as a sentence may tell anything.
func (r *redactor) part(named []string) func(string) string {
	return func(part string) string {
		if slices.Contains(named, part) {
			return r.secret(part)
		}
		return r.mask(part)
	}
}

// texts returns all texts by name, in UTF-8.
func (r *redactor) texts(c *content) map[string]string {
	all := make(map[string]string)
	parsed := make(map[string]*document)
	for _, d := range c.documents {
		parsed[d.Path] = d
	}
	for _, t := range c.Models {
		text := string(fromUTF16(t.Data))
		if d := parsed[t.Name]; d != nil {
			text = r.model(d)
		} else {
			text = r.broken(text)
		}
		all[t.Name] = text
	}
	for _, t := range c.Variables {
		all[t.Name] = r.variables(c, fromUTF16(t.Data))
	}
	return all
}

// linesOf returns the lines of a text as a person means to read them.
func linesOf(text []byte) []string {
	natural := naturalLines(text)
	lines := make([]string, len(natural))
	for i, line := range natural {
		lines[i] = strings.ToValidUTF8(string(line), "\uFFFD")
	}
	return lines
}
