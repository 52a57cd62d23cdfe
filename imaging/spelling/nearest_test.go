package spelling_test

import (
	"testing"

	"auximage/imaging/spelling"
)

func TestTheNearestNameIsTheOneThatWasMeant(t *testing.T) {
	names := []string{"ListenPort", "ListenAddress", "Machine", "SSL", "Log"}
	for name, want := range map[string]string{
		"ListenPrt": "ListenPort", "listenport": "ListenPort", "LsitenPort": "ListenPort", "Machines": "Machine",
		"ssl": "SSL", "Lag": "Log", "Nothing": "", "X": "",
	} {
		if got := spelling.Nearest(name, names); got != want {
			t.Errorf("%s: got %q, want %q", name, got, want)
		}
	}
}
