package model

import (
	"cmp"
	"maps"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// secretWord is what the names of secrets have in them.
const secretWord = `(?:passw(?:or)?d|passphrase|pwd|secret|token|credential|api[._-]?key|private[._-]?key)`

// guesses are the places of text that look like a secret behind a name that tells of
// one. They hide what is shown and judge nothing, so that a wrong one costs little.
var guesses = []*regexp.Regexp{
	regexp.MustCompile(`(?i)(-D[\w.-]*` + secretWord + `[\w.-]*=)("[^"\n]+"|'[^'\n]+'|[^\s"']+)`),                                                        // of Java
	regexp.MustCompile(`(?i)((?:^|[\s"'\[,=(])--?[\w-]*` + secretWord + `[\w-]*(?:=|[ \t]+))("[^"\n]+"|'[^'\n]+'|[^\s"'-][^\s"']*)`),                     // of a command
	regexp.MustCompile(`(?i)((?:^|[\s"'\[,=(])--?[\w-]*` + secretWord + `[\w-]*["']?[ \t]*(?:,[ \t]*|\r?\n[ \t]*-[ \t]+)["']?)([^\s"',\]-][^\s"',\]]*)`), // of a command, in a list
	regexp.MustCompile(`(?i)(authorization["']?[ \t]*[:=,][ \t]*["']?(?:bearer|basic)[ \t]+)([\w.~+/=-]+)`),                                              // of HTTP
	regexp.MustCompile(`()(\beyJ[\w-]{8,}\.[\w-]+\.[\w-]*)`),                                                                                             // a JSON web token
	regexp.MustCompile(`(?im)(^[ \t]*[#!].*?[\w.-]*` + secretWord + `[\w.-]*["']?[ \t]*[:=][ \t]*)([^\s,}][^,}\n]*)`),                                    // a comment's line
	regexp.MustCompile(`(?im)([ \t]#[^\n]*?[\w.-]*` + secretWord + `[\w.-]*["']?[ \t]*[:=][ \t]*)([^\s,}][^,}\n]*)`),                                     // a comment behind something
	regexp.MustCompile(`(?im)(^[ \t]*[^\s#!:=][^\s:=]*` + secretWord + `(?:[._-]?encrypted)?[ \t]*=[ \t]*)(\S[^\r\n]*)`),                                 // a variable that cannot be read
}

// guessed hides what looks like a secret.
func (m *masker) guessed(text string) string {
	for _, guess := range guesses {
		text = guess.ReplaceAllStringFunc(text, func(found string) string {
			parts := guess.FindStringSubmatch(found)
			if value := strings.Trim(parts[2], `"'`); harmless(value) {
				return found
			}
			return parts[1] + m.mask(strings.Trim(parts[2], `"'`))
		})
	}
	return text
}

// harmless tells whether a value that looks like a secret is none: hidden already, a
// token, a variable of a shell, encrypted, a switch.
func harmless(value string) bool {
	switch strings.ToLower(value) {
	case "", "true", "false", "null", "none":
		return true
	}
	return strings.HasPrefix(value, Mask) || strings.Contains(value, "@@") || strings.HasPrefix(value, "$") || encrypted(value)
}

// shortest is how many characters a secret has at least that is hidden wherever it
// stands: a shorter one would hide half of a text.
const shortest = 4

// known returns the secrets that are hidden wherever they stand, the longest first.
func (m *masker) known() []string {
	all := slices.DeleteFunc(slices.Collect(maps.Keys(m.numbers)), func(secret string) bool {
		return utf8.RuneCountInString(secret) < shortest || strings.ContainsRune(secret, '\n')
	})
	slices.SortFunc(all, func(a, b string) int { return cmp.Or(len(b)-len(a), strings.Compare(a, b)) })
	return all
}

// hide puts what mask returns in the place of secrets that stand in a text by
// themselves, not within a word.
func hide(text string, secrets []string, mask func(secret string) string) string {
	for _, secret := range secrets {
		var out strings.Builder
		for rest, before := text, ""; ; {
			at := strings.Index(rest, secret)
			if at < 0 {
				out.WriteString(rest)
				break
			}
			end := at + len(secret)
			before += rest[:at]
			out.WriteString(rest[:at])
			if alone(secret, before, rest[end:]) {
				out.WriteString(mask(secret))
			} else {
				out.WriteString(secret)
			}
			before, rest = secret, rest[end:]
		}
		text = out.String()
	}
	return text
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
