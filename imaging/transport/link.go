package transport

import (
	"sync"
	"time"
)

const (
	// assumedRate is that of a link on which nothing was measured yet, in bytes a
	// second: nobody pushes images over a slower one.
	assumedRate = 10 << 10
	// measurable is the least size, in bytes, of a body whose answer tells how fast
	// a link is: that of a smaller one tells how far away the other end is.
	measurable = 64 << 10
	// longestDrain bounds, for an Item or a request without one, the time that is
	// given to what may still be on its way.
	longestDrain = 15 * time.Minute
)

// link is the way to one server, or to the proxy before it, with whatever buffers
// there are on it: a local proxy, a tunnel, a security agent, a router before a
// slow line. What they swallowed counts as sent long before it has arrived. An
// answer tells that all that its request sent has.
type link struct {
	mu      sync.Mutex
	pending int64   // bytes that were sent since the last answer
	rate    float64 // bytes a second; 0 while unknown
}

// linkTo returns the link to a host, or to the proxy before it.
func (t *Transport) linkTo(host string) *link {
	found, _ := t.links.LoadOrStore(host, &link{})
	return found.(*link)
}

// sent notes that n bytes went out.
func (l *link) sent(n int64) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.pending += n
}

// forget takes n bytes off that nobody will answer any more.
func (l *link) forget(n int64) { l.sent(-n) }

// arrived notes that n bytes arrived some time after the first of them was sent.
// The time has the server's work in it: the link is no slower than that. A
// faster time before counts for less with each that comes after it.
func (l *link) arrived(n int64, after time.Duration) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.pending -= n
	if n >= measurable {
		l.rate = max(float64(n)/max(after, time.Millisecond).Seconds(), l.rate/2)
	}
}

// drain returns how long what was sent may still be on its way.
func (l *link) drain() time.Duration {
	l.mu.Lock()
	defer l.mu.Unlock()
	rate := l.rate
	if rate == 0 {
		rate = assumedRate
	}
	return time.Duration(min(float64(l.pending)/rate, longestDrain.Seconds()) * float64(time.Second))
}

// delivery is what one attempt sent over a link.
type delivery struct {
	*link
	mu    sync.Mutex
	bytes int64
	first time.Time // when the first byte went out
	over  bool
}

// sent notes that n bytes went out.
func (d *delivery) sent(n int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.over {
		return
	}
	if d.bytes == 0 {
		d.first = time.Now()
	}
	d.bytes += int64(n)
	d.link.sent(int64(n))
}

// end takes what was sent off the link: it has arrived, or nobody will tell.
func (d *delivery) end(arrived bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	switch {
	case d.over:
	case arrived:
		d.arrived(d.bytes, time.Since(d.first))
	default:
		d.forget(d.bytes)
	}
	d.over = true
}
