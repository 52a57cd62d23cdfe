package dictionary

import "strings"

// span is a range of versions as Maven writes them: [a,b), [a,), [a,b].
type span struct {
	from, to               Version // without fields: open
	withoutFrom, withoutTo bool    // the bound itself is outside
}

// parseSpan reads a range; what is no range holds every version, as a folder
// without one does.
func parseSpan(text string) span {
	var s span
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

// readable returns a range in signs that every language has.
func (s *span) readable() string {
	sign := func(strict bool, wide, narrow string) string {
		if strict {
			return narrow
		}
		return wide
	}
	var parts []string
	if len(s.from.fields) > 0 {
		parts = append(parts, sign(s.withoutFrom, "≥ ", "> ")+s.from.String())
	}
	if len(s.to.fields) > 0 {
		parts = append(parts, sign(s.withoutTo, "≤ ", "< ")+s.to.String())
	}
	return strings.Join(parts, ", ")
}
