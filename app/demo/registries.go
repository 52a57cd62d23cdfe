package demo

import (
	"crypto/subtle"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"

	"github.com/google/go-containerregistry/pkg/name"
	"github.com/google/go-containerregistry/pkg/registry"
	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/remote"
)

// newRegistry returns an empty registry. Its blobs are kept in a folder, so that
// archives of a person's own may be as large as they like.
func newRegistry(dir string) http.Handler {
	return registry.New(registry.Logger(log.New(io.Discard, "", 0)), registry.WithBlobHandler(registry.NewDiskBlobHandler(dir)))
}

// guarded lets the try-out's account in and nobody else.
func guarded(inside http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		user, password, _ := r.BasicAuth()
		known := subtle.ConstantTimeCompare([]byte(user), []byte(User))
		right := subtle.ConstantTimeCompare([]byte(password), []byte(Token))
		if known&right == 1 {
			inside.ServeHTTP(w, r)
			return
		}
		w.Header().Set("WWW-Authenticate", `Basic realm="try-out"`)
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(http.StatusUnauthorized)
		_, _ = fmt.Fprint(w, `{"errors":[{"code":"UNAUTHORIZED","message":"authentication required"}]}`)
	})
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
