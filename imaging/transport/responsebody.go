package transport

import "io"

// responseBody is a body that is watched while somebody reads it: all reads together
// as if they were one. Between two of them nothing is expected of the server.
type responseBody struct {
	*attempt
	body    io.ReadCloser
	counted bool
	failure *failure // why it ended early
}

func (b *responseBody) Read(p []byte) (int, error) {
	if b.failure != nil {
		return 0, b.failure.err
	}
	b.stall.resume()
	n, err := b.body.Read(p)
	idle := b.stall.idle()
	b.stall.pause()
	if b.counted {
		b.item.add(n, err != nil)
	}
	if err == nil || err == io.EOF {
		return n, err
	}
	b.failure = b.failureOf(err, idle)
	return n, b.failure.err
}

// Close ends the attempt.
func (b *responseBody) Close() error {
	err := b.body.Close()
	b.end()
	return err
}
