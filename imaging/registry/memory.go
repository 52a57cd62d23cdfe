package registry

import (
	"bytes"
	"io"
	"sync"

	v1 "github.com/google/go-containerregistry/pkg/v1"
)

// memory keeps small contents, so that what is looked at twice is fetched once.
// Nil keeps nothing.
type memory struct {
	mu   sync.Mutex
	held map[v1.Hash][]byte
}

// content returns what is held, else what fetch returns, which checks its digest.
func (m *memory) content(what v1.Descriptor, fetch func() (io.ReadCloser, error)) (io.ReadCloser, error) {
	if m == nil || what.Size > smallBlob {
		return fetch()
	}
	m.mu.Lock()
	held, ok := m.held[what.Digest]
	m.mu.Unlock()
	if ok {
		return io.NopCloser(bytes.NewReader(held)), nil
	}
	content, err := fetch()
	if err != nil {
		return nil, err
	}
	defer func() { _ = content.Close() }()
	if held, err = io.ReadAll(content); err != nil {
		return nil, err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.held == nil {
		m.held = map[v1.Hash][]byte{}
	}
	m.held[what.Digest] = held
	return io.NopCloser(bytes.NewReader(held)), nil
}
