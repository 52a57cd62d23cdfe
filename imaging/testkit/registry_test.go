package testkit_test

import (
	"bytes"
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-containerregistry/pkg/authn"
	"github.com/google/go-containerregistry/pkg/name"
	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/random"
	"github.com/google/go-containerregistry/pkg/v1/remote"

	"auximage/imaging/testkit"
)

func TestARegistryTakesAnImageAndGivesItBack(t *testing.T) {
	for what, auth := range map[string]testkit.Auth{"open": testkit.Open, "basic": testkit.Basic, "bearer": testkit.Bearer} {
		t.Run(what, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				registry := &testkit.Registry{Auth: auth, User: "ann", Password: "secret", TokenLife: time.Minute}
				push(t, registry)
			})
		})
	}
}

func TestAnUploadMayGoToAnotherHost(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		registry := &testkit.Registry{Auth: testkit.Bearer, User: "ann", Password: "secret", UploadHost: "storage.test"}
		push(t, registry)
		for _, r := range registry.Requests() {
			if r.Host == "storage.test" && r.Header.Get("Authorization") != "" {
				t.Errorf("%s %s carried credentials to another host", r.Method, r.Path)
			}
		}
	})
}

// push sends a random image to the registry and reads it back.
func push(t *testing.T, registry *testkit.Registry) {
	t.Helper()
	var network testkit.Network
	stop := network.Serve("registry.test:80", registry)
	stopStorage := network.Serve("storage.test:80", registry)
	transport := &http.Transport{DialContext: network.Dial}
	defer func() {
		transport.CloseIdleConnections()
		stop()
		stopStorage()
		registry.Close()
	}()
	image, err := random.Image(4096, 3)
	if err != nil {
		t.Fatal(err)
	}
	tag, err := name.NewTag("registry.test/apps/domain:1", name.Insecure)
	if err != nil {
		t.Fatal(err)
	}
	options := []remote.Option{
		remote.WithTransport(transport), remote.WithContext(t.Context()),
		remote.WithAuth(&authn.Basic{Username: "ann", Password: "secret"}),
	}
	if err := remote.Write(tag, image, options...); err != nil {
		t.Fatal(err)
	}
	back, err := remote.Image(tag, options...)
	if err != nil {
		t.Fatal(err)
	}
	same(t, image, back)
	if registry.Uploads() != 0 {
		t.Errorf("%d upload sessions stayed open", registry.Uploads())
	}
}

func same(t *testing.T, want, got v1.Image) {
	t.Helper()
	a, err := want.RawManifest()
	if err != nil {
		t.Fatal(err)
	}
	b, err := got.RawManifest()
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(a, b) {
		t.Error("another manifest came back")
	}
}
