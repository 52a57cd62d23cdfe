package registry

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"slices"

	"auximage/imaging/transport"
)

// findMounts notes for each blob whether it is known to be in the target, and for
// a large one the repositories of the registry that it may be taken over from:
// those that it is known to be in, and that which it came from. A small one is
// sent as soon as it is asked about.
func (c *connection) findMounts(blobs []*blob) {
	target := c.repository.RepositoryStr()
	for _, b := range blobs {
		b.known = c.known.has(b.digest, target)
		if b.size <= singlePutMax {
			continue
		}
		from := c.known.of(b.digest, target)
		if origin, ok := b.origin(c.reference); ok && !slices.Contains(from, origin.repository.RepositoryStr()) {
			from = append(from, origin.repository.RepositoryStr())
		}
		b.mounts = from[:min(len(from), maxMounts)]
		for _, repository := range b.mounts {
			if scope := "repository:" + repository + ":" + pull; !slices.Contains(c.mountScopes, scope) {
				c.mountScopes = append(c.mountScopes, scope)
			}
		}
	}
}

// learned returns what is known of the registry after a push.
func (c *connection) learned(ctx context.Context, blobs []*blob) places {
	known := c.known
	for _, b := range slices.Backward(blobs) {
		known = known.with(b.digest, c.repository.RepositoryStr(), b.unmounted)
	}
	if c.auth.lock(ctx) == nil {
		was := c.auth.realm
		known.Realm = realm{Scheme: was.scheme, Realm: was.realm, Service: was.service}
		c.auth.unlock()
	}
	return known
}

// errNoMount tells that a repository did not give the blob.
var errNoMount = errors.New("not mounted")

// mount has the registry take the blob over from another of its repositories
// (distribution specification, "Mounting a blob from another repository"). Where
// none gives it the registry may have begun an upload in its place; nil is none
// of both. What goes wrong is no fault of the push: it is asked for once, and the
// blob is sent.
func (c *connection) mount(ctx context.Context, b *blob) (u *upload, mounted bool) {
	candidates := b.mounts
	b.mounts = nil // asked once in a push
	for _, from := range candidates {
		begun, err := c.mountFrom(ctx, b, from)
		if u != nil && (err == nil || begun != nil) {
			c.cancelUpload(ctx, u)
			u = nil
		}
		switch {
		case err == nil:
			return nil, true
		case begun != nil:
			u = begun
		case !errors.Is(err, errNoMount): // its answer was lost, it may have happened
			if there, err := c.hasBlob(ctx, b); err == nil && there {
				return nil, true
			}
		}
		b.unmounted = append(b.unmounted, from)
	}
	return u, false
}

// mountFrom asks for a mount. With errNoMount comes the upload that the registry
// began in its place, if it did.
func (c *connection) mountFrom(ctx context.Context, b *blob, from string) (*upload, error) {
	address := c.in("blobs", "uploads/")
	address.RawQuery = url.Values{"mount": {b.digest.String()}, "from": {from}}.Encode()
	req, err := http.NewRequestWithContext(transport.For(ctx, transport.Once), http.MethodPost, address.String(), nil)
	if err != nil {
		return nil, err
	}
	client := http.Client{Transport: roundTripper(c.mountRoundTrip), CheckRedirect: c.redirect}
	res, err := client.Do(req)
	if err != nil {
		return nil, err
	}
	switch {
	case isPage(res):
	case res.StatusCode == http.StatusCreated:
		drain(res)
		return nil, nil
	case leadsOn(res):
		u := &upload{}
		if c.followLocation(u, res) == nil {
			return u, errNoMount
		}
	}
	drain(res)
	return nil, errNoMount
}

// mountRoundTrip signs a request for a mount. The right to read from the other
// repositories is asked for apart: where it is refused, nothing is said of the
// right to the target, nor of the password, which was seen to be good.
func (c *connection) mountRoundTrip(req *http.Request) (*http.Response, error) {
	if !sameOrigin(req.URL, &c.origin) {
		return c.transport.RoundTrip(req)
	}
	header, err := c.mountHeader(req.Context())
	if err != nil {
		return nil, err
	}
	return c.transport.RoundTrip(withAuthorization(req, header))
}

// mountHeader returns the Authorization header for the target and all that blobs
// may be taken over from. It is asked for once.
func (c *connection) mountHeader(ctx context.Context) (string, error) {
	wider := &authTransport{signIn: c.auth.signIn, connection: c, scopes: slices.Concat(c.auth.wanted(), c.mountScopes)}
	if err := wider.lock(ctx); err != nil {
		return "", err
	}
	defer wider.unlock()
	if header, fresh := wider.valid(wider.scopes); fresh {
		return header, nil
	}
	if c.mountRefused {
		return "", errNoMount
	}
	header, err := wider.token(ctx)
	c.mountRefused = err != nil && ctx.Err() == nil
	return header, err
}
