package dictionary

import "regexp"

// The tokens as WDT knows them (wlsdeploy/util/variables.py).
var (
	variable = regexp.MustCompile(`@@PROP:([\w.-]+)@@`)
	anyToken = regexp.MustCompile(`@@(?:PROP|ENV|SECRET|FILE):`)
)

// variables returns the names of the variables in a text.
func variables(text string) []string {
	var names []string
	for _, m := range variable.FindAllStringSubmatch(text, -1) {
		names = append(names, m[1])
	}
	return names
}

// substitute returns a text with the variables that are defined replaced.
func (j *judge) substitute(text string) string {
	return variable.ReplaceAllStringFunc(text, func(token string) string {
		if value, defined := j.question.Variables[token[len("@@PROP:"):len(token)-2]]; defined {
			return value
		}
		return token
	})
}

// plain returns a text with its variables replaced; known is false when tokens
// are left, whose values only the cluster knows.
func (j *judge) plain(text string) (resolved string, known bool) {
	resolved = j.substitute(text)
	return resolved, !anyToken.MatchString(resolved)
}
