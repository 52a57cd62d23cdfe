package session

import (
	"slices"
	"time"
)

// PastPush is a push that ended well.
type PastPush struct {
	Reference string    `json:"reference"` // as it was pushed to, without the digest
	Digest    string    `json:"digest"`
	Time      time.Time `json:"time"`
}

// mostPushes is how many pushes are kept.
const mostPushes = 10

// Pinned returns the reference with the digest: what was pushed, whatever the tag
// holds now.
func (p PastPush) Pinned() string { return p.Reference + "@" + p.Digest }

// notePush puts a push before the others. One of the same image to the same place is
// kept once, with the time of the last.
func (st *state) notePush(reference, digest string) {
	now := PastPush{reference, digest, time.Now().Round(time.Second)}
	again := func(p PastPush) bool { return p.Reference == now.Reference && p.Digest == now.Digest }
	all := append([]PastPush{now}, slices.DeleteFunc(slices.Clone(st.pushes), again)...)
	st.pushes, st.unsaved = all[:min(len(all), mostPushes)], true
}
