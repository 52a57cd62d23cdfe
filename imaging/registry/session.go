package registry

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/url"
	"time"

	"auximage/imaging/report"
	"auximage/imaging/transport"
)

// session is an upload session of the registry: where its next request goes.
type session struct{ place *url.URL }

// begin starts an upload session, or has the registry take the blob over from
// the repository it came from. A registry that will not take it over may still
// be sent it.
func (c *connection) begin(ctx context.Context, b *blob) (*session, bool, error) {
	if from, ok := b.origin(c.reference); ok {
		s, mounted, err := c.start(ctx, url.Values{"mount": {b.digest.String()}, "from": {from.repository.RepositoryStr()}})
		var strange again
		if err == nil || transport.Waited(err) || errors.As(err, &strange) || ctx.Err() != nil {
			return s, mounted, err
		}
	}
	return c.start(ctx, nil)
}

// start asks for an upload session; with a query that names a blob elsewhere
// that can make it needless.
func (c *connection) start(ctx context.Context, query url.Values) (*session, bool, error) {
	address := c.in("blobs", "uploads/")
	address.RawQuery = query.Encode()
	res, err := c.get(ctx, http.MethodPost, address, nil)
	if err != nil {
		return nil, false, err
	}
	switch {
	case res.StatusCode == http.StatusCreated && query != nil:
		drain(res)
		return nil, true, nil
	case res.StatusCode == http.StatusAccepted:
		s := &session{}
		return s, false, c.follow(s, res)
	}
	return nil, false, c.fault(res, working)
}

// follow moves the session to where an answer, which is closed, says that it
// goes on. A registry behind something that ends TLS may not know its scheme.
func (c *connection) follow(s *session, res *http.Response) error {
	place, err := res.Location()
	if err != nil || !isWeb(place) {
		return again{c.finding(res, CodeNotARegistry)}
	}
	drain(res)
	if place.Host == c.origin.Host {
		place.Scheme = c.origin.Scheme
	}
	s.place = place
	return nil
}

// inOne is up to which size, in bytes, a blob goes out with the request that
// commits it (distribution specification, "POST then PUT"): one way to and fro
// less. Of a larger one the registry keeps what it has while the commit is tried
// again.
const inOne = 64 << 10

// fill sends the blob into the session and commits it.
func (c *connection) fill(ctx context.Context, s *session, b *blob) error {
	content := b
	if b.size > inOne || b.apart {
		if err := c.stream(ctx, s, b); err != nil {
			return err
		}
		content = nil
	}
	commit := *s.place
	query := commit.Query()
	query.Set("digest", b.digest.String())
	commit.RawQuery = query.Encode()
	res, err := c.into(ctx, http.MethodPut, &commit, content)
	if err != nil {
		return err
	}
	if res.StatusCode == http.StatusCreated {
		drain(res)
		return nil
	}
	err = c.inSession(ctx, res, b)
	if f, _ := report.Of(err); content != nil && f.Code == CodeRejected {
		b.apart = true
		return again{err}
	}
	return err
}

// stream sends the blob's bytes.
func (c *connection) stream(ctx context.Context, s *session, b *blob) error {
	res, err := c.into(ctx, http.MethodPatch, s.place, b)
	if err != nil {
		return err
	}
	switch res.StatusCode {
	case http.StatusAccepted, http.StatusNoContent, http.StatusCreated:
		return c.follow(s, res)
	}
	return c.inSession(ctx, res, b)
}

// into sends a request into an upload session, with the bytes of a blob unless
// that is nil.
func (c *connection) into(ctx context.Context, method string, to *url.URL, content *blob) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, method, to.String(), nil)
	if err != nil {
		return nil, err
	}
	req.Header.Set("Content-Type", "application/octet-stream")
	if content != nil {
		req.GetBody = func() (io.ReadCloser, error) { return content.source(ctx) }
		req.ContentLength = content.size
		if req.Body, err = req.GetBody(); err != nil {
			return nil, err
		}
	}
	return c.do(req)
}

// inSession returns what an unwanted answer within an upload session means: a
// session that went wrong is begun again, if the blob is what it should be.
func (c *connection) inSession(ctx context.Context, res *http.Response, b *blob) error {
	said := read(res)
	if said.has("DIGEST_INVALID", "SIZE_INVALID") {
		if err := b.check(ctx); err != nil {
			return err
		}
	}
	if res.StatusCode == http.StatusNotFound && !isPage(res) {
		return again{c.about(res, said, CodeUploadLost)}
	}
	return c.judge(res, said, working)
}

// farewell is how long a stop may take to have a session deleted.
const farewell = 2 * time.Second

// abandon deletes an upload session that will not be used any more. What comes
// of it is not looked at: registries clean up in time.
func (c *connection) abandon(ctx context.Context, s *session) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), farewell)
	defer cancel()
	if res, err := c.get(ctx, http.MethodDelete, s.place, nil); err == nil {
		drain(res)
	}
}
