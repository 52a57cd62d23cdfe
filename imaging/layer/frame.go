package layer

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
)

// Frame returns a digest of all that makes a layer's bytes besides its content:
// where it goes, whose it is, and what stands beside it. A layer of the same
// content made for a Target with the same frame is the same.
func (t Target) Frame() (string, error) {
	entries, err := arrange(t.frame())
	if err != nil {
		return "", err
	}
	h := sha256.New()
	_, _ = fmt.Fprintln(h, version, relative(t.Home), t.UID, t.GID)
	for _, e := range entries {
		header, err := encode(e.Header)
		if err != nil {
			return "", badName(e.Header.Name, err)
		}
		_, _ = h.Write(header)
		if text, ok := e.Source.(memory); ok {
			_, _ = h.Write(text)
		}
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}
