package dictionary

import (
	"slices"
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
	return slices.ContainsFunc(fields, func(n int) bool { return n > 0 })
}
