package ui

import (
	"maps"
	"slices"
	"testing"

	"fyne.io/fyne/v2/test"

	"auximage/app/form"
	"auximage/imaging"
)

func TestListsAreTakenApartAtTheCommasOfAnyKeyboard(t *testing.T) {
	want := []string{"linux/amd64", "linux/arm64"}
	for _, typed := range []string{"linux/amd64,linux/arm64", "linux/amd64 linux/arm64", " linux/amd64 ，linux/arm64", "linux/amd64、linux/arm64;", "linux/amd64　linux/arm64"} {
		if got := list(typed); !slices.Equal(got, want) {
			t.Errorf("%q is %q", typed, got)
		}
	}
}

func TestFoldedMoreSaysWhatIsSetInIt(t *testing.T) {
	w := opened(t)
	for _, c := range []struct {
		set  func(f *form.Form)
		want string
	}{
		{func(*form.Form) {}, ""},
		{func(f *form.Form) { f.Platforms, f.OwnerUser = []string{imaging.DefaultPlatform}, "1000" }, ""},
		{func(f *form.Form) { f.BaseRef = "registry.example.com/base:1" }, ""}, // not used
		{func(f *form.Form) { f.CustomBase = true }, "Custom Base Image to Use: registry.example.com/base:1"},
		{func(f *form.Form) { f.Platforms, f.OwnerGroup, f.OpenShift = []string{"linux/arm64"}, "7", true },
			"Custom Base Image to Use: registry.example.com/base:1 · Platforms: linux/arm64 · Make Image Compatible with OpenShift · File System Group: 7"},
		{func(f *form.Form) { f.From, f.KeepBase = "lhr.ocir.io/ns/repo:v1@sha256:1", true },
			"Keep the image's base · Platforms: linux/arm64 · Make Image Compatible with OpenShift · File System Group: 7"},
	} {
		w.session.Edit(c.set)
		w.redraw()
		if set, line := w.auxiliary.more.set, w.auxiliary.more.setLine; set.Text != c.want || line.Visible() != (c.want != "") {
			t.Errorf("got %q, shown %v, want %q", set.Text, line.Visible(), c.want)
		}
	}
	test.Tap(w.auxiliary.more.fold)
	if w.auxiliary.more.setLine.Visible() {
		t.Error("it is said above the fields too")
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
