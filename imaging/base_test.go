package imaging_test

import (
	"archive/tar"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/empty"
	"github.com/google/go-containerregistry/pkg/v1/layout"
	"github.com/google/go-containerregistry/pkg/v1/mutate"
	"github.com/google/go-containerregistry/pkg/v1/remote"
	"github.com/google/go-containerregistry/pkg/v1/types"

	"auximage/imaging"
	"auximage/imaging/report"
)

// over returns BusyBox with a layer of more entries.
func over(t *testing.T, entries ...tar.Header) v1.Image {
	t.Helper()
	top := imageOf(t, types.DockerManifestSchema2, "amd64", func(add func(tar.Header, []byte)) {
		for _, h := range entries {
			add(h, nil)
		}
	})
	layers, err := top.Layers()
	if err != nil {
		t.Fatal(err)
	}
	image, err := mutate.AppendLayers(busybox(t, types.DockerManifestSchema2, "amd64"), layers...)
	if err != nil {
		t.Fatal(err)
	}
	return image
}

func dir(name string, mode int64, uid, gid int) tar.Header {
	return tar.Header{Typeflag: tar.TypeDir, Name: name, Mode: mode, Uid: uid, Gid: gid}
}

func TestTheSameBaseFromAMirrorOrAFileGivesTheSameImage(t *testing.T) {
	b := newBench(t)
	b.pushBase("library/pair", types.OCIManifestSchema1, "amd64", "arm64")
	b.plan.Base.Reference = b.host + "/library/pair:latest"
	want := b.create().Digest
	index, err := remote.Index(b.reference(b.plan.Base.Reference), remote.WithTransport(b.theirs))
	if err != nil {
		t.Fatal(err)
	}
	image, err := remote.Image(b.reference(b.plan.Base.Reference), remote.WithTransport(b.theirs))
	if err != nil {
		t.Fatal(err)
	}
	mirror := b.host + "/mirror/of/pair:1"
	if err := remote.WriteIndex(b.reference(mirror), index, remote.WithTransport(b.theirs)); err != nil {
		t.Fatal(err)
	}
	for name, base := range map[string]imaging.Base{
		"a mirror":                    {Reference: mirror},
		"the digest":                  {Reference: b.host + "/mirror/of/pair@" + mustDigest(t, index).String()},
		"a base of only one platform": {Reference: b.base("alone", image).Reference},
		"a file of only one platform": {File: b.layout(image)},
	} {
		b.plan.Base = base
		if got := b.create().Digest; got != want {
			t.Errorf("%s gives %s, want %s", name, got, want)
		}
	}
}

func mustDigest(t *testing.T, of interface{ Digest() (v1.Hash, error) }) v1.Hash {
	t.Helper()
	digest, err := of.Digest()
	if err != nil {
		t.Fatal(err)
	}
	return digest
}

func TestAnIndexSaysOfEachImageWhatItsBasesIndexSaid(t *testing.T) {
	for _, kind := range []types.MediaType{types.DockerManifestSchema2, types.OCIManifestSchema1} {
		t.Run(string(kind), func(t *testing.T) {
			b := newBench(t)
			base := mutate.IndexMediaType(empty.Index, types.DockerManifestList)
			for arch, variant := range map[string]string{"amd64": "", "arm64": "v8"} {
				base = mutate.AppendManifests(base, mutate.IndexAddendum{Add: busybox(t, kind, arch), Descriptor: v1.Descriptor{
					Platform: &v1.Platform{OS: "linux", Architecture: arch, Variant: variant}}})
			}
			b.plan.Base.Reference = b.host + "/library/variants:1"
			if err := remote.WriteIndex(b.reference(b.plan.Base.Reference), base, remote.WithTransport(b.theirs)); err != nil {
				t.Fatal(err)
			}
			b.plan.Platforms = []string{"linux/amd64", "linux/arm64"}
			index, err := remote.Index(b.reference(b.push().Reference), remote.WithTransport(b.theirs))
			if err != nil {
				t.Fatal(err)
			}
			raw, err := index.RawManifest()
			if err != nil {
				t.Fatal(err)
			}
			var said struct{ Manifests []map[string]any }
			if err := json.Unmarshal(raw, &said); err != nil {
				t.Fatal(err)
			}
			var platforms []string
			for _, m := range said.Manifests {
				if got := slices.Sorted(maps.Keys(m)); !slices.Equal(got, []string{"digest", "mediaType", "platform", "size"}) {
					t.Errorf("an entry has %q", got)
				}
				platform, _ := json.Marshal(m["platform"])
				platforms = append(platforms, string(platform))
			}
			want := []string{`{"architecture":"amd64","os":"linux"}`, `{"architecture":"arm64","os":"linux","variant":"v8"}`}
			if !slices.Equal(platforms, want) {
				t.Errorf("platforms %q, want %q", platforms, want)
			}
		})
	}
}

