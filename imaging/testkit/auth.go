package testkit

import (
	"cmp"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
)

// challenge answers 401 in the way the registry wants its users to sign in.
func (s *Registry) challenge(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("WWW-Authenticate", `Basic realm="registry"`)
	if s.Auth == Bearer {
		repo, _, _ := route(r.URL.Path)
		scope := s.scope(repo)
		if scope != "" {
			scope = fmt.Sprintf(`,scope="%s"`, scope)
		}
		w.Header().Set("WWW-Authenticate", fmt.Sprintf(`Bearer realm="%s://%s%s",service="%s"%s`, scheme(r), cmp.Or(s.Brand.TokenHost, r.Host), TokenPath, r.Host, scope))
	}
	if s.Brand.Page != "" {
		w.Header().Set("Content-Type", "text/html")
		w.WriteHeader(http.StatusUnauthorized)
		_, _ = io.WriteString(w, s.Brand.Page)
		return
	}
	refuse(w, http.StatusUnauthorized, "UNAUTHORIZED", "authentication required")
}

// allow tells whether the request may go on; when not, it has been answered.
func (s *Registry) allow(w http.ResponseWriter, r *http.Request) bool {
	if s.Auth == Open || s.UploadHost != "" && r.Host == s.UploadHost {
		return true
	}
	if s.Auth == Basic {
		if !s.signedIn(r) {
			s.challenge(w, r)
			return false
		}
		return true
	}
	given, _ := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	s.mu.Lock()
	t, known := s.tokens[given]
	s.mu.Unlock()
	if !known || !t.expires.IsZero() && !time.Now().Before(t.expires) {
		s.challenge(w, r)
		return false
	}
	repo, _, _ := route(r.URL.Path)
	if repo == "" || (r.Method == http.MethodGet || r.Method == http.MethodHead) && s.Brand.Backing == "" {
		return true
	}
	if t.user == "" {
		refuse(w, http.StatusForbidden, "DENIED", "Anonymous users are only allowed read access on public repos")
		return false
	}
	if !slices.ContainsFunc(t.scopes, func(scope string) bool {
		return strings.HasPrefix(scope, "repository:"+s.Brand.Backing+repo+":") && strings.Contains(scope, "push")
	}) {
		s.challenge(w, r)
		return false
	}
	return true
}

// signedIn tells whether the request carries the user and the password.
func (s *Registry) signedIn(r *http.Request) bool {
	user, password, _ := r.BasicAuth()
	return user == s.User && password == s.Password
}

// token answers with a token: the user's, or an anonymous one without a user.
func (s *Registry) token(w http.ResponseWriter, r *http.Request) {
	user, _, named := r.BasicAuth()
	if named && !s.signedIn(r) {
		s.Brand.WrongPassword.refused(w, wrongPassword)
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.serial++
	value := "token-" + strconv.Itoa(s.serial)
	given := token{user: user}
	for _, scope := range r.URL.Query()["scope"] {
		given.scopes = append(given.scopes, strings.Fields(scope)...)
	}
	if s.TokenLife > 0 {
		given.expires = time.Now().Add(s.TokenLife)
	}
	s.tokens[value] = given
	reply(w, http.StatusOK, map[string]any{"token": value, "expires_in": int(s.TokenLife.Seconds())})
}
