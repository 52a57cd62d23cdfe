package registry

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/url"
	"time"

	"auximage/imaging/report"
)

// upload is an upload session of the registry: where its next request goes.
type upload struct {
	*connection
	location *url.URL
}

// startUpload asks for an upload session.
func (c *connection) startUpload(ctx context.Context) (*upload, error) {
	res, err := c.get(ctx, http.MethodPost, c.in("blobs", "uploads/"), nil)
	if err != nil {
		return nil, err
	}
	if !leadsOn(res) {
		return nil, c.responseError(res, working)
	}
	u := &upload{connection: c}
	if err := u.follow(res); err != nil {
		return nil, err
	}
	return u, nil
}

// follow moves the upload to where an answer, which is closed, says that it
// goes on.
func (u *upload) follow(res *http.Response) error {
	place, err := res.Location()
	if err != nil || !isWeb(place) {
		return restartable{u.findingOf(res, CodeNotARegistry)}
	}
	drain(res)
	u.location = moved(place, &u.origin)
	return nil
}

// singlePutMax is up to which size, in bytes, a blob goes out with the request that
// commits it (distribution specification, "POST then PUT"): one way to and fro
// less. Of a larger one the registry keeps what it has while the commit is tried
// again.
const singlePutMax = 64 << 10

// send sends the blob into the upload and commits it. Where the
// registry would not take a small one with its commit, patchOnly is set.
func (u *upload) send(ctx context.Context, b *blob) error {
	content := b
	if b.size > singlePutMax || b.patchOnly {
		if err := u.patch(ctx, b); err != nil {
			return err
		}
		content = nil
	}
	res, err := u.request(ctx, http.MethodPut, u.commit(b), content)
	if err != nil {
		return err
	}
	if res.StatusCode == http.StatusCreated {
		drain(res)
		return nil
	}
	if succeeded(res) { // not in the words of the protocol: anybody's
		if there, err := u.hasBlob(ctx, b); err != nil || there {
			drain(res)
			return err
		}
	}
	err = u.failure(ctx, res, b)
	b.patchOnly = b.patchOnly || content != nil && refusesContent(res, err)
	return err
}

// commit returns the address of the request that commits the blob.
func (u *upload) commit(b *blob) *url.URL {
	address := *u.location
	query := address.Query()
	query.Set("digest", b.digest.String())
	address.RawQuery = query.Encode()
	return &address
}

// refusesContent tells whether an answer may be about the bytes that came with
// the commit: Artifactory and others know no such request, and say so with 404,
// 400 or 405 (docker/buildx issue 196). One for want of a right, of room or of
// time is not.
func refusesContent(res *http.Response, err error) bool {
	switch res.StatusCode {
	case http.StatusUnauthorized, http.StatusForbidden, http.StatusRequestEntityTooLarge, http.StatusTooManyRequests:
		return false
	}
	return !report.Has(err, CodeSourceChanged) && !report.Has(err, CodeNotARegistry)
}

// patch sends the blob's bytes.
func (u *upload) patch(ctx context.Context, b *blob) error {
	res, err := u.request(ctx, http.MethodPatch, u.location, b)
	if err != nil {
		return err
	}
	if leadsOn(res) {
		return u.follow(res)
	}
	return u.failure(ctx, res, b)
}

// leadsOn tells whether an answer within an upload says where it goes on. The
// distribution specification has 202, and registries have answered 200, 201 and
// 204; the page of a sign-in has no Location.
func leadsOn(res *http.Response) bool {
	return succeeded(res) && res.Header.Get("Location") != ""
}

// succeeded tells whether an answer is a good one, and not a page for people.
func succeeded(res *http.Response) bool { return res.StatusCode/100 == 2 && !isPage(res) }

// request sends a request into an upload session, with the bytes of a blob unless
// that is nil.
func (u *upload) request(ctx context.Context, method string, to *url.URL, content *blob) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, method, to.String(), nil)
	if err != nil {
		return nil, err
	}
	req.Header.Set("Content-Type", "application/octet-stream")
	if content != nil {
		req.GetBody = func() (io.ReadCloser, error) { return content.reader(ctx) }
		req.ContentLength = content.size
		req.Body = unopened{}
	}
	return u.do(req)
}

// unopened stands for a body that the transport takes from GetBody, where it is
// opened once for each try: opening may mean asking another repository for it.
type unopened struct{}

func (unopened) Read([]byte) (int, error) { return 0, errors.ErrUnsupported }
func (unopened) Close() error             { return nil }

// failure returns what an unwanted answer within an upload session means: a
// session that went wrong is begun again, if the blob is what it should be.
func (u *upload) failure(ctx context.Context, res *http.Response, b *blob) error {
	said := readWords(res)
	if said.Has("DIGEST_INVALID", "SIZE_INVALID") {
		if err := b.verify(ctx); err != nil {
			return err
		}
	}
	if res.StatusCode == http.StatusNotFound && !isPage(res) {
		return restartable{u.findingSaying(res, said, CodeUploadLost)}
	}
	return u.errorSaying(res, said, working)
}

// cancelTimeout is how long a stop may take to have a session deleted.
const cancelTimeout = 2 * time.Second

// cancel deletes the upload session that will not be used any more. What comes
// of it is not looked at: registries clean up in time.
func (u *upload) cancel(ctx context.Context) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), cancelTimeout)
	defer cancel()
	if res, err := u.get(ctx, http.MethodDelete, u.location, nil); err == nil {
		drain(res)
	}
}
