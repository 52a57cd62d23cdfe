package session

import (
	"context"
	"testing"
	"testing/synctest"

	"auximage/imaging"
	"auximage/imaging/report"
)

// stuck is an engine whose Create stands in a read that no context ends, as one on a
// file server that has gone away, until it is let go.
func stuck() (e *fakeEngine, letGo func()) {
	gone := make(chan struct{})
	return &fakeEngine{create: func(context.Context, imaging.Plan, *imaging.Client) (*imaging.Image, []report.Finding, error) {
		<-gone
		return &imaging.Image{Digest: digest('a'), BaseDigest: digest('b'), Size: 1000}, nil, nil
	}}, func() { close(gone) }
}

func TestAStoppedJobWhoseFolderDoesNotAnswerIsLeftBehind(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		engine, letGo := stuck()
		s := ready(t, engine)
		if err := s.Start(ActCreateAndPush); err != nil {
			t.Fatal(err)
		}
		synctest.Wait()
		s.Stop()
		snap := until(t, s, func(snap Snapshot) bool { return snap.Outcome != nil })
		if !snap.Outcome.Stopped || snap.Job != nil {
			t.Errorf("the outcome is %+v, the job %v", snap.Outcome, snap.Job)
		}
		letGo()
		synctest.Wait()
		snap = s.Snapshot()
		if snap.Image != nil || snap.Outcome.Receipt != nil || snap.Question != nil || snap.Next != ActCreate {
			t.Errorf("what was left behind has changed something: image %v, %+v, next %s", snap.Image, snap.Outcome, snap.Next)
		}
		engine.create = nil
		if snap = done(t, s, ActCreate); snap.Outcome.Err != nil {
			t.Errorf("the next Create: %v", snap.Outcome.Err)
		}
	})
}

func TestAProgramEndsWhoseFolderDoesNotAnswer(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		engine, letGo := stuck()
		s := ready(t, engine)
		if err := s.Start(ActCreate); err != nil {
			t.Fatal(err)
		}
		synctest.Wait()
		if err := s.Close(); err != nil { // in the end; synctest would tell of a deadlock
			t.Error(err)
		}
		letGo()
	})
}
