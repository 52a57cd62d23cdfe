package main_test

import (
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
)

// whole are the arguments of a download, a Create and a push to a version.
func (s *site) whole(box *sandbox, version string) []string {
	args := []string{"push", "--tag", repository + ":" + version, "--user", user, "--password-stdin", "--wdt-releases", "https://" + releases + "/weblogic-deploy.zip"}
	return append(append(args, box.inputs(1<<20)...), s.flags()...)
}

// kills is how many there are at least: after every line that is said, and in
// every request.
const kills = 20

func TestAKilledRunLeavesNothingThatTheNextOneTrustsWrongly(t *testing.T) {
	s := newSite(t)
	var requests atomic.Int64
	s.begin(func(http.ResponseWriter, *http.Request) bool { requests.Add(1); return false }, nil)
	undisturbed := newSandbox(t).do(0, password, s.whole(newSandbox(t), "v0")...)
	lines, want := strings.Count(undisturbed.stderr.String(), "\n"), undisturbed.digest()
	points := int(requests.Load())
	if lines+points < kills {
		t.Fatalf("%d lines and %d requests are too few", lines, points)
	}
	next := func(t *testing.T, box *sandbox, version string) {
		t.Helper()
		s.begin(nil, nil)
		if again := box.do(0, password, s.whole(box, version)...); again.digest() != want {
			t.Errorf("after the kill %s, before %s", again.digest(), want)
		}
		s.pull(repository+":"+version, user, password)
	}
	for n := 1; n <= lines; n++ {
		t.Run(fmt.Sprintf("after line %d", n), func(t *testing.T) {
			box, version := newSandbox(t), fmt.Sprintf("line-%d", n)
			s.begin(nil, nil)
			box.start(func(r *run, line int, _ string) {
				if line == n {
					_ = r.cmd.Process.Kill() // or it has ended
				}
			}, password, s.whole(box, version)...).end()
			next(t, box, version)
		})
	}
	for n := 1; n <= points; n++ {
		t.Run(fmt.Sprintf("in request %d", n), func(t *testing.T) {
			box, version := newSandbox(t), fmt.Sprintf("request-%d", n)
			var seen atomic.Int64
			started := make(chan *run, 1)
			s.begin(func(_ http.ResponseWriter, r *http.Request) bool {
				if seen.Add(1) != int64(n) {
					return false
				}
				_ = (<-started).cmd.Process.Kill()
				<-r.Context().Done()
				return true
			}, nil)
			r := box.start(nil, password, s.whole(box, version)...)
			started <- r
			if code := r.end(); code != killed && seen.Load() >= int64(n) {
				t.Errorf("exit code %d of what was to be killed", code)
			}
			next(t, box, version)
		})
	}
}

// within returns the command that runs the program in a mount namespace of its
// own, after a piece of shell has mounted there.
func (box *sandbox) within(mounts string) []string {
	box.t.Helper()
	path, err := command()
	if err != nil {
		box.t.Fatal(err)
	}
	namespace := []string{tool(box.t, "unshare"), "--mount"}
	if os.Getuid() != 0 {
		namespace = append(namespace, "--map-root-user")
	}
	if said, err := exec.Command(namespace[0], append(namespace[1:], "true")...).CombinedOutput(); err != nil {
		box.t.Fatalf("a mount namespace is needed, as root or with user namespaces: %v: %s", err, said)
	}
	return append(namespace, "sh", "-c", mounts+"\n\"$@\"\ncode=$?\ncp -a \"$KEPT\" \"$SEEN\"\nexit $code", "sh", path)
}

func TestAFullDiskAndAReadOnlyFolderLeaveTheOldFile(t *testing.T) {
	full := `mount -t tmpfs -o size=64k tmpfs "$KEPT" && printf old >"$KEPT/old.yaml" && printf old >"$KEPT/weblogic-deploy.zip" &&
		head -c 1000000 /dev/zero >"$KEPT/filler" 2>/dev/null`
	readOnly := `printf old >"$KEPT/old.yaml"; printf old >"$KEPT/weblogic-deploy.zip"; mount --bind "$KEPT" "$KEPT" && mount -o remount,ro,bind "$KEPT"`
	for disk, mounts := range map[string]string{"full": full, "read-only": readOnly} {
		for what, c := range map[string]struct {
			folder string   // the one that is full
			flags  []string // KEPT stands for it
			code   int
		}{
			"the folder for the installer": {folder: "downloads", flags: []string{"--download-dir", "KEPT"}, code: 1},
			"the cache":                    {folder: "cached", flags: []string{"--cache", "KEPT", "--download-dir", "OTHER"}},
			"the folder for the Domain":    {folder: "domain", flags: []string{"--domain-yaml", "KEPT/old.yaml"}, code: 1},
		} {
			t.Run(disk+" is "+what, func(t *testing.T) {
				s, box := newSite(t), newSandbox(t)
				kept, seen := box.folder(c.folder), filepath.Join(box.root, "seen")
				box.env = append(box.env, "KEPT="+kept, "SEEN="+seen)
				args := s.whole(box, "v1")
				for _, flag := range c.flags {
					args = append(args, strings.NewReplacer("KEPT", kept, "OTHER", box.folder("other")).Replace(flag))
				}
				r := box.startAs(box.within(mounts), nil, password, args...)
				if code := r.end(); code != c.code {
					t.Errorf("exit code %d, want %d\n%s", code, c.code, &r.stderr)
				}
				if c.code != 0 {
					r.said(c.folder)
				}
				if told, pushed := r.reference() != "", what != "the folder for the installer" && (c.code == 0 || disk == "full"); told != pushed {
					t.Errorf("pushed is %t, and the reference %q", pushed, r.reference())
				}
				for _, name := range []string{"old.yaml", "weblogic-deploy.zip"} {
					if text, err := os.ReadFile(filepath.Join(seen, name)); err != nil || string(text) != "old" {
						t.Errorf("%s is %.20q, %v", name, text, err)
					}
				}
				left, err := os.ReadDir(seen)
				if err != nil {
					t.Fatal(err)
				}
				for _, entry := range left {
					if name := entry.Name(); name != "old.yaml" && name != "weblogic-deploy.zip" && name != "filler" && what != "the cache" {
						t.Errorf("%s was left", name)
					}
				}
			})
		}
	}
}
