package model

import (
	"regexp"
	"strings"
)

// brokenLine is a line of a text that is no YAML, with its key.
var brokenLine = regexp.MustCompile(`^([ \t]*(?:- +)*(?:["']?[!\p{L}_][\p{L}\p{N}_. -]*["']?[ \t]*:(?:[ \t]+|$))?)(.*)$`)

// broken redacts a model that cannot be read: where its values end is not known, so
// that numbers, switches and tokens alone are shown.
func (r *redactor) broken(text string) string {
	lines := linesOf([]byte(text))
	for i, line := range lines {
		parts := brokenLine.FindStringSubmatch(line)
		before, value := parts[1], parts[2]
		switch secretive := SecretName(strings.Trim(before, "\t -:\"'")); {
		case strings.HasPrefix(value, "#"):
			lines[i] = before + r.comment("#", value[1:])
		case secretive && !harmless(value):
			lines[i] = before + r.secret(value)
		case !innocent(value):
			lines[i] = before + r.mask(value)
		}
	}
	return strings.Join(lines, "\n")
}

// innocentValue is a number, with a unit or not.
var innocentValue = regexp.MustCompile(`^-?\d{1,9}(?:\.\d+)?[kKmMgG]?$|^[|>\[\]{},.-]*$`)

// innocent tells whether a value is no secret whatever it stands for.
func innocent(value string) bool {
	value = strings.Trim(strings.TrimSpace(value), `"'`)
	return innocentValue.MatchString(value) || harmless(value)
}
