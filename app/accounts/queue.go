package accounts

import (
	"context"
	"sync"
)

// queue does one piece of work after the other on its own goroutine, so that a
// keyring which waits for a person holds up nobody else.
type queue struct {
	mu   sync.Mutex
	work []func(context.Context)
	busy bool
	idle sync.Cond // of mu: nothing to do
	ctx  context.Context
}

func newQueue(ctx context.Context) *queue {
	q := &queue{ctx: ctx}
	q.idle.L = &q.mu
	return q
}

// do appends a piece of work.
func (q *queue) do(f func(context.Context)) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.work = append(q.work, f)
	if !q.busy {
		q.busy = true
		go q.run()
	}
}

func (q *queue) run() {
	q.mu.Lock()
	defer q.mu.Unlock()
	for len(q.work) > 0 {
		f := q.work[0]
		q.work = q.work[1:]
		q.mu.Unlock()
		f(q.ctx)
		q.mu.Lock()
	}
	q.busy = false
	q.idle.Broadcast()
}

// wait returns when all is done.
func (q *queue) wait() {
	q.mu.Lock()
	defer q.mu.Unlock()
	for q.busy {
		q.idle.Wait()
	}
}
