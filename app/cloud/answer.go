package cloud

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"regexp"
	"strings"

	"auximage/imaging/exchange"
	"auximage/imaging/report"
)

// What a service may answer instead of what was asked for.
const (
	CodeRefused    report.Code = "cloud.refused"     // Host: the signature is none of this person's
	CodeClock      report.Code = "cloud.clock"       // Host: this computer's clock is off
	CodeNoRight    report.Code = "cloud.no-right"    // Host: not allowed, or not there: the services do not tell which
	CodeNotOracles report.Code = "cloud.not-oracles" // Host: of a registry that nothing is signed for
	CodeConflict   report.Code = "cloud.conflict"    // Host
	CodeThrottled  report.Code = "cloud.throttled"   // Host
	CodeFailed     report.Code = "cloud.failed"      // Host
	CodeUnexpected report.Code = "cloud.unexpected"  // Cause
)

// dispatcher sends the requests of Oracle's library and keeps what went wrong as
// a Finding.
type dispatcher struct {
	ctx       context.Context // of the question
	transport http.RoundTripper
	fault     error
}

// longestRefusal bounds what is read of an answer that refuses, in bytes.
const longestRefusal = 64 << 10

// Do sends a request.
func (d *dispatcher) Do(req *http.Request) (*http.Response, error) {
	res, err := d.transport.RoundTrip(req.WithContext(d.ctx))
	if err != nil {
		d.fault = withoutOCIDs(err)
		return nil, d.fault
	}
	if res.StatusCode < 300 {
		return res, nil
	}
	body, _ := io.ReadAll(io.LimitReader(res.Body, longestRefusal))
	_ = res.Body.Close()
	res.Body = io.NopCloser(bytes.NewReader(body))
	said := exchange.Of(res)
	said.Path, said.Text = hideOCIDs(said.Path), hideOCIDs(said.Text)
	d.fault = report.Finding{Code: codeOf(res.StatusCode, body), Severity: report.Error, Args: report.Args{"Host": req.URL.Host}, Exchange: said}
	return nil, d.fault
}

// codeOf returns what a refusal means (Oracle: "API Errors"). A service that a
// person may not see answers as if it were not there.
func codeOf(status int, body []byte) report.Code {
	var said struct{ Message string }
	_ = json.Unmarshal(body, &said)
	switch {
	case status == http.StatusUnauthorized && strings.Contains(said.Message, "clock skew"):
		return CodeClock
	case status == http.StatusUnauthorized:
		return CodeRefused
	case status == http.StatusForbidden, status == http.StatusNotFound:
		return CodeNoRight
	case status == http.StatusConflict:
		return CodeConflict
	case status == http.StatusTooManyRequests:
		return CodeThrottled
	}
	return CodeFailed
}

// ocid is an identifier of Oracle Cloud: ocid1, the kind of thing, where it is,
// and what is known to its owner alone.
var ocid = regexp.MustCompile(`(ocid1\.[a-z0-9]+)\.[A-Za-z0-9._-]+`)

func hideOCIDs(text string) string { return ocid.ReplaceAllString(text, "$1.…") }

// withoutOCIDs returns an error of the transport whose addresses name nobody.
func withoutOCIDs(err error) error {
	f, ok := report.Of(err)
	if !ok || f.Exchange == nil {
		return err
	}
	said := *f.Exchange
	said.Path, said.Text = hideOCIDs(said.Path), hideOCIDs(said.Text)
	f.Exchange = &said
	return f
}
