//go:build window

package main

import (
	"strings"
	"testing"

	"auximage/imaging/testkit"

	"github.com/google/go-containerregistry/pkg/authn"
	"github.com/google/go-containerregistry/pkg/name"
	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/remote"
	"github.com/google/go-containerregistry/pkg/v1/validate"
)

// pull fetches the image that a reference names by a tag and a digest, by both,
// and fails unless they are one and it is sound.
func pull(t testing.TB, reference, proxy, caFile, user, token string) v1.Image {
	t.Helper()
	tagged, digest, _ := strings.Cut(reference, "@")
	ref, err := name.NewTag(tagged)
	if err != nil {
		t.Fatal(err)
	}
	options := []remote.Option{
		remote.WithAuth(&authn.Basic{Username: user, Password: token}),
		remote.WithTransport(testkit.Through(t, proxy, caFile)),
	}
	image, err := remote.Image(ref, options...)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := image.Digest(); err != nil || got.String() != digest {
		t.Errorf("the tag holds %v (%v), the window showed %s", got, err, digest)
	}
	if err := validate.Image(image); err != nil {
		t.Errorf("the image is not sound: %v", err)
	}
	return image
}
