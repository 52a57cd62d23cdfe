package layer_test

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/types"
	"github.com/google/go-containerregistry/pkg/v1/validate"

	"auximage/imaging/input"
	"auximage/imaging/layer"
	"auximage/imaging/report"
	"auximage/imaging/wdt/standin"
	"auximage/imaging/zipfile"
)

func TestTheInstallersLayerHoldsTheZipFileByFile(t *testing.T) {
	path := installer(t, standin.WDTOptions{})
	in := target
	in.Links = []layer.Link{{Path: "/u01/wdt", To: "/auxiliary"}}
	got := list(t, blob(t, wdt(t, path, in)))

	z, err := zip.OpenReader(path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = z.Close() }()
	for _, f := range z.File {
		e, ok := got["auxiliary/"+f.Name]
		if !ok {
			t.Errorf("%s is not in the layer", f.Name)
			continue
		}
		delete(got, "auxiliary/"+f.Name)
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(r)
		if err != nil || string(content) != e.content {
			t.Errorf("%s differs from the zip (%v)", f.Name, err)
		}
		want := int64(0o664)
		if f.FileInfo().IsDir() || strings.HasSuffix(f.Name, ".sh") {
			want = 0o775
		}
		if h := e.header; h.Mode != want || h.Uid != 1000 || h.Gid != 0 || h.Uname != "" || h.ModTime.Unix() != 0 {
			t.Errorf("%s has mode %o, owner %d:%d %q, time %v", f.Name, h.Mode, h.Uid, h.Gid, h.Uname, h.ModTime)
		}
	}
	for name, kind := range map[string]byte{"auxiliary/": tar.TypeDir, "u01/": tar.TypeDir, "u01/wdt": tar.TypeSymlink} {
		if got[name].header.Typeflag != kind {
			t.Errorf("%s is %c", name, got[name].header.Typeflag)
		}
		delete(got, name)
	}
	for name := range got {
		t.Errorf("%s is in the layer and not in the zip", name)
	}
}

func TestFoldersOfTheBaseAreWrittenAsTheyAreThere(t *testing.T) {
	in := target
	in.Home = "/opt/tools/wdt"
	in.Base = func(dir string) (layer.Folder, bool) {
		return layer.Folder{Mode: 0o1711, UID: 7, GID: 8}, dir == "/opt"
	}
	got := list(t, blob(t, wdt(t, installer(t, standin.WDTOptions{}), in)))
	for name, want := range map[string]layer.Folder{
		"opt/":                           {Mode: 0o1711, UID: 7, GID: 8},
		"opt/tools/":                     {Mode: 0o775, UID: 1000},
		"opt/tools/wdt/":                 {Mode: 0o775, UID: 1000},
		"opt/tools/wdt/weblogic-deploy/": {Mode: 0o775, UID: 1000},
	} {
		h := got[name].header
		if (layer.Folder{Mode: h.Mode, UID: h.Uid, GID: h.Gid}) != want {
			t.Errorf("%s is %+v, want %+v", name, h, want)
		}
	}
}

// sample returns one layer of each kind.
func sample(t testing.TB) map[string]*layer.Layer {
	dir := t.TempDir()
	big := put(t, dir, "big.zip", noise(3<<20+12345))
	return map[string]*layer.Layer{
		"installer": wdt(t, installer(t, standin.WDTOptions{}), target),
		"archives": archives(t, input.File{Path: big}, input.File{Path: put(t, dir, "empty.zip", nil)},
			input.File{Path: put(t, dir, "block.zip", noise(2*65535))}),
		"models": models(t, input.File{Path: put(t, dir, "model.yaml", []byte("topology:\n  Name: x\n"))},
			input.File{Path: put(t, dir, "long.yaml", bytes.Repeat([]byte("# nothing here\n"), 100_000))},
			input.File{Path: put(t, dir, "plain", []byte("a=b\n")), Name: strings.Repeat("é", 100) + ".properties"}),
	}
}

func TestALayerIsOneThatAnyToolTakes(t *testing.T) {
	for says, l := range sample(t) {
		t.Run(says, func(t *testing.T) {
			if err := validate.Layer(hashed(t, l)); err != nil {
				t.Error(err)
			}
			if mt, err := l.As(types.DockerLayer).MediaType(); err != nil || mt != types.DockerLayer {
				t.Errorf("as a Docker layer it is %s, %v", mt, err)
			}
			if a, b := digest(t, l), digest(t, l.As(types.DockerLayer)); a != b {
				t.Error("another media type gave another digest")
			}
		})
	}
}

// others returns programs that read tars, as Linux has them; on Windows it skips
// the test.
func others(t *testing.T) [][]string {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("wants GNU tar, BusyBox and Python")
	}
	return [][]string{{"tar"}, {"busybox", "tar"}}
}

