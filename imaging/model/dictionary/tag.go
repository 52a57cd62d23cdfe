package dictionary

import (
	"regexp"
	"strings"
)

// tagged finds the version that a tag begins with, and the date of a patch set
// in it, as in 12.2.1.4-generic-jdk8-ol8-230420.
var (
	tagged    = regexp.MustCompile(`^v?(\d{2}\.\d{1,2}(?:\.\d{1,2}){0,3})(?:\.(\d{6}))?(?:$|[-_.])`)
	patchDate = regexp.MustCompile(`[-_.](2\d[01]\d[0-3]\d)(?:$|[-_.])`)
)

// TagVersion returns the version of WebLogic that the tag of a primary image
// names, empty for none: 12.2.1.3-ol8, 14.1.2.0-generic-jdk17-ol9,
// 12.2.1.4-generic-jdk8-ol8-230420.
func TagVersion(reference string) string {
	reference, _, _ = strings.Cut(reference, "@")
	_, tag, _ := strings.Cut(reference[strings.LastIndexByte(reference, '/')+1:], ":")
	m := tagged.FindStringSubmatch(tag)
	if m == nil {
		return ""
	}
	version, date := m[1], m[2]
	if d := patchDate.FindStringSubmatch(tag[len(version):]); d != nil && date == "" {
		date = d[1]
	}
	if date == "" {
		return version
	}
	for strings.Count(version, ".") < release-1 {
		version += ".0"
	}
	return version + "." + date
}