func TestFoldersOfTheBaseKeepTheirModeAndOwner(t *testing.T) {
	for name, c := range map[string]struct {
		home string
		base []tar.Header
		want map[string]string // by path: mode, owner
	}{
		"a parent with another mode and owner": {"/u01/wdt", []tar.Header{dir("u01/", 0o2755, 54321, 54322)},
			map[string]string{"/u01": "2755 54321:54322", "/u01/wdt": "775 1000:0"}},
		"a folder of the system as the home": {"/opt", []tar.Header{dir("opt/", 0o755, 0, 0)},
			map[string]string{"/opt": "755 0:0", "/opt/weblogic-deploy": "775 1000:0"}},
		"folders that the base has not": {"/srv/of/mine", nil,
			map[string]string{"/srv": "775 1000:0", "/srv/of": "775 1000:0", "/srv/of/mine": "775 1000:0"}},
		"a link as the parent": {"/u01/wdt", []tar.Header{dir("data/", 0o711, 7, 8), {Typeflag: tar.TypeSymlink, Name: "u01", Linkname: "data", Mode: 0o777}},
			map[string]string{"/u01": "777 0:0", "/data": "711 7:8", "/data/wdt": "775 1000:0", "/data/wdt/models/model.yaml": "664 1000:0"}},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBench(t)
			b.plan.Base, b.plan.Homes.WDT = b.base("parents", over(t, c.base...)), c.home
			tree := b.tree(b.pull(b.push().Reference))
			for path, want := range c.want {
				if h := tree[path]; h == nil || ownedAs(h) != want {
					t.Errorf("%s is %+v, want %s", path, h, want)
				}
			}
		})
	}
}

func TestADomainOfTheOtherConventionIsToldWhereTheFilesAre(t *testing.T) {
	for name, c := range map[string]struct {
		base []tar.Header
		code report.Code // empty: there is a link
		path string
	}{
		"nothing there":                      {nil, "", ""},
		"a parent that all may enter":        {[]tar.Header{dir("u01/", 0o755, 0, 0)}, "", ""},
		"a folder there":                     {[]tar.Header{dir("u01/wdt/", 0o755, 0, 0)}, imaging.CodeLinkTaken, "/u01/wdt"},
		"a link to nothing there":            {[]tar.Header{dir("u01/", 0o755, 0, 0), {Typeflag: tar.TypeSymlink, Name: "u01/wdt", Linkname: "gone"}}, imaging.CodeLinkTaken, "/u01/wdt"},
		"a file as the parent":               {[]tar.Header{{Typeflag: tar.TypeReg, Name: "u01", Mode: 0o644}}, imaging.CodeLinkTaken, "/u01"},
		"a parent that is its owner's own":   {[]tar.Header{dir("u01/", 0o700, 54321, 54321)}, imaging.CodeLinkClosed, "/u01"},
		"a parent for the group's use alone": {[]tar.Header{dir("u01/", 0o750, 0, 0), dir("other/", 0o755, 0, 0)}, "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBench(t)
			b.plan.Base = b.base("other", over(t, c.base...))
			image, findings, err := b.client.Create(t.Context(), b.plan)
			if err != nil || image == nil {
				t.Fatalf("no image: %v %v", findings, err)
			}
			at := slices.IndexFunc(findings, func(f report.Finding) bool { return strings.HasPrefix(string(f.Code), "imaging.link-") })
			if c.code == "" {
				if at >= 0 {
					t.Errorf("found %v", findings[at])
				}
				return
			}
			want := report.Args{"Link": "/u01/wdt", "Path": c.path, "WDTHome": "/auxiliary/weblogic-deploy", "ModelHome": "/auxiliary/models"}
			if at < 0 || findings[at].Code != c.code || !maps.Equal(findings[at].Args, want) {
				t.Errorf("found %v, want %s %v", findings, c.code, want)
			}
		})
	}
}

