package ocir_test

import (
	"testing"

	"auximage/imaging/ocir"
)

func TestAMisspeltRegionIsNearTheOneThatWasMeant(t *testing.T) {
	for typed, want := range map[string]string{
		"Germny Centrla": "fra.ocir.io", "franfkurt": "fra.ocir.io", "Tokio": "nrt.ocir.io",
		"eu-frankfrut-1": "fra.ocir.io", "us ashburm": "iad.ocir.io",
	} {
		got := ocir.Near(typed)
		if len(got) == 0 || got[0].Host != want {
			t.Errorf("%q: got %v, want %s first", typed, got, want)
		}
	}
	for _, typed := range []string{"", " ( ", "xyzzyq", "my registry"} {
		if got := ocir.Near(typed); len(got) > 0 {
			t.Errorf("%q: got %v, want none", typed, got)
		}
	}
}
