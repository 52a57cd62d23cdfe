package session

import (
	"context"
	"path/filepath"
	"testing"

	v1 "github.com/google/go-containerregistry/pkg/v1"

	"auximage/app/form"
	"auximage/imaging"
	"auximage/imaging/report"
)

func TestABaseOtherThanAtTheLastPushIsSaid(t *testing.T) {
	dir := t.TempDir()
	base, image := digest('b'), digest('1')
	e := &fakeEngine{create: func(context.Context, imaging.Plan, *imaging.Client) (*imaging.Image, []report.Finding, error) {
		return &imaging.Image{Digest: image, BaseDigest: base}, nil, nil
	}, push: func(context.Context, *imaging.Image, string, *imaging.Client) (imaging.Receipt, error) {
		return imaging.Receipt{}, nil
	}}
	settings := filepath.Join(dir, "settings")
	s := sessionIn(t, settings, e, &memory{})
	fill(t, s, dir)
	makes := func(version string, of, on v1.Hash) *report.Finding {
		t.Helper()
		image, base = of, on
		s.Edit(func(f *form.Form) { f.SetPart(form.FieldVersion, version) })
		s.Dismiss()
		done(t, s, ActCreate)
		return s.Snapshot().OtherBase()
	}
	pushes := func() {
		t.Helper()
		s.Dismiss()
		done(t, s, ActPush)
	}
	if got := makes("v1", digest('1'), digest('b')); got != nil {
		t.Errorf("before the first push it says %v", got)
	}
	pushes()
	if got := makes("v2", digest('2'), digest('b')); got != nil {
		t.Errorf("on the same base it says %v", got)
	}
	pushes()
	got := makes("v3", digest('3'), digest('c'))
	if got == nil || got.Code != CodeOtherBase || got.Args["Base"] != shortDigest(digest('c').String()) || got.Args["Was"] != shortDigest(digest('b').String()) ||
		got.Args["Last"] != "lhr.ocir.io/ns/test-model-ankit:v2" {
		t.Errorf("on another base it says %+v", got)
	}
	pushes()
	if got := s.Snapshot().OtherBase(); got == nil || got.Args["Last"] != "lhr.ocir.io/ns/test-model-ankit:v2" {
		t.Errorf("after its push it says %+v", got)
	}
	if got := makes("v4", digest('4'), digest('c')); got != nil {
		t.Errorf("on the new base again it says %v", got)
	}
	s.Edit(func(f *form.Form) { f.SetPart(form.FieldRepository, "another") })
	if got := makes("v1", digest('5'), digest('b')); got != nil {
		t.Errorf("in another repository it says %v", got)
	}
}
