package imaging_test

import (
	"strings"
	"testing"

	"auximage/imaging"
)

func TestAVersionAloneIsOfTheRepositoryBesideIt(t *testing.T) {
	digest := "sha256:" + strings.Repeat("a1", 32)
	for _, c := range []struct{ beside, named, want string }{
		{"localhost:7443/shop/wages:v2", "v1", "localhost:7443/shop/wages:v1"},
		{"localhost:7443/shop/wages", ":v1", "localhost:7443/shop/wages:v1"},
		{"lhr.ocir.io/ns/wages:v2@" + digest, "2026-11-28_rc.1", "lhr.ocir.io/ns/wages:2026-11-28_rc.1"},
		{"lhr.ocir.io/ns/wages:v2", digest, "lhr.ocir.io/ns/wages@" + digest},
		{"lhr.ocir.io/ns/wages:v2", "@" + digest, "lhr.ocir.io/ns/wages@" + digest},
		{"lhr.ocir.io/ns/wages:v2", "team/other:v1", "team/other:v1"},
		{"lhr.ocir.io/ns/wages:v2", "other:v1", "other:v1"},
		{"lhr.ocir.io/ns/wages:v2", "saved.tar", "saved.tar"},
		{"lhr.ocir.io/ns/wages:v2", "/home/lab/saved", "/home/lab/saved"},
		{"lhr.ocir.io/ns/wages:v2", "", ""},
		{"", "v1", "v1"},
	} {
		if got := imaging.Beside(c.beside, c.named); got != c.want {
			t.Errorf("%q beside %q is %q, want %q", c.named, c.beside, got, c.want)
		}
	}
}
