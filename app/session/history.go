package session

import (
	"slices"
	"time"

	"auximage/imaging"
	"auximage/imaging/report"
)

// PastPush is a push that ended well.
type PastPush struct {
	Reference string    `json:"reference"` // as it was pushed to, without the digest
	Digest    string    `json:"digest"`
	Base      string    `json:"base,omitempty"` // digest of its base image; empty where that was not kept
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

// OtherBase returns a Finding with CodeOtherBase where the image at hand has another base
// than the one that was pushed last to its repository; nil otherwise.
func (s Snapshot) OtherBase() *report.Finding {
	if s.Image == nil || s.Image.BaseDigest == "" {
		return nil
	}
	i := slices.IndexFunc(s.Pushes, func(p PastPush) bool {
		return p.Digest != s.Image.Digest && imaging.Untagged(p.Reference) == imaging.Untagged(s.Image.Reference)
	})
	if i < 0 || s.Pushes[i].Base == "" || s.Pushes[i].Base == s.Image.BaseDigest {
		return nil
	}
	last := s.Pushes[i]
	return &report.Finding{Code: CodeOtherBase, Severity: report.Warning,
		Args: report.Args{"Base": shortDigest(s.Image.BaseDigest), "Was": shortDigest(last.Base), "Last": last.Reference}}
}

// baseDigest returns the digest that the base of an image was resolved to, empty for none.
func baseDigest(image *imaging.Image) string {
	if image.BaseDigest.Hex == "" {
		return ""
	}
	return image.BaseDigest.String()
}

// shortDigest returns the beginning of a digest, by which people tell images apart.
func shortDigest(digest string) string { return digest[:min(len(digest), len("sha256:")+12)] }

// notePush puts a push before the others. One of the same image to the same place is
// kept once, with the time of the last.
func (st *state) notePush(now PastPush) {
	now.Time = time.Now().Round(time.Second)
	again := func(p PastPush) bool { return p.Reference == now.Reference && p.Digest == now.Digest }
	all := append([]PastPush{now}, slices.DeleteFunc(slices.Clone(st.pushes), again)...)
	st.pushes, st.unsaved = all[:min(len(all), mostPushes)], true
}
