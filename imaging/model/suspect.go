package model

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// assigning is a name with the sign that gives it a value: an option, a variable, a
// part of a URL.
var assigning = regexp.MustCompile(`([\p{L}_-][\p{L}\p{N}_.$\[\]-]*)["']?[ \t]*(?:=>?|:|：|%3[dD])[ \t]*`)

// suspicious are the forms of text that give a secret away without a name before it.
var suspicious = []*regexp.Regexp{
	regexp.MustCompile(`://[^/@\s:"']*:([^/\s"']+)@`),                                                    // URL, user information
	regexp.MustCompile(`://([^/@\s:"']*\d[^/@\s:"']*)@`),                                                 // URL, a token alone
	regexp.MustCompile(`(?:^|[\s"'=,])[\w.-]+:([^\s"'/@:]+)@[\w-]`),                                      // user:password@host
	regexp.MustCompile(`[?&](?i:code|sig|key)=([^&\s"']+)`),                                              // URL, a key in its query
	regexp.MustCompile(`(?i)objectstorage[^\s"']*/p/([^/\s"']+)/`),                                       // Oracle, pre-authenticated request
	regexp.MustCompile(`hooks\.slack\.com/services/([^\s"']+)`),                                          // a hook that anyone can call
	regexp.MustCompile(`(?i)jdbc:oracle:(?:thin|oci\d?):(?:"[^"]*"|[^/"@\s]*)/("[^"]+"|[^@"]+)@`),        // Oracle, user/password@
	regexp.MustCompile(`(?:^|[\s"'=:(,])[\w.$#-]+["']?/["']?([^\s"'/]+)["']?@`),                          // the same alone
	regexp.MustCompile(`(?i)\b(?:sqlplus|connect|log[io]n):?[ \t]+[\w.$#"]+[ \t]*/[ \t]*(\S+)`),          // the same of a command
	regexp.MustCompile(`(?i)\bconnect\(\s*["'][^"'\n]*["']\s*,\s*["']([^"'\n]+)["']`),                    // WLST
	regexp.MustCompile(`(?i)(?:passw\w*|secret|token)\(\s*["']([^"'\n]+)["']`),                           // a call with it
	regexp.MustCompile(`(?:^|\s)(?:-u|--user)[ =]+[^\s:"']+:([^\s"']+)`),                                 // curl
	regexp.MustCompile(`(?:^|\s)-p[ \t]+([^\s"'-]*[^\s"'\d-][^\s"']*)`),                                  // an option that is no port
	regexp.MustCompile(`(?i)\bidentified[ \t]+by[ \t]+("[^"\n]+"|[^\s"';]+)`),                            // SQL
	regexp.MustCompile(`(?i)<[^<>]*(?:passw|secret|token|credential)[^<>]*(?:>|\bvalue=["'])([^<>"']+)`), // XML
	regexp.MustCompile(`(?i)\b(?:bearer|basic)[ \t]+([\w.~+/=-]*[\d+/=~_-][\w.~+/=-]*)`),                 // HTTP
	regexp.MustCompile(`\b(eyJ[\w-]{8,}\.[\w-]+\.[\w-]*)`),                                               // JSON web token
	regexp.MustCompile(`\b(AKIA[0-9A-Z]{16}|gh[oprsu]_\w{20,}|glpat-[\w-]{16,}|xox[abprs]-[\w-]{10,})`),  // keys that tell whose they are
	regexp.MustCompile(`(?s)-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY-----(.*?)(?:-----END|$)`),
}

// A text of more bytes, or with more secrets, is hidden as a whole: nobody reads through
// it, and looking for secrets in it would take long.
const (
	longestText    = 64 << 10
	severalSecrets = 100
)

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
	if len(text) > longestText {
		return []string{text}, nil
	}
	text = withoutTokens(text)
	for _, value := range slices.Concat(assigned(text), formed(text)) {
		named = appendSecrets(named, value)
	}
	for _, word := range toldIn(text) {
		told = appendSecrets(told, word)
	}
	if named, told = distinct(named), distinct(told); len(named)+len(told) > severalSecrets {
		return []string{text}, nil
	}
	return named, told
}

func distinct(all []string) []string {
	slices.Sort(all)
	return slices.Compact(all)
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
	end := 0
	for _, at := range assigning.FindAllStringSubmatchIndex(text, -1) {
		name, value := text[at[2]:at[3]], text[at[1]:]
		if at[0] < end || value == "" || !SecretName(name) {
			continue
		}
		size := valueEnd(value, strings.HasPrefix(name, "-"))
		all, end = append(all, value[:size]), at[1]+size
	}
	return all
}

// valueEnd returns where a value ends: at its closing quote or brace, at a blank, and
// but for an option of a program where the next pair of a list begins.
func valueEnd(text string, option bool) int {
	if closing := strings.IndexByte("\"'{", text[0]); closing >= 0 {
		if end := strings.IndexByte(text[1:], "\"'}"[closing]); end > 0 {
			rest := text[end+2:]
			if text[0] == '{' && strings.HasPrefix(rest, "}") { // of SQL Server: a doubled brace is one
				return end + 2 + strings.IndexFunc(rest+" ", unicode.IsSpace)
			}
			return end + 2
		}
	}
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case option && c == '\\':
			i++ // what it escapes
		case option && strings.HasPrefix(text[i:], "$("):
			i += max(strings.IndexByte(text[i:], ')'), 0)
		case strings.IndexByte(" \t\r\n\"'\x00", c) >= 0, !option && (c == '&' || c == ';'):
			return i
		}
	}
	return len(text)
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
				all = append(all, plain)
				left = min(left, 3) // what was set to what
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
	case "is", "=", "was", "to", "lautet", "ist", "est", "es", "è", "é":
		return true
	}
	return false
}

// plainWord is a word as people write sentences of, with the number of a server or a
// port; a version, a date; a path or an address of words; a separator.
var plainWord = regexp.MustCompile(`^(?:[\p{L}\p{M}]+(?:['’-][\p{L}\p{M}]+)*(?:-\d{1,5})?|\p{L}{1,3}\d{1,2}|and/or|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|v?\d+(?:[.,:/-]\d+)*[%\p{L}]?|` +
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
