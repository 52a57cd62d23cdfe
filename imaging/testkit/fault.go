package testkit

import (
	"io"
	"maps"
	"net"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"time"
)

// Kind is what goes wrong.
type Kind int

// The kinds of fault; NoFault is none.
const (
	NoFault       Kind = iota
	Answer             // Status, Header and Body in place of what the server would say
	Reset              // the connection is reset
	Stall              // nothing more is read, nothing is said, the connection stays
	Close              // the connection is closed without an answer
	Drip               // the request is read and answered a byte each Pace
	Leak               // the answer's header comes at once, then its body a byte each Pace, without end
	Truncated          // the answer's body, or its header where there is no body, stops in the middle
	Silence            // the answer's body, or its header where there is no body, stops in the middle and the connection stays
	Garbled            // one byte in the middle of the answer's body is another
	WrongDigest        // the answer names another digest
	MissingDigest      // the answer names none
	Empty              // 200 without a body or any header of the protocol
	Unauthorized       // 401 with the challenge of the server, as when a token expired
	Portal             // 200 and a page in HTML
	Redirect           // 307 to the same path on the host To
	Lost               // the work is done, its answer is lost
	Malformed          // what comes is no HTTP
	Flood              // the answer's header has no end
	Switch             // 101: what follows is of another protocol, and does not come
)

// Where in the request's body a fault comes.
type Where int

// The places. Requests without a body have only BeforeBody.
const (
	BeforeBody Where = iota
	WithinBody       // half of it, or After bytes, read
	AfterBody        // all of it read
)

// Fault is what happens to one request.
type Fault struct {
	Kind   Kind
	Where  Where
	Status int         // of Answer; of Leak, in place of what the server would say
	Header http.Header // of Answer
	Body   string      // of Answer
	After  int64       // bytes read before a fault WithinBody; 0 is half
	Pace   time.Duration
	To     string // of Redirect: a host
}

// act plays the fault in front of the handler that would serve the request.
func (f Fault) act(s *Registry, w http.ResponseWriter, r *http.Request, serve http.HandlerFunc) {
	switch f.Kind {
	case NoFault:
		serve(w, r)
		return
	case Drip:
		f.drip(s, w, r, serve)
		return
	case Leak:
		f.leak(s, w, r, serve)
		return
	case Lost, Truncated, Silence, Garbled, WrongDigest, MissingDigest:
		f.spoil(s, w, r, serve)
		return
	}
	f.read(r)
	f.instead(s, w, r)
}

// instead answers in the server's place.
func (f Fault) instead(s *Registry, w http.ResponseWriter, r *http.Request) {
	switch f.Kind {
	case Answer:
		maps.Copy(w.Header(), f.Header)
		w.WriteHeader(f.Status)
		_, _ = io.WriteString(w, f.Body)
	case Reset:
		reset(hijack(w))
	case Close:
		_ = hijack(w).Close()
	case Stall:
		s.hold(hijack(w))
	case Malformed:
		malformed(hijack(w), "SSH-2.0-OpenSSH_9.6\r\n")
	case Flood:
		malformed(hijack(w), "HTTP/1.1 200 OK\r\n"+strings.Repeat("X-Flood: "+strings.Repeat("x", 1000)+"\r\n", 1000))
	case Switch:
		conn := hijack(w)
		_, _ = io.WriteString(conn, "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n")
		s.hold(conn)
	case Empty:
		w.WriteHeader(http.StatusOK)
	case Unauthorized:
		s.challenge(w, r)
	case Portal:
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = io.WriteString(w, "<!DOCTYPE html><html><head><title>Welcome to the hotel</title></head><body>Please sign in</body></html>")
	case Redirect:
		w.Header().Set("Location", scheme(r)+"://"+f.To+r.URL.RequestURI())
		w.WriteHeader(http.StatusTemporaryRedirect)
	}
}

// read takes as much of the body as comes before the fault.
func (f Fault) read(r *http.Request) {
	switch f.Where {
	case WithinBody:
		n := f.After
		if n == 0 {
			n = r.ContentLength / 2
		}
		_, _ = io.CopyN(io.Discard, r.Body, n)
	case AfterBody:
		_, _ = io.Copy(io.Discard, r.Body)
	}
}

// spoil serves the request, then spoils the answer.
func (f Fault) spoil(s *Registry, w http.ResponseWriter, r *http.Request, serve http.HandlerFunc) {
	answer := httptest.NewRecorder()
	serve(answer, r)
	const digest = "Docker-Content-Digest"
	switch f.Kind {
	case Lost:
		_ = hijack(w).Close()
		return
	case Truncated:
		conn := hijack(w)
		halve(conn, answer, r.Method)
		_ = conn.Close()
		return
	case Silence:
		conn := hijack(w)
		halve(conn, answer, r.Method)
		s.hold(conn)
		return
	case Garbled:
		if body := answer.Body.Bytes(); len(body) > 0 {
			body[len(body)/2] ^= 1
		}
	case WrongDigest:
		answer.Header().Set(digest, "sha256:"+strings.Repeat("0", 64))
	case MissingDigest:
		answer.Header().Del(digest)
	}
	maps.Copy(w.Header(), answer.Header())
	w.WriteHeader(answer.Code)
	_, _ = w.Write(answer.Body.Bytes())
}

// drip serves the request a byte each Pace: its body, then the answer.
func (f Fault) drip(s *Registry, w http.ResponseWriter, r *http.Request, serve http.HandlerFunc) {
	r.Body = io.NopCloser(&slow{r.Body, s.stopped, f.Pace})
	answer := httptest.NewRecorder()
	serve(answer, r)
	conn := hijack(w)
	f.drop(s, conn, answerText(answer, r.Method))
	_ = conn.Close()
}

// leak serves the request, then sends the answer's header and a byte of its body
// each Pace. The body is said to be a large one, and never ends.
func (f Fault) leak(s *Registry, w http.ResponseWriter, r *http.Request, serve http.HandlerFunc) {
	answer := httptest.NewRecorder()
	if f.Status != 0 {
		answer.WriteHeader(f.Status)
	} else {
		serve(answer, r)
	}
	if r.Method != http.MethodHead {
		answer.Header().Set("Content-Length", strconv.Itoa(max(answer.Body.Len(), 4<<20)))
	}
	conn := hijack(w)
	defer func() { _ = conn.Close() }()
	if _, err := conn.Write(answerText(answer, http.MethodHead)); err != nil || r.Method == http.MethodHead {
		return
	}
	f.drop(s, conn, append(answer.Body.Bytes(), make([]byte, 4<<20)...))
}

// drop sends text a byte each Pace, as long as somebody takes it.
func (f Fault) drop(s *Registry, conn net.Conn, text []byte) {
	for i := range text {
		if _, err := conn.Write(text[i : i+1]); err != nil || !pause(s.stopped, f.Pace) {
			return
		}
	}
}
