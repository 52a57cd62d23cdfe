package registry

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"

	v1 "github.com/google/go-containerregistry/pkg/v1"

	"auximage/imaging/report"
	"auximage/imaging/transport"
)

// partStore is a store that also gives a stretch of a content.
type partStore interface {
	part(ctx context.Context, what v1.Descriptor, from, size int64) ([]byte, error)
}

// Part returns a stretch of a layer's blob without the rest: of a registry by a
// range request (RFC 9110, 14.2). Nothing but its length is known to be right,
// since a digest is of the whole: what it says is to be shown and not to be kept. One
// that cannot be had without the whole is a finding of CodeNoParts.
func Part(ctx context.Context, layer v1.Layer, from, size int64) ([]byte, error) {
	stored, ok := layer.(*storedLayer)
	if !ok {
		return nil, report.Fault(CodeNoParts, nil, nil)
	}
	store, ok := stored.store.(partStore)
	if !ok || from < 0 || size < 0 || from+size > stored.what.Size {
		return nil, report.Fault(CodeNoParts, nil, report.Args{"Size": stored.what.Size})
	}
	return store.part(ctx, stored.what, from, size)
}

// part implements partStore.
func (p *puller) part(ctx context.Context, what v1.Descriptor, from, size int64) ([]byte, error) {
	conn, err := p.connected(ctx)
	if err != nil {
		return nil, err
	}
	return downloads{conn}.part(ctx, what, from, size)
}

// part asks for a stretch of a blob. An answer of another length passes: it may
// have been cut on the way.
func (d downloads) part(ctx context.Context, what v1.Descriptor, from, size int64) (part []byte, err error) {
	header := http.Header{"Range": {fmt.Sprintf("bytes=%d-%d", from, from+size-1)}}
	err = d.retry(ctx, func(ctx context.Context) error {
		res, err := d.get(transport.For(ctx, transport.Part), http.MethodGet, d.in("blobs", what.Digest.String()), header)
		if err != nil {
			return err
		}
		switch {
		case isPage(res):
			return d.findingOf(res, CodeNotARegistry)
		case res.StatusCode == http.StatusNotFound:
			return d.findingOf(res, CodeBaseIncomplete)
		case res.StatusCode == http.StatusOK, res.StatusCode == http.StatusRequestedRangeNotSatisfiable:
			return d.noParts(res, what)
		case res.StatusCode != http.StatusPartialContent:
			return d.responseError(res, working)
		}
		part, err = d.partOf(ctx, res, what, from, size)
		return err
	})
	return part, err
}

// noParts returns that a registry gives no parts: it answers with the whole, or with
// none. A whole of another length is one that came from something on the way.
func (d downloads) noParts(res *http.Response, what v1.Descriptor) error {
	said := res.ContentLength
	drain(res)
	args := d.parts()
	args["Size"] = what.Size
	err := report.Fault(CodeNoParts, nil, args)
	if res.StatusCode == http.StatusOK && said >= 0 && said != what.Size {
		return restartable{err}
	}
	return err
}

// partOf reads the answer to a range request, which is held against what was asked
// for: a cache on the way may have another stretch.
func (d downloads) partOf(ctx context.Context, res *http.Response, what v1.Descriptor, from, size int64) ([]byte, error) {
	said := res.Header.Get("Content-Range")
	part, err := d.readAll(ctx, res, size+1)
	if err != nil {
		return nil, err
	}
	want := fmt.Sprintf("bytes %d-%d/", from, from+size-1)
	whole := fmt.Sprint(what.Size)
	if said != want+whole && said != want+"*" || int64(len(part)) != size {
		args := d.parts()
		args["Digest"] = what.Digest.String()
		return nil, restartable{report.Fault(CodeBaseDamaged, fmt.Errorf("%d bytes as %q, want %s%s", len(part), said, want, whole), args)}
	}
	return part, nil
}

// part implements partStore.
func (s *fileStore) part(_ context.Context, what v1.Descriptor, from, size int64) ([]byte, error) {
	content, err := s.openMember("blobs/" + what.Digest.Algorithm + "/" + what.Digest.Hex)
	if err != nil {
		return nil, badFile(s.file, err)
	}
	defer func() { _ = content.Close() }()
	seeker, ok := content.(io.Seeker)
	if !ok {
		return nil, report.Fault(CodeNoParts, nil, report.Args{"Size": what.Size})
	}
	part := make([]byte, size)
	_, err = seeker.Seek(from, io.SeekStart)
	if err == nil {
		_, err = io.ReadFull(content, part)
	}
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return nil, damagedFile(s.file, what)
	} else if err != nil {
		return nil, badFile(s.file, err)
	}
	return part, nil
}
