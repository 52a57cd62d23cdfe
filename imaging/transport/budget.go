package transport

import (
	"context"
	"errors"
	"math/rand/v2"
	"sync"
	"time"

	"auximage/imaging/report"
)

// The backoff: waits between tries double from the first to the longest, each
// with a jitter of a quarter, so that many clients do not come back at the same
// moment. Retry-After stands in its place, with a jitter of a tenth, never less.
const (
	firstWait   = 500 * time.Millisecond
	longestWait = 30 * time.Second
)

// mostMalformed is how many malformed responses an Item, or a request without
// one, hears before it is not tried again: a proxy may garble an answer, but a
// server of something else will not change.
const mostMalformed = 4

// unmetBudget is how long a host that has never answered is waited for while it refuses
// the connection. That outlasts a registry that is just being started; for longer nobody
// listens there.
const unmetBudget = 30 * time.Second

// waited is a transient fault that was waited for already.
type waited struct{ error }

func (w waited) Unwrap() error { return w.error }

// Waited tells whether an error of a round trip, or of reading its answer, is a
// transient fault that has been waited for already: what failed may begin again
// at once, under the same Item, whose retry budget ends in time. With any other
// error there is nothing more to try.
func Waited(err error) bool {
	var w waited
	return errors.As(err, &w)
}

// WaitForRetry waits for a transient fault that the caller found, such as a digest that
// is not the one that was sent, and spends the retry budget of the Item in ctx on
// it; without an Item each wait is a first one. It returns nil when it is time
// to begin again, the context's error when it was cancelled, and err when none of it
// is left.
func (t *Transport) WaitForRetry(ctx context.Context, err error) error {
	item, left := itemOf(ctx), &retryBudget{}
	if item != nil {
		left = &item.budget
	}
	return left.waitForRetry(ctx, t.retryBudget, item, &failure{err: err, transient: true})
}

// retryBudget is what was spent on transient faults already: the budget itself is the
// transport's.
type retryBudget struct {
	mu        sync.Mutex
	tries     int
	malformed int
	spent     time.Duration
	drain     time.Duration // given to what might have been on its way, beside what is spent
}

// drainLeft returns what is left of total to give to what may be on its way.
func (b *retryBudget) drainLeft(total time.Duration) time.Duration {
	b.mu.Lock()
	defer b.mu.Unlock()
	return max(total-b.drain, 0)
}

// drained notes that so much was given in vain.
func (b *retryBudget) drained(d time.Duration) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.drain += d
}

// waitForRetry waits until it is time for another try, within total in all. It returns
// the fault's error when the retry budget is spent, or the time of the context.
func (b *retryBudget) waitForRetry(ctx context.Context, total time.Duration, item *tracker, f *failure) error {
	wait, tries := b.nextWait(total, f)
	if wait <= 0 {
		return withTries(f.err, tries)
	}
	var why *report.Finding
	if finding, ok := report.Of(f.err); ok {
		why = &finding
	}
	item.tell(report.Waiting, time.Now().Add(wait), why)
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		if errors.Is(context.Cause(ctx), context.DeadlineExceeded) {
			return withTries(f.err, tries) // which says more than that time ran out
		}
		return context.Cause(ctx)
	case <-timer.C:
		item.tell(report.Running, time.Time{}, nil)
		return nil
	}
}

// nextWait takes the time lost by the fault and the wait for the next try from
// what is left of total, and returns the wait, 0 when nothing is left, and how
// many tries have failed. A server that wants a longer wait than is left is
// asked once more at the end.
func (b *retryBudget) nextWait(total time.Duration, f *failure) (time.Duration, int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	wait := f.wait(b.tries)
	b.tries++
	b.spent += f.lost
	if report.Has(f.err, CodeNotHTTP) {
		if b.malformed++; b.malformed >= mostMalformed {
			return 0, b.tries
		}
	}
	if f.unmet && report.Has(f.err, CodeRefused) {
		total = min(total, unmetBudget)
	}
	wait = min(wait, total-b.spent)
	b.spent += max(wait, 0)
	return wait, b.tries
}

// wait returns how long to wait after so many tries that failed before: what the
// server asked for or, where it did not say, the backoff.
func (f *failure) wait(tries int) time.Duration {
	if !f.until.IsZero() {
		asked := max(time.Until(f.until), firstWait)
		return asked + time.Duration(float64(asked)*rand.Float64()/10)
	}
	wait := longestWait
	if tries < 6 {
		wait = firstWait << tries
	}
	return time.Duration(float64(wait) * (0.75 + rand.Float64()/2))
}

// withTries returns the error with the number of tries among its arguments, unless there
// was one alone.
func withTries(err error, tries int) error {
	f, ok := err.(report.Finding)
	if !ok || tries < 2 {
		return err
	}
	return f.With(report.Args{"Tries": tries})
}
