package main

import (
	"io"
	"log"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-containerregistry/pkg/registry"
)

// TestEachCommandThatLooksIntoAnImageNamesTheFlagThatAllowsPlainHTTP pushes two versions
// to a registry without TLS and looks at them in each way, without the flag and with it.
func TestEachCommandThatLooksIntoAnImageNamesTheFlagThatAllowsPlainHTTP(t *testing.T) {
	d := try(t)
	plain := httptest.NewServer(registry.New(registry.Logger(log.New(io.Discard, "", 0))))
	t.Cleanup(plain.Close)
	host := plain.Listener.Addr().String()
	model := filepath.Join(t.TempDir(), "model.yaml")
	for _, version := range []string{"v1", "v2"} {
		write(t, model, "topology:\n  Name: of-"+version+"\n")
		args := []string{"push", "--tag", host + "/x:" + version, "--model", model, "--wdt", "none", "--plain-http", host}
		if got := cli(t, "", append(args, d.flags()...)...); got.code != 0 {
			t.Fatalf("%+v", got)
		}
	}
	file := filepath.Join(t.TempDir(), "image.tar")
	if got := cli(t, "", append([]string{"save", "--output", file, "--tag", host + "/x:v1", "--model", model, "--wdt", "none"}, d.flags()...)...); got.code != 0 {
		t.Fatalf("%+v", got)
	}
	for name, c := range map[string]struct {
		args []string
		code int // with the flag
	}{
		"show":                {[]string{"show", host + "/x:v1"}, 0},
		"tags":                {[]string{"tags", host + "/x:v1"}, 0},
		"extract":             {[]string{"extract", host + "/x:v1", filepath.Join(t.TempDir(), "out")}, 0},
		"diff":                {[]string{"diff", host + "/x:v1", host + "/x:v2"}, 1},
		"diff, one in a file": {[]string{"diff", file, host + "/x:v1"}, 1},
		"a change":            {append([]string{"push", "--change", host + "/x:v1", "--tag", host + "/x:v3", "--model", model}, d.flags()...), 0},
	} {
		t.Run(name, func(t *testing.T) {
			got := cli(t, "", c.args...)
			if got.code == 0 || got.code == c.code && c.code == 1 && got.stdout != "" || !strings.Contains(got.stderr, "--plain-http "+host) {
				t.Errorf("without the flag: %+v, want that --plain-http %s is named", got, host)
			}
			if got := cli(t, "", append(c.args, "--plain-http", host)...); got.code != c.code || strings.Contains(got.stderr, "--plain-http") {
				t.Errorf("with the flag: %+v, want exit code %d", got, c.code)
			}
		})
	}
}
