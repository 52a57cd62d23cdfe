package layer

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"hash"
	"io"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	v1 "github.com/google/go-containerregistry/pkg/v1"
	"golang.org/x/sync/errgroup"

	"auximage/imaging/report"
)

// Hash learns digest, diff ID and size, from the cache when it knows them for
// the present state of the files, else by reading each source once. A nil
// cache knows nothing. Progress is of report.Hash, in bytes of the tar, under
// the layer's name. It ends soon after ctx does. A content that is not what its
// zip says, or a file that changed, is an error with a Finding.
func (l *Layer) Hash(ctx context.Context, cache *Cache, progress report.Listener) error {
	r := l.recipe
	r.mutex.Lock()
	defer r.mutex.Unlock()
	meter := &meter{listener: progress, progress: report.Progress{Phase: report.Hash, Item: l.name, Total: r.plain}}
	if r.result != nil {
		meter.finish()
		return nil
	}
	key := ""
	if cache != nil {
		key = r.key()
		if d, ok := cache.get(key, len(r.files)); ok {
			r.result = &d
			meter.finish()
			return nil
		}
	}
	started := time.Now()
	d, err := r.hash(ctx, meter)
	if err != nil {
		return err
	}
	r.result = &d
	if cache != nil && r.settled(started) {
		cache.put(key, d)
	}
	meter.finish()
	return nil
}

// settled tells whether any change of a file after the given time would show.
func (r *recipe) settled(read time.Time) bool {
	return !slices.ContainsFunc(r.files, func(f *file) bool { return !f.was.Settled(read) })
}

// hash reads everything. One goroutine reads and makes the blob's bytes, one
// hashes those, one hashes the tar's, some inflate ahead of it, and one checks
// what an archive holds.
func (r *recipe) hash(ctx context.Context, meter *meter) (digests, error) {
	p, err := newPass(r, nil)
	if err != nil {
		return digests{}, err
	}
	defer p.close()
	group, ctx := errgroup.WithContext(ctx)
	h := &hashing{ctx: ctx, group: group, blob: make(chan chunk, 8), tar: make(chan chunk, 4), stored: newBuffers(8, 2*storedBlock), raw: newBuffers(4, 1<<18)}
	blob, plain := digester{Hash: sha256.New()}, digester{Hash: sha256.New()}
	h.inflating = p.inflate(ctx, group)
	group.Go(func() error { return h.read(p) })
	group.Go(func() error { return blob.hashFrom(ctx, h.blob, nil) })
	group.Go(func() error { return plain.hashFrom(ctx, h.tar, meter) })
	if err := group.Wait(); err != nil {
		return digests{}, err
	}
	return digests{Digest: blob.digest(), DiffID: plain.digest(), Size: blob.size, Sums: p.sums(), Stored: h.contents}, nil
}

// chunk is a piece of a stream on its way to be hashed.
type chunk struct {
	bytes  []byte
	blocks bool    // bytes are stored blocks, of which the tar takes the contents
	job    *job    // instead of bytes: an entry that is being inflated
	buffer *buffer // that bytes are in; nil when they are nobody else's
}

// buffer is memory that goes back when nobody uses it any more.
type buffer struct {
	bytes []byte
	users atomic.Int32
	home  chan *buffer
}

func (b *buffer) release() {
	if b != nil && b.users.Add(-1) == 0 {
		b.home <- b
	}
}

// buffers is a fixed number of them: what bounds the memory of a pass.
type buffers struct {
	once sync.Once
	free chan *buffer
	size int
}

func newBuffers(count, size int) *buffers {
	return &buffers{free: make(chan *buffer, count), size: size}
}

