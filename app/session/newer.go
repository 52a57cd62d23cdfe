package session

import (
	"context"
	"strings"
	"time"

	"auximage/imaging"
	"auximage/imaging/ocir"
	"auximage/imaging/report"
)

// newerPatience is how long a registry may take to say whether there is a newer
// version: who opens an image waits for it.
const newerPatience = 5 * time.Second

// Newer returns a Finding with CodeNewerThere where the repository of an opened image
// has a newer version of it by its tags, which holds another image: see
// imaging.NewestTag. It is nil where there is none, where the image was opened from a
// file, and where the registry does not say. It waits for the network and ends early
// with ctx.
func Newer(ctx context.Context, s *Session, o *imaging.Opened) *report.Finding {
	reference, _, _ := strings.Cut(o.Reference, "@")
	parts := ocir.Split(reference)
	if o.File != "" || parts.Version == "" {
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, newerPatience)
	defer cancel()
	there, err := Tags(ctx, s, reference)
	if err != nil {
		return nil // nobody asked for it
	}
	if parts.Version = imaging.NewestTag(parts.Version, there); parts.Version == "" {
		return nil
	}
	newest := parts.String()
	if digest, err := digestOf(ctx, s, newest); err != nil || digest == o.Digest.String() {
		return nil
	}
	return &report.Finding{Code: CodeNewerThere, Severity: report.Warning, Args: report.Args{"Reference": reference, "Newer": newest}}
}

// digestOf returns the digest of the image that a reference names now; empty where there
// is none. It is signed in to as OpenImage has it.
func digestOf(ctx context.Context, s *Session, reference string) (string, error) {
	w, err := connected(ctx, s)
	if err != nil {
		return "", err
	}
	defer w.client.Transport.CloseIdleConnections()
	w.signInAt(ctx, reference)
	digest, _, err := w.engine.Exists(ctx, reference)
	return digest.String(), err
}

// Unchanged returns a Finding with CodeUnchanged where the image at hand is the one that
// it was to be a change of; nil otherwise.
func (s Snapshot) Unchanged() *report.Finding {
	from, digest, _ := strings.Cut(s.Form.From, "@")
	if s.Image == nil || s.Image.Digest != digest {
		return nil
	}
	return &report.Finding{Code: CodeUnchanged, Severity: report.Info, Args: report.Args{"Reference": from, "Tag": s.Form.Tag}}
}
