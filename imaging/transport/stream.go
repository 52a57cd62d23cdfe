package transport

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"strconv"
	"strings"
)

// stream is the body of a large answer to GET. When it is cut, the rest is
// asked for, where the server tells that it is a part of the same content.
type stream struct {
	*roundTrip
	first *http.Response
	ahead *bytes.Reader // read before the answer was handed on
	body  *responseBody
	read  int64 // of the content
	err   error // once nothing more comes
}

func newStream(r *roundTrip, res *http.Response, body *responseBody, ahead []byte) *stream {
	return &stream{roundTrip: r, first: res, ahead: bytes.NewReader(ahead), body: body}
}

// Read ends with io.EOF, or with an error of which Waited tells whether the
// request may begin again.
func (s *stream) Read(p []byte) (int, error) {
	for s.err == nil {
		if s.ahead.Len() > 0 {
			n, err := s.ahead.Read(p)
			s.read += int64(n)
			return n, err
		}
		n, err := s.body.Read(p)
		s.read += int64(n)
		switch {
		case err == nil, n > 0 && err != io.EOF:
			return n, nil
		case err == io.EOF:
			s.err = err
			_ = s.body.Close()
			return n, err
		}
		s.err = s.resume()
	}
	return 0, s.err
}

// Close ends the request.
func (s *stream) Close() error {
	if s.err == nil {
		s.err = errors.New("read after the answer's body was closed")
	}
	return s.body.Close()
}

// resume waits after the body was cut and asks for the rest of it.
func (s *stream) resume() error {
	cut := s.body.failure
	_ = s.body.Close()
	if !cut.transient {
		return cut.err
	}
	if err := s.waitForRetry(cut); err != nil {
		return err
	}
	if !s.resumable() {
		return waited{cut.err}
	}
	res, err := s.withRetries(func(h http.Header) {
		h.Set("Range", "bytes="+strconv.FormatInt(s.read, 10)+"-")
		if tag := strongTag(s.first); tag != "" {
			h.Set("If-Range", tag)
		}
	})
	if err != nil {
		return err
	}
	if !s.takeUp(res) {
		_ = res.Body.Close()
		return waited{cut.err}
	}
	return nil
}

// resumable tells whether a part that is asked for later is of the same content:
// the request was for all of it, and the content has a strong tag, or an address
// with its digest.
func (s *stream) resumable() bool {
	return s.first.StatusCode == http.StatusOK && s.req.Header.Get("Range") == "" &&
		(strongTag(s.first) != "" || is(s.req, ByDigest))
}

// takeUp continues with an answer, when it is the rest of the content.
func (s *stream) takeUp(res *http.Response) bool {
	if res.StatusCode != http.StatusPartialContent || rangeStart(res) != s.read || strongTag(res) != strongTag(s.first) {
		return false
	}
	switch body := res.Body.(type) {
	case *stream:
		s.ahead, s.body = body.ahead, body.body
		return true
	default:
		content, err := io.ReadAll(res.Body)
		if err != nil {
			return false
		}
		s.ahead, s.body = bytes.NewReader(content), finished(s.roundTrip)
		return true
	}
}

// finished returns a body of which everything was read.
func finished(r *roundTrip) *responseBody {
	a := newAttempt(r)
	a.end()
	return &responseBody{attempt: a, body: http.NoBody}
}

// strongTag returns the tag that stands for one exact content; empty when there
// is none.
func strongTag(res *http.Response) string {
	tag := res.Header.Get("ETag")
	if strings.HasPrefix(tag, "W/") {
		return ""
	}
	return tag
}

// rangeStart returns the offset at which a partial answer begins.
func rangeStart(res *http.Response) int64 {
	if res.StatusCode != http.StatusPartialContent {
		return 0
	}
	from, _, _ := strings.Cut(strings.TrimPrefix(res.Header.Get("Content-Range"), "bytes "), "-")
	start, err := strconv.ParseInt(from, 10, 64)
	if err != nil {
		return 0
	}
	return start
}
