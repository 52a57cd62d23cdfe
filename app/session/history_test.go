package session

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"testing"
	"testing/synctest"

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
