package registry

import (
	"bytes"
	"context"
	"net/http"
	"strings"

	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/types"

	"auximage/imaging/exchange"
	"auximage/imaging/report"
)

// largestManifest is what distribution registries take at most.
const largestManifest = 4 << 20

// manifest is a manifest as it goes over the wire.
type manifest struct {
	raw       []byte
	mediaType types.MediaType
	digest    v1.Hash // of raw
}

// readable are the manifests that can be made sense of.
var readable = []string{
	string(types.DockerManifestSchema2), string(types.OCIManifestSchema1),
	string(types.DockerManifestList), string(types.OCIImageIndex),
}

// Exists returns the digest that the reference's tag holds now, and whether it
// holds one.
func (c *Client) Exists(ctx context.Context, ref string) (v1.Hash, bool, error) {
	target, err := parse(ref)
	if err != nil {
		return v1.Hash{}, false, err
	}
	conn, err := c.connect(ctx, target, push) // the push that comes next shares the token
	if err != nil {
		return v1.Hash{}, false, err
	}
	defer conn.warmUp(ctx, usualQuestions)() // for that push
	found, err := manifests{connection: conn}.read(conn.item(ctx, conn.reaching(), "", 0), target.identifier(), readable)
	switch {
	case report.Has(err, CodeNoImage, CodeNotFound):
		return v1.Hash{}, false, nil
	case err != nil:
		return v1.Hash{}, false, err
	}
	return found.digest, true, nil
}

// manifests are those of the repository.
type manifests struct {
	*connection
	claimed bool // the tag was free: another image in it is that of another push
}

// read fetches a manifest by tag or digest.
func (m manifests) read(ctx context.Context, at string, accept []string) (found manifest, err error) {
	err = m.retry(ctx, func(ctx context.Context) error {
		found, err = m.fetch(ctx, at, accept)
		return err
	})
	return found, err
}

// fetch is one try of read. One that is not what its digest says
// may have been changed on the way.
func (m manifests) fetch(ctx context.Context, at string, accept []string) (manifest, error) {
	res, err := m.get(ctx, http.MethodGet, m.in("manifests", at), http.Header{"Accept": {strings.Join(accept, ",")}})
	if err != nil {
		return manifest{}, err
	}
	raw, err := m.readGood(ctx, res, largestManifest+1)
	if err != nil {
		return manifest{}, err
	}
	digest, _, err := v1.SHA256(bytes.NewReader(raw))
	if err != nil {
		return manifest{}, err
	}
	found := manifest{raw: raw, mediaType: types.MediaType(res.Header.Get("Content-Type")), digest: digest}
	if len(raw) == 0 || len(raw) > largestManifest {
		return found, restartable{m.findingSaying(res, exchange.Words{}, CodeNotARegistry)}
	}
	for _, said := range []string{at, res.Header.Get("Docker-Content-Digest")} {
		if want, err := v1.NewHash(said); err == nil && want != digest {
			args := m.parts()
			args["Want"], args["Got"] = want.String(), digest.String()
			return found, restartable{report.Fault(CodeManifestDamaged, nil, args)}
		}
	}
	return found, nil
}

// manifestOf returns the manifest of what is pushed.
func manifestOf(what Pushable) (manifest, error) {
	raw, err := what.RawManifest()
	if err != nil {
		return manifest{}, err
	}
	mediaType, err := what.MediaType()
	if err != nil {
		return manifest{}, err
	}
	digest, err := what.Digest()
	return manifest{raw: raw, mediaType: mediaType, digest: digest}, err
}
