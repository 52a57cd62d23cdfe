package model

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// shortest and longest are how many characters and bytes a secret has that is hidden
// wherever it stands: a shorter one would hide half of a text, a longer one is text
// itself.
const (
	shortest = 4
	longest  = 4 << 10
)

// hider hides secrets wherever they stand by themselves, not within a word. It looks
// them up by their first bytes, so that many of them take no longer than few.
type hider map[string][]string

// headSize is by how many bytes secrets are looked up: shortest characters have as many
// at least.
const headSize = shortest

func newHider(secrets map[string]bool) hider {
	h := make(hider)
	for secret := range secrets {
		if utf8.RuneCountInString(secret) >= shortest && len(secret) <= longest && !strings.ContainsRune(secret, '\n') {
			h[secret[:headSize]] = append(h[secret[:headSize]], secret)
		}
	}
	for _, all := range h { // the longest first
		slices.SortFunc(all, func(a, b string) int { return cmp.Or(len(b)-len(a), strings.Compare(a, b)) })
	}
	return h
}

// hide puts what mask returns in the place of each secret.
func (h hider) hide(text string, mask func(secret string) string) string {
	if len(h) == 0 {
		return text
	}
	var b strings.Builder
	done := 0
	for at := 0; at+headSize <= len(text); {
		secret := h.at(text, at)
		if secret == "" {
			at++
			continue
		}
		b.WriteString(text[done:at])
		b.WriteString(mask(secret))
		at += len(secret)
		done = at
	}
	b.WriteString(text[done:])
	return b.String()
}

// at returns the secret that stands at a place of a text, empty when there is none.
func (h hider) at(text string, at int) string {
	for _, secret := range h[text[at:at+headSize]] {
		if strings.HasPrefix(text[at:], secret) && alone(secret, text[:at], text[at+len(secret):]) {
			return secret
		}
	}
	return ""
}

// replaceAll puts what mask returns in the place of parts of a text, the longest first.
func replaceAll(text string, parts []string, mask func(part string) string) string {
	switch len(parts) {
	case 0:
		return text
	case 1: // a Replacer of one text takes the square of its length
		return strings.ReplaceAll(text, parts[0], mask(parts[0]))
	}
	slices.SortStableFunc(parts, func(a, b string) int { return len(b) - len(a) })
	var pairs []string
	for _, part := range parts {
		pairs = append(pairs, part, mask(part))
	}
	return strings.NewReplacer(pairs...).Replace(text)
}

// alone tells whether a text between two others is no part of a word.
func alone(text, before, after string) bool {
	first, _ := utf8.DecodeRuneInString(text)
	last, _ := utf8.DecodeLastRuneInString(text)
	left, _ := utf8.DecodeLastRuneInString(before)
	right, _ := utf8.DecodeRuneInString(after)
	return !(isWord(first) && isWord(left)) && !(isWord(last) && isWord(right))
}

func isWord(r rune) bool {
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r) || r == '_')
}
