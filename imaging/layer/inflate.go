package layer

import (
	"context"
	"io"
	"runtime"
	"sync"

	"golang.org/x/sync/errgroup"

	"auximage/imaging/zipfile"
)

// How far inflating may run ahead: what bounds its memory, with the entries
// that are under way.
const (
	maxInflaters = 8
	aheadChunk   = 1 << 16
	aheadChunks  = 16 // of one entry
)

// job is an entry that is being inflated.
type job struct {
	source zipped
	from   io.ReaderAt
	chunks chan *aheadBuffer
	err    error // valid once chunks is closed
}

type aheadBuffer struct {
	bytes [aheadChunk]byte
	n     int
}

var aheadBuffers = sync.Pool{New: func() any { return new(aheadBuffer) }}

// inflate has the deflated entries of a pass inflated ahead, in their order and
// beside each other, and returns them in their order.
func (p *pass) inflate(ctx context.Context, group *errgroup.Group) <-chan *job {
	workers := min(runtime.GOMAXPROCS(0), maxInflaters)
	ordered, work := make(chan *job, workers), make(chan *job)
	group.Go(func() error {
		defer close(work)
		for _, e := range p.recipe.entries {
			z, ok := member{source: e.Source}.raw()
			if !ok {
				continue
			}
			j := &job{source: z, from: p.files[z.of].File, chunks: make(chan *aheadBuffer, aheadChunks)}
			for _, to := range []chan *job{ordered, work} {
				select {
				case to <- j:
				case <-ctx.Done():
					return ctx.Err()
				}
			}
		}
		return nil
	})
	for range workers {
		group.Go(func() error {
			for j := range work {
				j.err = j.inflate(ctx)
				close(j.chunks)
				if j.err != nil {
					return j.err
				}
			}
			return nil
		})
	}
	return ordered
}

// inflate sends the entry's content.
func (j *job) inflate(ctx context.Context) error {
	content := zipfile.Inflate(io.NewSectionReader(j.from, j.source.offset, j.source.entry.Compressed), j.source.entry)
	defer func() { _ = content.Close() }()
	for {
		b := aheadBuffers.Get().(*aheadBuffer)
		n, err := io.ReadFull(content, b.bytes[:])
		if err != nil && err != io.EOF && err != io.ErrUnexpectedEOF {
			return err
		}
		b.n = n
		select {
		case j.chunks <- b:
		case <-ctx.Done():
			return ctx.Err()
		}
		if err != nil {
			return nil
		}
	}
}

// content gives the entry's content to hash.
func (j *job) content(ctx context.Context, hash func([]byte)) error {
	for {
		select {
		case b, ok := <-j.chunks:
			if !ok {
				return j.err
			}
			hash(b.bytes[:b.n])
			aheadBuffers.Put(b)
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}
