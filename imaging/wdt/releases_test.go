package wdt_test

import (
	"testing"
	"testing/synctest"
	"time"

	"auximage/imaging/report"
	"auximage/imaging/testkit"
	"auximage/imaging/transport"
	"auximage/imaging/wdt"
)

func TestGitHubTellsTheLatestRelease(t *testing.T) {
	const file = "https://github.com/oracle/weblogic-deploy-tooling/releases/download/release-4.4.6/weblogic-deploy.zip"
	size := int64(len(small("4.4.6")))
	for name, c := range map[string]struct {
		server *testkit.Releases
		want   wdt.Release
		digest bool
	}{
		"the API answers":                {&testkit.Releases{}, wdt.Release{Version: "4.4.6", URL: file, Size: size}, true},
		"the API has no digest":          {&testkit.Releases{Digest: "none"}, wdt.Release{Version: "4.4.6", URL: file, Size: size}, false},
		"the API has a digest of others": {&testkit.Releases{Digest: "md5:0"}, wdt.Release{Version: "4.4.6", URL: file, Size: size}, false},
		"the API is out of answers":      {&testkit.Releases{APIStatus: 403}, wdt.Release{Version: "4.4.6", URL: file}, false},
		"the API throttles":              {&testkit.Releases{APIStatus: 429}, wdt.Release{Version: "4.4.6", URL: file}, false},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				server := c.server
				server.Zip, server.Version = small("4.4.6"), "4.4.6"
				rt := gitHub(t, server)
				defer rt.CloseIdleConnections()
				got, err := wdt.Releases{Transport: rt}.Latest(t.Context(), nil)
				if err != nil {
					t.Fatal(err)
				}
				if (got.Digest != "") != c.digest {
					t.Errorf("the digest is %q", got.Digest)
				}
				if got.Digest = ""; got != c.want {
					t.Errorf("got %+v", got)
				}
			})
		})
	}
}

// gitHub returns a transport on which GitHub's names lead to a server.
func gitHub(t *testing.T, server *testkit.Releases) *transport.Transport {
	t.Helper()
	ca := testkit.NewCA("test")
	network := &testkit.Network{}
	for _, host := range []string{"github.com", "api.github.com"} {
		t.Cleanup(network.ServeTLS(host+":443", server, ca.Certificate(host)))
	}
	rt, err := transport.New(transport.Settings{Proxy: transport.Proxy{Mode: transport.NoProxy}, CAFile: ca.File(t), Dial: network.Dial})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(rt.CloseIdleConnections)
	return rt
}

func TestAMirrorStandsForGitHub(t *testing.T) {
	within(t, &testkit.Releases{}, func(t *testing.T, releases wdt.Releases, dir string) {
		for address, want := range map[string]wdt.Release{
			mirror:       {Version: "4.4.6", URL: mirror + "/releases/download/release-4.4.6/weblogic-deploy.zip", Size: int64(len(installer()))},
			mirror + "/": {Version: "4.4.6", URL: mirror + "/releases/download/release-4.4.6/weblogic-deploy.zip", Size: int64(len(installer()))},
			"http://mirror.test/some/weblogic-deploy.zip": {URL: "http://mirror.test/some/weblogic-deploy.zip", Size: int64(len(installer()))},
		} {
			releases.Mirror = address
			got, err := releases.Latest(t.Context(), nil)
			if got.Digest = ""; err != nil || got != want {
				t.Errorf("%s: %+v, %v", address, got, err)
			}
		}
		for _, address := range []string{"mirror", "ftp://mirror.test", "https://user:secret@mirror.test", "http://[::1"} {
			releases.Mirror = address
			if _, err := releases.Latest(t.Context(), nil); !report.Has(err, wdt.CodeBadMirror) {
				t.Errorf("%s: %v", address, err)
			}
		}
	})
}

func TestWithoutANetworkTheAnswerComesSoon(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var network testkit.Network
		rt, err := transport.New(transport.Settings{Proxy: transport.Proxy{Mode: transport.NoProxy}, Dial: network.Dial})
		if err != nil {
			t.Fatal(err)
		}
		defer rt.CloseIdleConnections()
		start := time.Now()
		_, err = wdt.Releases{Transport: rt}.Latest(t.Context(), nil)
		if _, named := report.Of(err); !named {
			t.Errorf("the error is %v", err)
		}
		if took := time.Since(start); took > time.Minute {
			t.Errorf("it took %v", took)
		}
	})
}

func TestAMirrorIsUnderstoodAsABrowserUnderstandsIt(t *testing.T) {
	for text, want := range map[string]string{
		"mirror.test/wdt":         "https://mirror.test/wdt",
		"localhost:8443":          "https://localhost:8443",
		"http://mirror.test/wdt ": "http://mirror.test/wdt",
		"mirror":                  "",
		"two words.test":          "",
		"ann:secret@mirror.test":  "",
	} {
		got, err := wdt.ParseMirror(text)
		if err == nil && got.String() != want || (err == nil) != (want != "") {
			t.Errorf("%q: got %v, %v, want %q", text, got, err, want)
		}
	}
}
