package transport_test

import (
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"

	"auximage/imaging/transport"
)

// BenchmarkUpload compares what is watched with net/http's own transport.
func BenchmarkUpload(b *testing.B) {
	server := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
	}))
	defer server.Close()
	ours, err := transport.New(transport.Settings{PlainHTTP: []string{"127.0.0.1"}})
	if err != nil {
		b.Fatal(err)
	}
	defer ours.CloseIdleConnections()
	content := make([]byte, 64<<20)
	for name, rt := range map[string]http.RoundTripper{"ours": ours, "net/http": http.DefaultTransport} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(content)))
			for b.Loop() {
				req, err := http.NewRequestWithContext(b.Context(), http.MethodPatch, server.URL, bytes.NewReader(content))
				if err != nil {
					b.Fatal(err)
				}
				res, err := rt.RoundTrip(req)
				if err != nil {
					b.Fatal(err)
				}
				if err := res.Body.Close(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
