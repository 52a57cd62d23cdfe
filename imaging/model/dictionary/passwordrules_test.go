package dictionary

import (
	"slices"
	"testing"
)

func TestAPasswordIsHeldAgainstEachRule(t *testing.T) {
	rules := &passwordRules{
		numbers: map[string]int{
			"MinPasswordLength": 8, "MaxPasswordLength": 12, "MinNumericOrSpecialCharacters": 1, "MinUppercaseCharacters": 1,
			"MaxInstancesOfAnyCharacter": 3, "MaxConsecutiveCharacters": 2,
		},
		switches: map[string]bool{"RejectEqualOrContainUsername": true, "RejectEqualOrContainReverseUsername": true},
	}
	for password, want := range map[string][]string{
		"Welcome1x":     nil,
		"Short1":        {"MinPasswordLength: 8"},
		"Muchtoolong12": {"MaxPasswordLength: 12"},
		"Welcomeyou":    {"MinNumericOrSpecialCharacters: 1"},
		"welcome1x":     {"MinUppercaseCharacters: 1"},
		"Waaab1acad":    {"MaxInstancesOfAnyCharacter: 3", "MaxConsecutiveCharacters: 2"},
		"{Welcome1":     {"{"},
	} {
		if got := rules.broken("Ann", password); !slices.Equal(got, want) {
			t.Errorf("%s: got %q, want %q", password, got, want)
		}
	}
	if got := rules.broken("Ann", "xANN1234"); !slices.Equal(got, []string{"RejectEqualOrContainUsername"}) {
		t.Errorf("a user's name in the password: got %q", got)
	}
	if got := rules.broken("Ann", "xNNA1234"); !slices.Equal(got, []string{"RejectEqualOrContainReverseUsername"}) {
		t.Errorf("a user's name backwards in the password: got %q", got)
	}
}
