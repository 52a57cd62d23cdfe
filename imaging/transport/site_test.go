package transport_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"
	"testing/synctest"

	"auximage/imaging/report"
	"auximage/imaging/testkit"
	"auximage/imaging/transport"
)

const host = "registry.test"

// site is a registry and a transport that reaches it.
type site struct {
	registry  *testkit.Registry
	network   *testkit.Network
	transport *transport.Transport
	client    *http.Client
	content   []byte
	digest    string
}

// inBubble runs a test in a synctest bubble with a site. The bubble does not end
// before every goroutine has.
func inBubble(t *testing.T, registry *testkit.Registry, settings transport.Settings, test func(t *testing.T, s *site)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		network := &testkit.Network{}
		stop := network.Serve(host+":80", registry)
		stopOther := network.Serve("other.test:80", registry)
		settings.Proxy.Mode = transport.NoProxy
		settings.PlainHTTP = []string{host, "other.test"}
		settings.Dial = network.Dial
		rt, err := transport.New(settings)
		if err != nil {
			t.Fatal(err)
		}
		content := bytes.Repeat([]byte("0123456789abcdef"), 3<<16)
		s := &site{registry: registry, network: network, transport: rt, client: &http.Client{Transport: rt}}
		s.fill(content)
		test(t, s)
		rt.CloseIdleConnections()
		registry.Close()
		stop()
		stopOther()
	})
}

// fill has the site push another content.
func (s *site) fill(content []byte) {
	s.content, s.digest = content, fmt.Sprintf("sha256:%x", sha256.Sum256(content))
}

// do sends a request; the body can be read more than once.
func (s *site) do(ctx context.Context, method, address string, body []byte) (*http.Response, error) {
	if strings.HasPrefix(address, "/") {
		address = "http://" + host + address
	}
	var reader io.Reader
	if body != nil {
		reader = bytes.NewReader(body)
	}
	req, err := http.NewRequestWithContext(ctx, method, address, reader)
	if err != nil {
		return nil, err
	}
	return s.client.Do(req)
}

// want sends a request and reads all of the answer, which must have the status.
func (s *site) want(ctx context.Context, status int, method, address string, body []byte) (*http.Response, []byte, error) {
	res, err := s.do(ctx, method, address, body)
	if err != nil {
		return nil, nil, err
	}
	defer func() { _ = res.Body.Close() }()
	content, err := io.ReadAll(res.Body)
	if err != nil {
		return nil, nil, err
	}
	if res.StatusCode != status {
		return nil, nil, unexpected(res.StatusCode)
	}
	return res, content, nil
}

type unexpected int

func (u unexpected) Error() string { return fmt.Sprintf("status %d", int(u)) }

// push uploads the content as package registry does: a blob is begun again as
// long as its transport says so.
func (s *site) push(ctx context.Context) error {
	for {
		err := s.upload(ctx)
		if status, ok := err.(unexpected); ok && (status == 404 || status == 400) {
			if err := s.transport.WaitForRetry(ctx, err); err != nil {
				return err
			}
			continue
		}
		if !transport.Waited(err) {
			return err
		}
	}
}

func (s *site) upload(ctx context.Context) error {
	if _, _, err := s.want(ctx, 200, "HEAD", "/v2/a/blobs/"+s.digest, nil); err == nil {
		return nil
	} else if err != unexpected(404) {
		return err
	}
	begun, _, err := s.want(ctx, 202, "POST", "/v2/a/blobs/uploads/", nil)
	if err != nil {
		return err
	}
	at, err := begun.Location()
	if err != nil {
		return err
	}
	sent, _, err := s.want(ctx, 202, "PATCH", at.String(), s.content)
	if err != nil {
		return err
	}
	if at, err = sent.Location(); err != nil {
		return err
	}
	at.RawQuery = url.Values{"digest": {s.digest}}.Encode()
	_, _, err = s.want(ctx, 201, "PUT", at.String(), nil)
	return err
}

// item returns a context with an item that is heard. net/http may still read a
// body when its answer is there.
func item(ctx context.Context, heard *[]report.Progress) context.Context {
	var mu sync.Mutex
	return transport.WithItem(ctx, transport.Item{Phase: report.Upload, Name: "layer", Listener: func(p report.Progress) {
		mu.Lock()
		defer mu.Unlock()
		*heard = append(*heard, p)
	}})
}

// only plays a fault for the requests that match.
func only(method, part string, times int, fault testkit.Fault) func(int, *http.Request) testkit.Fault {
	return func(_ int, r *http.Request) testkit.Fault {
		if r.Method != method || !strings.Contains(r.URL.Path, part) || times == 0 {
			return testkit.Fault{}
		}
		times--
		return fault
	}
}
