package registry

import (
	"testing"

	"auximage/imaging/internal/fakes"
)

func TestAPushBringsTheWholeImage(t *testing.T) {
	for name, auth := range map[string]fakes.Auth{"open": fakes.Open, "basic": fakes.Basic, "token": fakes.Bearer} {
		t.Run(name, func(t *testing.T) {
			inBubble(t, &fakes.Registry{Auth: auth}, func(t *testing.T, s *site) {
				image := imageOf(t, 300_000, 10)
				result, err := s.push(t.Context(), image)
				if err != nil {
					t.Fatal(err)
				}
				s.whole(t, image)
				if digest, _ := image.Digest(); result.Digest != digest {
					t.Errorf("digest %s", result.Digest)
				}
				if result.Skipped != 0 || result.Sent < 300_010 {
					t.Errorf("sent %d, skipped %d", result.Sent, result.Skipped)
				}
				if n := s.registry.Uploads(); n != 0 {
					t.Errorf("%d upload sessions are left", n)
				}
				again, err := s.push(t.Context(), image)
				if err != nil {
					t.Fatal(err)
				}
				if again.Sent != 0 || again.Skipped != result.Sent {
					t.Errorf("the second time: sent %d, skipped %d", again.Sent, again.Skipped)
				}
			})
		})
	}
}
