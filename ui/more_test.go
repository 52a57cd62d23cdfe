package ui

import (
	"maps"
	"slices"
	"testing"
)

func TestListsAreTakenApartAtTheCommasOfAnyKeyboard(t *testing.T) {
	want := []string{"linux/amd64", "linux/arm64"}
	for _, typed := range []string{"linux/amd64,linux/arm64", "linux/amd64 linux/arm64", " linux/amd64 ，linux/arm64", "linux/amd64、linux/arm64;", "linux/amd64　linux/arm64"} {
		if got := list(typed); !slices.Equal(got, want) {
			t.Errorf("%q is %q", typed, got)
		}
	}
}

func TestNoLabelThatWasTypedIsLost(t *testing.T) {
	all := labels("team=a b, stage = test，reviewed, =nothing")
	if want := map[string]string{"team": "a b", "stage": "test", "reviewed": ""}; !maps.Equal(all, want) {
		t.Errorf("%q", all)
	}
	if got, want := labelText(all), "reviewed, stage=test, team=a b"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}
