package opened_test

import (
	"slices"
	"testing"

	"auximage/imaging/opened"
)

func TestTagsStandAsPeopleCount(t *testing.T) {
	want := []string{"1.9", "1.10", "1.10.1", "2024-07-31", "2024-08-01", "latest", "release-007", "release-8", "v", "v1", "v2", "v09", "v9", "v10", "v10-prod", "v99999999999999999999998", "v99999999999999999999999"}
	for shift := range want {
		got := append(slices.Clone(want[shift:]), want[:shift]...)
		slices.Reverse(got)
		slices.SortFunc(got, opened.CompareTags)
		if !slices.Equal(got, want) {
			t.Fatalf("got  %q\nwant %q", got, want)
		}
	}
	for _, a := range want {
		for _, b := range want {
			if opened.CompareTags(a, b) != -opened.CompareTags(b, a) || (opened.CompareTags(a, b) == 0) != (a == b) {
				t.Errorf("%q and %q: %d and %d", a, b, opened.CompareTags(a, b), opened.CompareTags(b, a))
			}
		}
	}
}
