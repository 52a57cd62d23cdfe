//go:build linux

package imaging_test

import (
	"archive/tar"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"

	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/layout"
	"github.com/google/go-containerregistry/pkg/v1/remote"
	"github.com/google/go-containerregistry/pkg/v1/tarball"
	"github.com/google/go-containerregistry/pkg/v1/types"
	"github.com/google/go-containerregistry/pkg/v1/validate"

	"auximage/imaging"
	"auximage/imaging/registry"
)

// command runs a program that is not ours and returns what it wrote.
func command(t testing.TB, name string, args ...string) string {
	t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Env = append(os.Environ(), "HOME="+t.TempDir(), "XDG_RUNTIME_DIR="+t.TempDir())
	out, err := cmd.Output()
	var ended *exec.ExitError
	if errors.As(err, &ended) {
		t.Fatalf("%s %s: %v\n%s", name, strings.Join(args, " "), err, ended.Stderr)
	}
	if err != nil {
		t.Fatalf("%s is needed: %v", name, err)
	}
	return strings.TrimSpace(string(out))
}

// skopeo copies an image with all its blobs, which it checks on the way, and
// returns the digest of the manifest that it sees.
func skopeo(t testing.TB, from string) string {
	t.Helper()
	command(t, "skopeo", "--insecure-policy", "copy", "--quiet", "--all", "--src-tls-verify=false", from, "dir:"+t.TempDir())
	return digestOf(t, command(t, "skopeo", "--insecure-policy", "inspect", "--raw", "--tls-verify=false", from))
}

func digestOf(t testing.TB, text string) string {
	t.Helper()
	digest, _, err := v1.SHA256(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return digest.String()
}

// saved writes an image to a file.
func (b *bench) saved(image *imaging.Image, format registry.Format) string {
	b.t.Helper()
	path, _ := b.savedAs(image, format)
	return path
}

// savedAs writes an image to a file and returns the digest that it has there.
func (b *bench) savedAs(image *imaging.Image, format registry.Format) (string, v1.Hash) {
	b.t.Helper()
	path := filepath.Join(b.t.TempDir(), string(format)+".tar")
	digest, err := b.client.Save(b.t.Context(), image, b.tag, path, format)
	if err != nil {
		b.t.Fatal(err)
	}
	return path, digest
}

// pushedFile pushes a file to another repository and returns its reference.
func (b *bench) pushedFile(path string) string {
	b.t.Helper()
	what, _, err := registry.OpenFile(path)
	if err != nil {
		b.t.Fatal(err)
	}
	client := registry.Client{Transport: b.client.Transport, Keychain: b.client.Keychain}
	reference := b.host + "/other/" + filepath.Base(path) + ":v1"
	if _, err := client.Push(b.t.Context(), reference, what, nil); err != nil {
		b.t.Fatal(err)
	}
	return reference
}

// hasOneDigest pushes an image to a tag and saves it, and reports where skopeo sees
// another digest of it, in files pushed again too.
func (b *bench) hasOneDigest(image *imaging.Image, tag string) {
	b.t.Helper()
	b.pushed(image, tag)
	oci, docker := b.saved(image, registry.OCITar), b.saved(image, registry.DockerTar)
	for _, place := range []string{
		"docker://" + tag,
		"oci-archive:" + oci,
		"oci-archive:" + docker,
		"docker://" + b.pushedFile(oci),
		"docker://" + b.pushedFile(docker),
	} {
		if got := skopeo(b.t, place); got != image.Digest.String() {
			b.t.Errorf("%s has %s, want %s", place, got, image.Digest)
		}
	}
}

func TestSkopeoSeesOneDigestInTheRegistryInFilesAndPushedFromThem(t *testing.T) {
	for name, prepare := range map[string]func(*bench){
		"a single platform": (*bench).oci,
		"an index of two":   (*bench).pair,
	} {
		t.Run(name, func(t *testing.T) {
			b := newBench(t)
			prepare(b)
			b.hasOneDigest(b.create(), b.tag)
		})
	}
}

func TestAnOCIFileOfAnImageOfDockersFamilyHasOCIMediaTypesAndTheSameContent(t *testing.T) {
	for name, prepare := range map[string]func(*bench){
		"a single platform": func(*bench) {},
		"an index of two": func(b *bench) {
			b.pushBase("library/pair", types.DockerManifestSchema2, "amd64", "arm64")
			b.plan.Base.Reference = b.host + "/library/pair:latest"
			b.plan.Platforms = []string{"linux/amd64", "linux/arm64"}
		},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBench(t)
			prepare(b)
			image := b.create()
			file, digest := b.savedAs(image, registry.OCITar)
			if digest == image.Digest {
				t.Error("the digest is that of Docker's manifest")
			}
			for _, place := range []string{"oci-archive:" + file, "docker://" + b.pushedFile(file)} {
				if got := skopeo(t, place); got != digest.String() {
					t.Errorf("%s has %s, want %s", place, got, digest)
				}
			}
			folder := t.TempDir()
			command(t, "tar", "--extract", "--file", file, "--directory", folder)
			for _, blob := range content(t, folder) {
				if strings.HasPrefix(blob, "{") && strings.Contains(blob, "vnd.docker") {
					t.Errorf("Docker's media types in %s", blob)
				}
			}
			index, err := layout.ImageIndexFromPath(folder)
			if err != nil {
				t.Fatal(err)
			}
			if err := validate.Index(index); err != nil {
				t.Error(err)
			}
			opened, _, err := imaging.OpenSaved(file)
			if err != nil || opened.Digest != digest || !slices.Equal(opened.Parts, image.Parts) {
				t.Errorf("opened as %+v (%v), made as %+v", opened, err, image)
			}
		})
	}
}

