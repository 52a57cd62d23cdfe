//go:build linux

package imaging_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"syscall"
	"testing"

	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/mutate"
)

// volume is where the operator mounts the volume that an image is copied to.
const volume = "/tmpAuxiliaryImage"

// person is who the image's shell runs as.
type person struct{ uid, gid uint32 }

var people = map[string]person{
	"the operator's user":                       {1000, 0},
	"the operator's user in a group of its own": {1000, 1000},
	"any user with group 0, as on OpenShift":    {1000650000, 0},
}

// root is an image unpacked, with what Kubernetes mounts into it.
type root struct {
	t   testing.TB
	dir string
}

// unpack pulls an image and lays its layers into a folder, owners and modes kept.
func (b *bench) unpack(image v1.Image) root {
	t := b.t
	t.Helper()
	if os.Geteuid() != 0 {
		t.Fatal("The image's own shell runs as several users in a root of its own: run this test as root.")
	}
	r := root{t, t.TempDir()}
	flat := mutate.Extract(image)
	defer func() { _ = flat.Close() }()
	unpacking := exec.Command("tar", "--extract", "--preserve-permissions", "--same-owner", "--numeric-owner", "--directory", r.dir)
	unpacking.Stdin = flat
	if out, err := unpacking.CombinedOutput(); err != nil {
		t.Fatalf("unpacking: %v\n%s", err, out)
	}
	r.must(os.Chmod(r.dir, 0o755))
	r.mount()
	return r
}

// mount puts into an unpacked image what Kubernetes mounts there.
func (r root) mount() {
	r.must(os.MkdirAll(r.on("/weblogic-operator/scripts"), 0o755))
	script, err := os.ReadFile("testdata/copy.sh")
	r.must(err)
	r.must(os.WriteFile(r.on("/weblogic-operator/scripts/copy.sh"), script, 0o600))
	r.must(os.Chmod(r.on("/weblogic-operator/scripts/copy.sh"), 0o555))
	r.emptyVolume()
}

func (r root) must(err error) {
	r.t.Helper()
	if err != nil {
		r.t.Fatal(err)
	}
}

// on returns where a path of the image is on this machine.
func (r root) on(path string) string { return filepath.Join(r.dir, path) }

// emptyVolume mounts a new volume, as a new pod does, and empties /tmp.
func (r root) emptyVolume() {
	r.must(os.RemoveAll(r.on(volume)))
	r.must(os.Mkdir(r.on(volume), 0o777))
	r.must(os.Chmod(r.on(volume), 0o777))
	_ = os.Remove(r.on("/tmp/auxiliaryImage.out"))
}

// run runs a command in the image as somebody without any privilege.
func (r root) run(who person, env []string, command ...string) (string, error) {
	cmd := exec.Command(command[0], command[1:]...)
	cmd.Dir = "/"
	cmd.Env = append([]string{"PATH=/usr/local/bin:/usr/bin:/bin"}, env...)
	cmd.SysProcAttr = &syscall.SysProcAttr{Chroot: r.dir, Credential: &syscall.Credential{Uid: who.uid, Gid: who.gid}}
	out, err := cmd.CombinedOutput()
	return string(out), err
}

// homes are what a Domain says of one of its images.
type homes struct{ wdt, models string }

var (
	operatorHomes = homes{"/auxiliary/weblogic-deploy", "/auxiliary/models"}
	toolkitHomes  = homes{"/u01/wdt/weblogic-deploy", "/u01/wdt/models"}
)

// copied does the init container's work and returns what it wrote.
func (r root) copied(who person, from homes, container string) string {
	r.t.Helper()
	out, err := r.run(who, []string{
		"AUXILIARY_IMAGE_TARGET_PATH=" + volume,
		"AUXILIARY_IMAGE_SOURCE_WDT_INSTALL_HOME=" + from.wdt,
		"AUXILIARY_IMAGE_SOURCE_MODEL_HOME=" + from.models,
		"AUXILIARY_IMAGE_CONTAINER_NAME=" + container,
	}, "/weblogic-operator/scripts/copy.sh")
	if err != nil {
		out += err.Error()
	}
	return out
}

// verdict is what the server's container makes of the copies' logs: an error
// when one of them failed or did not end.
func (r root) verdict() error {
	logs, err := filepath.Glob(r.on(volume + "/auxiliaryImageLogs/*.out"))
	if err != nil {
		return err
	}
	if len(logs) == 0 {
		return errors.New("no log")
	}
	for _, log := range logs {
		text, err := os.ReadFile(log)
		if err != nil {
			return err
		}
		if bytes.Contains(text, []byte("SEVERE")) {
			return errors.New(string(text))
		}
		if _, err := os.Stat(strings.TrimSuffix(log, ".out") + ".suc"); err != nil {
			return errors.New("not ended: " + string(text))
		}
	}
	return nil
}

