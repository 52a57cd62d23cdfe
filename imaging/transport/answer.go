package transport

import "io"

// answer is a body that is watched while somebody reads it: all reads together
// as if they were one. Between two of them nothing is expected of the server.
type answer struct {
	*attempt
	body    io.ReadCloser
	counted bool
	fault   *fault // why it ended early
}

func (b *answer) Read(p []byte) (int, error) {
	if b.fault != nil {
		return 0, b.fault.err
	}
	b.watch.goOn()
	n, err := b.body.Read(p)
	idle := b.watch.idle()
	b.watch.rest()
	if b.counted {
		b.item.add(n, err != nil)
	}
	if err == nil || err == io.EOF {
		return n, err
	}
	b.fault = b.failed(err, idle)
	return n, b.fault.err
}

// Close ends the attempt.
func (b *answer) Close() error {
	err := b.body.Close()
	b.end()
	return err
}
