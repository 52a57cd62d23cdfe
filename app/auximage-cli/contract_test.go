package main

import (
	"archive/tar"
	"bytes"
	"io"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-containerregistry/pkg/authn"
	"github.com/google/go-containerregistry/pkg/name"
	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/mutate"
	"github.com/google/go-containerregistry/pkg/v1/remote"
	"github.com/google/go-containerregistry/pkg/v1/tarball"

	"auximage/app/demo"
	"auximage/imaging/testkit"
)

// hands are those of somebody who changes images in the try-out's registry
// with other tools than ours.
type hands struct {
	t       *testing.T
	options []remote.Option
}

func byHand(t *testing.T, d tryOut) hands {
	t.Helper()
	return hands{t, []remote.Option{
		remote.WithTransport(testkit.Through(t, d.Proxy().URL(), d.CAFile())), remote.WithContext(t.Context()),
		remote.WithAuth(&authn.Basic{Username: demo.User, Password: demo.Token}),
	}}
}

func (h hands) must(err error) {
	h.t.Helper()
	if err != nil {
		h.t.Fatal(err)
	}
}

func (h hands) reference(tag string) name.Reference {
	h.t.Helper()
	reference, err := name.ParseReference(tag)
	h.must(err)
	return reference
}

func (h hands) pull(tag string) v1.Image {
	h.t.Helper()
	image, err := remote.Image(h.reference(tag), h.options...)
	h.must(err)
	return image
}

func (h hands) push(tag string, image v1.Image) {
	h.t.Helper()
	h.must(remote.Write(h.reference(tag), image, h.options...))
}

// with lays a layer over an image: entries by name, a folder's ends in a slash;
// without a mode the entry below is taken away.
func (h hands) with(image v1.Image, entries ...tar.Header) v1.Image {
	h.t.Helper()
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	for _, e := range entries {
		text := e.Linkname
		e.Linkname, e.Size = "", int64(len(text))
		if e.Mode == 0 {
			dir, last := filepath.Split(e.Name)
			e.Name, e.Mode = dir+".wh."+last, 0o644
		}
		h.must(w.WriteHeader(&e))
		_, err := io.WriteString(w, text)
		h.must(err)
	}
	h.must(w.Close())
	layer, err := tarball.LayerFromOpener(func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(b.Bytes())), nil })
	h.must(err)
	changed, err := mutate.AppendLayers(image, layer)
	h.must(err)
	return changed
}

// configured changes the config of an image.
func (h hands) configured(image v1.Image, change func(*v1.ConfigFile)) v1.Image {
	h.t.Helper()
	config, err := image.ConfigFile()
	h.must(err)
	config = config.DeepCopy()
	change(config)
	changed, err := mutate.ConfigFile(image, config)
	h.must(err)
	return changed
}

// gone and put are entries of a layer by hand; put's text stands in the name of
// the link that it is not.
func gone(name string) tar.Header { return tar.Header{Name: name} }

func put(name string, mode int64, text string) tar.Header {
	return tar.Header{Name: name, Mode: mode, Uid: 1000, Linkname: text}
}

func TestEachRuleOfTheOperatorIsHeldAgainstAFinishedImage(t *testing.T) {
	d := try(t)
	if got := cli(t, demo.Token, pushSample(t, d)...); got.code != 0 {
		t.Fatalf("%+v", got)
	}
	h, cache := byHand(t, d), t.TempDir()
	good := h.pull(demo.Tag)
	layer := func(entries ...tar.Header) v1.Image { return h.with(good, entries...) }
	config := func(change func(*v1.ConfigFile)) v1.Image { return h.configured(good, change) }
	for name, c := range map[string]struct {
		image v1.Image
		code  int
		says  string
	}{
		"as it was pushed":             {good, 0, "No problem was found. Nothing was pushed."},
		"1 another system":             {config(func(c *v1.ConfigFile) { c.OS = "windows" }), 1, " only for windows/"},
		"2 no shell":                   {layer(gone("bin/sh")), 1, "The base image has no shell at /bin/sh; the operator's script cannot run."},
		"3 no /tmp":                    {layer(gone("tmp")), 1, "The base image has no folder /tmp, where the operator's script writes."},
		"3 a /tmp that is root's own":  {layer(put("tmp/", 0o755, "")), 1, "Not every user may write to /tmp in the base image (mode 0755)."},
		"4 no core jar":                {layer(gone("auxiliary/weblogic-deploy/lib/weblogic-deploy-core.jar")), 1, "WebLogic Deploy Tooling is incomplete in the image: /auxiliary/weblogic-deploy/lib/weblogic-deploy-core.jar is missing (1 in all)."},
		"4 too old":                    {layer(put("auxiliary/weblogic-deploy/VERSION.txt", 0o664, "WebLogic Deploy Tooling 1.7.2")), 1, "The operator asks for WebLogic Deploy Tooling 1.7.3 at least; the image has 1.7.2."},
		"5 a name":                     {layer(put("auxiliary/models/more.yml", 0o664, "topology: {}\n")), 1, "The operator does not accept the name of /auxiliary/models/more.yml."},
		"5 a folder":                   {layer(put("auxiliary/models/more/", 0o775, "")), 1, "/auxiliary/models/more is not a file; the operator takes only files beside the models."},
		"5 no model":                   {layer(gone("auxiliary/models/model.yaml")), 0, "There is no model (*.yaml) in the image at /auxiliary/models."},
		"6 a model of root's alone":    {layer(tar.Header{Name: "auxiliary/models/model.yaml", Mode: 0o600}), 1, "The operator's user 1000 may not read /auxiliary/models/model.yaml: its mode is 0600 (1 in all). It would leave it out without a word."},
		"6 a script that does not run": {layer(put("auxiliary/weblogic-deploy/bin/createDomain.sh", 0o664, "#!/bin/sh\n")), 1, "/auxiliary/weblogic-deploy/bin/createDomain.sh cannot be run: its mode is 0664 (1 in all)."},
		"8 a script from Windows":      {layer(put("auxiliary/weblogic-deploy/bin/shared.sh", 0o775, "#!/bin/sh\r\n")), 1, "/auxiliary/weblogic-deploy/bin/shared.sh has Windows line ends and cannot be run (1 in all)."},
		"9 the user root":              {config(func(c *v1.ConfigFile) { c.Config.User = "" }), 0, "The image's user is root: a cluster that takes the user from the image refuses it."},
		"9 no PATH":                    {config(func(c *v1.ConfigFile) { c.Config.Env = nil }), 0, "The image does not set PATH; the runtime's own is used."},
	} {
		t.Run(name, func(t *testing.T) {
			h.t = t
			tag := "lhr.ocir.io/tenancynamespace/by-hand:v1"
			h.push(tag, c.image)
			got := cli(t, demo.Token, append([]string{"check", "--existing", "--tag", tag, "--cache", cache, "--user", demo.User, "--password-stdin"}, d.flags()...)...)
			if got.code != c.code || !strings.Contains(got.stderr, c.says) {
				t.Errorf("%+v\nwant exit %d and %q", got, c.code, c.says)
			}
		})
	}
	t.Run("7 tooling where another image of the Domain has it", func(t *testing.T) {
		args := lacking(pushSample(t, d), "--download-dir")
		args[0] = "check"
		got := cli(t, demo.Token, testkit.Instead(args, "--wdt", "none", "--base", demo.Tag)...)
		const says = "The image is to have no WebLogic Deploy Tooling, and /auxiliary/weblogic-deploy has one from the base image."
		if got.code != 0 || !strings.Contains(got.stderr, says) {
			t.Errorf("%+v\nwant %q", got, says)
		}
	})
}