// introspected holds the copy against the introspector's rules.
func (r root) introspected(who person, version string) {
	r.t.Helper()
	if err := r.verdict(); err != nil {
		r.t.Errorf("the copy failed: %v", err)
		return
	}
	for _, name := range r.names("/models") {
		if !regexp.MustCompile(`^[^ ,*?\[\]]+\.(yaml|zip|properties)$`).MatchString(name) {
			r.t.Errorf("%s is no name for a model", name)
		}
	}
	if len(r.names("/models")) == 0 || len(r.names("/weblogic-deploy/bin")) == 0 {
		r.t.Error("no models or no tools")
	}
	core, err := zip.OpenReader(r.on(volume + "/weblogic-deploy/lib/weblogic-deploy-core.jar"))
	if err != nil {
		r.t.Errorf("the core jar: %v", err)
		return
	}
	defer func() { _ = core.Close() }()
	manifest, err := fs.ReadFile(core, "META-INF/MANIFEST.MF")
	if found := regexp.MustCompile(`(?m)^Implementation-Version: ([0-9.]+)`).FindSubmatch(manifest); err != nil || found == nil || string(found[1]) != version {
		r.t.Errorf("the core jar's manifest (%v): %s, want version %s", err, manifest, version)
	}
	r.usable(who)
	r.worked(who)
}

// usable looks whether who runs there may write into each folder of the copied
// WDT and run each of its scripts.
func (r root) usable(who person) {
	r.t.Helper()
	r.must(filepath.WalkDir(r.on(volume+"/weblogic-deploy"), func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		need := fs.FileMode(0o600)
		if d.IsDir() || strings.HasSuffix(path, ".sh") {
			need = 0o700
		}
		if stat, ok := info.Sys().(*syscall.Stat_t); !ok || stat.Uid != who.uid || info.Mode()&need != need {
			r.t.Errorf("%s: %v of %d", path, info.Mode(), stat.Uid)
		}
		return nil
	}))
}

// names returns what ls shows of a folder of the volume.
func (r root) names(dir string) []string {
	entries, _ := os.ReadDir(r.on(volume + dir)) // a folder that is missing shows nothing
	var names []string
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), ".") {
			names = append(names, e.Name())
		}
	}
	return names
}

// worked does with the copied WDT what the introspector does, as the same
// person: writes into each of its folders, changes its properties, runs its tools.
func (r root) worked(who person) {
	r.t.Helper()
	out, err := r.run(who, nil, "/bin/sh", "-ec", `
		cd `+volume+`/weblogic-deploy
		mkdir logs
		for dir in . bin lib lib/python lib/python/wlsdeploy lib/typedefs lib/targets lib/targets/*; do
			echo written >$dir/written
			cat $dir/written >>lib/tool.properties
		done
		for tool in compareModel createDomain updateDomain validateModel; do
			code=0
			bin/$tool.sh || code=$?
			[ $code = 2 ] # what the stand-in ends with
		done`)
	if err != nil {
		r.t.Errorf("working with the copy: %v\n%s", err, out)
	}
}

// content returns the files of a folder by path, with their content.
func content(t testing.TB, dir string) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := os.ReadFile(path)
		all[strings.TrimPrefix(path, dir+"/")] = string(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// expected returns what the inputs of the plan make of the volume.
func (b *bench) expected() map[string]string {
	b.t.Helper()
	all := map[string]string{}
	if b.plan.Installer != "" {
		z, err := zip.OpenReader(b.plan.Installer)
		if err != nil {
			b.t.Fatal(err)
		}
		defer func() { _ = z.Close() }()
		for _, f := range z.File {
			if f.FileInfo().IsDir() {
				continue
			}
			text, err := fs.ReadFile(z, f.Name)
			if err != nil {
				b.t.Fatal(err)
			}
			all[f.Name] = string(text)
		}
	}
	for _, in := range slices.Concat(b.plan.Models, b.plan.Variables, b.plan.Archives) {
		text, err := os.ReadFile(in.Path)
		if err != nil {
			b.t.Fatal(err)
		}
		all["models/"+filepath.Base(in.Path)] = string(text)
	}
	return all
}

func (r root) holds(want map[string]string) {
	r.t.Helper()
	have := content(r.t, r.on(volume))
	maps.DeleteFunc(have, func(name, _ string) bool { return strings.HasPrefix(name, "auxiliaryImageLogs/") })
	compare(r.t, have, want)
}

// compare tells of files that are missing, others, or too many.
func compare(t testing.TB, have, want map[string]string) {
	t.Helper()
	for name, text := range want {
		if have[name] != text {
			t.Errorf("%s is not what was put in (%d bytes, want %d)", name, len(have[name]), len(text))
		}
	}
	for name := range have {
		if _, ok := want[name]; !ok {
			t.Errorf("%s came from nowhere", name)
		}
	}
}

// moveVolume mounts the volume into another image of the pod.
func (r root) moveVolume(to root) {
	r.t.Helper()
	r.must(os.RemoveAll(to.on(volume)))
	r.must(os.Rename(r.on(volume), to.on(volume)))
}
