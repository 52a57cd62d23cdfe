package registry

import (
	"net/http"
	"net/url"
	"testing"
	"testing/synctest"

	"auximage/imaging/testkit"
	"auximage/imaging/transport"
)

func mustParse(t *testing.T, address string) *url.URL {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	return u
}

func TestTheSameOriginIsKnownHoweverItIsSpelled(t *testing.T) {
	for _, c := range []struct {
		one, other string
		want       bool
	}{
		{"https://a.test", "https://a.test:443/x", true},
		{"http://a.test", "http://a.test:80", true},
		{"https://a.test", "HTTPS://A.Test.", true},
		{"https://[2001:DB8::1]", "https://[2001:db8::1]:443", true},
		{"https://a.test", "http://a.test", false},
		{"https://a.test", "http://a.test:443", false},
		{"https://a.test:5000", "https://a.test", false},
		{"https://a.test", "https://b.a.test", false},
		{"https://a.test", "https://a.test..", false},
	} {
		if got := sameOrigin(mustParse(t, c.one), mustParse(t, c.other)); got != c.want {
			t.Errorf("%s and %s: got %v, want %v", c.one, c.other, got, c.want)
		}
	}
}

func TestALocationThatNamesTheRegistryIsAtItsOrigin(t *testing.T) {
	for _, c := range []struct{ origin, location, want string }{
		{"https://a.test", "http://a.test/u", "https://a.test/u"},
		{"https://a.test", "http://a.test:80/u", "https://a.test/u"},
		{"https://a.test", "http://A.TEST.:443/u", "https://a.test/u"},
		{"https://a.test", "https://a.test:443/u?x=1", "https://a.test/u?x=1"},
		{"https://a.test:5000", "http://a.test:5000/u", "https://a.test:5000/u"},
		{"http://a.test:5000", "https://a.test:5000/u", "http://a.test:5000/u"},
		{"https://a.test:5000", "https://a.test/u", "https://a.test/u"},
		{"https://a.test", "http://a.test:8080/u", "http://a.test:8080/u"},
		{"https://a.test", "https://storage.test/u", "https://storage.test/u"},
	} {
		if got := moved(mustParse(t, c.location), mustParse(t, c.origin)).String(); got != c.want {
			t.Errorf("%s of %s: got %s, want %s", c.location, c.origin, got, c.want)
		}
	}
}

func TestALocationInAnotherSpellingIsSignedInTo(t *testing.T) {
	ca := testkit.NewCA("Example Corp")
	file := ca.File(t)
	for _, place := range []string{"https://" + host + ":443", "https://LHR.ocir.TEST", "https://" + host + ".:443", "http://" + host, "http://" + host + ":80"} {
		t.Run(place, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				registry := &testkit.Registry{Auth: testkit.Basic, User: user, Password: password, LocationOrigin: place}
				defer registry.Close()
				var network testkit.Network
				defer network.ServeTLS(host+":443", registry, ca.Certificate(host))()
				tr, err := transport.New(transport.Settings{CAFile: file, Proxy: transport.Proxy{Mode: transport.NoProxy}, Dial: network.Dial})
				if err != nil {
					t.Fatal(err)
				}
				defer tr.CloseIdleConnections()
				client := &Client{Transport: tr, Keychain: keychain{user, password}}
				if _, err = client.Push(t.Context(), tagged, imageOf(t, everySize...), nil); err != nil {
					t.Fatal(err)
				}
			})
		})
	}
}

func TestNoOtherSpellingGetsTheCredentialsOutOfTLS(t *testing.T) {
	ca := testkit.NewCA("Example Corp")
	file := ca.File(t)
	synctest.Test(t, func(t *testing.T) {
		registry := &testkit.Registry{Auth: testkit.Basic, User: user, Password: password, LocationOrigin: "http://" + host + ":8080"}
		clear := &testkit.Registry{}
		defer registry.Close()
		defer clear.Close()
		var network testkit.Network
		defer network.ServeTLS(host+":443", registry, ca.Certificate(host))()
		defer network.Serve(host+":8080", clear)()
		tr, err := transport.New(transport.Settings{CAFile: file, PlainHTTP: []string{host + ":8080"}, Proxy: transport.Proxy{Mode: transport.NoProxy}, Dial: network.Dial})
		if err != nil {
			t.Fatal(err)
		}
		defer tr.CloseIdleConnections()
		client := &Client{Transport: tr, Keychain: keychain{user, password}}
		_, err = client.Push(t.Context(), tagged, imageOf(t, 5), nil)
		if err == nil {
			t.Error("it was pushed")
		}
		for _, r := range clear.Requests() {
			if r.Header.Get("Authorization") != "" {
				t.Errorf("%s %s carried the credentials", r.Method, r.Path)
			}
		}
	})
}

func TestAnAnswerThatLeadsOnIsTakenWhateverItsStatus(t *testing.T) {
	for _, status := range []int{http.StatusOK, http.StatusCreated, http.StatusAccepted, http.StatusNoContent} {
		inBubble(t, &testkit.Registry{Brand: testkit.Brand{PatchTaken: status}}, func(t *testing.T, s *site) {
			image := imageOf(t, large)
			if _, err := s.push(t.Context(), image); err != nil {
				t.Errorf("%d: %v", status, err)
			}
			s.holdsAll(t, image)
			if n := s.sent(http.MethodPatch); n != 1 {
				t.Errorf("%d: the layer was sent %d times, want once", status, n)
			}
		})
	}
}

// sent returns how many requests had the method.
func (s *site) sent(method string) (n int) {
	for _, r := range s.registry.Requests() {
		if r.Method == method {
			n++
		}
	}
	return n
}
