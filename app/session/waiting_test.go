package session

import (
	"strings"
	"testing"
	"testing/synctest"
)

func TestAJobSaysWhichFileItWaitsFor(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		engine, letGo := stuck()
		s := ready(t, engine)
		if err := s.Start(ActCreate); err != nil {
			t.Fatal(err)
		}
		synctest.Wait()
		s.mu.Lock()
		w := &worker{Session: s, job: s.state.job}
		s.mu.Unlock()
		answer, answered := make(chan struct{}), make(chan struct{})
		go func() {
			w.awaiting("/share/team/model.yaml", func() { <-answer })
			close(answered)
		}()
		snap := until(t, s, func(snap Snapshot) bool { return snap.Job.WaitsFor != "" })
		if last := snap.Log[len(snap.Log)-1].Text; snap.Job.WaitsFor != "/share/team/model.yaml" || !strings.Contains(last, "/share/team/model.yaml") {
			t.Errorf("it waits for %q, and logs %q", snap.Job.WaitsFor, last)
		}
		close(answer)
		<-answered
		if at := s.Snapshot().Job.WaitsFor; at != "" {
			t.Errorf("answered, it still waits for %q", at)
		}
		w.awaiting("/home/lab/model.yaml", func() {})
		letGo()
		until(t, s, func(snap Snapshot) bool { return snap.Outcome != nil })
		if at := strings.Count(strings.Join(textsOf(s.Snapshot().Log), "\n"), "Waiting for"); at != 1 {
			t.Errorf("%d waits are logged, want 1", at)
		}
	})
}

func textsOf(lines []Line) (all []string) {
	for _, l := range lines {
		all = append(all, l.Text)
	}
	return all
}