func TestAnImageMayBringAPartOfWhatADomainNeeds(t *testing.T) {
	both := []report.Code{imaging.CodeNoTooling, imaging.CodeNoModelHome}
	for name, c := range map[string]struct {
		change func(*imaging.Plan)
		want   []report.Code
	}{
		"WDT alone": {func(p *imaging.Plan) { p.Models, p.Variables, p.Archives = nil, nil, nil }, nil},
		"WDT alone, in a home of its own": {func(p *imaging.Plan) {
			p.Models, p.Variables, p.Archives, p.Homes.WDT = nil, nil, nil, "/opt/wdt"
		}, both[1:]},
		"archives alone":  {func(p *imaging.Plan) { p.Installer, p.Models, p.Variables = "", nil, nil }, both[:1]},
		"variables alone": {func(p *imaging.Plan) { p.Installer, p.Models, p.Archives = "", nil, nil }, both[:1]},
		"all":             {func(*imaging.Plan) {}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBench(t)
			c.change(&b.plan)
			image, findings, err := b.client.Create(t.Context(), b.plan)
			if err != nil || image == nil {
				t.Fatalf("no image: %v %v", findings, err)
			}
			var got []report.Code
			for _, f := range findings {
				if slices.Contains(both, f.Code) {
					got = append(got, f.Code)
				}
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("noted %q, want %q", got, c.want)
			}
			if _, err := b.client.Push(t.Context(), image, b.tag); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestAnOwnerIsLookedUpInWhatIsKnownOfTheBase(t *testing.T) {
	b := newBench(t)
	folder := b.layout(busybox(t, types.DockerManifestSchema2, "amd64"))
	b.plan.Base = imaging.Base{File: folder}
	b.create()
	image, err := remote.Image(b.reference(b.host+"/library/busybox:latest"), remote.WithTransport(b.theirs))
	if err != nil {
		t.Fatal(err)
	}
	manifest, err := image.Manifest()
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(filepath.Join(folder, "blobs", "sha256", manifest.Layers[0].Digest.Hex)); err != nil {
		t.Fatal(err)
	}
	b.plan.Owner = imaging.Owner{User: "wls", Group: "wls"}
	if image, findings, err := b.client.Create(t.Context(), b.plan); err != nil || image == nil {
		t.Errorf("the base was read again: %v %v", findings, err)
	}
}

// layout returns a folder in OCI layout with the image.
func (b *bench) layout(image v1.Image) string {
	b.t.Helper()
	folder := filepath.Join(b.t.TempDir(), "base")
	there, err := layout.Write(folder, empty.Index)
	if err == nil {
		err = there.AppendImage(image)
	}
	if err != nil {
		b.t.Fatal(err)
	}
	return folder
}

// ownedAs returns mode and owner of an entry.
func ownedAs(h *tar.Header) string { return fmt.Sprintf("%o %d:%d", h.Mode, h.Uid, h.Gid) }
