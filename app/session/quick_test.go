package session

import (
	"context"
	"os"
	"testing"
	"testing/synctest"
	"time"

	"auximage/app/form"
	"auximage/imaging"
	"auximage/imaging/model"
	"auximage/imaging/report"
)

func TestASessionInMemoryWritesNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		home := t.TempDir()
		t.Setenv("XDG_CONFIG_HOME", home)
		t.Setenv("HOME", home)
		s, err := openWith(Config{MemoryOnly: true, Cache: "off"}, (&fakeEngine{}).with, &memory{})
		if err != nil {
			t.Fatal(err)
		}
		s.Edit(func(f *form.Form) { f.SetTag(lab) })
		<-time.After(2 * saveAfter)
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		if written, err := os.ReadDir(home); err != nil || len(written) > 0 {
			t.Errorf("%v, %v", written, err)
		}
		if there, err := os.Stat(settingsName); err == nil {
			t.Errorf("%s stands in the working folder", there.Name())
		}
	})
}

func TestAnOutcomeIsPublishedAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := ready(t, &fakeEngine{})
		began := time.Now()
		done(t, s, ActCreate)
		if took := time.Since(began); took > 0 {
			t.Errorf("it took %s on a clock that only waits move", took)
		}
	})
}

func TestFilesAreNotLookedAtWhileAJobReadsThem(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var s *Session
		var path string
		looked := false
		s = ready(t, &fakeEngine{create: func(ctx context.Context, p imaging.Plan, _ *imaging.Client) (*imaging.Image, []report.Finding, error) {
			_ = os.Remove(path)
			s.LookAgain()
			<-time.After(time.Minute)
			looked = looked || noted(s.Snapshot(), path, model.CodeMissing)
			return &imaging.Image{Digest: digest('a')}, nil, nil
		}})
		path = s.Snapshot().Form.Models[0].Path
		done(t, s, ActCreate)
		if looked {
			t.Error("they were")
		}
		until(t, s, func(snap Snapshot) bool { return noted(snap, path, model.CodeMissing) }) // afterwards
	})
}
