package session

import (
	"sync"
	"time"
)

// publishEvery is the least time between two snapshots for one listener, but
// for what somebody waits for: a question, an outcome. Each is a frame of the
// window, which without a graphics card takes a processor 20 to 60 ms.
const publishEvery = 100 * time.Millisecond

// publisher wakes listeners; each gets the newest state when it is ready for it.
type publisher struct {
	mu        sync.Mutex
	listeners map[*listener]struct{}
}

type listener struct {
	changed chan struct{} // holds one: what came in between is one change
	urgent  chan struct{} // holds one: the pause ends here
	stop    chan struct{}
}

// changed wakes all listeners; what is urgent does not wait for the pause.
func (p *publisher) changed(urgent bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for l := range p.listeners {
		wake(l.changed)
		if urgent {
			wake(l.urgent)
		}
	}
}

func wake(c chan struct{}) {
	select {
	case c <- struct{}{}:
	default:
	}
}

// listen calls f at once and after changes, never two calls at a time.
func (p *publisher) listen(f func()) (stop func()) {
	l := &listener{changed: make(chan struct{}, 1), urgent: make(chan struct{}, 1), stop: make(chan struct{})}
	l.changed <- struct{}{}
	p.mu.Lock()
	if p.listeners == nil {
		p.listeners = map[*listener]struct{}{}
	}
	p.listeners[l] = struct{}{}
	p.mu.Unlock()
	go l.run(f)
	return sync.OnceFunc(func() {
		p.mu.Lock()
		delete(p.listeners, l)
		p.mu.Unlock()
		close(l.stop)
	})
}

func (l *listener) run(f func()) {
	pause := time.NewTimer(0)
	defer pause.Stop()
	for {
		select {
		case <-l.stop:
			return
		case <-pause.C:
		case <-l.urgent:
		}
		select {
		case <-l.stop:
			return
		case <-l.changed:
		}
		f()
		pause.Reset(publishEvery)
	}
}
