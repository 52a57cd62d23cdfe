package imaging_test

import (
	"bytes"
	"context"
	"fmt"
	"log"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-containerregistry/pkg/name"
	"github.com/google/go-containerregistry/pkg/v1/remote"
	"github.com/google/go-containerregistry/pkg/v1/types"

	"auximage/imaging"
	"auximage/imaging/input"
	"auximage/imaging/report"
	"auximage/imaging/testkit"
	"auximage/imaging/transport"
	"auximage/imaging/wdt/standin"
)

func ExampleClient_Create() {
	lab := newLab()
	defer lab.close()
	t, err := transport.New(transport.Settings{PlainHTTP: []string{lab.host}}) // on loopback
	if err != nil {
		log.Fatal(err)
	}
	client := imaging.Client{Transport: t}
	image, findings, err := client.Create(context.Background(), imaging.Plan{
		Base:      imaging.Base{Reference: lab.host + "/library/busybox:latest"},
		Installer: lab.installer,
		Models:    []input.File{{Path: lab.model}},
	})
	if err != nil {
		log.Fatal(err)
	}
	for _, f := range findings {
		if f.Severity == report.Error {
			fmt.Println(f.Code) // and there is no image
		}
	}
	fmt.Println("WebLogic Deploy Tooling", image.WDTVersion)
	for _, part := range image.Parts {
		fmt.Println(part.Kind)
	}
	// Output:
	// WebLogic Deploy Tooling 4.4.6
	// base
	// wdt
	// models
}

func ExampleClient_Push() {
	lab := newLab()
	defer lab.close()
	t, err := transport.New(transport.Settings{PlainHTTP: []string{lab.host}}) // on loopback
	if err != nil {
		log.Fatal(err)
	}
	client := imaging.Client{Transport: t}
	ctx := context.Background()
	image, _, err := client.Create(ctx, imaging.Plan{
		Base:   imaging.Base{Reference: lab.host + "/library/busybox:latest"},
		Models: []input.File{{Path: lab.model}},
	})
	if err != nil {
		log.Fatal(err)
	}
	for _, reference := range []string{lab.host + "/domains/sample:v1", lab.host + "/domains/sample:v2"} {
		receipt, err := client.Push(ctx, image, reference)
		if err != nil {
			log.Fatal(err)
		}
		name, digest, _ := strings.Cut(strings.TrimPrefix(receipt.Reference, lab.host), "@")
		fmt.Println(name, digest == image.Digest.String(), receipt.Sent > 0)
	}
	// Output:
	// /domains/sample:v1 true true
	// /domains/sample:v2 true false
}

// lab is what the examples work with: a registry on loopback that has a base, an
// installer and a model.
type lab struct {
	host, installer, model string
	close                  func()
}

func newLab() lab {
	registry := &testkit.Registry{}
	server := httptest.NewServer(registry)
	dir, err := os.MkdirTemp("", "lab")
	if err != nil {
		log.Fatal(err)
	}
	l := lab{host: strings.TrimPrefix(server.URL, "http://"), close: func() {
		registry.Close()
		server.Close()
		_ = os.RemoveAll(dir)
	}}
	var zip bytes.Buffer
	if err := standin.WDTZip(&zip, standin.WDTOptions{}); err != nil {
		log.Fatal(err)
	}
	file := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			log.Fatal(err)
		}
		return path
	}
	l.installer, l.model = file("weblogic-deploy.zip", zip.String()), file("model.yaml", "topology:\n  Name: sample\n")
	base, err := name.NewTag(l.host + "/library/busybox:latest")
	if err != nil {
		log.Fatal(err)
	}
	if err := remote.Write(base, busybox(outside{}, types.OCIManifestSchema1, "amd64")); err != nil {
		log.Fatal(err)
	}
	return l
}

// outside stands for the test that an example does not have.
type outside struct{ testing.TB }

func (outside) Helper()                           {}
func (outside) Fatal(args ...any)                 { log.Fatal(args...) }
func (outside) Fatalf(format string, args ...any) { log.Fatalf(format, args...) }
