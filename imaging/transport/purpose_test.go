package transport_test

import (
	"context"
	"net/http"
	"strings"
	"testing"

	"auximage/imaging/transport"
)

func TestWhatMayBeSentTwiceIsKnownByItsPurpose(t *testing.T) {
	for what, c := range map[string]struct {
		method  string
		body    bool
		purpose transport.Purpose
		want    bool
	}{
		"a question":                      {"GET", false, 0, true},
		"a look":                          {"HEAD", false, 0, true},
		"a beginning without a body":      {"POST", false, 0, true},
		"a beginning with a body":         {"POST", true, 0, false},
		"a form of a sign-in":             {"POST", true, transport.SignIn, true},
		"bytes that are appended":         {"PATCH", true, 0, false},
		"a commit without a body":         {"PUT", false, 0, true},
		"a commit with a body":            {"PUT", true, 0, false},
		"something stored under its name": {"PUT", true, transport.Idempotent, true},
		"with another purpose beside":     {"PUT", true, transport.Idempotent | transport.Once, true},
		"a question by digest":            {"GET", false, transport.ByDigest, true},
	} {
		t.Run(what, func(t *testing.T) {
			var req *http.Request
			ctx := transport.For(transport.For(context.Background(), c.purpose), 0)
			if c.body {
				req, _ = http.NewRequestWithContext(ctx, c.method, "http://registry.test/", strings.NewReader("body"))
			} else {
				req, _ = http.NewRequestWithContext(ctx, c.method, "http://registry.test/", nil)
			}
			if got := transport.Replayable(req); got != c.want {
				t.Errorf("got %v, want %v", got, c.want)
			}
			if req.GetBody = nil; c.body && transport.Replayable(req) {
				t.Error("a body that can be read once may be sent twice")
			}
		})
	}
}
