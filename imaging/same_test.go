//go:build linux

package imaging_test

import (
	"archive/tar"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/google/go-containerregistry/pkg/authn"
	v1 "github.com/google/go-containerregistry/pkg/v1"

	"auximage/imaging"
	"auximage/imaging/input"
	"auximage/imaging/transport"
)

// childVariable holds the work of a process of its own.
const childVariable = "AUXIMAGE_TEST_CHILD"

// child is an image made and pushed by a process of its own.
type child struct {
	Plan      imaging.Plan
	Tag       string
	CA, Cache string
	Umask     int
}

// TestMain does a child's work where it is one.
func TestMain(m *testing.M) {
	work := os.Getenv(childVariable)
	if work == "" {
		os.Exit(m.Run())
	}
	digest, err := pushed(work)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Print(digest)
}

func pushed(work string) (string, error) {
	var c child
	if err := json.Unmarshal([]byte(work), &c); err != nil {
		return "", err
	}
	syscall.Umask(c.Umask)
	rt, err := transport.New(transport.Settings{CAFile: c.CA, Proxy: transport.Proxy{Mode: transport.NoProxy}})
	if err != nil {
		return "", err
	}
	client := imaging.Client{Transport: rt, Keychain: authn.NewMultiKeychain(), Cache: c.Cache}
	image, findings, err := client.Create(context.Background(), c.Plan)
	if err != nil || image == nil {
		return "", fmt.Errorf("no image: %v %w", findings, err)
	}
	receipt, err := client.Push(context.Background(), image, c.Tag)
	return receipt.Digest.String(), err
}

// site is a machine's place to work in: inputs, home and temporary folder that
// nobody can write into, and a cache.
type site struct {
	t     *testing.T
	dir   string
	plan  imaging.Plan
	tag   string
	cache string
}

// site copies the inputs of the plan to a new place.
func (b *bench) site(t *testing.T, cache string) site {
	t.Helper()
	s := site{t: t, dir: t.TempDir(), plan: b.plan, tag: b.tag}
	s.must(os.Chmod(filepath.Dir(s.dir), 0o711)) // the way there, for others than root
	for _, dir := range []string{"home", "tmp", "inputs", cache} {
		s.must(os.Mkdir(filepath.Join(s.dir, dir), 0o755))
	}
	s.cache = filepath.Join(s.dir, cache)
	s.plan.Installer = s.input(b.plan.Installer)
	s.plan.Models = []input.File{{Path: s.input(b.plan.Models[0].Path)}}
	s.plan.Variables = []input.File{{Path: s.input(b.plan.Variables[0].Path)}}
	s.plan.Archives = []input.File{{Path: s.input(b.plan.Archives[0].Path)}}
	for _, dir := range []string{"home", "tmp", "inputs", "."} {
		s.must(os.Chmod(filepath.Join(s.dir, dir), 0o555))
	}
	return s
}

func (s site) must(err error) {
	s.t.Helper()
	if err != nil {
		s.t.Fatal(err)
	}
}

func (s site) input(path string) string {
	s.t.Helper()
	text, err := os.ReadFile(path)
	s.must(err)
	to := filepath.Join(s.dir, "inputs", filepath.Base(path))
	s.must(os.WriteFile(to, text, 0o444))
	return to
}

// push makes and pushes the image there, in a process of its own.
func (s site) push(ca string, umask int, who person, env ...string) string {
	s.t.Helper()
	s.must(os.Chown(s.cache, int(who.uid), int(who.gid)))
	work, err := json.Marshal(child{Plan: s.plan, Tag: s.tag, CA: ca, Cache: s.cache, Umask: umask})
	s.must(err)
	cmd := exec.Command("/proc/self/exe") // also for those who cannot go where the test's program is
	cmd.Dir = filepath.Join(s.dir, "home")
	cmd.Env = append(env, childVariable+"="+string(work), "HOME="+cmd.Dir, "TMPDIR="+filepath.Join(s.dir, "tmp"))
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: who.uid, Gid: who.gid}}
	out, err := cmd.Output()
	var ended *exec.ExitError
	if errors.As(err, &ended) {
		s.t.Fatalf("%v: %s", err, ended.Stderr)
	}
	s.must(err)
	return string(out)
}

