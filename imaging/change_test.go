package imaging_test

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"io"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-containerregistry/pkg/name"
	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/empty"
	"github.com/google/go-containerregistry/pkg/v1/mutate"
	"github.com/google/go-containerregistry/pkg/v1/tarball"
	"github.com/google/go-containerregistry/pkg/v1/types"
	"github.com/google/go-containerregistry/pkg/v1/validate"

	"auximage/imaging"
	"auximage/imaging/input"
	"auximage/imaging/model/dictionary"
	"auximage/imaging/opened"
	"auximage/imaging/registry"
	"auximage/imaging/report"
)

// opened returns the image of the bench's tag.
func (b *bench) opened() *imaging.Opened {
	b.t.Helper()
	o, err := b.client.Open(b.t.Context(), b.tag, "")
	if err != nil {
		b.t.Fatal(err)
	}
	return o
}

// made creates the image of a plan.
func (b *bench) made(p imaging.Plan) *imaging.Image {
	b.t.Helper()
	image, findings, err := b.client.Create(b.t.Context(), p)
	if err != nil || image == nil {
		b.t.Fatalf("no image: %v, %v", err, findings)
	}
	return image
}

// pushed returns how many bytes of blobs a push of an image sends.
func (b *bench) pushed(image *imaging.Image, tag string) int64 {
	b.t.Helper()
	receipt, err := b.client.Push(b.t.Context(), image, tag)
	if err != nil {
		b.t.Fatal(err)
	}
	return receipt.Sent
}

func TestAnImageIsTheSameWhicheverWayItIsMade(t *testing.T) {
	other := func(b *bench) input.File {
		return input.File{Path: b.file("other.yaml", "topology:\n  Name: other\n"), Name: "zz.yaml"}
	}
	for name, c := range map[string]struct {
		plan   func(b *bench)                  // the image that is opened
		change func(b *bench, p *imaging.Plan) // of what was opened
		same   func(b *bench)                  // the plan of files that makes the same
	}{
		"nothing is changed": {func(*bench) {}, func(*bench, *imaging.Plan) {}, func(*bench) {}},
		"a model is replaced": {func(*bench) {}, func(b *bench, p *imaging.Plan) {
			p.Models = []input.File{{Path: b.file("new/model.yaml", modelYAML+"# edited\n")}}
		}, func(b *bench) { b.plan.Models = []input.File{{Path: filepath.Join(b.dir, "new", "model.yaml")}} }},
		"a model is added": {func(*bench) {}, func(b *bench, p *imaging.Plan) { p.Models = append(p.Models, other(b)) },
			func(b *bench) {
				b.plan.Models = append(b.plan.Models, input.File{Path: filepath.Join(b.dir, "other.yaml"), Name: "zz.yaml"})
			}},
		"variables and archives are removed": {func(*bench) {}, func(b *bench, p *imaging.Plan) { p.Variables, p.Archives = nil, nil },
			func(b *bench) { b.plan.Variables, b.plan.Archives = nil, nil }},
		"an archive is added": {func(*bench) {}, func(b *bench, p *imaging.Plan) {
			p.Archives = append(p.Archives, input.File{Path: b.archive("second.zip")})
		}, func(b *bench) {
			b.plan.Archives = append(b.plan.Archives, input.File{Path: filepath.Join(b.dir, "second.zip")})
		}},
		"an archive is renamed": {func(*bench) {}, func(b *bench, p *imaging.Plan) { p.Archives[0].Name = "renamed.zip" },
			func(b *bench) { b.plan.Archives[0].Name = "renamed.zip" }},
		"a label is changed": {func(b *bench) { b.plan.Labels = map[string]string{"team": "a", "stage": "test"} },
			func(b *bench, p *imaging.Plan) { delete(p.Labels, "stage"); p.Labels["team"] = "b" },
			func(b *bench) { b.plan.Labels = map[string]string{"team": "b"} }},
		"WDT is taken off": {func(*bench) {}, func(b *bench, p *imaging.Plan) { p.Tooling = "" }, func(b *bench) { b.plan.Installer = "" }},
		"there was no WDT and there is one now": {func(b *bench) { b.plan.Installer = "" },
			func(b *bench, p *imaging.Plan) { p.Installer = filepath.Join(b.dir, "weblogic-deploy.zip") },
			func(b *bench) { b.plan.Installer = filepath.Join(b.dir, "weblogic-deploy.zip") }},
		"an owner that the base does not know": {func(b *bench) { b.plan.Owner = imaging.Owner{User: "oracle", Group: "dba"} },
			func(b *bench, p *imaging.Plan) { p.Variables = nil }, func(b *bench) { b.plan.Variables = nil }},
		"the toolkit's homes": {func(b *bench) { b.plan.Homes.WDT = "/u01/wdt" },
			func(b *bench, p *imaging.Plan) { p.Variables = nil }, func(b *bench) { b.plan.Variables = nil }},
		"other homes than it had": {func(*bench) {}, func(b *bench, p *imaging.Plan) { p.Homes = imaging.Homes{WDT: "/opt/aux"} },
			func(b *bench) { b.plan.Homes = imaging.Homes{WDT: "/opt/aux"} }},
		"other homes, with WDT as another program deflates it": {func(b *bench) { b.plan.Installer = b.deflatedBy(flate.BestSpeed) },
			func(b *bench, p *imaging.Plan) { p.Homes = imaging.Homes{WDT: "/opt/aux"} },
			func(b *bench) { b.plan.Homes = imaging.Homes{WDT: "/opt/aux"} }},
		"of OCI's family": {func(b *bench) {
			b.pushBase("library/oci", types.OCIManifestSchema1, "amd64")
			b.plan.Base.Reference = b.host + "/library/oci:latest"
		}, func(b *bench, p *imaging.Plan) { p.Variables = nil }, func(b *bench) { b.plan.Variables = nil }},
		"for two platforms": {func(b *bench) {
			b.pushBase("library/pair", types.OCIManifestSchema1, "amd64", "arm64")
			b.plan.Base.Reference = b.host + "/library/pair:latest"
			b.plan.Platforms = []string{"linux/amd64", "linux/arm64"}
		}, func(b *bench, p *imaging.Plan) { p.Variables = nil }, func(b *bench) { b.plan.Variables = nil }},
		"a base of the other family": {func(*bench) {}, func(b *bench, p *imaging.Plan) {
			b.pushBase("library/oci", types.OCIManifestSchema1, "amd64")
			p.Base = imaging.Base{Reference: b.host + "/library/oci:latest"}
		}, func(b *bench) { b.plan.Base = imaging.Base{Reference: b.host + "/library/oci:latest"} }},
		"another owner than it had": {func(*bench) {}, func(b *bench, p *imaging.Plan) { p.Owner = imaging.Owner{User: "wls", Group: "root"} },
			func(b *bench) { b.plan.Owner = imaging.Owner{User: "wls", Group: "root"} }},
		"another base": {func(*bench) {}, func(b *bench, p *imaging.Plan) {
			p.Base = b.base("newer", withFiles(t, map[string]string{"etc/motd": "new"}))
		}, func(b *bench) { b.plan.Base = imaging.Base{Reference: b.host + "/library/newer:latest"} }},
		"another base with another folder above": {func(*bench) {}, func(b *bench, p *imaging.Plan) {
			p.Base = b.base("newer", withFiles(t, map[string]string{"auxiliary/.keep": ""}))
		}, func(b *bench) { b.plan.Base = imaging.Base{Reference: b.host + "/library/newer:latest"} }},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBench(t)
			if err := os.Mkdir(filepath.Join(b.dir, "new"), 0o700); err != nil {
				t.Fatal(err)
			}
			c.plan(b)
			b.push()
			o := b.opened()
			plan := o.Plan()
			c.change(b, &plan)
			changed := b.made(plan)
			c.same(b)
			if files := b.create(); changed.Digest != files.Digest {
				t.Errorf("changed it is %s, of files %s", changed.Digest, files.Digest)
			}
			tag := b.host + "/tenancynamespace/other:" + opened.NextTag("v1", nil)
			b.pushed(changed, tag)
			if len(b.plan.Platforms) > 1 {
				return
			}
			if err := validate.Image(b.pull(tag)); err != nil {
				t.Error(err)
			}
		})
	}
}

