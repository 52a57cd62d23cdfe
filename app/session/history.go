package session

import (
	"slices"
	"time"

	"auximage/imaging"
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

// Supersedes tells whether a Domain may run an older version of the image at hand: the
// person's own one names another image in its place, or another of its repository was
// changed into it or pushed before.
func (s Snapshot) Supersedes() bool {
	now := s.Deploy.Image
	if old := s.Deploy.Replaces(); old != "" {
		return old != now
	}
	older := func(image string) bool { return image != now && imaging.Untagged(image) == imaging.Untagged(now) }
	return older(s.Form.From) || slices.ContainsFunc(s.Pushes, func(p PastPush) bool { return older(p.Pinned()) })
}

// notePush puts a push before the others. One of the same image to the same place is
// kept once, with the time of the last.
func (st *state) notePush(reference, digest string) {
	now := PastPush{reference, digest, time.Now().Round(time.Second)}
	again := func(p PastPush) bool { return p.Reference == now.Reference && p.Digest == now.Digest }
	all := append([]PastPush{now}, slices.DeleteFunc(slices.Clone(st.pushes), again)...)
	st.pushes, st.unsaved = all[:min(len(all), mostPushes)], true
}
