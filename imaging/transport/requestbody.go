package transport

import (
	"io"
	"sync"

	"auximage/imaging/report"
)

// requestBody is the body of a request on its way out.
type requestBody struct {
	*attempt
	body    io.ReadCloser
	size    int64 // negative when unknown
	read    int64
	counted bool

	mu     sync.Mutex
	closed bool
}

func (a *attempt) requestBody(body io.ReadCloser) io.ReadCloser {
	o := &requestBody{attempt: a, body: body, size: a.req.ContentLength, counted: !is(a.req, SignIn)}
	if o.size == 0 {
		o.size = -1
	}
	if o.counted {
		a.item.begin(0)
	}
	return o
}

// Read remembers why the body failed: http.Transport would say that the
// connection broke.
func (o *requestBody) Read(p []byte) (int, error) {
	n, err := o.body.Read(p)
	o.read += int64(n)
	if err == io.EOF && o.read < o.size {
		err = report.Fault(CodeShortBody, io.ErrUnexpectedEOF, report.Args{"Host": o.req.URL.Host})
	}
	if o.counted {
		o.count(n, err != nil)
	}
	if err != nil && err != io.EOF {
		o.blame(err)
		err = &opaque{err}
	}
	return n, err
}

// count tells of bytes that go out, the last ones when the body ended. What is read
// once the answer is there goes out in vain: it would hide that the next try is
// waited for, and be counted beside what that one sends.
func (o *requestBody) count(n int, ended bool) {
	o.attempt.mu.Lock()
	defer o.attempt.mu.Unlock()
	if !o.headed {
		o.item.add(n, ended)
	}
}

// blame remembers an error, unless it comes of the body having been closed.
func (o *requestBody) blame(err error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.closed {
		return
	}
	o.attempt.mu.Lock()
	defer o.attempt.mu.Unlock()
	o.bodyErr = err
}

func (o *requestBody) Close() error {
	o.mu.Lock()
	o.closed = true
	o.mu.Unlock()
	return o.body.Close()
}
