package session

import (
	"context"
	"time"
)

// gracePeriod is how long a stopped job is waited for. Everything it does ends with its
// context, but for what the system does not interrupt: to open or read a file in a
// folder that does not answer (NFS, SMB, a sleeping disk). A job that is left behind
// ends by itself once that answers, as its context has ended, and changes nothing.
const gracePeriod = time.Second

// doWithin does the job's action, or leaves it behind when it was stopped and does not
// end within the grace period. It returns the context's error then.
func (w *worker) doWithin(ctx context.Context) (result, error) {
	type end struct {
		result
		error
	}
	ended := make(chan end, 1) // which nobody may wait for
	go func() {
		res, err := w.do(ctx)
		ended <- end{res, err}
	}()
	select {
	case e := <-ended:
		return e.result, e.error
	case <-ctx.Done():
	}
	late := time.NewTimer(gracePeriod)
	defer late.Stop()
	select {
	case e := <-ended:
		return e.result, e.error
	case <-late.C:
		return result{}, ctx.Err()
	}
}

// change is Session.change for as long as the job has no outcome.
func (w *worker) change(f func(*state)) {
	w.Session.change(func(st *state) {
		if !w.job.over {
			f(st)
		}
	})
}
