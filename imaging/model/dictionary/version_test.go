package dictionary

import "testing"

func TestVersionsAreComparedAsTheDeployToolingDoes(t *testing.T) {
	for _, c := range []struct {
		version, span string
		want          bool
	}{
		{"12.2.1.4.0", "[10,)", true},
		{"12.2.1.4.0", "[12.2.1.4,)", true},
		{"12.2.1.4", "[12.2.1.4.0,)", false}, // the shorter is older, whatever follows
		{"12.2.1.4.0", "[12.2.1.4.0.220929,14.1.1)", false},
		{"12.2.1.4.0.220929", "[12.2.1.4.0.220929,14.1.1)", true},
		{"12.2.1.4.0.230101", "[12.2.1.4.0.220929,14.1.1)", true},
		{"14.1.1.0.0", "[12.2.1.4,14.1.1)", false},
		{"14.1.1.0.0", "[12.2.1.4,14.1.1]", true},
		{"14.1.1.0.0", "(14.1.1,]", false},
		{"14.1.1.0.1", "(14.1.1,]", true},
		{"12.2.1.4.0", "[12.2.1.4]", true},
		{"12.2.1.4.1", "[12.2.1.4]", false},
		{"12.1.2", "[12.1.2,12.1.2)", false},
		{"14.1.2-beta", "[14.1.2,)", false},
		{"12.2.1.4.0", "", true},
	} {
		v, ok := ParseVersion(c.version)
		if !ok {
			t.Fatalf("%s is no version", c.version)
		}
		if got := parseSpan(c.span).holds(v); got != c.want {
			t.Errorf("%s in %s: got %v, want %v", c.version, c.span, got, c.want)
		}
	}
}

func TestTheTagOfAPrimaryImageNamesTheVersion(t *testing.T) {
	for reference, want := range map[string]string{
		"container-registry.oracle.com/middleware/weblogic:12.2.1.3-ol8":               "12.2.1.3",
		"container-registry.oracle.com/middleware/weblogic:14.1.2.0-generic-jdk17-ol9": "14.1.2.0",
		"example.com:5000/weblogic_cpu:12.2.1.4-generic-jdk8-ol8-230420":               "12.2.1.4.0.230420",
		"weblogic:14.1.1.0.0.250411":                                                   "14.1.1.0.0.250411",
		"weblogic:v14.1.2.0@sha256:0123":                                               "14.1.2.0",
		"weblogic:latest":                                                              "",
		"weblogic":                                                                     "",
		"example.com:5000/weblogic":                                                    "",
		"weblogic:2024.1":                                                              "",
	} {
		if got := TagVersion(reference); got != want {
			t.Errorf("%s: got %q, want %q", reference, got, want)
		}
	}
}

func TestTheOfflinePartOfAChoiceIsTaken(t *testing.T) {
	for text, want := range map[string]string{
		"${offline:online}": "offline", "a${b:c}d${:e}": "abd", "${:true}": "", "plain": "plain", "${open": "${open", "${list:jarray}": "list",
	} {
		if got := whenOffline(text); got != want {
			t.Errorf("%s: got %q, want %q", text, got, want)
		}
	}
}
