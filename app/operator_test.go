//go:build window

package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/mutate"
)

// copySteps does with an image what the operator's init container does: it
// makes the target's folders, copies both homes into them, and writes into
// WebLogic Deploy Tooling's folders afterwards, as the introspector does.
const copySteps = `
home=$1 target=$2
[[ "home:$home" == "home:/"* ]] || exit 10 # no shell without this will do
cd "$target" || exit 11
for tool in cat date dirname basename tr ls touch; do test -n "$(command -v $tool)" || exit 12; done
date > /tmp/copy.$$ && rm /tmp/copy.$$ || exit 13
mkdir -m 750 weblogic-deploy models || exit 14
cp -R "$home"/weblogic-deploy/* weblogic-deploy || exit 15
cp -R "$home"/models/* models || exit 16
test -x weblogic-deploy/bin/createDomain.sh || exit 17
test -r weblogic-deploy/lib/weblogic-deploy-core.jar || exit 18
touch weblogic-deploy/lib/filter weblogic-deploy/bin/log || exit 19
rm weblogic-deploy/lib/filter weblogic-deploy/bin/log
test "$(ls "$home"/models)" = "$(ls models)" || exit 20
test "$(ls -R "$home"/weblogic-deploy/ | wc -l)" = "$(ls -R weblogic-deploy/ | wc -l)" || exit 21
`

// checkOperatorCopies runs the steps with the image's own shell, as the user of
// a plain cluster and as one of OpenShift's, through both names of the homes.
func checkOperatorCopies(t *testing.T, image v1.Image) {
	t.Helper()
	dir := t.TempDir()
	root := filepath.Join(dir, "root")
	asRoot(t, "mkdir", root)
	t.Cleanup(func() { asRoot(t, "rm", "-rf", root) })
	unpack(t, image, root)
	for _, who := range []string{"1000:1000", "1000:0", "1000650000:0"} {
		for _, home := range []string{"/auxiliary", "/u01/wdt"} {
			target := filepath.Join(root, "tmpAuxiliaryImage")
			asRoot(t, "mkdir", "-m", "1777", target)
			asRoot(t, "chmod", "1777", target)
			out, err := chrooted(root, who, home)
			if err != nil {
				t.Errorf("as %s through %s: %v\n%s", who, home, err, out)
			}
			asRoot(t, "rm", "-rf", target)
		}
	}
}

func chrooted(root, who, home string) ([]byte, error) {
	return rootly("chroot", "--userspec="+who, "--groups=", root, "/bin/sh", "-c", copySteps, "copy", home, "/tmpAuxiliaryImage").CombinedOutput()
}

// unpack puts an image's files into a folder, with their owners.
func unpack(t *testing.T, image v1.Image, root string) {
	t.Helper()
	content := mutate.Extract(image)
	defer func() { _ = content.Close() }()
	tar := rootly("tar", "-x", "-p", "--numeric-owner", "-C", root)
	tar.Stdin = content
	if out, err := tar.CombinedOutput(); err != nil {
		t.Fatalf("tar: %v\n%s", err, out)
	}
}

// rootly returns a command that runs as root: owners and chroot want it.
func rootly(name string, args ...string) *exec.Cmd {
	if os.Geteuid() == 0 {
		return exec.Command(name, args...)
	}
	return exec.Command("sudo", append([]string{"-n", name}, args...)...)
}

func asRoot(t *testing.T, name string, args ...string) {
	t.Helper()
	if out, err := rootly(name, args...).CombinedOutput(); err != nil {
		t.Fatalf("%s: %v\n%s", name, err, out)
	}
}
