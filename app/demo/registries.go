package demo

import (
	"crypto/subtle"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"strings"

	"github.com/google/go-containerregistry/pkg/name"
	"github.com/google/go-containerregistry/pkg/registry"
	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/remote"

	"auximage/imaging/ocir"
)

// newRegistry returns an empty registry. Its blobs are kept in a folder, so that
// archives of a person's own may be as large as they like.
func newRegistry(dir string) http.Handler {
	return registry.New(registry.Logger(log.New(io.Discard, "", 0)), registry.WithBlobHandler(registry.NewDiskBlobHandler(dir)))
}

// guarded lets the try-out's account in and nobody else; under an Oracle host's name
// into its own tenancy alone, as Oracle's registry does.
func guarded(inside http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		user, password, _ := r.BasicAuth()
		known := subtle.ConstantTimeCompare([]byte(user), []byte(User))
		right := subtle.ConstantTimeCompare([]byte(password), []byte(Token))
		switch {
		case known&right == 0:
			w.Header().Set("WWW-Authenticate", `Basic realm="try-out"`)
			refuse(w, http.StatusUnauthorized, "UNAUTHORIZED", "authentication required")
		case ocir.IsHost(r.Host) && !ownTenancys(r.URL.Path):
			refuse(w, http.StatusForbidden, "DENIED", "requested access to the resource is denied")
		default:
			inside.ServeHTTP(w, r)
		}
	})
}

// ownTenancys tells whether a path of the registry's API is in the tenancy of the
// account, or in none.
func ownTenancys(path string) bool {
	path = strings.TrimPrefix(path, "/v2/")
	return path == "" || strings.HasPrefix(path, ocir.SplitUser(User).Namespace+"/")
}

// refuse answers as registries do.
func refuse(w http.ResponseWriter, status int, code, message string) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_, _ = fmt.Fprintf(w, `{"errors":[{"code":%q,"message":%q}]}`, code, message)
}

// serveBase returns a registry that holds the base under its usual name.
func serveBase(image v1.Image, dir string) (http.Handler, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	handler := newRegistry(dir)
	filled := &http.Server{Handler: handler, ReadHeaderTimeout: headerTimeout}
	go func() { _ = filled.Serve(l) }()
	defer func() { _ = filled.Close() }()
	ref, err := name.ParseReference(l.Addr().String()+"/library/busybox:latest", name.Insecure)
	if err != nil {
		return nil, err
	}
	return handler, remote.Write(ref, image)
}