// deflatedBy returns the bench's installer, deflated at another level and with stored
// entries, as other programs make zips.
func (b *bench) deflatedBy(level int) string {
	b.t.Helper()
	from, err := zip.OpenReader(b.plan.Installer)
	if err != nil {
		b.t.Fatal(err)
	}
	defer func() { _ = from.Close() }()
	var z bytes.Buffer
	to := zip.NewWriter(&z)
	to.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) { return flate.NewWriter(w, level) })
	for i, f := range from.File {
		content, err := f.Open()
		if err != nil {
			b.t.Fatal(err)
		}
		method := zip.Deflate
		if i%7 == 0 {
			method = zip.Store
		}
		w, err := to.CreateHeader(&zip.FileHeader{Name: f.Name, Method: method})
		if err != nil {
			b.t.Fatal(err)
		}
		if _, err := io.Copy(w, content); err != nil {
			b.t.Fatal(err)
		}
	}
	if err := to.Close(); err != nil {
		b.t.Fatal(err)
	}
	return b.file("other-deploy.zip", z.String())
}

func TestWhatStaysIsNotSent(t *testing.T) {
	b := newBench(t)
	b.push()
	plan := b.opened().Plan()
	if sent := b.pushed(b.made(plan), b.host+"/tenancynamespace/test-model-ankit:v2"); sent != 0 {
		t.Errorf("unchanged it sent %d bytes", sent)
	}
	plan.Variables = []input.File{{Path: b.file("model.properties", "admin=other-server\n")}}
	if sent := b.pushed(b.made(plan), b.host+"/tenancynamespace/test-model-ankit:v3"); sent == 0 || sent > 5000 {
		t.Errorf("with a line of variables changed it sent %d bytes", sent)
	}
}

