package session

import (
	"context"
	"errors"
	"time"

	"auximage/imaging"
	"auximage/imaging/registry"
	"auximage/imaging/report"
)

// job is a running action.
type job struct {
	action   Action
	started  time.Time
	stopping bool
	cancel   context.CancelFunc
	done     chan struct{} // closed when it has an outcome
	over     bool          // it has an outcome, and changes nothing any more; under the session's lock
	answers  chan Choice
	track    tracker

	waitsFor string // see Job

	prepare *Preparation    // of a Create that prepares the models first; nil otherwise
	remade  *report.Finding // see Job
	file    string          // of Save and PushFile
	format  registry.Format // of Save
}

// result is what a job hands back.
type result struct {
	create  *ImageSummary
	receipt *imaging.Receipt
	file    *SavedFile
	saved   string // what was downloaded

	replaced *report.Finding // see Outcome
	remade   *report.Finding // likewise
	refused  bool            // likewise
	advice   []report.Finding
}

// step returns in which step an action ended: what fails or stops once the image
// was created does so in the push.
func (r result) step(a Action) Action {
	switch {
	case a != ActCreateAndPush:
		return a
	case r.create == nil:
		return ActCreate
	}
	return ActPush
}

// Start starts an action, or returns a Finding that says why it cannot.
// Progress, questions and the outcome come in snapshots.
func (s *Session) Start(a Action) error {
	if a == ActSave || a == ActPushFile {
		return fault(CodeUnknownAction, nil) // these want a file
	}
	return s.begin(a, func(*state, *job) {})
}

// begin starts an action, with what more it is to know.
func (s *Session) begin(a Action, know func(*state, *job)) error {
	var refused *report.Finding
	s.change(func(st *state) {
		if refused = (guard{st}).whyNot(a); refused != nil && !(guard{st}).inFiles(refused) {
			return
		}
		refused = nil // what is wrong with a file is read again first
		ctx, cancel := context.WithCancel(s.ctx)
		j := &job{action: a, started: time.Now(), cancel: cancel, done: make(chan struct{}), answers: make(chan Choice, 1)}
		if know(st, j); a == ActCreate || a == ActCreateAndPush {
			if why := (guard{st}).noFolder(j.prepare != nil); why != nil && !(guard{st}).faulty() {
				refused = why
				cancel()
				return
			}
		}
		st.job, st.outcome, st.refused = j, nil, nil
		go s.run(ctx, j)
	})
	if refused != nil {
		return *refused
	}
	return nil
}

// run does a job to its end and publishes the outcome.
func (s *Session) run(ctx context.Context, j *job) {
	defer close(j.done)
	defer j.cancel()
	stopTicking := s.tick()
	defer stopTicking()
	if j.action != ActCheckSignIn {
		s.inspector.hold()
	}
	tag := s.form().Tag
	res, err := (&worker{Session: s, job: j}).doWithin(ctx)
	s.inspector.release()
	stopped := errors.Is(err, context.Canceled)
	s.change(func(st *state) {
		j.over = true
		st.outcomes++
		out := &Outcome{
			ID: st.outcomes, Action: j.action, Step: res.step(j.action), Stopped: stopped, Err: err,
			Create: res.create, Receipt: res.receipt, File: res.file, Saved: res.saved, Replaced: res.replaced, Remade: res.remade, Refused: res.refused, Advice: res.advice, Took: time.Since(j.started),
		}
		if last := j.track.current(); last != nil {
			out.Phase = last.phase
		}
		if checked := Checked(st.findings); j.action == ActCheck && err == nil {
			out.Checked = &checked
		}
		st.job, st.question, st.outcome = nil, nil, out
		st.refusedAs(tag, out)
		st.sayOutcome(out)
	})
	s.LookAgain() // a file may have changed meanwhile
}

// tick has the snapshot made anew every second, so that rates and countdowns go on
// when nothing else moves.
func (s *Session) tick() (stop func()) {
	ctx, cancel := context.WithCancel(s.ctx)
	go func() {
		ticker := time.NewTicker(time.Second)
		defer ticker.Stop()
		for {
			select {
			case <-ticker.C:
				s.change(func(*state) {}) // the rate and the time left are others
			case <-ctx.Done():
				return
			}
		}
	}()
	return cancel
}

// Stop ends the running job; the outcome comes when nothing of it runs any more, or
// after the grace period.
func (s *Session) Stop() {
	s.change(func(st *state) {
		if st.job != nil {
			st.job.stopping = true
			st.job.cancel()
		}
	})
}

func (s *Session) waitForJob() {
	s.mu.Lock()
	j := s.state.job
	s.mu.Unlock()
	if j != nil {
		<-j.done
	}
}

// Dismiss takes the outcome off the snapshots.
func (s *Session) Dismiss() { s.change(func(st *state) { st.outcome = nil }) }

// Answer answers the question with the ID; one that was answered is past.
func (s *Session) Answer(id int, c Choice) {
	s.change(func(st *state) {
		if st.question == nil || st.question.ID != id {
			return
		}
		st.question = nil
		st.job.answers <- c // holds one, and there is one question at a time
	})
}

// ask puts a question to the person and waits for the answer.
func (w *worker) ask(ctx context.Context, code report.Code, args report.Args, choices ...Choice) (Choice, error) {
	return w.askAbout(ctx, Question{Code: code, Args: args, Choices: choices})
}

func (w *worker) askAbout(ctx context.Context, q Question) (Choice, error) {
	w.change(func(st *state) {
		st.asked++
		q.ID = st.asked
		st.question = &q
		st.log(report.Finding{Code: q.Code, Args: q.Args})
	})
	select {
	case choice := <-w.job.answers:
		if choice == ChooseCancel {
			return choice, context.Canceled
		}
		return choice, nil
	case <-ctx.Done():
		return ChooseCancel, ctx.Err()
	}
}

// shown returns the job for a snapshot.
func (j *job) shown() *Job {
	shown := &Job{Action: j.action, Started: j.started, Stopping: j.stopping, Remade: j.remade, WaitsFor: j.waitsFor}
	j.track.show(shown)
	return shown
}
