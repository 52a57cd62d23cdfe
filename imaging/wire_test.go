package imaging_test

import (
	"net/http"
	"sync/atomic"
)

// wire is what lies between the client and a registry: it counts what comes, and may
// change it.
type wire struct {
	registry http.Handler
	fetched  atomic.Int64                       // bytes of the bodies of answers
	ask      func(r *http.Request)              // changes a request; nil changes none
	answer   func(r *http.Request, body []byte) // changes a piece of an answer; nil changes none
}

// ServeHTTP implements http.Handler.
func (w *wire) ServeHTTP(to http.ResponseWriter, r *http.Request) {
	if w.ask != nil {
		w.ask(r)
	}
	w.registry.ServeHTTP(&wireWriter{to, w, r}, r)
}

type wireWriter struct {
	http.ResponseWriter
	*wire
	asked *http.Request
}

// Write implements io.Writer.
func (w *wireWriter) Write(p []byte) (int, error) {
	w.fetched.Add(int64(len(p)))
	if w.answer != nil {
		w.answer(w.asked, p)
	}
	return w.ResponseWriter.Write(p)
}

// since returns what was fetched in the meantime.
func (w *wire) since(do func()) int64 {
	before := w.fetched.Load()
	do()
	return w.fetched.Load() - before
}
