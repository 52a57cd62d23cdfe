package session

import (
	"strings"

	"auximage/app/deploy"
	"auximage/imaging"
)

// inDomain returns a reference of the image as the person's own Domain is to have it: the
// one that is there where it is of the same image. The operator compares the texts, and
// would roll a domain for another name of what runs.
func (c cluster) inDomain(d *deploy.Domain, reference string) string {
	at, err := d.Ours(reference)
	if err != nil {
		return reference
	}
	has := d.Images[at].Image
	if digest := c.digestOf(reference); digest != "" && imaging.Untagged(has) == imaging.Untagged(reference) && c.knownDigest(has) == digest {
		return has
	}
	return reference
}

// digestOf returns the digest of the image that the texts are about, which may not be
// pushed yet; empty where it is not known.
func (c cluster) digestOf(reference string) string {
	_, digest, pinned := strings.Cut(reference, "@")
	if !pinned && c.opened == nil && !c.form.UseExisting && c.made != nil {
		return c.made.Summary.Digest
	}
	return digest
}

// knownDigest returns the digest of an image that a Domain names, by itself or by the tag
// of the one that is changed; empty where it is not known.
func (c cluster) knownDigest(has string) string {
	_, digest, pinned := strings.Cut(has, "@")
	if from, changed, _ := strings.Cut(c.form.From, "@"); !pinned && has == from {
		return changed
	}
	return digest
}

// KeepsReference returns under which name the person's own Domain keeps the image, where
// that is not the one of a reference; empty otherwise.
func (s Snapshot) KeepsReference(reference string) string {
	if kept := s.Deploy.Replaces(); kept == s.Deploy.Image && kept != reference {
		return kept
	}
	return ""
}
