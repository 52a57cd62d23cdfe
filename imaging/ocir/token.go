package ocir

import (
	"regexp"
	"strings"
	"unicode"
)

// tokenPrefixes begin the tokens of those who mark theirs: GitHub, GitLab, Docker
// Hub, Artifactory (an API key, a reference token), DigitalOcean, Azure, Vault. What
// begins with eyJ is a JSON object in base64: a JWT, or Amazon's password.
var tokenPrefixes = regexp.MustCompile(`^(gh[opusr]_|github_pat_|gl(pat|dt|rt|cbt|soat)-|dckr_[po]at_|AKCp|cmVmdGtu|do[por]_v1_|hv[sb]\.|eyJ)[\w.+/=-]{12,}$`)

// nameLike is what people and Harbor's robots (robot$project+name) are called, with a
// mail address, and what stands for a name that was not filled in: <user>, ${USER}.
var nameLike = regexp.MustCompile(`^(robot)?\$?[<{\[]{0,2}[\pL\pN_.+' -]*(@[\pL\pN_.-]+)?[>}\]]{0,2}$`)

// The lengths of generated tokens: of those with signs in them, of Oracle Cloud's,
// and of those in letters and digits alone.
const (
	shortestToken, longestToken = 16, 64
	oracleToken                 = 20
	shortestPlainToken          = 32
)

// looksLikeToken tells a generated token from a user name.
func looksLikeToken(text string) bool {
	return tokenPrefixes.MatchString(text) || hasTokenSigns(text) || isPlainToken(text)
}

// hasTokenSigns tells an auth token of Oracle Cloud: it has characters that no name
// or mail address has, one of them among capitals, small letters and digits where the
// length is theirs, at least two where it is another.
func hasTokenSigns(text string) bool {
	if len(text) < shortestToken || len(text) > longestToken || isName(text) {
		return false
	}
	if strings.ContainsFunc(text, func(r rune) bool { return r > unicode.MaxASCII || unicode.IsSpace(r) }) {
		return false
	}
	first := strings.IndexFunc(text, isSign)
	switch {
	case first < 0 || !strings.ContainsFunc(text, unicode.IsLetter):
		return false
	case strings.ContainsFunc(text[first+1:], isSign):
		return true
	}
	return len(text) == oracleToken && strings.ContainsFunc(text, unicode.IsUpper) &&
		strings.ContainsFunc(text, unicode.IsLower) && strings.ContainsFunc(text, unicode.IsDigit)
}

func isSign(r rune) bool { return strings.ContainsRune("#$%&()*+,:;<=>?@[]^{|}~!\"\\`/", r) }

// isName tells whether each part of a text between slashes could be a name.
func isName(text string) bool {
	for part := range strings.SplitSeq(text, "/") {
		if !nameLike.MatchString(part) {
			return false
		}
	}
	return true
}

// isPlainToken tells a long random text of letters and digits: they take turns in it
// more often than in a name, and some are capitals, unlike in an OCID or a digest.
func isPlainToken(text string) bool {
	if len(text) < shortestPlainToken || !strings.ContainsFunc(text, unicode.IsUpper) {
		return false
	}
	turns, digit := 0, unicode.IsDigit(rune(text[0]))
	for _, r := range text {
		if r > unicode.MaxASCII || !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			return false
		}
		if unicode.IsDigit(r) != digit {
			turns, digit = turns+1, !digit
		}
	}
	return turns >= 6
}
