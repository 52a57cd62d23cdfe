package wdt_test

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/synctest"

	"auximage/imaging/report"
	"auximage/imaging/testkit"
	"auximage/imaging/transport"
	"auximage/imaging/wdt"
	"auximage/imaging/wdt/standin"
	"auximage/imaging/zipfile"
)

const mirror = "http://mirror.test/wdt"

// installer returns the bytes of a stand-in, above the size that the transport
// fetches in one piece.
var installer = sync.OnceValue(func() []byte { return standInOf("4.4.6") })

func standInOf(version string) []byte { return sized(version, 3<<20) }

// sized returns the bytes of a stand-in with so many that do not compress.
func sized(version string, size int) []byte {
	var small, b bytes.Buffer
	if err := standin.WDTZip(&small, standin.WDTOptions{Version: version}); err != nil {
		panic(err)
	}
	noise := make([]byte, size)
	_, _ = rand.NewChaCha8([32]byte{}).Read(noise) // never fails
	remade(&b, small.Bytes(), func(name string, content []byte) (string, []byte) { return name, content },
		map[string][]byte{"weblogic-deploy/lib/library-1.0.jar": noise})
	return b.Bytes()
}

// remade writes a zip again, each entry changed or, without a name, left out,
// and more added.
func remade(w io.Writer, content []byte, change func(name string, content []byte) (string, []byte), more map[string][]byte) {
	from, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	must(err)
	to := zip.NewWriter(w)
	add := func(header *zip.FileHeader, content []byte) {
		f, err := to.CreateHeader(header)
		must(err)
		_, err = f.Write(content)
		must(err)
	}
	for _, entry := range from.File {
		f, err := entry.Open()
		must(err)
		old, err := io.ReadAll(f)
		must(err)
		if name, content := change(entry.Name, old); name != "" {
			add(&zip.FileHeader{Name: name, Method: entry.Method, ExternalAttrs: entry.ExternalAttrs, CreatorVersion: entry.CreatorVersion}, content)
		}
	}
	for name, content := range more {
		add(&zip.FileHeader{Name: name, Method: zip.Store}, content)
	}
	must(to.Close())
}

func must(err error) {
	if err != nil {
		panic(err) // fixtures are made from good parts
	}
}

// within runs a test in a bubble with a release server, and releases that lead
// to it.
func within(t *testing.T, server *testkit.Releases, test func(t *testing.T, releases wdt.Releases, dir string)) {
	t.Helper()
	if server.Zip == nil {
		server.Zip, server.Version = installer(), "4.4.6"
	}
	synctest.Test(t, func(t *testing.T) {
		var network testkit.Network
		defer network.Serve("mirror.test:80", server)()
		rt, err := transport.New(transport.Settings{
			Proxy: transport.Proxy{Mode: transport.NoProxy}, PlainHTTP: []string{"mirror.test"}, Dial: network.Dial,
		})
		if err != nil {
			t.Fatal(err)
		}
		defer rt.CloseIdleConnections()
		test(t, wdt.Releases{Transport: rt, Mirror: mirror}, t.TempDir())
	})
}

// fetch learns the latest release and downloads it.
func fetch(ctx context.Context, r wdt.Releases, dir string) (string, error) {
	release, err := r.Latest(ctx, nil)
	if err != nil {
		return "", err
	}
	return r.Download(ctx, release, dir, nil)
}

