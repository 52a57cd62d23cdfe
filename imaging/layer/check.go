package layer

import (
	"context"
	"io"

	"auximage/imaging/zipfile"
)

// checking holds the entries of an archive against its directory, in the buffers
// that its bytes are hashed from.
type checking struct {
	ctx   context.Context
	zip   *zipfile.File
	from  chan chunk
	now   *buffer
	parts [][]byte // of now, still to be read
}

// check begins to check a source that is a zip; nil for others, and for what is no
// zip at all, which is for others to say.
func (h *hashing) check(s Source) *checking {
	w, ok := s.(whole)
	if !ok || !w.zip {
		return nil
	}
	zip, err := zipfile.Open(w.of.path, zipfile.Archive)
	if err != nil {
		return nil
	}
	c := &checking{ctx: h.ctx, zip: zip, from: make(chan chunk, 4)}
	h.group.Go(func() error {
		defer func() { _ = zip.Close() }()
		err := zip.VerifyStream(c)
		if err == nil || h.ctx.Err() != nil {
			return err
		}
		return w.of.orChanged(err)
	})
	return c
}

// Read implements io.Reader.
func (c *checking) Read(p []byte) (int, error) {
	for len(c.parts) == 0 {
		c.now.release()
		c.now = nil
		select {
		case next, ok := <-c.from:
			if !ok {
				return 0, io.EOF
			}
			c.now = next.buffer
			storedContents(next.bytes, func(part []byte) { c.parts = append(c.parts, part) })
		case <-c.ctx.Done():
			return 0, c.ctx.Err()
		}
	}
	n := copy(p, c.parts[0])
	if c.parts[0] = c.parts[0][n:]; len(c.parts[0]) == 0 {
		c.parts = c.parts[1:]
	}
	return n, nil
}
