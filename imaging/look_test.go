package imaging_test

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"math/rand/v2"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/mutate"
	"github.com/google/go-containerregistry/pkg/v1/types"

	"auximage/imaging"
	"auximage/imaging/input"
	"auximage/imaging/registry"
	"auximage/imaging/report"
)

// largeArchive is the size of an archive beside which a look is nothing, in bytes.
const largeArchive = 24 << 20

// large gives the bench an archive that does not deflate.
func (b *bench) large() {
	b.t.Helper()
	var z bytes.Buffer
	to := zip.NewWriter(&z)
	noise := make([]byte, largeArchive)
	_, _ = rand.NewChaCha8([32]byte{7}).Read(noise) // never fails
	for _, name := range []string{"wlsdeploy/applications/one.war", "wlsdeploy/applications/two.war"} {
		w, err := to.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store})
		if err != nil {
			b.t.Fatal(err)
		}
		if _, err := w.Write(noise[:len(noise)/2]); err != nil {
			b.t.Fatal(err)
		}
	}
	if err := to.Close(); err != nil {
		b.t.Fatal(err)
	}
	b.plan.Archives = []input.File{{Path: b.file("large.zip", z.String())}, {Path: b.archive("small.zip")}}
}

func TestALookFetchesLittleAndAChangeSendsWhatChanged(t *testing.T) {
	b := newBench(t)
	b.large()
	b.push()
	b.client.Cache = t.TempDir() // of another machine
	var o *imaging.Opened
	if got := b.wire.since(func() { o = b.opened() }); got > 100_000 {
		t.Errorf("a look fetched %d bytes", got)
	}
	entries := func() {
		if found, err := o.Entries(t.Context(), "large.zip", false); err != nil || len(found) != 2 {
			t.Errorf("%v (%v)", found, err)
		}
	}
	if got := b.wire.since(entries); got > 100_000 {
		t.Errorf("a listing fetched %d bytes", got)
	}
	plan := o.Plan()
	plan.Variables = []input.File{{Path: b.file("model.properties", "admin=other-server\n")}}
	if sent := b.pushed(b.made(plan), b.host+"/tenancynamespace/test-model-ankit:v2"); sent == 0 || sent > 5000 {
		t.Errorf("an edited variable sent %d bytes", sent)
	}
	if got := b.wire.since(func() { b.made(plan) }); got > 100_000 { // the base is read once on a machine
		t.Errorf("an edited variable fetched %d bytes", got)
	}
	plan = o.Plan()
	plan.Tooling, plan.Installer = "", b.deflatedBy(1)
	info, err := os.Stat(plan.Installer)
	if err != nil {
		t.Fatal(err)
	}
	receipt, err := b.client.Push(t.Context(), b.made(plan), b.host+"/tenancynamespace/test-model-ankit:v3")
	if err != nil || receipt.Sent > info.Size()+info.Size()/2+5000 {
		t.Errorf("another WDT of %d bytes sent %d (%v)", info.Size(), receipt.Sent, err)
	}
	for _, l := range receipt.Layers {
		if l.Skipped == (l.Kind == imaging.WDTPart) {
			t.Errorf("%s: skipped %t", l.Kind, l.Skipped)
		}
	}
}

func TestARegistryWithoutPartsIsAskedForTheWholeOnlyWhenThatIsWanted(t *testing.T) {
	b := newBench(t)
	b.large()
	b.push()
	b.wire.ask = func(r *http.Request) { r.Header.Del("Range") }
	o := b.opened()
	_, err := o.Entries(t.Context(), "large.zip", false)
	has(t, err, registry.CodeNoParts)
	if f, _ := report.Of(err); f.Args["Size"].(int64) < largeArchive {
		t.Errorf("it says a cost of %v", f.Args["Size"])
	}
	if found, err := o.Entries(t.Context(), "large.zip", true); err != nil || len(found) != 2 {
		t.Errorf("%v (%v)", found, err)
	}
}

func TestWrongBytesAreTakenForNoContent(t *testing.T) {
	b := newBench(t)
	b.large()
	b.push()
	b.client.Cache = ""
	o := b.opened()
	b.wire.answer = func(r *http.Request, body []byte) {
		if strings.Contains(r.URL.Path, "/blobs/") && len(body) > 1000 {
			body[len(body)/2] ^= 0xff
		}
	}
	dir := filepath.Join(t.TempDir(), "out")
	_, err := o.Extract(t.Context(), []string{"large.zip"}, dir, false)
	has(t, err, registry.CodeBaseDamaged)
	if left, _ := os.ReadDir(dir); len(left) != 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestWhatAHistorySaysIsNotBelievedAgainstTheLayer(t *testing.T) {
	for name, c := range map[string]struct {
		note string
		code report.Code // of taking the archive out
	}{
		"a negative size":      {`{"frame":"f","files":[{"name":"auxiliary/models/a.zip","size":-1,"crc32":"00000000","offset":20}]}`, ""},
		"more than the layer":  {`{"frame":"f","files":[{"name":"auxiliary/models/a.zip","size":9223372036854775807,"crc32":"00000000","offset":20}]}`, ""},
		"an offset outside":    {`{"frame":"f","files":[{"name":"auxiliary/models/a.zip","size":1,"crc32":"00000000","offset":99999999}]}`, ""},
		"another size":         {`{"frame":"f","files":[{"name":"auxiliary/models/a.zip","size":4,"crc32":"00000000","offset":20}]}`, imaging.CodeNotAsSaid},
		"another checksum":     {`{"frame":"f","files":[{"name":"auxiliary/models/a.zip","size":5,"crc32":"00000000","offset":20}]}`, imaging.CodeNotAsSaid},
		"a file that is not":   {`{"frame":"f","files":[{"name":"auxiliary/models/b.zip","size":5,"crc32":"00000000","offset":20}]}`, imaging.CodeNotAsSaid},
		"no note but a riddle": {`{"frame":[1]}`, ""},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBench(t)
			layers, err := imageOf(t, types.DockerManifestSchema2, "amd64", func(add func(tar.Header, []byte)) {
				adding(add).file("auxiliary/models/a.zip", "a zip")
			}).Layers()
			if err != nil {
				t.Fatal(err)
			}
			image, err := mutate.Append(busybox(t, types.DockerManifestSchema2, "amd64"), mutate.Addendum{Layer: layers[0],
				History: v1.History{CreatedBy: "auximage archives", Comment: c.note}})
			if err != nil {
				t.Fatal(err)
			}
			o, err := b.client.Open(t.Context(), b.base("said", image).Reference, "")
			if err != nil || len(o.Files) != 1 {
				t.Fatalf("%+v (%v)", o, err)
			}
			file := o.Files[0].Name
			if _, err := o.Entries(t.Context(), file, true); err == nil {
				t.Error("what is no zip was listed")
			}
			_, err = o.Extract(t.Context(), []string{file}, t.TempDir(), false)
			if c.code == "" && err != nil {
				t.Error(err)
			} else if c.code != "" {
				has(t, err, c.code)
			}
		})
	}
}