func TestOtherReadersReadTheBlob(t *testing.T) {
	python := "import io,sys,tarfile\nfor m in tarfile.open(fileobj=io.BytesIO(sys.stdin.buffer.read()), mode='r:gz'): print(m.name)"
	readers := [][]string{{"python3", "-c", python}}
	for _, reader := range others(t) {
		readers = append(readers, append(reader, "-tzf", "-"))
	}
	for says, l := range sample(t) {
		b := blob(t, l)
		want := len(list(t, b))
		for _, reader := range readers {
			t.Run(says+"/"+reader[0], func(t *testing.T) {
				cmd := exec.Command(reader[0], reader[1:]...)
				cmd.Stdin = bytes.NewReader(b)
				var errs bytes.Buffer
				cmd.Stderr = &errs
				out, err := cmd.Output()
				if err != nil || errs.Len() > 0 {
					t.Fatalf("%v: %s", err, errs.String())
				}
				if got := bytes.Count(out, []byte("\n")); got != want {
					t.Errorf("lists %d entries, want %d", got, want)
				}
			})
		}
	}
}

func TestGNUAndBusyBoxUnpackTheArchiveAsItWas(t *testing.T) {
	readers := others(t)
	data := noise(1<<20 + 1)
	b := blob(t, archives(t, input.File{Path: put(t, t.TempDir(), "app.zip", data)}))
	for _, reader := range readers {
		dir := t.TempDir()
		cmd := exec.Command(reader[0], append(reader[1:], "-xzf", "-", "-C", dir)...)
		cmd.Stdin = bytes.NewReader(b)
		if out, err := cmd.CombinedOutput(); err != nil && os.Getuid() == 0 {
			t.Fatalf("%v: %s", err, out)
		}
		if got, err := os.ReadFile(filepath.Join(dir, "auxiliary/models/app.zip")); err != nil || !bytes.Equal(got, data) {
			t.Errorf("%v: %d bytes, %v", reader, len(got), err)
		}
	}
}

func TestTheSameInputsGiveTheSameDigestAnywhere(t *testing.T) {
	here, there := t.TempDir(), t.TempDir()
	a, b := put(t, here, "a.zip", noise(70_000)), put(t, here, "b.zip", noise(10))
	first := digest(t, archives(t, input.File{Path: a}, input.File{Path: b}))

	a2, b2 := put(t, there, "other", noise(70_000)), put(t, there, "b.zip", noise(10))
	if err := os.Chmod(a2, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.Chtimes(b2, time.Now(), time.Date(1999, 1, 1, 0, 0, 0, 0, time.Local)); err != nil {
		t.Fatal(err)
	}
	second := digest(t, archives(t, input.File{Path: b2}, input.File{Path: a2, Name: "a.zip"}))
	if first != second {
		t.Errorf("%s and %s", first, second)
	}
}

func TestTheLayersAreTheOnesOfEarlierReleases(t *testing.T) {
	dir := t.TempDir()
	got := map[string]string{
		"archives": digest(t, archives(t, input.File{Path: put(t, dir, "a.zip", []byte("an archive"))})).Hex,
		"models":   digest(t, models(t, input.File{Path: put(t, dir, "m.yaml", []byte("topology:\n"))})).Hex,
	}
	want := map[string]string{
		"archives": "a4cb86b9682cbcf17894ce022787c73414b808211e2a5a22364d3d7383eeb53d",
		"models":   "1404924fc37e64150201cf883d8f757c300bd23933809cfd2cf321fb1d4c5b4d",
	}
	for name, digest := range want {
		if got[name] != digest {
			t.Errorf("%s has another digest: %s", name, got[name])
		}
	}
}

func TestNamesThatCannotStandBesideEachOtherAreRefused(t *testing.T) {
	folder := func(name string, mode int64) layer.Entry {
		return layer.Entry{Header: &tar.Header{Typeflag: tar.TypeDir, Name: name, Mode: mode}}
	}
	file := func(name string) layer.Entry {
		return layer.Entry{Header: &tar.Header{Typeflag: tar.TypeReg, Name: name}, Source: layer.Bytes(nil)}
	}
	for _, test := range []struct {
		says    string
		want    report.Code
		entries []layer.Entry
	}{
		{"a folder twice", "", []layer.Entry{folder("a/", 0o755), file("a/b"), folder("a/", 0o755)}},
		{"a folder twice otherwise", layer.CodeDuplicate, []layer.Entry{folder("a/", 0o755), folder("a/", 0o700)}},
		{"a file twice", layer.CodeDuplicate, []layer.Entry{file("a"), file("a-b"), file("a")}},
		{"a file and a folder", layer.CodeDuplicate, []layer.Entry{file("a"), file("a.b"), folder("a/", 0o755)}},
		{"a file as a folder", layer.CodeDuplicate, []layer.Entry{file("a"), file("a-b"), file("a/b")}},
		{"out of the image", layer.CodeName, []layer.Entry{file("../a")}},
		{"absolute", layer.CodeName, []layer.Entry{file("/a")}},
		{"no name", layer.CodeName, []layer.Entry{file("")}},
		{"not UTF-8", layer.CodeName, []layer.Entry{file("\xff")}},
	} {
		_, err := layer.New("test", test.entries, types.OCILayer)
		if found, _ := report.Of(err); found.Code != test.want {
			t.Errorf("%s: got %v, want %q", test.says, err, test.want)
		}
	}
}

func TestEntriesGiveTheirContentWithoutABlob(t *testing.T) {
	l := wdt(t, installer(t, standin.WDTOptions{Version: "3.5.4"}), target)
	for _, e := range l.Entries() {
		if e.Header.Name != "auxiliary/weblogic-deploy/VERSION.txt" {
			continue
		}
		r, err := e.Open()
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = r.Close() }()
		if got, err := io.ReadAll(r); err != nil || string(got) != "WebLogic Deploy Tooling 3.5.4" {
			t.Errorf("%q, %v", got, err)
		}
		return
	}
	t.Error("VERSION.txt is not in the layer")
}