// get waits for a free buffer. The first call makes them.
func (b *buffers) get(ctx context.Context, users int32) (*buffer, error) {
	b.once.Do(func() {
		for range cap(b.free) {
			b.free <- &buffer{bytes: make([]byte, b.size), home: b.free}
		}
	})
	select {
	case buffer := <-b.free:
		buffer.users.Store(users)
		return buffer, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// hashing is the reading side.
type hashing struct {
	ctx         context.Context
	group       *errgroup.Group
	blob, tar   chan chunk
	stored, raw *buffers
	inflating   <-chan *job
	contents    []uint32 // CRC-32 of each content that is stored
}

func (h *hashing) send(to chan<- chunk, c chunk) error {
	select {
	case to <- c:
		return nil
	case <-h.ctx.Done():
		return h.ctx.Err()
	}
}

// read sends all bytes of both streams.
func (h *hashing) read(p *pass) error {
	defer close(h.blob)
	defer close(h.tar)
	for m, err := range p.members() {
		if err != nil {
			return err
		}
		if err := h.member(m); err != nil {
			return err
		}
	}
	return nil
}

func (h *hashing) member(m member) error {
	if m.source == nil {
		if err := h.send(h.tar, chunk{bytes: m.text}); err != nil {
			return err
		}
		return h.send(h.blob, chunk{bytes: deflated(m.text)})
	}
	if err := h.send(h.blob, chunk{bytes: gzipHeader}); err != nil {
		return err
	}
	trailer, err := h.content(m)
	if err != nil {
		return err
	}
	return h.send(h.blob, chunk{bytes: trailer})
}

// content sends the bytes of a source and returns its member's trailer.
func (h *hashing) content(m member) ([]byte, error) {
	if z, ok := m.raw(); ok {
		select {
		case job := <-h.inflating:
			if err := h.send(h.tar, chunk{job: job}); err != nil {
				return nil, err
			}
		case <-h.ctx.Done():
			return nil, h.ctx.Err()
		}
		return gzipTrailer(z.entry.CRC32, z.entry.Size), h.copy(m.bytes)
	}
	blocks, check := newStoring(m.bytes, m.source.size()), h.check(m.source)
	if check != nil {
		defer close(check.from)
	}
	if err := h.blocks(blocks, check); err != nil {
		return nil, err
	}
	h.contents = append(h.contents, blocks.crc)
	return blocks.trailer(m.source)
}

// copy sends the blob bytes as they are.
func (h *hashing) copy(r io.Reader) error {
	for {
		b, err := h.raw.get(h.ctx, 1)
		if err != nil {
			return err
		}
		n, end := io.ReadFull(r, b.bytes)
		if end != nil && end != io.EOF && end != io.ErrUnexpectedEOF {
			return end
		}
		if err := h.send(h.blob, chunk{bytes: b.bytes[:n], buffer: b}); err != nil {
			return err
		}
		if end != nil {
			return nil
		}
	}
}

// blocks sends stored blocks to both sides, and to a check if there is one: their
// content is read once.
func (h *hashing) blocks(s *storing, check *checking) error {
	users := int32(2)
	if check != nil {
		users++
	}
	for {
		b, err := h.stored.get(h.ctx, users)
		if err != nil {
			return err
		}
		n, end := s.readBlocks(b.bytes)
		if end != nil && end != io.EOF {
			return end
		}
		c := chunk{bytes: b.bytes[:n], blocks: true, buffer: b}
		if check != nil {
			if err := h.send(check.from, c); err != nil {
				return err
			}
		}
		if err := h.send(h.tar, c); err != nil {
			return err
		}
		c.blocks = false
		if err := h.send(h.blob, c); err != nil {
			return err
		}
		if end != nil {
			return nil
		}
	}
}

// digester hashes one stream.
type digester struct {
	hash.Hash
	size int64
}

func (d *digester) hashFrom(ctx context.Context, from <-chan chunk, meter *meter) error {
	add := func(b []byte) {
		_, _ = d.Write(b) // never fails
		d.size += int64(len(b))
		meter.at(d.size)
	}
	for {
		select {
		case c, ok := <-from:
			if !ok {
				return nil
			}
			if c.job != nil {
				if err := c.job.content(ctx, add); err != nil {
					return err
				}
			} else if c.blocks {
				storedContents(c.bytes, add)
			} else {
				add(c.bytes)
			}
			c.buffer.release()
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

func (d *digester) digest() v1.Hash {
	return v1.Hash{Algorithm: "sha256", Hex: hex.EncodeToString(d.Sum(nil))}
}

// meter tells progress when a step of it was made.
type meter struct {
	listener report.Listener
	progress report.Progress
}

// step is how far apart two tellings are, in bytes: some 1,500 a second.
const step = 1 << 20

func (m *meter) at(done int64) {
	if m != nil && done-m.progress.Done >= step {
		m.progress.Done = done
		m.listener.Tell(m.progress)
	}
}

func (m *meter) finish() {
	m.progress.Done, m.progress.State = m.progress.Total, report.Finished
	m.listener.Tell(m.progress)
}
