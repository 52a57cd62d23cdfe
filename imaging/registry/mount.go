package registry

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"slices"

	"auximage/imaging/transport"
)

// mounts are the blobs that a registry may take over from its other repositories.
type mounts struct {
	*connection
	scopes  []string // to read from those repositories
	refused bool     // the right to them was refused; guarded by the sign-in's lock
}

// find notes for each blob whether it is known to be in the target, and for
// a large one the repositories of the registry that it may be taken over from:
// those that it is known to be in, and that which it came from. A small one is
// sent as soon as it is asked about.
func (m *mounts) find(blobs []*blob) {
	target := m.repository.RepositoryStr()
	for _, b := range blobs {
		b.known = m.known.has(b.digest, target)
		if b.size <= singlePutMax {
			continue
		}
		from := m.known.of(b.digest, target)
		if origin, ok := b.origin(m.reference); ok && !slices.Contains(from, origin.repository.RepositoryStr()) {
			from = append(from, origin.repository.RepositoryStr())
		}
		b.mounts = from[:min(len(from), maxMounts)]
		for _, repository := range b.mounts {
			if scope := "repository:" + repository + ":" + pull; !slices.Contains(m.scopes, scope) {
				m.scopes = append(m.scopes, scope)
			}
		}
	}
}

// learned returns what is known of the registry after a push.
func (m *mounts) learned(ctx context.Context, blobs []*blob) places {
	known := m.known
	for _, b := range slices.Backward(blobs) {
		known = known.with(b.digest, m.repository.RepositoryStr(), b.unmounted)
	}
	if m.auth.lock(ctx) == nil {
		was := m.auth.realm
		known.Realm = realm{Scheme: was.scheme, Realm: was.realm, Service: was.service}
		m.auth.unlock()
	}
	return known
}

// takeOrUpload has the registry take the blob over from another of its
// repositories, or starts an upload session. It tells whether the blob was taken
// over.
func (m *mounts) takeOrUpload(ctx context.Context, b *blob) (*upload, bool, error) {
	if u, mounted := m.take(ctx, b); mounted || u != nil {
		return u, mounted, nil
	}
	if ctx.Err() != nil {
		return nil, false, context.Cause(ctx)
	}
	u, err := m.startUpload(ctx)
	return u, false, err
}

// errNoMount tells that a repository did not give the blob.
var errNoMount = errors.New("not mounted")

// take has the registry take the blob over from another of its repositories
// (distribution specification, "Mounting a blob from another repository"). Where
// none gives it the registry may have begun an upload in its place; nil is none
// of both. What goes wrong is no fault of the push: it is asked for once, and the
// blob is sent.
func (m *mounts) take(ctx context.Context, b *blob) (u *upload, mounted bool) {
	candidates := b.mounts
	b.mounts = nil // asked once in a push
	for _, from := range candidates {
		begun, err := m.from(ctx, b, from)
		if u != nil && (err == nil || begun != nil) {
			u.cancel(ctx)
			u = nil
		}
		switch {
		case err == nil:
			return nil, true
		case begun != nil:
			u = begun
		case !errors.Is(err, errNoMount): // its answer was lost, it may have happened
			if there, err := m.hasBlob(ctx, b); err == nil && there {
				return nil, true
			}
		}
		b.unmounted = append(b.unmounted, from)
	}
	return u, false
}

// from asks for a mount. With errNoMount comes the upload that the registry
// began in its place, if it did.
func (m *mounts) from(ctx context.Context, b *blob, repository string) (*upload, error) {
	address := m.in("blobs", "uploads/")
	address.RawQuery = url.Values{"mount": {b.digest.String()}, "from": {repository}}.Encode()
	req, err := http.NewRequestWithContext(transport.For(ctx, transport.Once), http.MethodPost, address.String(), nil)
	if err != nil {
		return nil, err
	}
	client := http.Client{Transport: roundTripper(m.roundTrip), CheckRedirect: m.redirect}
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
		u := &upload{connection: m.connection}
		if u.follow(res) == nil {
			return u, errNoMount
		}
	}
	drain(res)
	return nil, errNoMount
}

// roundTrip signs a request for a mount. The right to read from the other
// repositories is asked for apart: where it is refused, nothing is said of the
// right to the target, nor of the password, which was seen to be good.
func (m *mounts) roundTrip(req *http.Request) (*http.Response, error) {
	if !sameOrigin(req.URL, &m.origin) {
		return m.transport.RoundTrip(req)
	}
	header, err := m.header(req.Context())
	if err != nil {
		return nil, err
	}
	return m.transport.RoundTrip(withAuthorization(req, header))
}

// header returns the Authorization header for the target and all that blobs
// may be taken over from. It is asked for once.
func (m *mounts) header(ctx context.Context) (string, error) {
	wider := &authTransport{signIn: m.auth.signIn, connection: m.connection, scopes: slices.Concat(m.auth.wanted(), m.scopes)}
	if err := wider.lock(ctx); err != nil {
		return "", err
	}
	defer wider.unlock()
	if header, fresh := wider.valid(wider.scopes); fresh {
		return header, nil
	}
	if m.refused {
		return "", errNoMount
	}
	header, err := wider.token(ctx)
	m.refused = err != nil && ctx.Err() == nil
	return header, err
}
