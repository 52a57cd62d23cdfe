package session

import (
	"testing"
	"testing/synctest"

	"auximage/app/form"
)

func TestAnExistingImageIsLookedUpWithoutACheck(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := sessionIn(t, t.TempDir(), &fakeEngine{}, &memory{})
		s.Edit(func(f *form.Form) { f.UseExisting = true })
		if why := s.Snapshot().WhyNot[ActLookUp]; why == nil || why.Code != CodeNoTag {
			t.Errorf("%v", why)
		}
		s.Edit(func(f *form.Form) { f.SetTag(lab) })
		snap := done(t, s, ActLookUp)
		if snap.Outcome.Err != nil || snap.Image == nil || snap.Image.Digest != digest('e').String() {
			t.Fatalf("%+v", snap.Outcome)
		}
		for _, a := range []Action{ActCreate, ActPush} {
			if why := snap.WhyNot[a]; why == nil || why.Code != CodeExisting {
				t.Errorf("%s: %v", a, why)
			}
		}
	})
}
