package registry

import (
	"context"
	"net"
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	"auximage/imaging/testkit"
	"auximage/imaging/transport"
)

// toAndFro is how long a way to the registry and back takes here.
const toAndFro = 100 * time.Millisecond

// faraway starts a site that is toAndFro away: a connection takes two ways to and
// fro, as TCP and TLS 1.3 do, a request one. In its bubble nothing else takes time.
func faraway(t *testing.T, auth testkit.Auth) *site {
	t.Helper()
	s := newSite(t, &testkit.Registry{Auth: auth})
	ca := testkit.NewCA("Test issuer")
	t.Cleanup(s.network.ServeTLS(host+":443", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		<-time.After(toAndFro)
		s.registry.ServeHTTP(w, r)
	}), ca.Certificate(host)))
	tr, err := transport.New(transport.Settings{
		Proxy: transport.Proxy{Mode: transport.NoProxy}, CAFile: ca.File(t),
		Dial: func(ctx context.Context, network, address string) (net.Conn, error) {
			<-time.After(2 * toAndFro)
			return s.network.Dial(ctx, network, address)
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(tr.CloseIdleConnections)
	s.client.Transport, s.client.Cache = tr, t.TempDir()
	return s
}

// TestAnEditedModelTakesEightRoundTrips counts those that .github/ARCHITECTURE.md
// lists with their reasons, as the command and the window have them.
func TestAnEditedModelTakesEightRoundTrips(t *testing.T) {
	for name, auth := range map[string]testkit.Auth{"with a password": testkit.Basic, "with tokens": testkit.Bearer} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s := faraway(t, auth)
				s.client.SignIns = &SignIns{}
				if _, err := s.push(t.Context(), imageOf(t, large, large+1, 100)); err != nil {
					t.Fatal(err)
				}
				s.client.Transport.CloseIdleConnections() // another run of the command
				s.client.SignIns = &SignIns{}
				began := time.Now()
				if _, there, err := s.client.Exists(t.Context(), tagged); err != nil || !there {
					t.Fatalf("there: %v, %v", there, err)
				}
				if _, err := s.push(t.Context(), imageOf(t, large, large+1, 101)); err != nil {
					t.Fatal(err)
				}
				if got := time.Since(began); got > 8*toAndFro {
					t.Errorf("it takes %v, want 8 times %v", got, toAndFro)
				}
			})
		})
	}
}

func TestASmallBlobThatIsThereIsNotSentThoughAnUploadWasBegun(t *testing.T) {
	inBubble(t, &testkit.Registry{}, func(t *testing.T, s *site) { // without a cache: nothing is known
		image := imageOf(t, 100)
		if _, err := s.push(t.Context(), image); err != nil {
			t.Fatal(err)
		}
		before := len(s.registry.Requests())
		result, err := s.push(t.Context(), image)
		if sent := uploaded(s.registry.Requests()[before:]); err != nil || result.Sent != 0 || sent != 0 || s.registry.Uploads() != 0 {
			t.Errorf("%v, %d bytes sent, %d uploads left open", err, sent, s.registry.Uploads())
		}
	})
}

// TestARegistryThatWantsAnotherSignInThanBeforeIsAsked changes it between two
// pushes, and the password with it or not.
func TestARegistryThatWantsAnotherSignInThanBeforeIsAsked(t *testing.T) {
	for name, c := range map[string]struct {
		was, is testkit.Auth
		secret  string
		signIns int // requests with the password until it was seen to be good, or refused
	}{
		"a password, then tokens":        {testkit.Basic, testkit.Bearer, password, 2},
		"tokens, then a password":        {testkit.Bearer, testkit.Basic, password, 2},
		"the same, a password refused":   {testkit.Basic, testkit.Basic, "wrong", 1},
		"the same, tokens refused":       {testkit.Bearer, testkit.Bearer, "wrong", 1},
		"tokens, then open to everybody": {testkit.Bearer, testkit.Open, password, 1},
	} {
		t.Run(name, func(t *testing.T) {
			inBubble(t, &testkit.Registry{Auth: c.was}, func(t *testing.T, s *site) {
				s.client.Cache = t.TempDir()
				if _, err := s.push(t.Context(), imageOf(t, 100)); err != nil {
					t.Fatal(err)
				}
				s.registry.Auth = c.is
				s.client.Keychain = keychain{user, c.secret}
				before := len(s.registry.Requests())
				_, err := s.push(t.Context(), imageOf(t, 100))
				if c.secret == password && err != nil {
					t.Errorf("the push ended in %v", err)
				} else if c.secret != password {
					finding(t, err, CodeRefused)
				}
				signIns := 0
				for _, r := range s.registry.Requests()[before:] {
					if r.User != "" && (r.Path == "/v2/" || r.Path == testkit.TokenPath) {
						signIns++
					}
				}
				if signIns != c.signIns {
					t.Errorf("the password was sent %d times, want %d", signIns, c.signIns)
				}
			})
		})
	}
}
