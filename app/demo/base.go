package demo

import (
	"archive/tar"
	"bytes"
	"context"
	"debug/elf"
	"io"
	"os"
	"os/exec"
	"path"
	"runtime"
	"strings"
	"time"

	"github.com/google/go-containerregistry/pkg/name"
	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/empty"
	"github.com/google/go-containerregistry/pkg/v1/mutate"
	"github.com/google/go-containerregistry/pkg/v1/remote"
	"github.com/google/go-containerregistry/pkg/v1/tarball"

	"auximage/imaging/report"
	"auximage/imaging/transport"
)

// published is BusyBox 1.36.1 at Docker Hub, for machines that have none.
const published = "docker.io/library/busybox@sha256:9ae97d36d26566ff84e8893c64a6dc4fe8ca6d1144bf5b87b2b85a32def253c7"

// reach bounds the time in which the published base must come.
const reach = 30 * time.Second

// Base returns an image to stand on, for this machine's architecture: made from
// a static BusyBox that is here, or the published one. An error is a
// report.Finding with CodeNoBase.
func Base(ctx context.Context) (v1.Image, error) {
	var image v1.Image
	var err error
	if file, ok := staticBusyBox(); ok {
		image, err = imageOf(ctx, file)
	} else {
		image, err = pull(ctx)
	}
	if err != nil {
		return nil, report.Fault(CodeNoBase, err, nil)
	}
	return image, nil
}

// platform is what bases are made and pulled for.
var platform = v1.Platform{OS: "linux", Architecture: runtime.GOARCH}

// staticBusyBox returns the path of a BusyBox for Linux that needs no library, if
// there is one: under Wine too.
func staticBusyBox() (string, bool) {
	for _, file := range []string{"busybox", "busybox-static", "/bin/busybox", "/usr/bin/busybox"} {
		if found, err := exec.LookPath(file); err == nil {
			file = found
		}
		if static(file) {
			return file, true
		}
	}
	return "", false
}

// static tells whether a program is an ELF file that asks for no interpreter.
func static(file string) bool {
	f, err := elf.Open(file)
	if err != nil {
		return false
	}
	defer func() { _ = f.Close() }()
	for _, p := range f.Progs {
		if p.Type == elf.PT_INTERP {
			return false
		}
	}
	return f.Type == elf.ET_EXEC || f.Type == elf.ET_DYN
}

// imageOf returns an image that holds the BusyBox under all its names, an empty
// /tmp for anybody, and root and nobody as users.
func imageOf(ctx context.Context, file string) (v1.Image, error) {
	program, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	content, err := root(program, applets(ctx, file))
	if err != nil {
		return nil, err
	}
	layer, err := tarball.LayerFromOpener(func() (io.ReadCloser, error) {
		return io.NopCloser(bytes.NewReader(content)), nil
	})
	if err != nil {
		return nil, err
	}
	image, err := mutate.AppendLayers(empty.Image, layer)
	if err != nil {
		return nil, err
	}
	config, err := image.ConfigFile()
	if err != nil {
		return nil, err
	}
	config = config.DeepCopy()
	config.OS, config.Architecture = platform.OS, platform.Architecture
	config.Config.Env = []string{"PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"}
	config.Config.Cmd = []string{"sh"}
	return mutate.ConfigFile(image, config)
}

// applets returns the names that a BusyBox has, or those that the operator uses
// where it cannot be run.
func applets(ctx context.Context, file string) []string {
	names, err := exec.CommandContext(ctx, file, "--list").Output()
	if err != nil {
		return []string{"sh", "basename", "cat", "chmod", "cp", "date", "dirname", "echo", "find", "ls", "mkdir", "rm", "sleep", "test", "touch", "tr"}
	}
	return strings.Fields(string(names))
}

// root returns the base's only layer as a tar.
func root(program []byte, applets []string) ([]byte, error) {
	var b bytes.Buffer
	t := tar.NewWriter(&b)
	add := func(h tar.Header, data string) error {
		h.Size = int64(len(data))
		if err := t.WriteHeader(&h); err != nil {
			return err
		}
		_, err := io.WriteString(t, data)
		return err
	}
	entries := []struct {
		name string
		mode int64
		data string
	}{
		{"bin/", 0o755, ""},
		{"bin/busybox", 0o755, string(program)},
		{"etc/", 0o755, ""},
		{"etc/group", 0o644, "root:x:0:\nnobody:x:65534:\n"},
		{"etc/passwd", 0o644, "root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/:/bin/false\n"},
		{"tmp/", 0o1777, ""},
	}
	for _, e := range entries {
		if err := add(tar.Header{Name: e.name, Mode: e.mode}, e.data); err != nil {
			return nil, err
		}
	}
	for _, applet := range applets {
		if applet = path.Base(applet); applet == "busybox" {
			continue
		}
		link := tar.Header{Typeflag: tar.TypeSymlink, Name: "bin/" + applet, Linkname: "busybox", Mode: 0o777}
		if err := add(link, ""); err != nil {
			return nil, err
		}
	}
	err := t.Close()
	return b.Bytes(), err
}

// pull returns the published base with all its content, fetched at once: later
// the names lead to loopback.
func pull(ctx context.Context) (v1.Image, error) {
	ctx, cancel := context.WithTimeout(ctx, reach)
	defer cancel()
	ref, err := name.ParseReference(published)
	if err != nil {
		return nil, err
	}
	way, err := transport.New(transport.Settings{RetryBudget: reach})
	if err != nil {
		return nil, err
	}
	defer way.CloseIdleConnections()
	image, err := remote.Image(ref, remote.WithContext(ctx), remote.WithPlatform(platform), remote.WithTransport(way))
	if err != nil {
		return nil, err
	}
	var copied bytes.Buffer
	if err := tarball.Write(ref, image, &copied); err != nil {
		return nil, err
	}
	return tarball.Image(func() (io.ReadCloser, error) {
		return io.NopCloser(bytes.NewReader(copied.Bytes())), nil
	}, nil)
}
