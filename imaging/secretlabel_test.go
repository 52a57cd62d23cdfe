package imaging

import (
	"slices"
	"testing"

	"auximage/imaging/report"
)

func TestALabelThatIsNamedLikeASecretIsWarnedOf(t *testing.T) {
	plan := Plan{Labels: map[string]string{"db.password": "x", "password": "", "team": "y", "api_token": "z"}}
	_, found := CheckFiles(t.Context(), plan, "")
	var got []string
	for _, f := range found {
		if f.Code == CodeSecretLabel && f.Severity == report.Warning {
			got = append(got, f.Args["Name"].(string))
		}
	}
	if want := []string{"api_token", "db.password"}; !slices.Equal(got, want) {
		t.Errorf("got warnings of %v, want %v", got, want)
	}
}
