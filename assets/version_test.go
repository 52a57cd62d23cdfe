package assets

import (
	"regexp"
	"testing"
)

func TestTheVersionIsThreeNumbers(t *testing.T) {
	if v := Version(); !regexp.MustCompile(`^\d+\.\d+\.\d+$`).MatchString(v) {
		t.Errorf("the version is %q", v)
	}
}
