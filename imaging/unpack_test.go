//go:build linux

package imaging_test

import (
	"archive/tar"
	"crypto/sha256"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/mutate"
	"github.com/google/go-containerregistry/pkg/v1/types"

	"auximage/imaging"
	"auximage/imaging/testkit"
)

// unpacker is a container runtime that pulls an image and mounts what it unpacked
// of it, to be read and written, as it does for a container.
type unpacker func(b *bench, reference string) (dir string)

// unpackers are those of nodes: containerd, and podman's storage, which CRI-O
// shares.
var unpackers = map[string]unpacker{"containerd": containerd, "podman": podman}

// short returns a folder with a short name: sockets and podman take no long ones.
func short(t testing.TB) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "run")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	return dir
}

// storage returns the first kind of storage that this machine's kernel lets a
// runtime mount: overlay, which nodes have, wants a file system that bears it.
func storage(t testing.TB, dir, overlay, plain string) string {
	t.Helper()
	for _, name := range []string{"lower", "upper", "work", "merged"} {
		if err := os.Mkdir(filepath.Join(dir, name), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	options := fmt.Sprintf("lowerdir=%[1]s/lower,upperdir=%[1]s/upper,workdir=%[1]s/work", dir)
	if said, err := exec.Command("mount", "-t", "overlay", "overlay", "-o", options, dir+"/merged").CombinedOutput(); err != nil {
		t.Logf("NOT POSSIBLE HERE: overlay as storage, %s instead: %v: %s", plain, err, said)
		return plain
	}
	command(t, "umount", dir+"/merged")
	return overlay
}

func containerd(b *bench, reference string) string {
	t := b.t
	t.Helper()
	dir := short(t)
	socket := filepath.Join(dir, "socket")
	config := fmt.Sprintf("version = 2\nroot = %q\nstate = %q\ndisabled_plugins = [\"io.containerd.grpc.v1.cri\", \"io.containerd.internal.v1.opt\"]\n[grpc]\naddress = %q\n[ttrpc]\naddress = %q\n",
		dir+"/root", dir+"/state", socket, socket+".ttrpc")
	if err := os.WriteFile(dir+"/config.toml", []byte(config), 0o600); err != nil {
		t.Fatal(err)
	}
	daemon, err := testkit.StartProcess(t.Context(), socket, "containerd", "--config", dir+"/config.toml")
	if err != nil {
		t.Fatalf("containerd is needed: %v", err)
	}
	t.Cleanup(daemon.Kill)
	ctr := func(args ...string) string {
		t.Helper()
		return command(t, "ctr", append([]string{"--address", socket}, args...)...)
	}
	snapshotter := storage(t, dir, "overlayfs", "native")
	ctr("images", "pull", "--snapshotter", snapshotter, "--hosts-dir", b.hosts(), reference)
	rootfs := dir + "/rootfs"
	if err := os.Mkdir(rootfs, 0o700); err != nil {
		t.Fatal(err)
	}
	ctr("images", "mount", "--rw", "--snapshotter", snapshotter, reference, rootfs)
	t.Cleanup(func() { unmount(t, rootfs) })
	return rootfs
}

// hosts returns a folder that tells containerd of the registry's certificate.
func (b *bench) hosts() string {
	b.t.Helper()
	dir := b.t.TempDir()
	hosts := fmt.Sprintf("[host.%q]\nca = %q\n", "https://"+b.host, b.dir+"/ca.pem")
	if err := os.Mkdir(filepath.Join(dir, b.host), 0o700); err != nil {
		b.t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, b.host, "hosts.toml"), []byte(hosts), 0o600); err != nil {
		b.t.Fatal(err)
	}
	return dir
}

func podman(b *bench, reference string) string {
	t := b.t
	t.Helper()
	dir := short(t)
	driver := storage(t, dir, "overlay", "vfs")
	podman := func(args ...string) string {
		t.Helper()
		return command(t, "podman", append([]string{"--root", dir + "/root", "--runroot", dir + "/run", "--storage-driver", driver}, args...)...)
	}
	podman("pull", "--quiet", "--tls-verify=false", reference)
	container := podman("create", reference, "/bin/sh")
	rootfs := podman("mount", container)
	t.Cleanup(func() {
		podman("umount", container)
		unmount(t, dir+"/root/"+driver)
	})
	return rootfs
}

// unmount ends a mount, where there is one.
func unmount(t testing.TB, dir string) {
	if said, err := exec.Command("umount", dir).CombinedOutput(); err != nil && !strings.Contains(string(said), "not mounted") {
		t.Errorf("umount %s: %v: %s", dir, err, said)
	}
}

// families are bases of both families of media types: BusyBox, and bash with a
// system around it, with folders on the way to the homes that are not as ours.
var families = map[string]func(*testing.T) v1.Image{
	"Docker's": func(t *testing.T) v1.Image {
		return over(t, dir("u01/", 0o2755, 54321, 54321), dir("opt/", 0o711, 0, 0), dir("opt/oracle/", 0o775, 54321, 0))
	},
	"OCI's": func(t *testing.T) v1.Image {
		image := busybox(t, types.OCIManifestSchema1, "amd64")
		top := imageOf(t, types.OCIManifestSchema1, "amd64", func(add func(tar.Header, []byte)) {
			for _, h := range []tar.Header{dir("data/", 0o755, 0, 0), dir("data/wls/", 0o1777, 0, 0), dir("opt/", 0o751, 0, 0),
				{Typeflag: tar.TypeSymlink, Name: "u01", Linkname: "data/wls", Mode: 0o777}} {
				add(h, nil)
			}
		})
		layers, err := top.Layers()
		if err == nil {
			image, err = mutate.AppendLayers(image, layers...)
		}
		if err != nil {
			t.Fatal(err)
		}
		return image
	},
}

// settings are homes and owners of an image.
var settings = map[string]struct {
	homes imaging.Homes
	owner imaging.Owner
}{
	"the defaults":                 {},
	"an owner of the Image Tool's": {imaging.Homes{}, imaging.Owner{User: "oracle", Group: "oracle"}},
	"the toolkit's homes":          {imaging.Homes{WDT: "/u01/wdt"}, imaging.Owner{}},
	"homes and an owner of others": {imaging.Homes{WDT: "/opt/oracle/wdt", Model: "/opt/models"}, imaging.Owner{User: "wls", Group: "wls"}},
}

func TestTheOperatorCopiesWhatRuntimesUnpackAlikeFromABaseOfEachFamily(t *testing.T) {
	for family, base := range families {
		for setting, s := range settings {
			b := newBench(t)
			b.plan.Base, b.plan.Homes, b.plan.Owner = b.base("base", base(t)), s.homes, s.owner
			reference := b.push().Reference
			want := flattened(t, b.pull(reference))
			for name, unpack := range unpackers {
				t.Run(strings.Join([]string{family, setting, name}, ", "), func(t *testing.T) {
					b := *b
					b.t = t
					r := root{t, unpack(&b, reference)}
					sameTree(t, unpacked(t, r.dir), want)
					r.mount()
					b.copies(r)
				})
			}
		}
	}
}

// sameTree compares what is there, file by file, with mode and owner.
func sameTree(t *testing.T, have, want map[string]string) {
	t.Helper()
	for path, is := range want {
		if have[path] != is {
			t.Errorf("/%s is %s, want %s", path, brief(have[path]), brief(is))
		}
	}
	for path := range have {
		if _, ok := want[path]; !ok && !slices.Contains(mountPoints, path) {
			t.Errorf("/%s is in no layer", path)
		}
	}
}

// copies does the operator's copy as each of the people, from the image's own homes
// and from those that lead to them.
func (b *bench) copies(r root) {
	made := b.plan.Homes.Resolved()
	from := []homes{{made.WDT + "/weblogic-deploy", made.Model}}
	if made.Model == made.WDT+"/models" {
		from = []homes{operatorHomes, toolkitHomes}
	}
	for who, person := range people {
		for _, homes := range from {
			r.emptyVolume()
			r.copied(person, homes, "operator-aux-container1")
			r.t.Logf("copied by %s from %s", who, homes.wdt)
			r.holds(b.expected())
			r.introspected(person, "4.4.6")
		}
	}
}

// mountPoints are what podman adds for a container.
var mountPoints = []string{"dev", "proc", "run", "sys", "var", "var/run", "etc/hosts", "etc/resolv.conf", "etc/hostname"}

// brief returns mode and owner with a digest of the rest.
func brief(is string) string {
	if len(is) < 100 {
		return fmt.Sprintf("%q", is)
	}
	return fmt.Sprintf("%q… (%x)", is[:40], sha256.Sum256([]byte(is)))
}

// flattened returns what an image holds, as unpacked does.
func flattened(t *testing.T, image v1.Image) map[string]string {
	t.Helper()
	all := map[string]string{}
	layers, err := image.Layers()
	if err != nil {
		t.Fatal(err)
	}
	for _, layer := range layers { // none of which takes anything away
		maps.Copy(all, headers(t, layer))
	}
	return all
}
