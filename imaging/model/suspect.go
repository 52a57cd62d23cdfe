package model

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// assignment is a name with a value in a text: an option, a variable, a part of a URL.
var assignment = regexp.MustCompile(`([\p{L}_-][\p{L}\p{N}_.$-]*)["']?[ \t]*(?:=>?|:|：|%3[dD])[ \t]*("[^"\n]+"|'[^'\n]+'|[^\s"'&;\x00]+)`)

// suspicious are the forms of text that give a secret away without a name before it.
var suspicious = []*regexp.Regexp{
	regexp.MustCompile(`://[^/@\s:"']*:([^/\s"']+)@`),                                                    // URL, user information
	regexp.MustCompile(`://([^/@\s:"']*\d[^/@\s:"']*)@`),                                                 // URL, a token alone
	regexp.MustCompile(`(?i)<[^<>]*(?:passw|secret|token|credential)[^<>]*(?:>|\bvalue=["'])([^<>"']+)`), // XML
	regexp.MustCompile(`(?:^|[\s"'=:(,])[\w.$#-]+["']?/["']?([^\s"'/]+)["']?@`),                          // Oracle, user/password@
	regexp.MustCompile(`(?i)\b(?:bearer|basic)[ \t]+([\w.~+/=-]*[\d+/=~_-][\w.~+/=-]*)`),                 // HTTP
	regexp.MustCompile(`\b(eyJ[\w-]{8,}\.[\w-]+\.[\w-]*)`),                                               // JSON web token
	regexp.MustCompile(`\b(AKIA[0-9A-Z]{16}|gh[oprsu]_\w{20,}|glpat-[\w-]{16,}|xox[abprs]-[\w-]{10,})`),  // keys that tell whose they are
}

// suspects returns the parts of a text that look like secrets, longer ones first. Tokens
// of the deploy tooling are none.
func suspects(text string) []string {
	named, told := suspicions(text)
	return append(named, told...)
}

// suspicions returns what looks like secrets by a name beside it or by its form, and
// what a sentence may tell.
func suspicions(text string) (named, told []string) {
	if !strings.ContainsAny(text, "=:：@ \t_-.%<") && !strings.HasPrefix(text, "AKIA") {
		return nil, nil // a word gives nothing away by itself
	}
	text = tokensIn(text, nil).text
	for _, value := range slices.Concat(assigned(text), formed(text)) {
		named = appendSecrets(named, value)
	}
	for _, word := range toldIn(text) {
		told = appendSecrets(told, word)
	}
	return named, told
}

// appendSecrets appends what a value holds besides tokens.
func appendSecrets(all []string, value string) []string {
	for _, part := range strings.Split(strings.Trim(value, `"'`), "\x00") {
		if !harmless(part) {
			all = append(all, part)
		}
	}
	return all
}

// assigned returns the values of names that tell of secrets.
func assigned(text string) (all []string) {
	for at := assignment.FindStringSubmatchIndex(text); at != nil; at = assignment.FindStringSubmatchIndex(text) {
		name, value := text[at[2]:at[3]], text[at[4]:at[5]]
		text = text[at[4]:]
		if !SecretName(name) {
			continue // the value may be one more
		}
		if strings.HasPrefix(name, "-") { // an option of a program: blanks alone end it
			value = text[:wordEnd(text, len(value))]
		}
		all, text = append(all, value), text[len(value):]
	}
	return all
}

// formed returns what has the form of a secret.
func formed(text string) (all []string) {
	for _, form := range suspicious {
		for _, m := range form.FindAllStringSubmatch(text, -1) {
			all = append(all, m[1])
		}
	}
	return all
}

// wordEnd returns where a word ends that has a number of bytes at least.
func wordEnd(text string, atLeast int) int {
	if end := strings.IndexAny(text[atLeast:], " \t\r\n\"'"); end >= 0 {
		return atLeast + end
	}
	return len(text)
}

// reach is how many words behind a secret's name may be the secret.
const reach = 6

// toldIn returns secrets that a sentence tells, or options without a sign between name
// and value: behind a word that names one, what a person would not write as a word, and
// what is said to be it.
func toldIn(text string) (all []string) {
	for line := range strings.Lines(text) {
		left, said, option := 0, false, false
		for _, word := range strings.FieldsFunc(line, betweenWords) {
			plain := strings.Trim(word, ".,;:!?()[]{}<>")
			isOption := strings.HasPrefix(plain, "-")
			if SecretName(plain) && !strings.ContainsAny(plain, "=/@") {
				left, said, option = reach, strings.HasSuffix(word, ":"), isOption
				continue
			}
			if left > 0 && !isOption && (option || said || !isPlainWord(plain)) {
				all, left = append(all, plain), 0
			}
			if option {
				left, option = 0, false
			}
			said = isSaid(plain) || strings.Trim(word, ":=->") == ""
			left--
		}
	}
	return all
}

func betweenWords(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("\"'\x00", r) }

// isSaid tells whether a word says that the next one is what was named.
func isSaid(word string) bool {
	switch strings.ToLower(word) {
	case "is", "=", "was", "lautet", "ist", "est", "es", "è", "é":
		return true
	}
	return false
}

// plainWord is a word as people write sentences of, with the number of a server or a
// port; a version, a date; a path or an address of words; a separator.
var plainWord = regexp.MustCompile(`^(?:[\p{L}\p{M}]+(?:['’-][\p{L}\p{M}]+)*(?:-\d{1,3})?|and/or|v?\d+(?:[.,:/-]\d+)*[%\p{L}]?|` +
	`(?:https?:/)?(?:/[\p{L}]+(?:[.-][\p{L}]+)*)+/?|[^\p{L}\p{N}]*)$`)

func isPlainWord(word string) bool { return plainWord.MatchString(word) }

// isPlainText tells whether a text is words alone, none of which names a secret: a
// comment may hold anything.
func isPlainText(text string) bool {
	for _, word := range strings.Fields(text) {
		plain := strings.Trim(word, `.,;:!?()[]{}"'#`)
		if !isPlainWord(plain) || SecretName(plain) {
			return false
		}
	}
	return !SecretName(text)
}
