package registry

import (
	"bytes"
	"fmt"
	"net/http"
	"strings"
	"testing"

	v1 "github.com/google/go-containerregistry/pkg/v1"

	"auximage/imaging/report"
	"auximage/imaging/testkit"
)

// partly asks for a stretch of a layer of a registry that answers range requests as
// it likes.
func partly(t *testing.T, fault func(r *http.Request) testkit.Fault) (part []byte, asked int, err error) {
	registry := &testkit.Registry{}
	inBubble(t, registry, func(t *testing.T, s *site) {
		s.keepBase(t, platformed(t, imageOf(t, large), "amd64"))
		var layer v1.Layer
		base, failed := s.client.Look(t.Context(), baseRef, "")
		if failed != nil {
			t.Fatal(failed)
		}
		layers, failed := base.Image.Layers()
		if failed != nil {
			t.Fatal(failed)
		}
		layer = layers[0]
		registry.Fault = func(_ int, r *http.Request) testkit.Fault {
			if r.Header.Get("Range") == "" {
				return testkit.Fault{}
			}
			asked++
			return fault(r)
		}
		part, err = Part(t.Context(), layer, 100, 700)
	})
	return part, asked, err
}

// ranged answers a range request with a status, a range and a body.
func ranged(status int, said, body string) testkit.Fault {
	f := answer(status, body)
	f.Header = http.Header{"Content-Type": {"application/octet-stream"}, "Content-Length": {fmt.Sprint(len(body))}}
	if said != "" {
		f.Header.Set("Content-Range", said)
	}
	return f
}

func TestAStretchOfALayerIsHeldAgainstWhatWasAskedFor(t *testing.T) {
	whole := content(1, large)
	right := func(*http.Request) testkit.Fault { return testkit.Fault{} }
	if part, asked, err := partly(t, right); err != nil || asked != 1 || !bytes.Equal(part, whole[100:800]) {
		t.Errorf("%d bytes after %d requests (%v)", len(part), asked, err)
	}
	for name, c := range map[string]struct {
		fault testkit.Fault
		code  report.Code
	}{
		"200 and all of it":       {ranged(http.StatusOK, "", string(whole)), CodeNoParts},
		"416":                     {ranged(http.StatusRequestedRangeNotSatisfiable, "bytes */5", ""), CodeNoParts},
		"another stretch":         {ranged(http.StatusPartialContent, fmt.Sprintf("bytes 0-699/%d", large), string(whole[:700])), CodeBaseDamaged},
		"a shorter one":           {ranged(http.StatusPartialContent, fmt.Sprintf("bytes 100-799/%d", large), string(whole[100:500])), CodeBaseDamaged},
		"a longer one":            {ranged(http.StatusPartialContent, fmt.Sprintf("bytes 100-799/%d", large), string(whole[100:900])), CodeBaseDamaged},
		"of another blob":         {ranged(http.StatusPartialContent, "bytes 100-799/5000", string(whole[100:800])), CodeBaseDamaged},
		"without saying of which": {ranged(http.StatusPartialContent, "", string(whole[100:800])), CodeBaseDamaged},
		"a page":                  {testkit.Fault{Kind: testkit.Portal}, CodeNotARegistry},
		"404":                     {answer(http.StatusNotFound, ""), CodeBaseIncomplete},
	} {
		t.Run(name, func(t *testing.T) {
			_, _, err := partly(t, func(*http.Request) testkit.Fault { return c.fault })
			if !report.Has(err, c.code) {
				t.Errorf("error %v, want %s", err, c.code)
			}
		})
	}
}

func TestAWrongStretchIsAskedForAgain(t *testing.T) {
	for name, fault := range map[string]testkit.Fault{
		"short":   ranged(http.StatusPartialContent, fmt.Sprintf("bytes 100-799/%d", large), strings.Repeat("x", 5)),
		"cut":     {Kind: testkit.Truncated},
		"stalled": {Kind: testkit.Stall},
		"reset":   {Kind: testkit.Reset},
		"empty":   {Kind: testkit.Empty},
		"503":     answer(http.StatusServiceUnavailable, ""),
	} {
		t.Run(name, func(t *testing.T) {
			struck := false
			part, asked, err := partly(t, func(*http.Request) testkit.Fault {
				if struck {
					return testkit.Fault{}
				}
				struck = true
				return fault
			})
			if err != nil || asked != 2 || !bytes.Equal(part, content(1, large)[100:800]) {
				t.Errorf("%d bytes after %d requests (%v)", len(part), asked, err)
			}
		})
	}
}
