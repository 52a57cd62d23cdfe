package registry

import (
	"context"
	"errors"

	"auximage/imaging/report"
	"auximage/imaging/transport"
)

// restartable is an error after which the same thing can be tried from its beginning.
// It is never seen outside: what is left in the end is the error in it.
type restartable struct{ error }

func (a restartable) Unwrap() error { return a.error }

// maxAttempts bounds how often a thing is begun again for what a registry answers. A
// server that is away is waited for by the transport, as long as its retry
// budget lasts.
const maxAttempts = 5

// retry does something until it succeeds or ends in a lasting error. What
// is tried again within it shares the retry budget of the item in ctx.
func (c *connection) retry(ctx context.Context, do func(context.Context) error) error {
	for try := 1; ; {
		err := do(ctx)
		var again restartable
		switch {
		case err == nil:
			return nil
		case transport.Waited(err):
			continue
		case !errors.As(err, &again):
			return err
		case try == maxAttempts:
			return withAttempts(again.error, try)
		}
		if err := c.transport.WaitForRetry(ctx, again.error); err != nil {
			return err
		}
		try++
	}
}

// withAttempts returns the error with the number of tries in its arguments.
func withAttempts(err error, tries int) error {
	if f, ok := report.Of(err); ok && f.Args != nil {
		return f.With(report.Args{"Tries": tries})
	}
	return err
}

// withoutRestart returns the error without the mark that it may be tried again.
func withoutRestart(err error) error {
	var again restartable
	if errors.As(err, &again) {
		return again.error
	}
	return err
}