func TestTheInstallerArrivesWholeWhateverHappensOnTheWay(t *testing.T) {
	size := int64(len(installer()))
	cuts := func(percent ...int64) (faults []testkit.ReleaseFault) {
		for _, p := range percent {
			faults = append(faults, testkit.ReleaseFault{CutAt: max(size*p/100, 1)})
		}
		return faults
	}
	for name, server := range map[string]*testkit.Releases{
		"nothing":                             {},
		"the API gives no digest":             {Digest: "none"},
		"the API is out of answers":           {APIStatus: 403},
		"the API knows no such release":       {APIStatus: 404},
		"the address leads nowhere else":      {APIStatus: 403, Unmoved: true},
		"cut at the beginning":                {Faults: cuts(0)},
		"cut at 1 %":                          {Faults: cuts(1)},
		"cut at 50 %":                         {Faults: cuts(50)},
		"cut at 99 %":                         {Faults: cuts(99)},
		"cut three times":                     {Faults: cuts(30, 30, 30)},
		"cut, and the server gives no parts":  {Faults: cuts(50), IgnoreRange: true},
		"cut, and the content has no tag":     {Faults: cuts(50), ETag: "none"},
		"cut, and the content has a weak tag": {Faults: cuts(50), ETag: `W/"x"`},
		"503 once":                            {Faults: []testkit.ReleaseFault{{Status: 503}}},
		"neither API nor digest, cut at 50 %": {APIStatus: 403, Faults: cuts(50)},
	} {
		t.Run(name, func(t *testing.T) {
			within(t, server, func(t *testing.T, releases wdt.Releases, dir string) {
				path, err := fetch(t.Context(), releases, dir)
				if err != nil {
					t.Fatal(err)
				}
				wantFiles(t, dir, map[string][]byte{"weblogic-deploy.zip": installer()})
				if want := filepath.Join(dir, "weblogic-deploy.zip"); path != want {
					t.Errorf("saved as %s", path)
				}
			})
		})
	}
}

func TestWhatIsWrongIsRefusedAndLeavesNothing(t *testing.T) {
	page := "<!DOCTYPE html><title>Sign in</title>" + strings.Repeat(" ", 3000)
	for name, c := range map[string]struct {
		server *testkit.Releases
		want   report.Code
	}{
		"another digest":               {&testkit.Releases{Digest: "sha256:" + strings.Repeat("0", 64)}, wdt.CodeWrongDigest},
		"another size":                 {&testkit.Releases{Size: 12345}, wdt.CodeWrongSize},
		"more than was announced":      {&testkit.Releases{Size: 1}, wdt.CodeWrongSize},
		"a page":                       {&testkit.Releases{Faults: []testkit.ReleaseFault{{Page: page}}}, wdt.CodeWebPage},
		"a page in disguise":           {&testkit.Releases{Faults: []testkit.ReleaseFault{{Page: page, Silent: true}, {Page: page, Silent: true}}}, zipfile.CodeWebPage},
		"nothing there":                {&testkit.Releases{Faults: []testkit.ReleaseFault{{Status: 404}}}, wdt.CodeNoRelease},
		"not allowed":                  {&testkit.Releases{Faults: []testkit.ReleaseFault{{Status: 403}}}, wdt.CodeRefused},
		"no zip":                       {&testkit.Releases{Version: "4.4.6", Zip: bytes.Repeat([]byte("x"), 5000)}, zipfile.CodeNotAZip},
		"a zip that is cut":            {&testkit.Releases{Version: "4.4.6", Zip: installer()[:100000]}, zipfile.CodeCut},
		"a server that fails for ever": {&testkit.Releases{Faults: make503(1000)}, transport.CodeServer},
	} {
		t.Run(name, func(t *testing.T) {
			within(t, c.server, func(t *testing.T, releases wdt.Releases, dir string) {
				mine := []byte("mine")
				write(t, filepath.Join(dir, "weblogic-deploy.zip"), mine)
				path, err := fetch(t.Context(), releases, dir)
				if f, _ := report.Of(err); f.Code != c.want || path != "" {
					t.Errorf("%s, %v; want %s", path, err, c.want)
				}
				wantFiles(t, dir, map[string][]byte{"weblogic-deploy.zip": mine})
			})
		})
	}
}

func make503(n int) []testkit.ReleaseFault {
	faults := make([]testkit.ReleaseFault, n)
	for i := range faults {
		faults[i].Status = 503
	}
	return faults
}

