package dictionary

import (
	"regexp"
	"strconv"
	"strings"
)

// Version is a release of WebLogic, such as 12.2.1.4.0, with the date of its
// patch set where that is known, such as 12.2.1.4.0.220929.
type Version struct {
	fields    []int
	qualified bool // a -x behind it makes it older than the same without
}

// ParseVersion reads a version; ok is false for what is none.
func ParseVersion(text string) (v Version, ok bool) {
	text, qualifier, found := strings.Cut(text, "-")
	v.qualified = found && qualifier != ""
	for field := range strings.SplitSeq(text, ".") {
		n, err := strconv.Atoi(field)
		if err != nil || n < 0 {
			return Version{}, false
		}
		v.fields = append(v.fields, n)
	}
	return v, true
}

// String returns the version as people write it.
func (v Version) String() string {
	fields := make([]string, len(v.fields))
	for i, n := range v.fields {
		fields[i] = strconv.Itoa(n)
	}
	return strings.Join(fields, ".")
}

// release is how many fields a release has; what follows is a patch set.
const release = 5

// newestPatch stands for a patch set later than any that tables name.
const newestPatch = 999999

// Candidates returns the versions that a version may stand for: itself, and
// when it names no patch set, the same with the newest.
func (v Version) Candidates() []Version {
	if len(v.fields) == 0 {
		return nil
	}
	fields := append([]int(nil), v.fields...)
	for len(fields) < release {
		fields = append(fields, 0)
	}
	whole := Version{fields: fields, qualified: v.qualified}
	if len(fields) > release {
		return []Version{whole}
	}
	patched := append(append([]int(nil), fields...), newestPatch)
	return []Version{whole, {fields: patched}}
}

// Supported are the versions that the operator runs, by which a model is judged
// whose version nobody knows, and the next one.
func Supported() []Version {
	var all []Version
	for _, text := range []string{"26.1", "15.1.1", "14.1.2", "14.1.1", "12.2.1.4", "12.2.1.3"} {
		v, _ := ParseVersion(text)
		all = append(all, v.Candidates()...)
	}
	return all
}

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

// compare follows VersionUtils.compareVersions: fields are compared as far as
// both have them; then the longer is newer only if one of its further fields is
// more than 0, but a shorter first one is older whatever they are: 12.2.1 is
// older than 12.2.1.0, and 12.2.1.0 is the same as 12.2.1.
func compare(ours, bound Version) int {
	common := min(len(ours.fields), len(bound.fields))
	for i := range common {
		if d := ours.fields[i] - bound.fields[i]; d != 0 {
			return d
		}
	}
	switch {
	case len(ours.fields) < len(bound.fields):
		return -1
	case more(ours.fields[common:]):
		return 1
	case ours.qualified == bound.qualified:
		return 0
	case ours.qualified:
		return -1
	}
	return 1
}

func more(fields []int) bool {
	for _, n := range fields {
		if n > 0 {
			return true
		}
	}
	return false
}

// span is a range of versions as Maven writes them: [a,b), [a,), [a,b].
type span struct {
	text                   string
	from, to               Version // without fields: open
	withoutFrom, withoutTo bool    // the bound itself is outside
}

// parseSpan reads a range; what is no range holds every version, as a folder
// without one does.
func parseSpan(text string) span {
	s := span{text: text}
	inner := strings.Trim(text, "[]() ")
	low, high, both := strings.Cut(inner, ",")
	s.from, _ = ParseVersion(strings.TrimSpace(low))
	if both {
		s.to, _ = ParseVersion(strings.TrimSpace(high))
	} else {
		s.to = s.from
	}
	s.withoutFrom = strings.HasPrefix(text, "(")
	s.withoutTo = strings.HasSuffix(text, ")")
	return s
}

func (s span) holds(v Version) bool {
	if len(s.from.fields) > 0 {
		if c := compare(v, s.from); c < 0 || c == 0 && s.withoutFrom {
			return false
		}
	}
	if len(s.to.fields) > 0 {
		if c := compare(v, s.to); c > 0 || c == 0 && s.withoutTo {
			return false
		}
	}
	return true
}
