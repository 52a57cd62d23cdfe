package transport_test

import (
	"io"
	"net/http"
	"sync"
	"testing"
	"time"

	"auximage/imaging/report"
	"auximage/imaging/testkit"
	"auximage/imaging/transport"
)

// reluctant is a body all of which but the beginning is there a second later.
type reluctant struct{ left int }

const reluctantSize = 1 << 20

func (b *reluctant) Read(p []byte) (int, error) {
	if b.left == 0 {
		return 0, io.EOF
	}
	if b.left < reluctantSize {
		<-time.After(time.Second)
	}
	n := min(len(p), b.left)
	b.left -= n
	return n, nil
}

func TestWhatIsReadOfABodyAfterItsAnswerDoesNotHideTheWait(t *testing.T) {
	refusal := testkit.Fault{Kind: testkit.Answer, Where: testkit.WithinBody, After: 32 << 10, Status: 503, Header: http.Header{"Retry-After": {"60"}}}
	inBubble(t, &testkit.Registry{Fault: only("PUT", "", 1, refusal)}, transport.Settings{}, func(t *testing.T, s *site) {
		var mu sync.Mutex
		var waits, runs time.Time // the first wait, and what is told next
		ctx := transport.WithItem(t.Context(), transport.Item{Phase: report.Upload, Name: "layer", Listener: func(p report.Progress) {
			mu.Lock()
			defer mu.Unlock()
			switch {
			case p.State == report.Waiting && waits.IsZero():
				waits = time.Now()
			case p.State == report.Running && !waits.IsZero() && runs.IsZero():
				runs = time.Now()
			}
		}})
		req, err := http.NewRequestWithContext(ctx, "PUT", "http://registry.test/v2/a/blobs/uploads/x", &reluctant{reluctantSize})
		if err != nil {
			t.Fatal(err)
		}
		req.ContentLength = reluctantSize
		if res, err := s.transport.RoundTrip(req); err == nil {
			_ = res.Body.Close()
		}
		mu.Lock()
		defer mu.Unlock()
		if waited := runs.Sub(waits); waits.IsZero() || waited < time.Minute {
			t.Errorf("the wait was told for %v, want a minute", waited)
		}
	})
}