func TestNoFileIsEverOverwritten(t *testing.T) {
	older := standInOf("3.5.4")
	within(t, &testkit.Releases{}, func(t *testing.T, releases wdt.Releases, dir string) {
		write(t, filepath.Join(dir, "weblogic-deploy.zip"), older)
		for range 2 { // the second finds its content there
			path, err := fetch(t.Context(), releases, dir)
			if err != nil || filepath.Base(path) != "weblogic-deploy-4.4.6.zip" {
				t.Fatalf("%s, %v", path, err)
			}
		}
		wantFiles(t, dir, map[string][]byte{"weblogic-deploy.zip": older, "weblogic-deploy-4.4.6.zip": installer()})

		write(t, filepath.Join(dir, "weblogic-deploy-4.4.6.zip"), []byte("mine"))
		if path, err := fetch(t.Context(), releases, dir); err != nil || filepath.Base(path) != "weblogic-deploy-4.4.6-2.zip" {
			t.Errorf("%s, %v", path, err)
		}
		found := wdt.FindInstallers(dir)
		if len(found) != 2 || found[0].Version != "4.4.6" || found[1].Version != "3.5.4" {
			t.Errorf("found %v", found)
		}
	})
}

// A run that was killed leaves its part as it was at that moment. The server
// is stopped in mid-download and the part put aside to stand for one.
func TestWhatAKilledRunLeftIsContinued(t *testing.T) {
	half := int64(len(installer())) / 2
	var left string // name of the part
	server := &testkit.Releases{}
	var dirs []string
	server.Faults = []testkit.ReleaseFault{{CutAt: half}, {Before: func() {
		parts, _ := filepath.Glob(filepath.Join(dirs[0], ".weblogic-deploy.zip.*.part"))
		if len(parts) == 1 {
			left = filepath.Base(parts[0])
		}
	}}}
	within(t, server, func(t *testing.T, releases wdt.Releases, dir string) {
		dirs = []string{dir}
		if _, err := fetch(t.Context(), releases, dir); err != nil {
			t.Fatal(err)
		}
	})
	if left == "" {
		t.Fatal("no part was seen")
	}
	garbage := bytes.Repeat([]byte("garbage "), int(half/8)+1)[:half]
	for name, c := range map[string]struct {
		part  []byte
		etag  string
		want  string // Range of the first request for the installer
		total int    // such requests
	}{
		"its beginning":                 {installer()[:half], "", fmt.Sprintf("bytes=%d-", half), 1},
		"all of it":                     {installer(), "", "", 0},
		"its beginning, damaged":        {garbage, "", fmt.Sprintf("bytes=%d-", half), 2},
		"all of it, damaged":            {append(garbage, installer()[half:]...), "", "", 1},
		"more than all of it":           {append(installer()[:len(installer()):len(installer())], "more"...), "", "", 1},
		"nothing":                       {nil, "", "", 1},
		"the beginning of another file": {installer()[:half], `"another"`, fmt.Sprintf("bytes=%d-", half), 1},
	} {
		t.Run(name, func(t *testing.T) {
			server := &testkit.Releases{ETag: c.etag}
			within(t, server, func(t *testing.T, releases wdt.Releases, dir string) {
				write(t, filepath.Join(dir, left), c.part)
				write(t, filepath.Join(dir, ".weblogic-deploy.zip.123.tmp"), []byte("of long ago"))
				if _, err := fetch(t.Context(), releases, dir); err != nil {
					t.Fatal(err)
				}
				wantFiles(t, dir, map[string][]byte{"weblogic-deploy.zip": installer()})
				ranges := asked(server)
				if len(ranges) != c.total || c.total > 0 && ranges[0] != c.want {
					t.Errorf("asked for %q", ranges)
				}
			})
		})
	}
}

// asked returns the Range of each request for the installer.
func asked(server *testkit.Releases) (ranges []string) {
	for _, r := range server.Requests() {
		if r.Method == "GET" && strings.HasSuffix(r.Path, ".zip") {
			ranges = append(ranges, r.Range)
		}
	}
	return ranges
}

