package ocir

import (
	"regexp"
	"strings"
	"unicode"
)

// Clean takes off a pasted reference, host or user name what does not belong to
// it: blanks, line ends and quotes around it, a scheme, slashes at the end, and
// the docker or podman command before it.
func Clean(text string) string {
	for {
		before := text
		text = strings.TrimFunc(text, isWrapping)
		if command := command.FindString(text); command != "" {
			words := strings.Fields(text[len(command):])
			if len(words) == 0 {
				return ""
			}
			text = words[len(words)-1] // of docker tag the second, of others the one after the options
		}
		text = scheme.ReplaceAllString(text, "")
		text = strings.TrimRight(text, "/")
		if text == before {
			return text
		}
	}
}

// CleanToken takes blanks and line ends off the ends of a pasted token, and
// nothing else: any other character may belong to it.
func CleanToken(text string) string { return strings.TrimFunc(text, isBlank) }

var (
	command = regexp.MustCompile(`(?i)^(?:\$\s+)?(?:sudo\s+)?(?:docker|podman|nerdctl)\s+(?:image\s+)?(?:push|pull|tag|login)(?:\s+|$)`)
	scheme  = regexp.MustCompile(`(?i)^(?:https?|docker|oci)://`)
)

func isWrapping(r rune) bool {
	return isBlank(r) || strings.ContainsRune("\"'`“”„‘’«»‹›", r)
}

// isBlank counts in what an editor shows as nothing: zero-width characters and
// the byte order mark.
func isBlank(r rune) bool {
	return unicode.IsSpace(r) || strings.ContainsRune("\u200b\u200c\u200d\u2060\ufeff", r)
}