func TestUmociUnpacksAnOCIFileOnABaseOfDockersFamily(t *testing.T) {
	b := newBench(t)
	folder, bundle := t.TempDir(), filepath.Join(t.TempDir(), "bundle")
	command(t, "tar", "--extract", "--file", b.saved(b.create(), registry.OCITar), "--directory", folder)
	command(t, "umoci", "unpack", "--image", folder+":"+b.tag, bundle)
	compare(t, content(t, bundle+"/rootfs/auxiliary"), b.expected())
}

func TestWhatDockerLoadReadsIsTheImageThatWasPushed(t *testing.T) {
	b := newBench(t)
	image := b.create()
	reference := b.push().Reference
	file := b.saved(image, registry.DockerTar)
	want, err := b.pull(reference).ConfigName()
	if err != nil {
		t.Fatal(err)
	}
	loaded, err := tarball.ImageFromPath(file, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := validate.Image(loaded); err != nil {
		t.Error(err)
	}
	if got, err := loaded.ConfigName(); err != nil || got != want {
		t.Errorf("config %s (%v), want %s", got, err, want)
	}
	raw := command(t, "skopeo", "--insecure-policy", "inspect", "--config", "--raw", "docker-archive:"+file)
	if got := digestOf(t, raw); got != want.String() {
		t.Errorf("skopeo's config is %s, want %s", got, want)
	}
}

func TestCranesOwnValidationFindsNothing(t *testing.T) {
	b := newBench(t)
	b.pair()
	image := b.create()
	receipt, err := b.client.Push(t.Context(), image, b.tag)
	if err != nil {
		t.Fatal(err)
	}
	there, err := remote.Index(b.reference(receipt.Reference), remote.WithTransport(b.theirs))
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	command(t, "tar", "--extract", "--file", b.saved(image, registry.OCITar), "--directory", folder)
	here, err := layout.ImageIndexFromPath(folder)
	if err != nil {
		t.Fatal(err)
	}
	for name, index := range map[string]v1.ImageIndex{"the registry": there, "a file": here} {
		if err := validate.Index(index); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// podmanHere returns podman with a store of the test's own.
func podmanHere(t *testing.T) func(args ...string) string {
	t.Helper()
	run, err := os.MkdirTemp("", "podman") // it takes no long name
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(run) })
	return func(args ...string) string {
		return command(t, "podman", append([]string{"--root", run + "/root", "--runroot", run + "/run", "--storage-driver", "vfs"}, args...)...)
	}
}

func TestPodmanLoadsAndPullsTheImageAndItsFilesAreTheInputs(t *testing.T) {
	b := newBench(t)
	image := b.create()
	pushed := b.push()
	for name, fetch := range map[string][]string{
		"pulled": {"pull", "--quiet", "--tls-verify=false", pushed.Reference},
		"loaded": {"load", "--quiet", "--input", b.saved(image, registry.DockerTar)},
	} {
		t.Run(name, func(t *testing.T) {
			podman := podmanHere(t)
			podman(fetch...)
			if got := podman("images", "--format", "{{.Digest}}"); got != image.Digest.String() {
				t.Errorf("digest %s, want %s", got, image.Digest)
			}
			mounted := podman("image", "mount", podman("images", "--quiet", "--no-trunc"))
			compare(t, content(t, mounted+"/auxiliary"), b.expected())
		})
	}
}

func TestTarsOfOthersUnpackEachLayerAlike(t *testing.T) {
	b := newBench(t)
	for i, layer := range b.layers(b.create()) {
		blob, err := layer.Compressed()
		if err != nil {
			t.Fatal(err)
		}
		file := filepath.Join(b.dir, fmt.Sprintf("layer%d.tar.gz", i))
		text, err := io.ReadAll(blob)
		if err := errors.Join(err, blob.Close(), os.WriteFile(file, text, 0o600)); err != nil {
			t.Fatal(err)
		}
		want := headers(t, layer)
		for name, tar := range map[string][]string{
			"GNU tar":     {"tar"},
			"BusyBox tar": {"busybox", "tar"},
		} {
			t.Run(fmt.Sprintf("%s, layer %d", name, i), func(t *testing.T) {
				dir := t.TempDir()
				command(t, tar[0], append(tar[1:], "-x", "-z", "-p", "-f", file, "-C", dir)...)
				compare(t, unpacked(t, dir), want)
			})
		}
	}
}

// headers returns what the entries of a layer are: mode, owner, content. Whose
// a link is nobody asks, and BusyBox does not keep it.
func headers(t *testing.T, layer v1.Layer) map[string]string {
	t.Helper()
	all := map[string]string{}
	each(t, layer, func(h *tar.Header, text string) {
		owner := fmt.Sprint(h.Uid, h.Gid)
		if h.Typeflag == tar.TypeSymlink {
			owner = h.Linkname
		}
		all[strings.TrimSuffix(h.Name, "/")] = fmt.Sprint(h.FileInfo().Mode(), owner, text)
	})
	return all
}

// unpacked returns what is in a folder, as headers does.
func unpacked(t *testing.T, dir string) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || path == dir {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		stat, ok := info.Sys().(*syscall.Stat_t)
		if !ok {
			return fs.ErrInvalid
		}
		owner, text := fmt.Sprint(stat.Uid, stat.Gid), []byte(nil)
		switch {
		case info.Mode()&fs.ModeSymlink != 0:
			owner, err = os.Readlink(path)
		case info.Mode().IsRegular():
			text, err = os.ReadFile(path)
		}
		all[strings.TrimPrefix(path, dir+"/")] = fmt.Sprint(info.Mode(), owner, string(text))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}