// listing returns what is there besides the cache, with size and time.
func (s site) listing() string {
	s.t.Helper()
	var b strings.Builder
	s.must(filepath.WalkDir(s.dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if path == s.cache {
			return fs.SkipDir
		}
		info, err := d.Info()
		if err == nil {
			fmt.Fprintln(&b, path, info.Mode(), info.Size(), info.ModTime())
		}
		return err
	}))
	return b.String()
}

func TestAnotherPlaceUserUmaskAndTimeZoneGiveTheSameImageAndNothingIsWrittenButTheCache(t *testing.T) {
	b := newBench(t)
	want := b.create().Digest.String()
	ca := filepath.Join(b.dir, "ca.pem")
	for _, place := range []string{filepath.Dir(b.dir), b.dir} {
		if err := os.Chmod(place, 0o711); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Chmod(ca, 0o444); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		cache string
		umask int
		who   person
		env   []string
	}{
		"root at Greenwich":       {"cache", 0o022, person{0, 0}, []string{"TZ=UTC", "LC_ALL=C"}},
		"a person in Tokyo":       {"another cache", 0o077, person{1000, 1000}, []string{"TZ=Asia/Tokyo", "LC_ALL=ja_JP.UTF-8"}},
		"a person in Los Angeles": {"cache", 0o002, person{12345, 54321}, []string{"TZ=America/Los_Angeles", "GOMAXPROCS=1"}},
	} {
		t.Run(name, func(t *testing.T) {
			s := b.site(t, c.cache)
			before := s.listing()
			if got := s.push(ca, c.umask, c.who, c.env...); got != want {
				t.Errorf("digest %s, want %s", got, want)
			}
			if after := s.listing(); after != before {
				t.Errorf("before:\n%safter:\n%s", before, after)
			}
		})
	}
}

func TestEveryFileOfOurLayersIsAnInputByteForByte(t *testing.T) {
	for home, other := range map[string]string{"auxiliary": "u01/wdt", "u01/wdt": "auxiliary"} {
		t.Run(home, func(t *testing.T) {
			b := newBench(t)
			b.plan.Homes.WDT = "/" + home
			missing := b.expected()
			for _, layer := range b.layers(b.create()) {
				each(t, layer, func(h *tar.Header, text string) {
					name := strings.TrimPrefix(h.Name, home+"/")
					if h.Uid != 1000 || h.Gid != 0 || h.Mode != modeOf(h) || h.Uname+h.Gname != "" || h.ModTime.Unix() != 0 {
						t.Errorf("%s: %+v", h.Name, h)
					}
					switch h.Typeflag {
					case tar.TypeDir:
					case tar.TypeSymlink:
						if h.Name != other || h.Linkname != "/"+home {
							t.Errorf("a link from %s to %s", h.Name, h.Linkname)
						}
					default:
						if original, ok := missing[name]; !ok || original != text {
							t.Errorf("%s (%d bytes) is not what was put in", h.Name, len(text))
						}
						delete(missing, name)
					}
				})
			}
			for name := range missing {
				t.Errorf("%s is missing", name)
			}
		})
	}
}

// modeOf returns the mode that an entry of ours is to have.
func modeOf(h *tar.Header) int64 {
	switch {
	case h.Typeflag == tar.TypeDir, strings.HasSuffix(h.Name, ".sh"):
		return 0o775
	case h.Typeflag == tar.TypeSymlink:
		return 0o777
	}
	return 0o664
}

// each visits the entries of a layer.
func each(t *testing.T, layer v1.Layer, visit func(h *tar.Header, text string)) {
	t.Helper()
	content, err := layer.Uncompressed()
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = content.Close() }()
	r := tar.NewReader(content)
	for h, err := r.Next(); err != io.EOF; h, err = r.Next() {
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		visit(h, string(text))
	}
}
