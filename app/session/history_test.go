package session

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"

	"auximage/app/deploy"
	"auximage/app/form"
	"auximage/imaging"
)

func TestTheLastTenPushesAreKept(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		dir, fails := t.TempDir(), false
		settings := filepath.Join(dir, "settings")
		e := &fakeEngine{push: func(context.Context, *imaging.Image, string, *imaging.Client) (imaging.Receipt, error) {
			if fails {
				return imaging.Receipt{}, errors.New("no network")
			}
			return imaging.Receipt{}, nil
		}}
		s := sessionIn(t, settings, e, &memory{})
		fill(t, s, dir)
		done(t, s, ActCreate)
		push := func(version string) {
			s.Edit(func(f *form.Form) { f.SetPart(form.FieldVersion, version) })
			s.Dismiss()
			done(t, s, ActPush)
		}
		for i := range 12 {
			push(fmt.Sprintf("v%d", i+1))
		}
		push("v5") // again: it is the newest, and once
		fails = true
		push("v99") // never arrived
		now := s.Snapshot().Pushes
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		later := sessionIn(t, settings, e, &memory{}).Snapshot().Pushes
		for name, got := range map[string][]PastPush{"now": now, "at the next start": later} {
			var tags []string
			for _, p := range got {
				tags = append(tags, p.Reference)
				if p.Digest == "" || p.Time.IsZero() || p.Pinned() != p.Reference+"@"+p.Digest {
					t.Errorf("%s: %+v", name, p)
				}
			}
			want := "[v5 v12 v11 v10 v9 v8 v7 v6 v4 v3]"
			for i, tag := range tags {
				tags[i] = tag[len(imaging.Untagged(tag))+1:]
			}
			if fmt.Sprint(tags) != want {
				t.Errorf("%s: got %v, want %s", name, tags, want)
			}
		}
	})
}

func TestAnImageIsKnownToSupersedeAnOtherOne(t *testing.T) {
	const v1, v2 = "lhr.ocir.io/ns/repo:v1@sha256:1", "lhr.ocir.io/ns/repo:v2@sha256:2"
	pushed := func(all ...string) (pushes []PastPush) {
		for _, image := range all {
			reference, digest, _ := strings.Cut(image, "@")
			pushes = append(pushes, PastPush{Reference: reference, Digest: digest})
		}
		return pushes
	}
	domain, err := deploy.ReadDomain([]byte(strings.Replace(kept, lab, v1, 1)))
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		Snapshot
		want bool
	}{
		"the first push":              {Snapshot{Deploy: deploy.Values{Image: v1}, Pushes: pushed(v1)}, false},
		"the second":                  {Snapshot{Deploy: deploy.Values{Image: v2}, Pushes: pushed(v2, v1)}, true},
		"v1 again, with another file": {Snapshot{Deploy: deploy.Values{Image: "lhr.ocir.io/ns/repo:v1@sha256:2"}, Pushes: pushed(v1)}, true},
		"not pushed yet":              {Snapshot{Deploy: deploy.Values{Image: "lhr.ocir.io/ns/repo:v2"}, Pushes: pushed(v1)}, true},
		"of another repository":       {Snapshot{Deploy: deploy.Values{Image: v2}, Pushes: pushed("lhr.ocir.io/ns/other:v1@sha256:1")}, false},
		"one that somebody else made": {Snapshot{Deploy: deploy.Values{Image: v2}, Form: form.Form{From: v1}, Pushes: pushed(v2)}, true},
		"in the person's Domain":      {Snapshot{Deploy: deploy.Values{Image: v2, Domain: domain}}, true},
		"there already":               {Snapshot{Deploy: deploy.Values{Image: v1, Domain: domain}, Pushes: pushed(v2, v1)}, false},
	} {
		if got := c.Supersedes(); got != c.want {
			t.Errorf("%s: got %v", name, got)
		}
	}
}
