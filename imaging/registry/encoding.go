package registry

import (
	"compress/gzip"
	"io"
	"net/http"
	"strings"
)

// inflated returns the answer with its body as it was before something on the
// way compressed it, which no request here asks for (Content-Encoding, RFC 9110
// 8.4.1). What has another encoding is left as it came.
func inflated(res *http.Response) *http.Response {
	if res.Request != nil && res.Request.Method == http.MethodHead {
		return res
	}
	switch strings.ToLower(strings.TrimSpace(res.Header.Get("Content-Encoding"))) {
	case "gzip", "x-gzip":
		res.Body = &inflatedBody{raw: res.Body, length: res.ContentLength}
		res.ContentLength = -1
	}
	return res
}

// asStored returns the answer with the bytes that the registry keeps when those
// that came are as many as are expected: stores of objects call a layer's own
// compression an encoding.
func asStored(res *http.Response, size int64) *http.Response {
	if body, ok := res.Body.(*inflatedBody); ok && body.length == size {
		res.Body, res.ContentLength = body.raw, size
	}
	return res
}

// inflatedBody is a compressed body that is read inflated.
type inflatedBody struct {
	raw    io.ReadCloser
	length int64 // of raw, negative when it is unknown
	plain  *gzip.Reader
}

// Read implements io.Reader.
func (b *inflatedBody) Read(p []byte) (n int, err error) {
	if b.plain == nil {
		if b.plain, err = gzip.NewReader(b.raw); err != nil {
			return 0, err
		}
	}
	return b.plain.Read(p)
}

// Close implements io.Closer.
func (b *inflatedBody) Close() error { return b.raw.Close() }
