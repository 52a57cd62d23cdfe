package ocir

import (
	"regexp"
	"strings"

	"auximage/imaging/report"
)

// The lab's texts hold placeholders; people paste them as they stand.
var placeholders = []struct {
	text string // in lower case
	code report.Code
}{
	{"end_point_of_your_region", CodePlaceholderHost},
	{"endpoint_of_your_region", CodePlaceholderHost},
	{"endpoint_of_region_name", CodePlaceholderHost},
	{"end_point_of_region_name", CodePlaceholderHost},
	{"namespace_of_your_tenancy", CodePlaceholderNamespace},
	{"your_tenancy_namespace", CodePlaceholderNamespace},
	{"your_oracle_cloud_username", CodePlaceholderUser},
	{"your_first_name", CodePlaceholderName},
}

// angled is how other instructions mark what is to be replaced: <namespace>.
var angled = regexp.MustCompile(`<[^<>]*>|\$\{[^{}]*\}`)

// Placeholder returns the first placeholder that is left in a text, "" for none.
func Placeholder(text string) string {
	found, _ := findPlaceholder(text)
	return found
}

func findPlaceholder(text string) (found string, code report.Code) {
	lower := strings.ToLower(text)
	for _, p := range placeholders {
		if at := strings.Index(lower, p.text); at >= 0 && len(lower) == len(text) {
			return text[at : at+len(p.text)], p.code
		}
	}
	return angled.FindString(text), CodePlaceholder
}

// checkPlaceholder returns a finding for the first placeholder left in a text.
func checkPlaceholder(text string) []report.Finding {
	if found, code := findPlaceholder(text); found != "" {
		return fault(code, report.Args{"Text": found})
	}
	return nil
}

func isHostPlaceholder(host string) bool {
	for _, p := range placeholders {
		if p.code == CodePlaceholderHost && strings.EqualFold(host, p.text) {
			return true
		}
	}
	return false
}