func TestALostConnectionKeepsWhatCame(t *testing.T) {
	half := int64(len(installer())) / 2
	server := &testkit.Releases{Faults: append([]testkit.ReleaseFault{{CutAt: half}}, make503(1000)...)}
	within(t, server, func(t *testing.T, releases wdt.Releases, dir string) {
		if _, err := fetch(t.Context(), releases, dir); !report.Has(err, transport.CodeServer) {
			t.Fatalf("the error is %v", err)
		}
		server.Faults = nil
		before := len(asked(server))
		if _, err := fetch(t.Context(), releases, dir); err != nil {
			t.Fatal(err)
		}
		if ranges := asked(server)[before:]; len(ranges) != 1 || !strings.HasPrefix(ranges[0], "bytes=") || ranges[0] == "bytes=0-" {
			t.Errorf("the next time asks for %q", ranges)
		}
		wantFiles(t, dir, map[string][]byte{"weblogic-deploy.zip": installer()})
	})
}

func TestAStopLeavesNothing(t *testing.T) {
	server := &testkit.Releases{}
	within(t, server, func(t *testing.T, releases wdt.Releases, dir string) {
		ctx, stop := context.WithCancel(t.Context())
		defer stop()
		release, err := releases.Latest(ctx, nil)
		if err != nil {
			t.Fatal(err)
		}
		_, err = releases.Download(ctx, release, dir, func(p report.Progress) {
			if p.Done > p.Total/2 {
				stop()
			}
		})
		if !errors.Is(err, context.Canceled) {
			t.Errorf("the error is %v", err)
		}
		wantFiles(t, dir, nil)
	})
}

func TestTwoAtOnceBothSucceed(t *testing.T) {
	within(t, &testkit.Releases{}, func(t *testing.T, releases wdt.Releases, dir string) {
		var both sync.WaitGroup
		for range 2 {
			both.Go(func() {
				path, err := fetch(t.Context(), releases, dir)
				if err != nil || filepath.Base(path) != "weblogic-deploy.zip" {
					t.Errorf("%s, %v", path, err)
				}
			})
		}
		both.Wait()
		wantFiles(t, dir, map[string][]byte{"weblogic-deploy.zip": installer()})
	})
}

func TestProgressCountsToTheEnd(t *testing.T) {
	size := int64(len(installer()))
	for _, server := range []*testkit.Releases{{}, {APIStatus: 403}} {
		within(t, server, func(t *testing.T, releases wdt.Releases, dir string) {
			release, err := releases.Latest(t.Context(), nil)
			if err != nil {
				t.Fatal(err)
			}
			var mu sync.Mutex
			var last report.Progress
			if _, err := releases.Download(t.Context(), release, dir, func(p report.Progress) {
				mu.Lock()
				defer mu.Unlock()
				last = p
			}); err != nil {
				t.Fatal(err)
			}
			want := report.Progress{Phase: report.Download, Item: "weblogic-deploy.zip", State: report.Finished, Done: size, Total: size}
			if last != want {
				t.Errorf("the last is %+v", last)
			}
		})
	}
}

func TestAFolderThatTakesNoFilesIsNamedBeforeAnyWork(t *testing.T) {
	server := &testkit.Releases{}
	within(t, server, func(t *testing.T, releases wdt.Releases, dir string) {
		file := filepath.Join(dir, "file")
		write(t, file, nil)
		for _, folder := range []string{filepath.Join(dir, "missing"), file} {
			_, err := releases.Download(t.Context(), wdt.Release{URL: mirror + "/weblogic-deploy.zip"}, folder, nil)
			if f, _ := report.Of(err); f.Code != wdt.CodeFolderMissing || f.File != folder {
				t.Errorf("%s: %v", folder, err)
			}
		}
		if n := len(server.Requests()); n != 0 {
			t.Errorf("%d requests were sent", n)
		}
	})
}

func write(t *testing.T, path string, content []byte) {
	t.Helper()
	if err := os.WriteFile(path, content, 0o644); err != nil {
		t.Fatal(err)
	}
}

// wantFiles compares all that is in a folder.
func wantFiles(t *testing.T, dir string, want map[string][]byte) {
	t.Helper()
	files, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		content, err := os.ReadFile(filepath.Join(dir, file.Name()))
		if wanted, ok := want[file.Name()]; err != nil || !ok || !bytes.Equal(content, wanted) {
			t.Errorf("%s with %d bytes is not what should be there (%v)", file.Name(), len(content), err)
		}
	}
	if len(files) < len(want) {
		t.Errorf("only %v are there", files)
	}
}
