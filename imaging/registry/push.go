package registry

import (
	"context"
	"errors"
	"slices"
	"strings"

	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/types"

	"auximage/imaging/report"
	"auximage/imaging/transport"
)

// Pushable is what Push and Save take: a v1.Image or a v1.ImageIndex of images.
type Pushable interface {
	MediaType() (types.MediaType, error)
	Digest() (v1.Hash, error)
	Size() (int64, error)
	RawManifest() ([]byte, error)
}

// Result says what a Push did.
type Result struct {
	Digest  v1.Hash // of what the tag holds now
	Sent    int64   // bytes of the blobs that the registry lacked
	Skipped int64   // bytes of the blobs that it had already
	Blobs   []Blob  // each blob of the image once, layers and configs, in order

	// NotReadBack has CodeNotReadBack, and why, where the registry took the image
	// and did not let it be read; nil where it was read back and compared.
	NotReadBack *report.Finding
}

// Blob is one blob as Push left it.
type Blob struct {
	Digest  v1.Hash
	Skipped bool // the registry had it, or took it over from another repository
}

// uploads is how many blobs are sent at a time, asked how many are asked for: a
// question is soon answered, and a connection cut short loses what it was sending.
const (
	maxUploads   = 4
	maxQuestions = 8
)

// Push sends what the registry lacks of the image or index, blob by blob, then
// the manifests, reads the last one back and compares its digest. Progress
// items are the names by digest, or the digest of a blob without a name.
func (c *Client) Push(ctx context.Context, ref string, what Pushable, names map[v1.Hash]string) (Result, error) {
	target, err := parse(ref)
	if err != nil {
		return Result{}, err
	}
	images, err := Images(what)
	if err != nil {
		return Result{}, err
	}
	blobs, err := blobsOf(images, names)
	if err != nil {
		return Result{}, err
	}
	conn, err := c.connect(ctx, target, push)
	if err != nil {
		return Result{}, err
	}
	to := &sender{connection: conn, claims: c.Claims, cache: cache(c.Cache), mounts: &mounts{connection: conn}, sending: make(chan struct{}, maxUploads)}
	to.mounts.find(blobs)
	defer conn.warmUp(ctx, questions(blobs))()
	if err := conn.signIn(ctx); err != nil {
		return Result{}, err
	}
	unread, err := to.pushAll(ctx, images, what, blobs)
	if err != nil {
		return Result{}, err
	}
	cache(c.Cache).writePlaces(conn.origin, to.mounts.learned(ctx, blobs))
	result, err := resultOf(what, blobs)
	if err == nil && unread != nil {
		result.NotReadBack = manifests{connection: conn}.notReadBack(unread)
	}
	return result, err
}

// pushAll brings the blobs and then the manifests to the registry. One that
// misses a blob which it said it had may only be slow to know it: it is waited
// for, asked again, and sent what it lacks, as long as the retry budget lasts.
func (s *sender) pushAll(ctx context.Context, images []v1.Image, what Pushable, blobs []*blob) (unread, err error) {
	waiting := s.item(ctx, report.Manifest, "", 0)
	for {
		if err := s.pushBlobs(ctx, blobs); err != nil {
			return nil, err
		}
		unread, err := s.pushManifests(ctx, images, what, blobs)
		if !report.Has(err, CodeBlobMissing) {
			return unread, interrupted(err, blobs)
		}
		if err := s.transport.WaitForRetry(waiting, err); err != nil {
			return nil, interrupted(err, blobs)
		}
		markMissed(blobs, err)
	}
}

// pushManifests puts the manifests in their places, that of the whole under the tag.
func (s *sender) pushManifests(ctx context.Context, images []v1.Image, what Pushable, blobs []*blob) (unread, err error) {
	to := manifests{s.connection, s.claims}
	if s.claims {
		return to.push(ctx, images, what, blobs, claim{to, s.cache}.put)
	}
	return to.push(ctx, images, what, blobs, to.put)
}

// markMissed has those blobs asked for again which a registry's words name, all
// where they name none.
func markMissed(blobs []*blob, err error) {
	said := ""
	if f, _ := report.Of(err); f.Exchange != nil {
		said = f.Exchange.Text
	}
	named := slices.DeleteFunc(slices.Clone(blobs), func(b *blob) bool { return !strings.Contains(said, b.digest.String()) })
	if len(named) == 0 {
		named = blobs
	}
	for _, b := range named {
		b.missed++
		b.stored.Store(false)
	}
}

// signIn signs in before anything else is done, so that it can be told apart.
func (c *connection) signIn(ctx context.Context) error {
	c.progress.Tell(report.Progress{Phase: c.reaching()})
	ctx = c.item(ctx, c.reaching(), "", 0)
	if _, err := c.auth.header(ctx); err != nil {
		return c.transportError(ctx, err)
	}
	c.progress.Tell(report.Progress{Phase: c.reaching(), State: report.Finished})
	return nil
}

// reaching returns the phase in which the registry is asked first: with nothing to sign
// in with nobody does.
func (c *connection) reaching() report.Phase {
	if c.auth.anonymous() {
		return report.Reach
	}
	return report.SignIn
}

// item returns a context whose requests are told, and waited for, as one item.
func (c *connection) item(ctx context.Context, phase report.Phase, name string, total int64) context.Context {
	return transport.WithItem(ctx, transport.Item{Phase: phase, Name: name, Total: total, Listener: c.tell})
}

// tell tells of progress without a secret in its cause.
func (c *connection) tell(p report.Progress) {
	if p.Cause != nil {
		clean, _ := c.scrubbed(*p.Cause)
		p.Cause = &clean
	}
	c.progress.Tell(p)
}

// interrupted returns what ended an upload with what is safe in its arguments.
func interrupted(err error, blobs []*blob) error {
	f, ok := report.Of(err)
	if !ok {
		return err
	}
	safe, total := progressOf(blobs)
	f = f.With(report.Args{"Safe": safe, "Total": total})
	if f.Code == transport.CodeLost {
		f.Code, f.Cause = CodeConnectionLost, err
	}
	return f
}

// Images returns the images that an image or an index stands for.
func Images(what Pushable) ([]v1.Image, error) {
	switch what := what.(type) {
	case v1.Image:
		return []v1.Image{what}, nil
	case v1.ImageIndex:
		manifest, err := what.IndexManifest()
		if err != nil {
			return nil, err
		}
		var images []v1.Image
		for _, child := range manifest.Manifests {
			image, err := what.Image(child.Digest)
			if err != nil {
				return nil, err
			}
			images = append(images, image)
		}
		return images, nil
	}
	return nil, errors.ErrUnsupported
}

// resultOf counts what was sent and what was there.
func resultOf(what Pushable, blobs []*blob) (Result, error) {
	digest, err := what.Digest()
	if err != nil {
		return Result{}, err
	}
	result := Result{Digest: digest}
	for _, b := range blobs {
		result.Blobs = append(result.Blobs, Blob{Digest: b.digest, Skipped: !b.sent.Load()})
		if b.sent.Load() {
			result.Sent += b.size
		} else {
			result.Skipped += b.size
		}
	}
	return result, nil
}

// progressOf returns how many bytes of the blobs are safe with the registry,
// and how many there are.
func progressOf(blobs []*blob) (safe, total int64) {
	for _, b := range blobs {
		total += b.size
		if b.stored.Load() {
			safe += b.size
		}
	}
	return safe, total
}
