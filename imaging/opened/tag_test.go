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

func TestTheNewestTagCountsOnFromTheOpenedOne(t *testing.T) {
	for _, c := range []struct {
		tag   string
		there []string
		want  string
	}{
		{"v1", []string{"v1", "v2"}, "v2"},
		{"v2", []string{"v1", "v2"}, ""},
		{"v9", []string{"v10", "v11", "v9"}, "v11"},
		{"v1", []string{"latest", "v1-test", "w7", "v1.5"}, ""},
		{"latest", []string{"latest", "v7"}, ""},
		{"1.9.4", []string{"1.10.0", "1.9.5"}, "1.10.0"},
		{"2024-07", []string{"2024-08", "2023-12"}, "2024-08"},
		{"v3-prod", []string{"v4-test", "v4-prod"}, "v4-prod"},
		{"v1", nil, ""},
	} {
		if got := opened.Newest(c.tag, c.there); got != c.want {
			t.Errorf("after %q of %v: %q, want %q", c.tag, c.there, got, c.want)
		}
	}
}
