//go:build linux

package main

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"

	"auximage/imaging/wdt/standin"
)

// inputs are the files of one size.
type inputs struct {
	size                           string
	dir                            string
	wdt, model, variables, archive string // archive is empty for S
	bytes                          int64  // of all files
}

var archiveSizes = map[string]int64{"S": 0, "M": 100_800_000, "L": 1_000_000_000}

func makeInputs(work, size string) (inputs, error) {
	archive, known := archiveSizes[size]
	if !known {
		return inputs{}, fmt.Errorf("size %q is none of S, M, L", size)
	}
	in := inputs{size: size, dir: filepath.Join(work, "inputs-"+size)}
	if err := os.MkdirAll(in.dir, 0o755); err != nil {
		return in, err
	}
	in.wdt = filepath.Join(in.dir, "weblogic-deploy.zip")
	in.model = filepath.Join(in.dir, "model.yaml")
	in.variables = filepath.Join(in.dir, "model.properties")
	err := errors.Join(
		writeOnce(in.wdt, func(w io.Writer) error { return standin.WDTZip(w, standin.WDTOptions{Full: true}) }),
		os.WriteFile(in.variables, []byte("cluster.size=5\n"), 0o644),
		in.editModel())
	if archive > 0 {
		in.archive = filepath.Join(in.dir, "archive.zip")
		err = errors.Join(err, writeOnce(in.archive, func(w io.Writer) error { return writeArchive(w, archive, 1) }))
	}
	for _, path := range []string{in.wdt, in.model, in.variables, in.archive} {
		if path == "" {
			continue
		}
		info, statErr := os.Stat(path)
		if statErr != nil {
			return in, errors.Join(err, statErr)
		}
		in.bytes += info.Size()
	}
	return in, err
}

// editModel writes the model with one line that no model had before.
func (in inputs) editModel() error {
	return os.WriteFile(in.model, fmt.Appendf(nil, `domainInfo:
  AdminUserName: '@@SECRET:__weblogic-credentials__:username@@'
  AdminPassword: '@@SECRET:__weblogic-credentials__:password@@'
topology:
  Name: bench
  AdminServerName: admin-server
  Cluster:
    cluster-1:
      DynamicServers:
        ServerTemplate: cluster-1-template
        ServerNamePrefix: managed-server
        DynamicClusterSize: '@@PROP:cluster.size@@'
        MaxDynamicClusterSize: '@@PROP:cluster.size@@'
  Server:
    admin-server:
      ListenPort: 7001
  ServerTemplate:
    cluster-1-template:
      Cluster: cluster-1
      ListenPort: %d
`, 1024+rand.IntN(60000)), 0o644)
}

// otherArchive is the size, in bytes, of the archive of another domain.
const otherArchive = 10_000_000

// other returns the inputs of another domain: the same WDT, a model and
// variables of its own, and an archive of its own where there is one.
func (in inputs) other() (inputs, error) {
	other := in
	other.dir = filepath.Join(in.dir, "second")
	other.model = filepath.Join(other.dir, "model.yaml")
	other.variables = filepath.Join(other.dir, "model.properties")
	err := errors.Join(os.MkdirAll(other.dir, 0o755), other.editModel(),
		os.WriteFile(other.variables, []byte("cluster.size=3\n"), 0o644))
	if err == nil && in.archive != "" {
		other.archive = filepath.Join(other.dir, "archive.zip")
		err = writeOnce(other.archive, func(w io.Writer) error { return writeArchive(w, otherArchive, 2) })
	}
	return other, err
}

// writeOnce keeps a large input of an earlier run.
func writeOnce(path string, write func(io.Writer) error) error {
	if _, err := os.Stat(path); err == nil {
		return nil
	}
	f, err := os.CreateTemp(filepath.Dir(path), ".input-*")
	if err != nil {
		return err
	}
	if err := errors.Join(write(f), f.Close()); err != nil {
		return errors.Join(err, os.Remove(f.Name()))
	}
	return os.Rename(f.Name(), path)
}

// writeArchive writes an application archive of about size bytes whose entries
// do not compress, as jars and wars do not; another seed, another content.
func writeArchive(w io.Writer, size int64, seed byte) error {
	z := zip.NewWriter(w)
	noise := rand.NewChaCha8([32]byte{seed})
	const each = 12_000_000
	for i := 0; size > 0; i++ {
		e, err := z.Create(fmt.Sprintf("wlsdeploy/applications/app%02d.war", i))
		if err != nil {
			return err
		}
		n, err := io.CopyN(e, noise, min(each, size))
		if err != nil {
			return err
		}
		size -= n
	}
	return z.Close()
}
