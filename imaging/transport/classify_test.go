package transport_test

import (
	"io"
	"strings"
	"testing"
	"time"

	"auximage/imaging/report"
	"auximage/imaging/testkit"
	"auximage/imaging/transport"
)

// TestWhatIsNoHTTPIsNamed provokes each of net/http's wordings, so that a change
// of one is noticed.
func TestWhatIsNoHTTPIsNamed(t *testing.T) {
	const ok, chunked = "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
	for what, c := range map[string]struct{ says, wording string }{
		"no answer at all":                {"SSH-2.0-OpenSSH_9.6\r\n", "malformed HTTP response"},
		"a status in letters":             {"HTTP/1.1 two OK\r\n\r\n", "malformed HTTP status code"},
		"a version in letters":            {"HTTP/one 200 OK\r\n\r\n", "malformed HTTP version"},
		"a line that is no header":        {ok + "no header\r\n\r\n", "malformed MIME header"},
		"a header without end":            {ok + strings.Repeat("X: "+strings.Repeat("x", 1000)+"\r\n", 1000), "response headers exceeded"},
		"informational answers for ever":  {strings.Repeat("HTTP/1.1 103 Early Hints\r\nX: "+strings.Repeat("x", 1000)+"\r\n\r\n", 1000), "response headers exceeded"},
		"less than nothing":               {ok + "Content-Length: -5\r\n\r\n", "bad Content-Length"},
		"a length in letters":             {ok + "Content-Length: five\r\n\r\n", "bad Content-Length"},
		"an empty length":                 {ok + "Content-Length: \r\n\r\n", "invalid empty Content-Length"},
		"two lengths":                     {ok + "Content-Length: 5\r\nContent-Length: 6\r\n\r\n", "multiple Content-Length headers"},
		"a coding that nobody asked for":  {ok + "Transfer-Encoding: gzip\r\n\r\n", "unsupported transfer encoding"},
		"two codings":                     {ok + "Transfer-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n", "too many transfer encodings"},
		"a trailer that may not be one":   {ok + "Transfer-Encoding: chunked\r\nTrailer: Content-Length\r\n\r\n", "bad trailer key"},
		"a chunk longer than it says":     {chunked + "1\r\nabcd\r\n", "malformed chunked encoding"},
		"a chunk of no length":            {chunked + "\r\n", "empty hex number for chunk length"},
		"a chunk's length in letters":     {chunked + "xyz\r\n", "invalid byte in chunk length"},
		"a chunk of too great a length":   {chunked + strings.Repeat("f", 17) + "\r\n", "http chunk length too large"},
		"a chunk's line that ends early":  {chunked + "1\na\r\n", "chunked line ends with bare LF"},
		"a chunk's line that ends twice":  {chunked + "1\r;\r\na\r\n", "invalid CR in chunked line"},
		"a chunk's line without end":      {chunked + "1;" + strings.Repeat("x", 100_000) + "\r\n", "header line too long"},
		"chunks of little but their line": {chunked + strings.Repeat("1;"+strings.Repeat("x", 1000)+"\r\na\r\n", 100), "too much non-data"},
		"a trailer without end":           {chunked + "0\r\nX: " + strings.Repeat("x", 100_000) + "\r\n", "suspiciously long trailer"},
	} {
		t.Run(what, func(t *testing.T) {
			inBubble(t, &testkit.Registry{}, transport.Settings{}, func(t *testing.T, s *site) {
				listener := s.network.Listen("other.test:80")
				defer func() { _ = listener.Close() }()
				go func() {
					for {
						conn, err := listener.Accept()
						if err != nil {
							return
						}
						go func() {
							_, _ = conn.Read(make([]byte, 4096))
							_, _ = io.WriteString(conn, c.says)
							_ = conn.Close()
						}()
					}
				}()
				begin := time.Now()
				_, _, err := s.want(t.Context(), 200, "GET", "http://other.test/file.zip", nil)
				if !report.Has(err, transport.CodeNotHTTP) || !strings.Contains(err.Error(), c.wording) {
					t.Errorf("the error is %v", err)
				}
				if spent := time.Since(begin); spent > 10*time.Second {
					t.Errorf("it took %s", spent)
				}
			})
		})
	}
}
