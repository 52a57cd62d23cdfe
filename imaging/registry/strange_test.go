package registry

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"auximage/imaging/internal/fakes"
	"auximage/imaging/report"
)

func TestATokensLifeIsReadHoweverItIsWritten(t *testing.T) {
	for body, want := range map[string]struct {
		token string
		life  time.Duration
	}{
		`{"token":"a","expires_in":300}`:                 {"a", 5 * time.Minute},
		`{"access_token":"a","expires_in":300.0}`:        {"a", 5 * time.Minute},
		`{"token":"a","expires_in":"300"}`:               {"a", 5 * time.Minute},
		`{"token":"a","access_token":"b"}`:               {"a", 0},
		`{"token":"a","expires_in":null}`:                {"a", 0},
		`{"token":"a","expires_in":-5}`:                  {"a", 0},
		`{"token":"a","expires_in":1e30}`:                {"a", 24 * time.Hour},
		`{"token":"a","expires_in":9223372036854775807}`: {"a", 24 * time.Hour},
		`{"token":"a\r\nX-Evil: 1"}`:                     {},
		`{"token":""}`:                                   {},
		`{"token":5}`:                                    {},
		`[]`:                                             {},
		`<html>`:                                         {},
	} {
		t.Run(body, func(t *testing.T) {
			if token, life, ok := tokenIn([]byte(body)); token != want.token || life != want.life || ok != (want.token != "") {
				t.Errorf("%q for %v, %v", token, life, ok)
			}
		})
	}
}

func TestAWayOutOfTheWebIsNoRegistrysSoon(t *testing.T) {
	for _, place := range []string{"file:///etc/passwd", "javascript:alert(1)", "http://[::1", "ftp://evil.test/x"} {
		for _, status := range []int{http.StatusAccepted, http.StatusTemporaryRedirect} {
			for _, method := range []string{http.MethodPost, http.MethodPatch} {
				t.Run(strings.Join([]string{method, http.StatusText(status), place}, " "), func(t *testing.T) {
					fault := at(method, "/uploads/", fakes.Fault{
						Kind: fakes.Answer, Where: fakes.AfterBody, Status: status, Header: http.Header{"Location": {place}},
					})
					inBubble(t, &fakes.Registry{Fault: fault}, func(t *testing.T, s *site) {
						began := time.Now()
						_, err := s.push(t.Context(), imageOf(t, 10))
						if !report.Has(err, CodeNotARegistry) || time.Since(began) > time.Minute {
							t.Errorf("%v after %v", err, time.Since(began))
						}
					})
				})
			}
		}
	}
}

func TestASignInOutOfTheWebIsStrange(t *testing.T) {
	for _, realm := range []string{"file:///etc/passwd", "ftp://evil.test/token", "token", ""} {
		fault := at(http.MethodGet, "/v2/", fakes.Fault{Kind: fakes.Answer, Status: 401, Header: http.Header{"Www-Authenticate": {`Bearer realm="` + realm + `"`}}})
		inBubble(t, &fakes.Registry{Fault: fault}, func(t *testing.T, s *site) {
			_, err := s.push(t.Context(), imageOf(t, 10))
			finding(t, err, CodeBadSignIn)
		})
	}
}
