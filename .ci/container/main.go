// Container makes a container image of auximage-cli for pipelines: from scratch,
// with the system's CA certificates, as user 1000, with a /tmp that everybody may
// write to as its home. The same programs, certificates and time give the same
// image.
//
//	go run .ci/container -amd64 FILE -arm64 FILE -version V -out FOLDER
//
// FOLDER gets auximage-cli-V-oci (an OCI layout for both architectures) and
// auximage-cli-V-ARCHITECTURE.tar (for docker load and podman load).
package main

import (
	"archive/tar"
	"bytes"
	"flag"
	"io"
	"log"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"github.com/google/go-containerregistry/pkg/name"
	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/empty"
	"github.com/google/go-containerregistry/pkg/v1/layout"
	"github.com/google/go-containerregistry/pkg/v1/mutate"
	"github.com/google/go-containerregistry/pkg/v1/tarball"
	"github.com/google/go-containerregistry/pkg/v1/types"
)

const certificates = "/etc/ssl/certs/ca-certificates.crt"

func main() {
	log.SetFlags(0)
	programs := map[string]*string{"amd64": flag.String("amd64", "", ""), "arm64": flag.String("arm64", "", "")}
	version, out := flag.String("version", "", ""), flag.String("out", "", "")
	flag.Parse()
	index := mutate.IndexMediaType(empty.Index, types.OCIImageIndex)
	for _, architecture := range []string{"amd64", "arm64"} {
		image, err := imageOf(*programs[architecture], architecture, *version)
		if err != nil {
			log.Fatal(err)
		}
		index = mutate.AppendManifests(index, mutate.IndexAddendum{Add: image, Descriptor: v1.Descriptor{
			Platform: &v1.Platform{OS: "linux", Architecture: architecture},
		}})
		tag, err := name.NewTag("localhost/auximage-cli:" + *version)
		if err == nil {
			err = tarball.WriteToFile(filepath.Join(*out, "auximage-cli-"+*version+"-"+architecture+".tar"), tag, image)
		}
		if err != nil {
			log.Fatal(err)
		}
	}
	if _, err := layout.Write(filepath.Join(*out, "auximage-cli-"+*version+"-oci"), index); err != nil {
		log.Fatal(err)
	}
}

// imageOf returns the image of a program.
func imageOf(program, architecture, version string) (v1.Image, error) {
	at := made()
	content, err := files(program, at)
	if err != nil {
		return nil, err
	}
	layer, err := tarball.LayerFromOpener(func() (io.ReadCloser, error) {
		return io.NopCloser(bytes.NewReader(content)), nil
	}, tarball.WithMediaType(types.OCILayer))
	if err != nil {
		return nil, err
	}
	image := mutate.ConfigMediaType(mutate.MediaType(empty.Image, types.OCIManifestSchema1), types.OCIConfigJSON)
	image, err = mutate.Append(image, mutate.Addendum{Layer: layer, History: v1.History{Created: v1.Time{Time: at}, CreatedBy: "auximage-cli " + version}})
	if err != nil {
		return nil, err
	}
	return mutate.ConfigFile(image, &v1.ConfigFile{
		OS: "linux", Architecture: architecture, Created: v1.Time{Time: at},
		RootFS:  rootFS(image),
		History: []v1.History{{Created: v1.Time{Time: at}, CreatedBy: "auximage-cli " + version}},
		Config: v1.Config{
			Entrypoint: []string{"/usr/bin/auximage-cli"}, User: "1000:1000", WorkingDir: "/tmp",
			Env: []string{"PATH=/usr/bin", "HOME=/tmp"},
			Labels: map[string]string{
				"org.opencontainers.image.title": "auximage-cli", "org.opencontainers.image.version": version, "org.opencontainers.image.licenses": "UPL-1.0",
			},
		},
	})
}

func rootFS(image v1.Image) v1.RootFS {
	config, err := image.ConfigFile()
	if err != nil {
		log.Fatal(err)
	}
	return config.RootFS
}

// made is the time that all files carry.
func made() time.Time {
	seconds, err := strconv.ParseInt(os.Getenv("SOURCE_DATE_EPOCH"), 10, 64)
	if err != nil {
		log.Fatal("SOURCE_DATE_EPOCH: ", err)
	}
	return time.Unix(seconds, 0).UTC()
}

// files returns the image's files as a tar.
func files(program string, at time.Time) ([]byte, error) {
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	for _, folder := range []struct {
		name string
		mode int64
	}{{"etc", 0o755}, {"etc/ssl", 0o755}, {"etc/ssl/certs", 0o755}, {"tmp", 0o1777}, {"usr", 0o755}, {"usr/bin", 0o755}} {
		if err := w.WriteHeader(&tar.Header{Typeflag: tar.TypeDir, Name: folder.name + "/", Mode: folder.mode, ModTime: at, Format: tar.FormatPAX}); err != nil {
			return nil, err
		}
	}
	for _, file := range []struct {
		from, name string
		mode       int64
	}{{certificates, "etc/ssl/certs/ca-certificates.crt", 0o644}, {program, "usr/bin/auximage-cli", 0o755}} {
		data, err := os.ReadFile(file.from)
		if err == nil {
			err = w.WriteHeader(&tar.Header{Typeflag: tar.TypeReg, Name: file.name, Mode: file.mode, Size: int64(len(data)), ModTime: at, Format: tar.FormatPAX})
		}
		if err == nil {
			_, err = w.Write(data)
		}
		if err != nil {
			return nil, err
		}
	}
	err := w.Close()
	return b.Bytes(), err
}
