package registry

import "strings"

// challenge says how a registry wants to be signed in to.
type challenge struct {
	scheme         string // bearer or basic; empty when none is wanted
	realm, service string // where tokens come from, and for whom
	scope          string // what the token is to be good for; empty when it is not said
}

// parseChallenges returns the first challenge that can be met in the values of
// WWW-Authenticate, as RFC 9110 11.6.1 has them: a value can hold several.
func parseChallenges(values []string) (challenge, bool) {
	for _, value := range values {
		for rest := value; rest != ""; {
			var found challenge
			found, rest = nextChallenge(rest)
			if found.scheme == "basic" || found.scheme == "bearer" && found.realm != "" {
				return found, true
			}
		}
	}
	return challenge{}, false
}

// nextChallenge returns the challenge that text begins with, and what follows it.
func nextChallenge(text string) (challenge, string) {
	scheme, rest := token(strings.TrimLeft(text, "=, \t")) // a token68 may end in "="
	if scheme == "" {
		return challenge{}, ""
	}
	found := challenge{scheme: strings.ToLower(scheme)}
	for {
		rest = strings.TrimLeft(rest, ", \t")
		key, after := token(rest)
		after, assigned := strings.CutPrefix(strings.TrimLeft(after, " \t"), "=")
		if key == "" || !assigned {
			return found, rest
		}
		var value string
		value, rest = quoted(strings.TrimLeft(after, " \t"))
		switch strings.ToLower(key) {
		case "realm":
			found.realm = value
		case "service":
			found.service = value
		case "scope":
			found.scope = value
		}
	}
}

// token returns the word that text begins with, and what follows it.
func token(text string) (string, string) {
	end := strings.IndexAny(text, ", \t=\"")
	if end < 0 {
		end = len(text)
	}
	return text[:end], text[end:]
}

// quoted returns the value that text begins with, in quotes or not, and what
// follows it.
func quoted(text string) (string, string) {
	if !strings.HasPrefix(text, `"`) {
		return token(text)
	}
	var value strings.Builder
	for i := 1; i < len(text); i++ {
		switch text[i] {
		case '"':
			return value.String(), text[i+1:]
		case '\\':
			if i++; i == len(text) {
				return value.String(), ""
			}
		}
		value.WriteByte(text[i])
	}
	return value.String(), ""
}
