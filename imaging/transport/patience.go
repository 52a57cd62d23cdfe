package transport

import (
	"context"
	"errors"
	"maps"
	"math/rand/v2"
	"sync"
	"time"

	"auximage/imaging/report"
)

// The waits between tries double from the first to the longest, each varied by
// a quarter, so that many clients do not come back at the same moment.
const (
	firstWait   = 500 * time.Millisecond
	longestWait = 30 * time.Second
)

// babbles is how often an Item, or a request without one, hears what is no HTTP
// before it is not asked again: a proxy may garble an answer, but a server of
// something else will not change.
const babbles = 4

// fault is how a try failed.
type fault struct {
	err    error // a report.Finding, the error of the body to be sent, or the context's
	passes bool
	lost   time.Duration // in which nothing moved before it
	until  time.Time     // before which the server does not want to be asked again
}

// again is a fault that was waited for.
type again struct{ error }

func (a again) Unwrap() error { return a.error }

// Passing tells whether an error of a round trip, or of reading its answer, is a
// passing fault that has been waited for already: what failed may begin again
// at once, under the same Item, whose patience ends in time. With any other
// error there is nothing more to try.
func Passing(err error) bool {
	var a again
	return errors.As(err, &a)
}

// Bear waits for a passing fault that the caller found, such as a digest that
// is not the one that was sent, and spends the patience of the Item in ctx on
// it; without an Item each wait is a first one. It returns nil when it is time
// to begin again, the context's error when it was cancelled, and err when no
// patience is left.
func (t *Transport) Bear(ctx context.Context, err error) error {
	item, left := itemOf(ctx), &patience{}
	if item != nil {
		left = &item.patience
	}
	return left.bear(ctx, t.patience, item, &fault{err: err, passes: true})
}

// patience is how much was borne already.
type patience struct {
	mu      sync.Mutex
	tries   int
	babbled int
	spent   time.Duration
}

// bear waits until it is time for another try, within total in all. It returns
// the fault's error when the patience is spent.
func (p *patience) bear(ctx context.Context, total time.Duration, item *tracker, f *fault) error {
	wait, tries := p.spend(total, f)
	if wait <= 0 {
		return tried(f.err, tries)
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
		return context.Cause(ctx)
	case <-timer.C:
		item.tell(report.Running, time.Time{}, nil)
		return nil
	}
}

// spend takes the time lost by the fault and the wait for the next try from
// what is left of total, and returns the wait, 0 when nothing is left, and how
// many tries have failed. A server that wants a longer wait than is left is
// asked once more at the end.
func (p *patience) spend(total time.Duration, f *fault) (time.Duration, int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	wait := longestWait
	if p.tries < 6 {
		wait = firstWait << p.tries
	}
	wait = time.Duration(float64(wait) * (0.75 + rand.Float64()/2))
	if !f.until.IsZero() {
		wait = max(wait, time.Until(f.until))
	}
	p.tries++
	p.spent += f.lost
	if report.Has(f.err, CodeNotHTTP) {
		if p.babbled++; p.babbled >= babbles {
			return 0, p.tries
		}
	}
	wait = min(wait, total-p.spent)
	p.spent += max(wait, 0)
	return wait, p.tries
}

// tried returns the error with the number of tries among its arguments.
func tried(err error, tries int) error {
	f, ok := err.(report.Finding)
	if !ok {
		return err
	}
	args := maps.Clone(f.Args)
	if args == nil {
		args = report.Args{}
	}
	args["Tries"] = tries
	f.Args = args
	return f
}
