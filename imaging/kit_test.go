//go:build linux

package imaging_test

import (
	"archive/tar"
	"maps"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strings"
	"testing"

	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/types"
)

// scriptTools are the programs that the operator's script calls.
var scriptTools = []string{"basename", "cat", "cp", "date", "dirname", "ls", "mkdir", "rm", "touch", "tr"}

// kit is what a base of this machine's own programs has.
type kit struct {
	shell string
	tools []string
	tmp   int64 // mode of /tmp, 0 for none
}

func bash() kit { return kit{"bash", scriptTools, 0o1777} }

// image returns the base: the programs and the libraries that they load.
func (k kit) image(t *testing.T) v1.Image {
	t.Helper()
	files := map[string]string{}
	for _, program := range append([]string{k.shell}, k.tools...) {
		path, err := exec.LookPath(program)
		if err != nil {
			t.Fatal(err)
		}
		files["bin/"+program] = path
		for _, library := range libraries(t, path) {
			files[strings.TrimPrefix(library, "/")] = library
		}
	}
	return imageOf(t, types.DockerManifestSchema2, "amd64", func(add func(tar.Header, []byte)) {
		if k.tmp != 0 {
			add(tar.Header{Typeflag: tar.TypeDir, Name: "tmp/", Mode: k.tmp}, nil)
		}
		add(tar.Header{Typeflag: tar.TypeSymlink, Name: "bin/sh", Linkname: k.shell, Mode: 0o777}, nil)
		for _, name := range slices.Sorted(maps.Keys(files)) {
			program, err := os.ReadFile(files[name])
			if err != nil {
				t.Fatal(err)
			}
			add(tar.Header{Typeflag: tar.TypeReg, Name: name, Mode: 0o755}, program)
		}
	})
}

// libraries returns what a program loads.
func libraries(t *testing.T, program string) []string {
	t.Helper()
	out, err := exec.Command("ldd", program).Output()
	if err != nil {
		t.Fatalf("ldd %s: %v", program, err)
	}
	return regexp.MustCompile(`/\S+`).FindAllString(string(out), -1)
}
