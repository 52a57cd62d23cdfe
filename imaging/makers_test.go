package imaging_test

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/mutate"
	"github.com/google/go-containerregistry/pkg/v1/tarball"
	"github.com/google/go-containerregistry/pkg/v1/types"

	"auximage/imaging"
	"auximage/imaging/input"
	"auximage/imaging/opened"
	"auximage/imaging/report"
)

// adding adds an entry to a layer.
type adding func(tar.Header, []byte)

// file is an entry with a content.
func (add adding) file(name, content string) {
	add(tar.Header{Typeflag: tar.TypeReg, Name: name, Mode: 0o640, Uid: 1000, Gid: 1000}, []byte(content))
}

// link is a link to a path.
func (add adding) link(kind byte, name, to string) {
	add(tar.Header{Typeflag: kind, Name: name, Linkname: to, Mode: 0o777}, nil)
}

// unpacked has the content of the bench's installer below a folder.
func (add adding) unpacked(t *testing.T, installer, folder string) {
	t.Helper()
	z, err := zip.OpenReader(installer)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = z.Close() }()
	for _, f := range z.File {
		if strings.HasSuffix(f.Name, "/") {
			continue
		}
		content, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(content)
		if err != nil {
			t.Fatal(err)
		}
		add.file(folder+"/"+f.Name, string(text))
	}
}

// layered returns BusyBox with more layers, as a Dockerfile makes them.
func layered(t *testing.T, settle func(*v1.ConfigFile), layers ...func(adding)) v1.Image {
	t.Helper()
	image := busybox(t, types.DockerManifestSchema2, "amd64")
	for _, fill := range layers {
		made, err := imageOf(t, types.DockerManifestSchema2, "amd64", func(add func(tar.Header, []byte)) { fill(add) }).Layers()
		if err != nil {
			t.Fatal(err)
		}
		if image, err = mutate.Append(image, mutate.Addendum{Layer: made[0], History: v1.History{CreatedBy: "COPY something"}}); err != nil {
			t.Fatal(err)
		}
	}
	config, err := image.ConfigFile()
	if err != nil {
		t.Fatal(err)
	}
	config = config.DeepCopy()
	settle(config)
	if image, err = mutate.ConfigFile(image, config); err != nil {
		t.Fatal(err)
	}
	return image
}

// maker is an image of another program, with what is in it.
type maker struct {
	image  v1.Image
	maker  opened.Maker
	homes  opened.Homes
	models string // name of the model, whose content is modelYAML
}

// makers are images as the WebLogic Image Tool's Dockerfile makes them, and as people
// do by hand.
func makers(t *testing.T, b *bench) map[string]maker {
	archive, err := os.ReadFile(b.plan.Archives[0].Path)
	if err != nil {
		t.Fatal(err)
	}
	models := func(add adding, folder string) {
		add.file(folder+"/model.yaml", modelYAML)
		add.file(folder+"/model.properties", "admin=admin-server\n")
		add.file(folder+"/archive.zip", string(archive))
	}
	nothing := func(*v1.ConfigFile) {}
	defaults := opened.Homes{WDT: "/auxiliary", Model: "/auxiliary/models"}
	return map[string]maker{
		"the WebLogic Image Tool's": {layered(t, func(c *v1.ConfigFile) {
			c.Config.Labels = map[string]string{"com.oracle.weblogic.imagetool.buildid": "1"}
			c.Config.Env = append(c.Config.Env, "AUXILIARY_IMAGE_PATH=/u01/tool", "WDT_HOME=/u01/tool", "WDT_MODEL_HOME=/u01/tool/models")
			c.Config.User = "oracle"
		}, func(add adding) { add.file("etc/passwd", "oracle:x:1000:1000::/:/bin/sh\n") },
			func(add adding) { add.unpacked(t, b.plan.Installer, "u01/tool") },
			func(add adding) { models(add, "u01/tool/models") },
			func(add adding) { models(add, "u01/tool/models") }, // its chmod
		), opened.ImageTool, opened.Homes{WDT: "/u01/tool", Model: "/u01/tool/models"}, "model.yaml"},
		"one layer": {layered(t, nothing, func(add adding) {
			add.unpacked(t, b.plan.Installer, "auxiliary")
			models(add, "auxiliary/models")
		}), opened.Unknown, defaults, "model.yaml"},
		"links and whiteouts": {layered(t, nothing,
			func(add adding) { add.unpacked(t, b.plan.Installer, "u01/wdt") },
			func(add adding) {
				add.link(tar.TypeSymlink, "auxiliary", "/u01/wdt")
				add.file("u01/wdt/models/old.yaml", "domainInfo: {}\n")
				add.file("u01/wdt/models/model.yaml", "domainInfo: {}\n")
				add.file("data/one.yaml", modelYAML)
				models(add, "opt/hidden")
			},
			func(add adding) {
				add.file("u01/wdt/models/.wh.old.yaml", "")
				add.link(tar.TypeLink, "auxiliary/models/model.yaml", "data/one.yaml")
				add.file("opt/hidden/.wh..wh..opq", "")
				add.file("auxiliary/models/model.properties", "admin=admin-server\n")
				add.file("auxiliary/models/archive.zip", string(archive))
				add.file("auxiliary/models/.hidden.yaml", "not seen by the operator")
			}), opened.Unknown, defaults, "model.yaml"},
		"the toolkit's homes, without a word": {layered(t, nothing,
			func(add adding) { add.unpacked(t, b.plan.Installer, "u01/wdt") },
			func(add adding) {
				models(add, "srv/models")
				add.link(tar.TypeSymlink, "u01/wdt/models", "../../srv/models")
			}), opened.Unknown, opened.Homes{WDT: "/u01/wdt", Model: "/u01/wdt/models"}, "model.yaml"},
	}
}

