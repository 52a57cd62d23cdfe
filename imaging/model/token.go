package model

import (
	"regexp"
	"strings"
)

// The tokens as WDT 1.9 to 4.4 know them. They are replaced in this order, each
// kind once, so that a later kind may hold an earlier one.
var (
	propToken   = regexp.MustCompile(`@@PROP:([\w.-]+)@@`)
	envToken    = regexp.MustCompile(`@@ENV:([\w.-]+)@@`)
	secretToken = regexp.MustCompile(`@@SECRET:((?:[\w.-]|@@ENV:[\w.-]+@@)+):((?:[\w.-]|@@ENV:[\w.-]+@@)+)@@`)
	fileToken   = regexp.MustCompile(`@@FILE:((?:@@\w+@@)?[\w.\\/:-]+)@@`)
	pathToken   = regexp.MustCompile(`@@(?:ORACLE_HOME|WL_HOME|DOMAIN_HOME|JAVA_HOME|PWD|TMP)@@`)

	leftToken = regexp.MustCompile(`@@(PROP|FILE|ENV|SECRET):[^@]*@{0,2}`)
	likeToken = regexp.MustCompile(`@@[A-Za-z][A-Za-z_ ]*(?::[^@]*)?@@`)
)

// nestedToken is a token that names its secret or file by others.
var nestedToken = regexp.MustCompile(`@@(?:SECRET|FILE):(?:[^@]|@@(?:PROP|ENV|\w+)(?::[\w.-]+)?@@)+@@`)

// withoutTokens returns a text with a NUL in the place of each token.
func withoutTokens(text string) string {
	if !strings.Contains(text, "@@") {
		return text
	}
	return tokensIn(nestedToken.ReplaceAllString(text, "\x00"), nil).text
}

// tokenForms are how the tokens are written.
var tokenForms = map[string]string{
	"PROP": "@@PROP:name@@", "ENV": "@@ENV:name@@", "SECRET": "@@SECRET:name:key@@", "FILE": "@@FILE:path@@",
}

// tokens is what one text of a model holds.
type tokens struct {
	variables   []string    // names, in order of appearance
	undefined   []string    // those of them that no variable file defines
	secrets     [][2]string // name and key as written
	environment []string
	files       []string // paths
	malformed   string   // the first that begins like a token and is none; empty for none
	form        string   // how malformed should be written
	unknown     string   // the first that looks like a token and means nothing; empty for none

	// text is what is left: variables replaced by their values, all other
	// tokens by one NUL each.
	text string
}

// tokensIn returns the tokens of a text, replacing variables by their values.
func tokensIn(text string, values map[string]string) tokens {
	t := tokens{text: text}
	if !strings.Contains(text, "@@") {
		return t
	}
	t.text = propToken.ReplaceAllStringFunc(t.text, func(token string) string {
		name := token[len("@@PROP:") : len(token)-2]
		t.variables = append(t.variables, name)
		value, defined := values[name]
		if !defined {
			t.undefined = append(t.undefined, name)
			return "\x00"
		}
		return value
	})
	for _, m := range envToken.FindAllStringSubmatch(t.text, -1) {
		t.environment = append(t.environment, m[1])
	}
	for _, m := range secretToken.FindAllStringSubmatch(t.text, -1) {
		t.secrets = append(t.secrets, [2]string{m[1], m[2]})
	}
	t.text = secretToken.ReplaceAllString(t.text, "\x00")
	t.text = envToken.ReplaceAllString(t.text, "\x00")
	for _, m := range fileToken.FindAllStringSubmatch(t.text, -1) {
		t.files = append(t.files, m[1])
	}
	t.text = fileToken.ReplaceAllString(t.text, "\x00")
	t.text = pathToken.ReplaceAllString(t.text, "\x00")
	if m := leftToken.FindStringSubmatch(t.text); m != nil && !strings.Contains(m[0], "\x00") && len(t.undefined) == 0 {
		t.malformed, t.form = m[0], tokenForms[m[1]]
	} else if m == nil {
		t.unknown = likeToken.FindString(t.text)
	}
	return t
}
