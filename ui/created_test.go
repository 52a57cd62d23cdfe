package ui

import (
	"strings"
	"testing"

	"auximage/app/session"
)

func TestACreatedImageSaysOnWhatBaseItStands(t *testing.T) {
	const base, was = "sha256:cb23000000000000000000000000000000000000000000000000000000000000", "sha256:6d16000000000000000000000000000000000000000000000000000000000000"
	for name, c := range map[string]struct {
		before string
		says   bool
	}{"another": {was, true}, "the same": {base, false}, "a push of an older program": {"", false}} {
		w := opened(t)
		s := full()
		s.Image.BaseDigest = base
		s.Pushes = []session.PastPush{{Reference: "lhr.ocir.io/tenancynamespace/test-model-ankit:v0", Digest: was, Base: c.before}}
		s.Outcome = &session.Outcome{ID: 1, Action: session.ActCreate, Create: s.Image}
		w.draw(s)
		said := w.saidOnTop()
		if !strings.Contains(said, base) {
			t.Errorf("%s: the base is not named:\n%s", name, said)
		}
		if got := strings.Contains(said, "The base image is another than in lhr.ocir.io/tenancynamespace/test-model-ankit:v0: sha256:cb2300000000, not sha256:6d1600000000."); got != c.says {
			t.Errorf("%s: that it is another is said: %v, want %v:\n%s", name, got, c.says, said)
		}
	}
}
