package session

import (
	"context"
	"strings"
	"testing"
	"testing/synctest"

	v1 "github.com/google/go-containerregistry/pkg/v1"

	"auximage/app/form"
	"auximage/imaging"
	"auximage/imaging/registry"
	"auximage/imaging/report"
)

func TestATagWithOtherContentAsksFirst(t *testing.T) {
	taken := func(ref string) (v1.Hash, bool, error) { return digest('c'), !strings.HasSuffix(ref, ":v3"), nil }
	for name, c := range map[string]struct {
		choose func(s *Session)
		want   string
	}{
		"the next version": {func(s *Session) { s.Edit(func(f *form.Form) { f.SetPart(form.FieldVersion, "v3") }) }, "lhr.ocir.io/ns/test-model-ankit:v3"},
		"replace":          {(*Session).Replace, lab},
		"neither":          {func(*Session) {}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				var pushed string
				s := ready(t, &fakeEngine{exists: taken, push: func(_ context.Context, image *imaging.Image, tag string, _ *imaging.Client) (imaging.Receipt, error) {
					pushed = tag
					return imaging.Receipt{}, nil
				}})
				done(t, s, ActCreate)
				s.Dismiss()
				snap := done(t, s, ActPush)
				found, _ := report.Of(snap.Outcome.Err)
				if found.Code != CodeTagTaken || found.Args["Next"] != "v3" || pushed != "" {
					t.Fatalf("%v, pushed %q", snap.Outcome.Err, pushed)
				}
				c.choose(s)
				snap = done(t, s, ActPush)
				if pushed != c.want || report.Has(snap.Outcome.Err, CodeTagTaken) != (c.want == "") {
					t.Errorf("pushed %q, %+v", pushed, snap.Outcome)
				}
			})
		})
	}
}

func TestATagThatAnotherPushTakesMeanwhileIsLeftToIt(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		claims := []bool{}
		s := ready(t, &fakeEngine{
			exists: func(string) (v1.Hash, bool, error) { return v1.Hash{}, false, nil },
			push: func(_ context.Context, _ *imaging.Image, _ string, c *imaging.Client) (imaging.Receipt, error) {
				claims = append(claims, c.Claims)
				return imaging.Receipt{}, report.Fault(registry.CodeTagTaken, nil, report.Args{"Meanwhile": true})
			},
		})
		done(t, s, ActCreate)
		s.Dismiss()
		snap := done(t, s, ActPush)
		found, _ := report.Of(snap.Outcome.Err)
		if found.Code != CodeTagTaken || found.Args["Meanwhile"] != true || found.Args["Next"] == "" || !claims[0] {
			t.Errorf("it ended in %v, claimed %v", snap.Outcome.Err, claims)
		}
		s.Replace()
		if done(t, s, ActPush); claims[1] {
			t.Error("what may be replaced is claimed")
		}
	})
}

func TestToReplaceATagIsAgreedToForOnePush(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		asked := 0
		s := ready(t, &fakeEngine{exists: func(string) (v1.Hash, bool, error) {
			asked++
			return digest('c'), true, nil
		}})
		done(t, s, ActCreate)
		s.Replace()
		s.Dismiss()
		snap := done(t, s, ActPush)
		if out := snap.Outcome; out.Err != nil || out.Replaced == nil || out.Replaced.Code != CodeTagReplaced || asked != 1 {
			t.Fatalf("%+v, asked for %d tags", out, asked)
		}
		if snap := done(t, s, ActPush); !report.Has(snap.Outcome.Err, CodeTagTaken) {
			t.Errorf("replaced unasked: %+v", snap.Outcome)
		}
		s.Replace()
		s.Edit(func(f *form.Form) { f.SetPart(form.FieldVersion, "v9") })
		if s.Snapshot().Outcome != nil {
			t.Error("what is said of one tag still stands beside another")
		}
		if snap := done(t, s, ActPush); !report.Has(snap.Outcome.Err, CodeTagTaken) {
			t.Errorf("replaced what nobody was asked about: %+v", snap.Outcome)
		}
	})
}
