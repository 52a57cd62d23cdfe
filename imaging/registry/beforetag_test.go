package registry

import (
	"context"
	"errors"
	"testing"

	"auximage/imaging/testkit"
)

func TestTheTagIsAskedAboutOnceTheBlobsAreThere(t *testing.T) {
	inBubble(t, &testkit.Registry{Auth: testkit.Bearer}, func(t *testing.T, s *site) {
		asked, taken := 0, errors.New("taken")
		s.client.BeforeTag = func(context.Context) error {
			if asked++; asked == 1 {
				return taken
			}
			return nil
		}
		if _, err := s.push(t.Context(), imageOf(t, large)); !errors.Is(err, taken) {
			t.Fatalf("it ended in %v, want %v", err, taken)
		}
		if _, there, err := s.client.Exists(t.Context(), tagged); there || err != nil {
			t.Errorf("the tag is put: %t (%v)", there, err)
		}
		result, err := s.push(t.Context(), imageOf(t, large))
		if err != nil || result.Sent != 0 || asked != 1 {
			t.Errorf("sent %d bytes, asked %d times (%v), want neither again", result.Sent, asked, err)
		}
		s.holdsAll(t, imageOf(t, large))
	})
}