func TestImagesOfOtherMakersAreOpenedTakenOutAndMadeAnewInOurLayers(t *testing.T) {
	b := newBench(t)
	for name, m := range makers(t, b) {
		t.Run(name, func(t *testing.T) {
			b.t = t
			from := b.base("maker", m.image).Reference
			o, err := b.client.Open(t.Context(), from, "")
			if err != nil {
				t.Fatal(err)
			}
			if err := o.ReadAll(t.Context()); err != nil {
				t.Fatal(err)
			}
			var names []string
			for _, f := range o.Files {
				names = append(names, f.Name)
			}
			if want := []string{"archive.zip", "model.properties", "model.yaml"}; !slices.Equal(names, want) {
				t.Errorf("it holds %q, want %q", names, want)
			}
			if o.Maker != m.maker || o.Homes != m.homes || o.WDT.Version != "4.4.6" || o.Unread() != 0 || o.Owner != "1000:1000" {
				t.Errorf("%+v", o.Image)
			}
			if text, err := o.Read(t.Context(), m.models); err != nil || string(text) != modelYAML {
				t.Errorf("%q (%v)", text, err)
			}
			dir := t.TempDir()
			if _, err := o.Extract(t.Context(), nil, dir, false); err != nil {
				t.Error(err)
			}
			plan := o.Plan()
			plan.Base = b.plan.Base
			plan.Variables = []input.File{{Path: b.file("model.properties", "admin=changed\n")}}
			changed := b.made(plan)
			tag := b.host + "/tenancynamespace/anew:v1"
			b.pushed(changed, tag)
			files := plan
			files.Tooling, files.Installer = "", b.plan.Installer
			files.Models = []input.File{{Path: filepath.Join(dir, "model.yaml")}}
			files.Archives = []input.File{{Path: filepath.Join(dir, "archive.zip")}}
			if same := b.made(files); same.Digest != changed.Digest {
				t.Errorf("changed it is %s, of files %s", changed.Digest, same.Digest)
			}
			ours, err := b.client.Open(t.Context(), tag, "")
			if err != nil || ours.Maker != opened.Wizard || len(ours.Files) != 3 || ours.WDT.Version != "4.4.6" {
				t.Errorf("%+v (%v)", ours, err)
			}
		})
	}
}

func TestTheLargeLayersOfAnotherMakerAreReadWhenThatIsAskedFor(t *testing.T) {
	b := newBench(t)
	content := strings.Repeat("x", 2<<20)
	from := b.base("large", layered(t, func(*v1.ConfigFile) {},
		func(add adding) { add.file("auxiliary/models/large.zip", content) },
		func(add adding) { add.file("auxiliary/models/model.yaml", modelYAML) })).Reference
	o, err := b.client.Open(t.Context(), from, "")
	if err != nil {
		t.Fatal(err)
	}
	if _, there := o.Named("large.zip"); there || o.Unread() < 2<<20 {
		t.Errorf("%d bytes unread: %+v", o.Unread(), o.Files)
	}
	_, err = o.Extract(t.Context(), nil, t.TempDir(), false)
	has(t, err, imaging.CodeUnreadLayers)
	told := &reading{}
	b.client.Progress = told.take
	if err := o.ReadAll(t.Context()); err != nil || o.Unread() != 0 {
		t.Errorf("%d bytes unread (%v)", o.Unread(), err)
	}
	large := o.Layers[len(o.Layers)-2].Size // below that of the model
	told.ended(t, report.Open, report.Finished, large)
	if _, err := o.Extract(t.Context(), []string{"large.zip"}, t.TempDir(), false); err != nil {
		t.Error(err)
	}
	told.ended(t, report.Extract, report.Finished, large)
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if _, err := o.Extract(ctx, []string{"large.zip"}, t.TempDir(), false); !errors.Is(err, context.Canceled) {
		t.Errorf("stopped it ends with %v, want %v", err, context.Canceled)
	}
	told.ended(t, report.Extract, report.Failed, large)
	if f, there := o.Named("large.zip"); !there || f.Size != 2<<20 {
		t.Errorf("%+v", o.Files)
	}
}

