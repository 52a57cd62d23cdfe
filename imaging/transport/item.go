package transport

import (
	"context"
	"sync"
	"time"

	"auximage/imaging/report"
)

// Item is what a person sees moving: a layer, a manifest, a download.
type Item struct {
	Phase    report.Phase
	Name     string
	Total    int64 // bytes; 0 when unknown
	Listener report.Listener
}

// WithItem returns a context whose requests belong to the item. The bytes of
// their bodies are told to the listener (sent ones, and those of answers to
// GET; a sign-in's are not), and so are waits. All of them share one retry budget.
func WithItem(ctx context.Context, item Item) context.Context {
	return context.WithValue(ctx, itemKey{}, &tracker{Item: item})
}

type itemKey struct{}

// itemOf returns the context's item, nil when it has none.
func itemOf(ctx context.Context) *tracker {
	item, _ := ctx.Value(itemKey{}).(*tracker)
	return item
}

// tellEvery bounds how often the listener hears of bytes.
const tellEvery = 50 * time.Millisecond

// tracker is an Item at work. Its methods may be called on nil.
type tracker struct {
	Item
	budget retryBudget

	mu   sync.Mutex
	done int64
	told time.Time
}

// begin notes that a body begins, at an offset.
func (t *tracker) begin(at int64) {
	if t == nil {
		return
	}
	t.mu.Lock()
	t.done, t.told = at, time.Now()
	t.mu.Unlock()
	t.tell(report.Running, time.Time{}, nil)
}

// add notes that n bytes of the body moved, the last ones when it ended.
func (t *tracker) add(n int, ended bool) {
	if t == nil {
		return
	}
	t.mu.Lock()
	t.done += int64(n)
	due := ended || time.Since(t.told) >= tellEvery
	if due {
		t.told = time.Now()
	}
	t.mu.Unlock()
	if due {
		t.tell(report.Running, time.Time{}, nil)
	}
}

func (t *tracker) tell(state report.State, until time.Time, cause *report.Finding) {
	if t == nil {
		return
	}
	t.mu.Lock()
	done := t.done
	t.mu.Unlock()
	t.Listener.Tell(report.Progress{
		Phase: t.Phase, Item: t.Name, State: state, Done: done, Total: t.Total, Until: until, Cause: cause,
	})
}
