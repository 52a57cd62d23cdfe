package main_test

import (
	"archive/zip"
	"bytes"
	"context"
	"io"
	"math/rand/v2"
	"sync"
	"testing"

	"github.com/google/go-containerregistry/pkg/authn"
	"github.com/google/go-containerregistry/pkg/name"
	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/remote"
	"github.com/google/go-containerregistry/pkg/v1/validate"

	"auximage/app/demo"
	"auximage/imaging/testkit"
	"auximage/imaging/wdt/standin"
)

const (
	host       = "registry.test"
	user       = "tenancy/lab.user"
	password   = `cAnAry"+/=%s3cret<>`
	repository = host + "/tenancy/test-model"
	tag        = repository + ":v1"
	baseImage  = host + "/tenancy/busybox:latest"
)

// network is a site of the testkit, as the program under test reaches it.
type network struct {
	*testkit.Site
	t *testing.T
}

func newNetwork(t *testing.T) *network {
	t.Helper()
	return &network{testkit.NewSite(t, "Test issuer"), t}
}

// flags are those that reach this network.
func (n *network) flags() []string {
	return []string{"--ca", n.CAFile(), "--proxy", n.ProxyURL()}
}

// remote returns the options with which others than the program under test
// reach a registry here.
func (n *network) remote(user, password string) []remote.Option {
	n.t.Helper()
	return []remote.Option{remote.WithTransport(n.Transport()), remote.WithAuth(&authn.Basic{Username: user, Password: password})}
}

// pull returns an image, which is whole.
func (n *network) pull(reference, user, password string) v1.Image {
	n.t.Helper()
	image, err := remote.Image(parsed(n.t, reference), n.remote(user, password)...)
	if err != nil {
		n.t.Fatal(err)
	}
	if err := validate.Image(image); err != nil {
		n.t.Errorf("%s: %v", reference, err)
	}
	return image
}

var base = sync.OnceValues(func() (v1.Image, error) { return demo.Base(context.Background()) })

// pushBase puts a base into the registry.
func (n *network) pushBase(user, password string) {
	n.t.Helper()
	image, err := base()
	if err != nil {
		n.t.Fatalf("a base is needed (Debian: busybox-static): %v", err)
	}
	if err := remote.Write(parsed(n.t, baseImage), image, n.remote(user, password)...); err != nil {
		n.t.Fatal(err)
	}
}

func parsed(t *testing.T, reference string) name.Reference {
	t.Helper()
	ref, err := name.ParseReference(reference)
	if err != nil {
		t.Fatal(err)
	}
	return ref
}

const (
	modelYAML = `domainInfo:
  AdminUserName: '@@SECRET:__weblogic-credentials__:username@@'
  AdminPassword: '@@SECRET:__weblogic-credentials__:password@@'
topology:
  AdminServerName: '@@PROP:admin@@'
`
	variables = "admin=admin-server\n"
)

// inputs are the flags for what goes into an image, with an archive of so many
// bytes that do not compress.
func (box *sandbox) inputs(size int) []string {
	return []string{
		"--model", box.file("model.yaml", []byte(modelYAML)),
		"--variables", box.file("model.properties", []byte(variables)),
		"--archive", box.file("archive.zip", archive(box.t, size)),
		"--base", baseImage,
	}
}

func archive(t *testing.T, size int) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.CreateHeader(&zip.FileHeader{Name: "wlsdeploy/applications/hello.war", Method: zip.Store})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.CopyN(w, rand.NewChaCha8([32]byte{1}), int64(size)); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func installer(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := standin.WDTZip(&b, standin.WDTOptions{}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