func TestAnImageInAFileIsChangedAndPushed(t *testing.T) {
	b := newBench(t)
	for _, format := range []registry.Format{registry.DockerTar, registry.OCITar} {
		t.Run(string(format), func(t *testing.T) {
			b.t = t
			file := b.inFile(format)
			o, err := b.client.Open(t.Context(), file, "")
			if err != nil {
				t.Fatal(err)
			}
			plan := o.Plan()
			plan.Labels = map[string]string{"stage": string(format)}
			tag := b.host + "/of/file:" + string(format)
			b.pushed(b.made(plan), tag)
			if err := validate.Image(b.pull(tag)); err != nil {
				t.Error(err)
			}
			if err := os.WriteFile(file, nil, 0o600); err != nil {
				t.Fatal(err)
			}
			if _, _, err := b.client.Create(t.Context(), plan); err == nil {
				t.Error("an image was made of a file that is another now")
			}
		})
	}
}

func TestLayersThatStayGoFromRegistryToRegistryWithoutAFile(t *testing.T) {
	b := newBench(t)
	receipt := b.push()
	from := b.opened()
	to := newBench(t)
	to.client.Cache = t.TempDir()
	plan := from.Plan()
	plan.Variables = nil
	image := b.made(plan)
	got, err := to.client.Push(t.Context(), image, to.host+"/other/place:v1")
	if err != nil || got.Sent < receipt.Sent/2 {
		t.Fatalf("sent %d of %d (%v)", got.Sent, receipt.Sent, err)
	}
	if err := validate.Image(to.pull(to.host + "/other/place:v1")); err != nil {
		t.Error(err)
	}
	if left, _ := os.ReadDir(filepath.Join(to.client.Cache, "opened")); len(left) != 0 {
		t.Errorf("left in the cache: %v", left)
	}
}

func TestAnImageOfAnOldDockerSaveIsChangedAlthoughItsLayersWerePackedAnew(t *testing.T) {
	b := newBench(t)
	receipt := b.push()
	tag, err := name.NewTag(b.tag)
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "saved.tar")
	if err := tarball.WriteToFile(file, tag, asOldDocker(t, b.pull(receipt.Reference))); err != nil {
		t.Fatal(err)
	}
	o, err := b.client.Open(t.Context(), file, "")
	if err != nil || o.Maker != opened.Wizard || len(o.Files) != 3 {
		t.Fatalf("%+v (%v)", o, err)
	}
	if entries, err := o.Entries(t.Context(), "archive.zip", false); err != nil || len(entries) != 1 {
		t.Errorf("%v (%v)", entries, err)
	}
	plan := o.Plan()
	plan.Variables = nil
	to := b.host + "/of/docker:v2"
	b.pushed(b.made(plan), to)
	changed := b.pull(to)
	if err := validate.Image(changed); err != nil {
		t.Error(err)
	}
	tree := b.tree(changed)
	if tree["/auxiliary/models/model.yaml"] == nil || tree["/auxiliary/models/model.properties"] != nil || tree["/auxiliary/weblogic-deploy/VERSION.txt"] == nil {
		t.Errorf("%v", tree)
	}
}

// asOldDocker returns an image with its layers as Docker had them before version 25.
func asOldDocker(t *testing.T, image v1.Image) v1.Image {
	t.Helper()
	layers, err := image.Layers()
	if err != nil {
		t.Fatal(err)
	}
	config, err := image.ConfigFile()
	if err != nil {
		t.Fatal(err)
	}
	plain := mutate.MediaType(empty.Image, types.DockerManifestSchema2)
	for _, l := range layers {
		stored, err := tarball.LayerFromOpener(l.Uncompressed, tarball.WithMediaType(types.DockerUncompressedLayer))
		if err != nil {
			t.Fatal(err)
		}
		if plain, err = mutate.AppendLayers(plain, stored); err != nil {
			t.Fatal(err)
		}
	}
	plain, err = mutate.ConfigFile(plain, config)
	if err != nil {
		t.Fatal(err)
	}
	return plain
}

func TestAChangedModelIsJudgedByTheTablesOfTheVersionThatStaysWhereTheyAreThere(t *testing.T) {
	b := newBench(t)
	b.plan.Installer, b.plan.Archives = b.knowing(nil), nil
	b.plan.Models[0].Path = b.file("model.yaml", "topology:\n  Server:\n    a: {ListenPort: 1}\n")
	b.push()
	plan := b.opened().Plan()
	plan.Models = []input.File{{Path: b.file("edited.yaml", "topology:\n  Server:\n    a: {ListenPrt: 2}\n"), Name: "model.yaml"}}
	image, found, err := b.client.Create(t.Context(), plan)
	if err != nil || image == nil || !slices.ContainsFunc(found, func(f report.Finding) bool { return f.Code == imaging.CodeUnjudged }) {
		t.Errorf("without tables there is an image %v, an error %v and %v", image, err, found)
	}
	plan.Tables = b.plan.Installer
	image, found, err = b.client.Create(t.Context(), plan)
	if got, want := codesOf(found, report.Error), []report.Code{dictionary.CodeAttribute}; err != nil || image != nil || !slices.Equal(got, want) {
		t.Errorf("with tables there is an image %v, the errors %v and %v, want none, %v and none", image, got, err, want)
	}
}