func TestALayerOnManyCoresIsTheSame(t *testing.T) {
	path := installer(t, standin.WDTOptions{})
	want := digest(t, wdt(t, path, target))
	l := wdt(t, path, target)
	done := make(chan error)
	for range 8 {
		go func() { done <- l.Hash(context.Background(), nil, nil) }()
	}
	for range 8 {
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
	if got := digest(t, l); got != want {
		t.Errorf("%s and %s", got, want)
	}
}

func TestProgressEndsWithAllBytes(t *testing.T) {
	l := archives(t, input.File{Path: put(t, t.TempDir(), "a.zip", noise(5<<20))})
	var all []report.Progress
	if err := l.Hash(context.Background(), nil, func(p report.Progress) { all = append(all, p) }); err != nil {
		t.Fatal(err)
	}
	last := all[len(all)-1]
	if len(all) < 4 || last.State != report.Finished || last.Done != last.Total || last.Item != layer.ArchivesName || last.Phase != report.Hash {
		t.Errorf("%d facts, the last %+v", len(all), last)
	}
	tarred, err := l.Uncompressed()
	if err != nil {
		t.Fatal(err)
	}
	n, err := io.Copy(io.Discard, tarred)
	if closed := tarred.Close(); err != nil || closed != nil || n != last.Total {
		t.Errorf("the tar has %d bytes, progress said %d (%v, %v)", n, last.Total, err, closed)
	}
}

func TestHashingEndsWhenItIsToldTo(t *testing.T) {
	for says, l := range map[string]*layer.Layer{
		"stored":   archives(t, input.File{Path: put(t, t.TempDir(), "a.zip", noise(8<<20))}),
		"inflated": wdt(t, installer(t, standin.WDTOptions{Full: true}), target),
	} {
		ctx, cancel := context.WithCancel(context.Background())
		err := l.Hash(ctx, nil, func(report.Progress) { cancel() })
		if err != context.Canceled {
			t.Errorf("%s: %v", says, err)
		}
		if _, err := l.Digest(); err == nil {
			t.Errorf("%s: it has a digest", says)
		}
		if got, want := digest(t, l), sum(blob(t, l)); got != want { // and it can be hashed again
			t.Errorf("%s: %s, the blob has %s", says, got, want)
		}
	}
}

func sum(b []byte) v1.Hash {
	s := sha256.Sum256(b)
	return v1.Hash{Algorithm: "sha256", Hex: hex.EncodeToString(s[:])}
}

func TestAZipThatLiesIsNoticedWhileHashing(t *testing.T) {
	path := installer(t, standin.WDTOptions{})
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	l := wdt(t, put(t, t.TempDir(), "bad.zip", damaged(b)), target)
	if err := l.Hash(context.Background(), nil, nil); !report.Has(err, zipfile.CodeContent) {
		t.Errorf("got %v", err)
	}
}

// damaged returns a zip with one bit of its first file's content changed.
func damaged(b []byte) []byte {
	name := []byte("weblogic-deploy/LICENSE.txt")
	b = bytes.Clone(b)
	b[bytes.Index(b, name)+len(name)+40] ^= 1
	return b
}

func TestAStoredEntryOfAZipIsChecked(t *testing.T) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.CreateHeader(&zip.FileHeader{Name: "weblogic-deploy/stored", Method: zip.Store})
	if err == nil {
		_, err = w.Write(noise(200_000))
	}
	if err != nil || z.Close() != nil {
		t.Fatal(err)
	}
	good := wdt(t, put(t, t.TempDir(), "good.zip", b.Bytes()), target)
	if got := list(t, blob(t, good))["auxiliary/weblogic-deploy/stored"].content; got != string(noise(200_000)) {
		t.Error("the content is another")
	}
	b.Bytes()[1000] ^= 1
	bad := wdt(t, put(t, t.TempDir(), "bad.zip", b.Bytes()), target)
	if err := bad.Hash(context.Background(), nil, nil); !report.Has(err, zipfile.CodeContent) {
		t.Errorf("got %v", err)
	}
}

func ExampleTarget() {
	t := layer.Target{Home: "/auxiliary", UID: 1000, GID: 0, MediaType: types.DockerLayer,
		Links: []layer.Link{{Path: "/u01/wdt", To: "/auxiliary"}}}
	l, err := layer.Flat(layer.ModelsName, nil, t)
	if err != nil {
		panic(err)
	}
	for _, e := range l.Entries() {
		fmt.Println(e.Header.Name)
	}
	// Output:
	// auxiliary/
	// u01/
	// u01/wdt
}
