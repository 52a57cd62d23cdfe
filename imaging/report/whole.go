package report

import "sync"

// Whole is an item whose parts are fetched at the same time: what is told of each
// part is told of the item, with the bytes of all.
type Whole struct {
	Total    int64 // bytes of all parts; 0 when unknown
	Listener Listener

	mu   sync.Mutex
	done int64
}

// Part returns the listener of one part.
func (w *Whole) Part() Listener {
	var done int64
	return func(p Progress) {
		w.mu.Lock()
		defer w.mu.Unlock()
		w.done += p.Done - done
		done = p.Done
		p.Done, p.Total = w.done, w.Total
		w.Listener.Tell(p)
	}
}
