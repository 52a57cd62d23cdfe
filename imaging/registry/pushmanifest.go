package registry

import (
	"bytes"
	"context"
	"net/http"
	"slices"

	v1 "github.com/google/go-containerregistry/pkg/v1"

	"auximage/imaging/report"
	"auximage/imaging/transport"
)

// push puts the manifests in their places, that of the whole last, under the
// tag, and reads it back. Where no blob had to be sent the tag may hold it
// already: then reading is all. What takes the tag is put or the put of a
// claim; unread is why it could not be read.
func (m manifests) push(ctx context.Context, images []v1.Image, what Pushable, blobs []*blob, take taking) (unread, err error) {
	m.progress.Tell(report.Progress{Phase: report.Manifest})
	ctx = m.item(ctx, report.Manifest, "", 0)
	if !slices.ContainsFunc(blobs, func(b *blob) bool { return b.sent.Load() }) && m.tagHolds(ctx, what) {
		m.progress.Tell(report.Progress{Phase: report.Manifest, State: report.Finished})
		return nil, nil
	}
	if _, single := what.(v1.Image); !single {
		for _, image := range images {
			digest, err := image.Digest()
			if err != nil {
				return nil, err
			}
			if _, err := m.put(ctx, image, digest.String()); err != nil {
				return nil, err
			}
		}
	}
	if unread, err = take(ctx, what, m.identifier()); err != nil {
		return nil, err
	}
	m.progress.Tell(report.Progress{Phase: report.Manifest, State: report.Finished})
	return unread, nil
}

// taking puts a manifest under a tag: see manifests.put.
type taking func(ctx context.Context, what Pushable, at string) (unread, err error)

// tagHolds tells whether the reference's tag is seen to hold what is pushed.
func (m manifests) tagHolds(ctx context.Context, what Pushable) bool {
	ours, err := manifestOf(what)
	return err == nil && m.readBack(ctx, ours, m.identifier()) == nil
}

// put stores a manifest under a tag or digest and reads it back. A manifest
// that the registry has taken for sure is not sent again, only read: else two
// pushes of one tag would fight over it. One that was taken and cannot be read
// back is stored all the same, as with an account that may push and not pull:
// then unread is what the reading ended in.
func (m manifests) put(ctx context.Context, what Pushable, at string) (unread, err error) {
	ours, err := manifestOf(what)
	if err != nil {
		return nil, err
	}
	taken, stored := false, ""
	err = m.retry(ctx, func(ctx context.Context) error {
		var refused error
		if !taken {
			if taken, stored, refused = m.send(ctx, ours, at); refused != nil && !report.Has(refused, CodeTagLocked) {
				return refused
			}
		}
		err := m.readBack(ctx, ours, at)
		if refused != nil && err != nil {
			return refused
		}
		switch {
		case report.Has(err, CodeNotKept):
			taken = false
		case err != nil && stored != "":
			return m.another(ours, stored) // which says more than that it cannot be read
		case m.claimed && report.Has(err, CodeDigestMismatch) && m.readBack(ctx, ours, ours.digest.String()) == nil:
			f, _ := report.Of(err)
			return m.takenBy(f.Args["Got"].(string), true)
		}
		return err
	})
	if taken && err != nil && ctx.Err() == nil && !report.Has(err, CodeDigestMismatch) && !report.Has(err, CodeTagTaken) {
		return err, nil
	}
	return nil, err
}

// another returns that the registry has another manifest than the one that was sent.
func (m manifests) another(ours manifest, got string) error {
	return restartable{report.Fault(CodeDigestMismatch, nil, report.Args{
		"Reference": m.reference.String(), "Want": ours.digest.String(), "Got": got,
	})}
}

// send sends a manifest. It tells whether the registry has taken it in the
// words of the protocol, and which digest it names where that is another; other good
// answers may be anybody's.
func (m manifests) send(ctx context.Context, ours manifest, at string) (taken bool, other string, err error) {
	req, err := http.NewRequestWithContext(transport.For(ctx, transport.Idempotent), http.MethodPut, m.in("manifests", at).String(), bytes.NewReader(ours.raw))
	if err != nil {
		return false, "", err
	}
	req.Header.Set("Content-Type", string(ours.mediaType))
	res, err := m.do(req)
	if err != nil {
		return false, "", err
	}
	switch {
	case res.StatusCode == http.StatusCreated:
		drain(res)
		if named := res.Header.Get("Docker-Content-Digest"); named != "" && named != ours.digest.String() {
			return false, named, nil
		}
		return true, "", nil
	case res.StatusCode < http.StatusMultipleChoices && !isPage(res):
		drain(res)
		return false, "", nil
	}
	return false, "", m.responseError(res, working)
}

// readBack fetches a manifest that was stored and compares its digest.
func (m manifests) readBack(ctx context.Context, ours manifest, at string) error {
	found, err := m.fetch(ctx, at, []string{string(ours.mediaType)})
	switch {
	case report.Has(err, CodeNoImage), report.Has(err, CodeNotFound):
		f, _ := report.Of(err)
		f.Code, f.Args = CodeNotKept, report.Args{"Reference": m.reference.String()}
		return restartable{f}
	case err != nil:
		return err
	case found.digest != ours.digest:
		return m.another(ours, found.digest.String())
	}
	return nil
}

// notReadBack returns the note about an image that was taken and could not be read.
func (m manifests) notReadBack(unread error) *report.Finding {
	args := m.parts()
	args["User"] = m.auth.credentials.Username
	note := report.Finding{Code: CodeNotReadBack, Severity: report.Warning, Args: args, Cause: unread}
	if why, ok := report.Of(unread); ok {
		note.Exchange = why.Exchange
	}
	return &note
}
