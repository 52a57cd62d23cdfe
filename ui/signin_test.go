package ui

import (
	"strings"
	"testing"

	"auximage/app/form"
)

func TestDockersAccountIsNamedForAHostAlone(t *testing.T) {
	w := opened(t)
	for tag, want := range map[string]string{
		"": "the registry",
		"END_POINT_OF_YOUR_REGION/NAMESPACE_OF_YOUR_TENANCY/test-model-your_first_name:v1": "the registry",
		"<region-key>.ocir.io/tenancynamespace/test-model-ankit:v1":                        "the registry",
		"lhr..ocir.io/tenancynamespace/test-model-ankit:v1":                                "the registry",
		"lhr.ocir.io/tenancynamespace/Test-Model:v1":                                       "lhr.ocir.io", // the fault is elsewhere
		"localhost:5001/test-model":                                                        "localhost:5001",
	} {
		w.session.Edit(func(f *form.Form) { f.SetTag(tag) })
		w.redraw()
		if got := w.auxiliary.signIn.mode.Options[1].Label; got != "What Docker or Podman has for "+want {
			t.Errorf("%q: it says %q", tag, got)
		}
		if said := w.reads(); strings.Contains(said, "has for END_POINT") {
			t.Errorf("%q: the window says:\n%s", tag, said)
		}
	}
}
