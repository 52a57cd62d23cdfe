package opened_test

import (
	"strings"
	"testing"

	"auximage/imaging/opened"
)

func TestTheNextTagIsFreeAndNeverTheOpenedOne(t *testing.T) {
	for _, c := range []struct {
		tag   string
		taken []string
		want  string
	}{
		{"v3", nil, "v4"},
		{"1.0", nil, "1.1"},
		{"007", nil, "008"},
		{"099", nil, "100"},
		{"2026-12", nil, "2026-13"},
		{"v3", []string{"v3", "v4", "v5"}, "v6"},
		{"1.9", nil, "1.10"},
		{"v09", nil, "v10"},
		{"release-007", nil, "release-008"},
		{"v3-prod", nil, "v4-prod"},
		{"latest", nil, "latest-2"},
		{"latest", []string{"latest-2"}, "latest-3"},
		{"20240801123000", nil, "20240801123000-2"},
		{"20240801123000", []string{"20240801123000-2"}, "20240801123000-3"},
		{"", nil, "v1"},
		{strings.Repeat("x", 128), nil, strings.Repeat("x", 126) + "-2"},
		{"99999999999999999999", nil, "99999999999999999999-2"},
	} {
		if got := opened.NextTag(c.tag, c.taken); got != c.want {
			t.Errorf("after %q with %v taken: %q, want %q", c.tag, c.taken, got, c.want)
		}
	}
}
