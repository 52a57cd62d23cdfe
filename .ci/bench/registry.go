//go:build linux

package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"github.com/google/go-containerregistry/pkg/authn"
	"github.com/google/go-containerregistry/pkg/name"
	"github.com/google/go-containerregistry/pkg/v1/remote"
	"github.com/google/go-containerregistry/pkg/v1/tarball"

	"auximage/app/demo"
)

// registry is a docker-registry on loopback.
type registry struct {
	host    string
	data    string
	ca      string // file of who signed its certificate; empty: it is open, without TLS
	relay   *relay // through which tools reach it; nil: they do so directly
	process *exec.Cmd
}

// access is how a registry lets in.
type access bool

const (
	open    access = false // everybody, without TLS
	secured access = true  // with TLS, user and password
)

const baseRepository = "library/busybox:latest"

// writeBase returns a tar of the base, so that every registry starts with the
// same one.
func writeBase(work string) (string, error) {
	image, err := demo.Base(context.Background())
	if err != nil {
		return "", err
	}
	path := filepath.Join(work, "base.tar")
	tag, err := name.NewTag(baseRepository)
	if err != nil {
		return "", err
	}
	return path, tarball.WriteToFile(path, tag, image)
}

func startRegistry(ctx context.Context, dir, base string, how access) (*registry, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	r := &registry{host: l.Addr().String(), data: filepath.Join(dir, "registry")}
	if err := l.Close(); err != nil {
		return nil, err
	}
	config := filepath.Join(dir, "registry.yml")
	text := fmt.Sprintf("version: 0.1\nlog: {level: error, accesslog: {disabled: true}}\nstorage: {filesystem: {rootdirectory: %s}}\n", r.data)
	door := fmt.Sprintf("http: {addr: %q}\n", r.host)
	if how == secured {
		if door, err = r.secure(dir); err != nil {
			return nil, err
		}
	}
	if err := os.WriteFile(config, []byte(text+door), 0o600); err != nil {
		return nil, err
	}
	r.process = exec.CommandContext(ctx, "docker-registry", "serve", config)
	if err := r.process.Start(); err != nil {
		return nil, err
	}
	if err := r.awaitAnswer(ctx); err != nil {
		r.stop()
		return nil, err
	}
	return r, r.pushBase(base)
}

func (r *registry) awaitAnswer(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, 20*time.Second)
	defer cancel()
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, r.address()+"/v2/", nil)
		if err != nil {
			return err
		}
		if answer, err := (&http.Client{Transport: r.trusting()}).Do(req); err == nil {
			return answer.Body.Close()
		}
		select {
		case <-tick.C:
		case <-ctx.Done():
			return errors.New("docker-registry did not answer")
		}
	}
}

func (r *registry) pushBase(base string) error {
	tag, err := name.NewTag(baseRepository)
	if err != nil {
		return err
	}
	image, err := tarball.ImageFromPath(base, &tag)
	if err != nil {
		return err
	}
	ref, err := name.ParseReference(r.host+"/"+baseRepository, name.Insecure)
	if err != nil {
		return err
	}
	options := []remote.Option{remote.WithTransport(r.trusting())}
	if r.ca != "" {
		options = append(options, remote.WithAuth(&authn.Basic{Username: user, Password: password}))
	}
	return remote.Write(ref, image, options...)
}

// stored returns the bytes of all blobs and upload remains in the registry.
func (r *registry) stored() (int64, error) {
	var sum int64
	err := filepath.WalkDir(r.data, func(_ string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() || d.Name() != "data" {
			return err
		}
		info, err := d.Info()
		if err == nil {
			sum += info.Size()
		}
		return err
	})
	return sum, err
}

func (r *registry) stop() {
	_ = r.process.Process.Kill()
	_ = r.process.Wait()
}