func TestHostileImagesAreRefused(t *testing.T) {
	nothing := func(*v1.ConfigFile) {}
	for name, c := range map[string]struct {
		image v1.Image
		names []string
		code  report.Code
	}{
		"a name with a separator of another system": {layered(t, nothing, func(add adding) {
			add.file(`auxiliary/models/x\..\evil.yaml`, "x")
		}), []string{`x\..\evil.yaml`}, imaging.CodeUnsafeName},
		"a name with control characters": {layered(t, nothing, func(add adding) {
			add.file("auxiliary/models/a\x1b[2Jb.yaml", "x")
		}), []string{"a\x1b[2Jb.yaml"}, imaging.CodeUnsafeName},
		"a name that leaves the folder": {layered(t, nothing, func(add adding) {
			add.file("auxiliary/models/../../../evil.yaml", "x")
			add.file("auxiliary/models/good.yaml", "x")
		}), []string{"evil.yaml"}, imaging.CodeNotInImage},
		"a link out of the image": {layered(t, nothing, func(add adding) {
			add.link(tar.TypeSymlink, "auxiliary/models/passwd.yaml", "../../../../../../etc/shadow")
		}), []string{"passwd.yaml"}, imaging.CodeNotInImage},
		"links in a circle": {layered(t, nothing, func(add adding) {
			add.link(tar.TypeSymlink, "auxiliary/models/a.yaml", "b.yaml")
			add.link(tar.TypeSymlink, "auxiliary/models/b.yaml", "a.yaml")
		}), []string{"a.yaml"}, imaging.CodeNotInImage},
		"a device": {layered(t, nothing, func(add adding) {
			add(tar.Header{Typeflag: tar.TypeChar, Name: "auxiliary/models/null.yaml", Mode: 0o666}, nil)
		}), []string{"null.yaml"}, imaging.CodeNotInImage},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBench(t)
			o, err := b.client.Open(t.Context(), b.base("hostile", c.image).Reference, "")
			if err != nil {
				t.Fatal(err)
			}
			if err := o.ReadAll(t.Context()); err != nil {
				t.Fatal(err)
			}
			dir := filepath.Join(t.TempDir(), "in")
			_, err = o.Extract(t.Context(), c.names, dir, true)
			has(t, err, c.code)
			if left, _ := os.ReadDir(filepath.Dir(dir)); len(left) != 0 {
				t.Errorf("left behind: %v", left)
			}
		})
	}
}

func TestABombIsNotUnpacked(t *testing.T) {
	b := newBench(t)
	from := b.base("bomb", deflatedLayer(t, "auxiliary/models/bomb.yaml", 40<<20)).Reference
	o, err := b.client.Open(t.Context(), from, "")
	if err != nil {
		t.Fatal(err)
	}
	_, err = o.Read(t.Context(), "bomb.yaml")
	has(t, err, imaging.CodeBomb)
	_, err = o.Extract(t.Context(), []string{"bomb.yaml"}, t.TempDir(), false)
	has(t, err, imaging.CodeBomb)
}

// deflatedLayer returns BusyBox with a layer that has blanks alone, which deflate to
// next to nothing.
func deflatedLayer(t *testing.T, name string, size int) v1.Image {
	t.Helper()
	layer, err := tarball.LayerFromOpener(func() (io.ReadCloser, error) {
		var b bytes.Buffer
		w := tar.NewWriter(&b)
		if err := w.WriteHeader(&tar.Header{Typeflag: tar.TypeReg, Name: name, Mode: 0o644, Size: int64(size)}); err != nil {
			return nil, err
		}
		_, err := w.Write(make([]byte, size))
		return io.NopCloser(&b), errors.Join(err, w.Close())
	}, tarball.WithCompressionLevel(gzip.BestSpeed), tarball.WithMediaType(types.DockerLayer))
	if err != nil {
		t.Fatal(err)
	}
	image, err := mutate.AppendLayers(busybox(t, types.DockerManifestSchema2, "amd64"), layer)
	if err != nil {
		t.Fatal(err)
	}
	return image
}

// reading is what was told of an image that is read.
type reading struct {
	mu   sync.Mutex
	last report.Progress
	most int64
}

func (r *reading) take(p report.Progress) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.last = p; p.State == report.Running && p.Total > 0 {
		r.most = max(r.most, p.Done)
	}
}

// ended sees how the reading ended, with all of its bytes told on the way if it went
// well, and forgets it.
func (r *reading) ended(t *testing.T, phase report.Phase, state report.State, size int64) {
	t.Helper()
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.last.Phase != phase || r.last.State != state || r.last.Total != size {
		t.Errorf("the last that is told is %+v, want %s in state %d of %d bytes", r.last, phase, state, size)
	}
	if state == report.Finished && r.most != size {
		t.Errorf("%d bytes are told on the way, want %d", r.most, size)
	}
	r.last, r.most = report.Progress{}, 0
}
