//go:build linux

package main

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/google/go-containerregistry/pkg/authn"
	"github.com/google/go-containerregistry/pkg/name"
	"github.com/google/go-containerregistry/pkg/v1/remote"
	"github.com/google/go-containerregistry/pkg/v1/tarball"

	"auximage/app/demo"
	"auximage/imaging/testkit"
)

// registry is a docker-registry on loopback.
type registry struct {
	testkit.Real
	ca    string // file of who signed its certificate; empty: it is open, without TLS
	relay *relay // through which tools reach it; nil: they do so directly
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

// registry starts a registry with the base, in a new folder named for what it is
// for; done ends it and removes the folder.
func (b *bench) registry(ctx context.Context, what, base string, how access) (reg *registry, done func(), err error) {
	dir, err := os.MkdirTemp(b.work, what+"-*")
	if err != nil {
		return nil, nil, err
	}
	reg, err = startRegistry(ctx, dir, base, how)
	if err != nil {
		return nil, nil, errors.Join(err, os.RemoveAll(dir))
	}
	return reg, func() {
		reg.Kill()
		_ = os.RemoveAll(dir)
	}, nil
}

func startRegistry(ctx context.Context, dir, base string, how access) (*registry, error) {
	r := &registry{Real: testkit.Real{Program: "docker-registry", Folder: dir}}
	if how == secured {
		r.CA, r.Users, r.ca = testkit.NewCA("Bench issuer"), testkit.Users{user: password}, filepath.Join(dir, "ca.pem")
		if err := os.WriteFile(r.ca, r.CA.PEM(), 0o600); err != nil {
			return nil, err
		}
	}
	if err := r.Start(ctx); err != nil {
		return nil, err
	}
	return r, r.pushBase(base)
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
	ref, err := name.ParseReference(r.Address+"/"+baseRepository, name.Insecure)
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
	err := filepath.WalkDir(r.Data(), func(_ string, d fs.DirEntry, err error) error {
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
