package input

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
	"os"
	"time"
)

// Seen is a file as it was when somebody looked at it. The zero value is a file
// that nobody saw. It can be kept in a settings file.
type Seen struct {
	Path  string    `json:"path"`
	State State     `json:"state,omitzero"` // zero when there was no such file
	When  time.Time `json:"when,omitzero"`
	Sum   string    `json:"sum,omitempty"` // SHA-256 of the content; empty for what is too large to be read for it
}

// maxSummed is up to how many bytes the content decides where the state does
// not: models and variables, which editors and version control write again as
// they were. An archive with another state counts as another.
const maxSummed = 16 << 20

// Look returns a file as it is now.
func Look(path string) Seen {
	s := Seen{Path: path, When: time.Now()}
	s.State, _ = At(path) // one that cannot be had is as good as away
	s.Sum = sum(path, s.State)
	return s
}

// Stands tells whether the path leads to the very file that was seen: nothing was
// written, nothing put in its place. A file that was seen so soon after it was
// written that a further write need not show is compared by its content.
func (s Seen) Stands() bool {
	now, _ := At(s.Path)
	if now != s.State {
		return false
	}
	return s.State.Settled(s.When) || s.Sum == sum(s.Path, now)
}

// Same tells whether the content is still what was seen, whoever has written it
// since.
func (s Seen) Same() bool {
	if s.Stands() {
		return true
	}
	now, _ := At(s.Path)
	return s.Sum != "" && s.Sum == sum(s.Path, now)
}

// sum returns the SHA-256 of a file in the state, empty for what is no file or
// too large, and of what cannot be read.
func sum(path string, state State) string {
	info, err := os.Stat(path)
	if err != nil || !info.Mode().IsRegular() || state.Size > maxSummed {
		return ""
	}
	f, err := os.Open(path)
	if err != nil {
		return ""
	}
	defer func() { _ = f.Close() }()
	h := sha256.New()
	if _, err := io.Copy(h, io.LimitReader(f, maxSummed)); err != nil {
		return ""
	}
	return hex.EncodeToString(h.Sum(nil))
}
