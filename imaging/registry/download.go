package registry

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"hash"
	"io"
	"net/http"

	v1 "github.com/google/go-containerregistry/pkg/v1"

	"auximage/imaging/report"
	"auximage/imaging/transport"
)

// downloads are the blobs of the repository, on their way here.
type downloads struct{ *connection }

// copyTo writes a blob of the repository and checks its digest. A wrong one
// passes: it may have been changed on the way.
func (d downloads) copyTo(ctx context.Context, w io.Writer, what v1.Descriptor) error {
	content, err := d.open(ctx, what)
	if err != nil {
		return err
	}
	defer func() { _ = content.Close() }()
	if _, err = io.Copy(w, content); report.Has(err, CodeBaseDamaged) {
		return restartable{err}
	}
	return err
}

// smallBlob is read before it is handed on, so that one that was changed on the
// way is fetched again.
const smallBlob = 1 << 20

// open opens a blob of the repository. Lost connections are the
// transport's; the reader ends in a finding when the digest is not the blob's.
func (d downloads) open(ctx context.Context, what v1.Descriptor) (content io.ReadCloser, err error) {
	err = d.retry(ctx, func(ctx context.Context) error {
		content, err = d.ask(ctx, what)
		if err != nil || what.Size > smallBlob {
			return err
		}
		read, err := io.ReadAll(content)
		if err := errors.Join(err, content.Close()); report.Has(err, CodeBaseDamaged) {
			return restartable{d.damaged(what)}
		} else if err != nil {
			return d.transportError(ctx, err)
		}
		content = io.NopCloser(bytes.NewReader(read))
		return nil
	})
	return content, err
}

// ask asks for a blob once.
func (d downloads) ask(ctx context.Context, what v1.Descriptor) (io.ReadCloser, error) {
	res, err := d.get(transport.For(ctx, transport.ByDigest), http.MethodGet, d.in("blobs", what.Digest.String()), nil)
	if err != nil {
		return nil, err
	}
	res = asStored(res, what.Size)
	switch {
	case isPage(res):
		return nil, d.findingOf(res, CodeNotARegistry)
	case res.StatusCode == http.StatusNotFound:
		return nil, d.findingOf(res, CodeBaseIncomplete)
	case res.StatusCode != http.StatusOK:
		return nil, d.responseError(res, working)
	case res.ContentLength >= 0 && res.ContentLength != what.Size:
		drain(res)
		return nil, restartable{d.damaged(what)}
	}
	return newVerified(res.Body, what, func() error { return d.damaged(what) }), nil
}

// damaged returns the finding for a blob that did not arrive as its digest says.
func (d downloads) damaged(what v1.Descriptor) error {
	args := d.parts()
	args["Digest"] = what.Digest.String()
	return report.Fault(CodeBaseDamaged, nil, args)
}

// verified is content that ends well only if it is what was asked for.
type verified struct {
	io.ReadCloser
	what    v1.Descriptor
	sum     hash.Hash
	read    int64
	damaged func() error
}

func newVerified(content io.ReadCloser, what v1.Descriptor, damaged func() error) *verified {
	return &verified{ReadCloser: content, what: what, sum: sha256.New(), damaged: damaged}
}

// anySize is the size of content of which the digest alone is known.
const anySize = -1

// Read implements io.Reader.
func (v *verified) Read(p []byte) (int, error) {
	n, err := v.ReadCloser.Read(p)
	v.sum.Write(p[:n])
	v.read += int64(n)
	sized := v.what.Size != anySize
	wrong := sized && v.read > v.what.Size ||
		err == io.EOF && (sized && v.read < v.what.Size || hex.EncodeToString(v.sum.Sum(nil)) != v.what.Digest.Hex)
	if wrong {
		return 0, v.damaged()
	}
	return n, err
}
