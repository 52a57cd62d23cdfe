package testkit

import (
	"bytes"
	"context"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strconv"
	"time"
)

// slow reads a byte each pace.
type slow struct {
	io.Reader
	stopped context.Context
	pace    time.Duration
}

func (s *slow) Read(p []byte) (int, error) {
	if !pause(s.stopped, s.pace) {
		return 0, io.ErrUnexpectedEOF
	}
	return s.Reader.Read(p[:min(1, len(p))])
}

// pause waits, and tells whether the server still runs.
func pause(stopped context.Context, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-stopped.Done():
		return false
	}
}

// halve sends half of the answer's body, or of its header without a body.
func halve(conn net.Conn, answer *httptest.ResponseRecorder, method string) {
	text := answerText(answer, method)
	cut := len(text) / 2
	if n := answer.Body.Len(); n > 0 && method != http.MethodHead {
		cut = len(text) - (n+1)/2
	}
	_, _ = conn.Write(text[:cut])
}

// answerText returns the answer as it goes over the wire.
func answerText(answer *httptest.ResponseRecorder, method string) []byte {
	var b bytes.Buffer
	b.WriteString("HTTP/1.1 " + strconv.Itoa(answer.Code) + " " + http.StatusText(answer.Code) + "\r\n")
	if answer.Header().Get("Content-Length") == "" {
		answer.Header().Set("Content-Length", strconv.Itoa(answer.Body.Len()))
	}
	_ = answer.Header().Write(&b)
	b.WriteString("\r\n")
	if method != http.MethodHead {
		b.Write(answer.Body.Bytes())
	}
	return b.Bytes()
}

// malformed says something and hangs up.
func malformed(conn net.Conn, text string) {
	_, _ = io.WriteString(conn, text)
	_ = conn.Close()
}

// hijack takes the connection from the server.
func hijack(w http.ResponseWriter) net.Conn {
	conn, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		panic(err)
	}
	return conn
}
