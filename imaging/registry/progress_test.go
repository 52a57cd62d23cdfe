package registry

import (
	"path/filepath"
	"testing"

	v1 "github.com/google/go-containerregistry/pkg/v1"

	"auximage/imaging/report"
	"auximage/imaging/testkit"
)

// manyLayers returns an image of more layers than are asked for at a time.
func manyLayers(t *testing.T) v1.Image {
	sizes := make([]int, 2*maxQuestions)
	for i := range sizes {
		sizes[i] = 1000 + 100*i
	}
	return platformed(t, imageOf(t, sizes...), "amd64")
}

// neverFalls fails the test when the share of a phase that is done falls, which a
// person sees as a percentage, while a job runs.
func neverFalls(t *testing.T, client *Client, phase report.Phase, job func() error) {
	t.Helper()
	heard := make(chan report.Progress, 10_000)
	client.Progress = func(p report.Progress) { heard <- p }
	if err := job(); err != nil {
		t.Fatal(err)
	}
	client.Progress = nil
	close(heard)
	items, most := map[string]report.Progress{}, 0.0
	for p := range heard {
		if p.Phase != phase || p.Total == 0 {
			continue
		}
		items[p.Item] = p
		var done, total int64
		for _, i := range items {
			done, total = done+i.Done, total+i.Total
		}
		share := float64(done) / float64(total)
		if share < most {
			t.Errorf("%s %s: %d of %d bytes, %.0f %% after %.0f", phase, p.Item, done, total, 100*share, 100*most)
		}
		most = max(most, share)
	}
	if most != 1 {
		t.Errorf("%s ended at %.0f %%", phase, 100*most)
	}
}

func TestTheShareThatIsDoneNeverFalls(t *testing.T) {
	inBubble(t, &testkit.Registry{}, func(t *testing.T, s *site) {
		image := manyLayers(t)
		neverFalls(t, s.client, report.Upload, func() error {
			_, err := s.client.Push(t.Context(), baseRef, image, nil)
			return err
		})
		s.client.Cache = t.TempDir()
		neverFalls(t, s.client, report.Base, func() error {
			_, err := s.client.ResolveBase(t.Context(), baseRef, "", "", false)
			return err
		})
		neverFalls(t, s.client, report.Save, func() error {
			_, err := s.client.Save(t.Context(), image, tagged, filepath.Join(t.TempDir(), "image.tar"), OCITar, nil)
			return err
		})
	})
}
