package demo_test

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"github.com/google/go-containerregistry/pkg/authn"
	"github.com/google/go-containerregistry/pkg/name"
	"github.com/google/go-containerregistry/pkg/v1/random"
	"github.com/google/go-containerregistry/pkg/v1/remote"
	"github.com/google/go-containerregistry/pkg/v1/validate"

	"auximage/app/demo"
	"auximage/app/demo/demotest"
	"auximage/imaging/report"
	"auximage/imaging/testkit"
)

func TestTheReleaseServedIsAnInstallerOfTheSizeAndDigestThatItNames(t *testing.T) {
	d := demotest.Start(t)
	var latest struct {
		Assets []struct {
			Size   int
			Digest string
			URL    string `json:"browser_download_url"`
		}
	}
	api := get(t, d, "https://api.github.com/repos/oracle/weblogic-deploy-tooling/releases/latest")
	if err := json.Unmarshal(api, &latest); err != nil {
		t.Fatal(err)
	}
	file := get(t, d, latest.Assets[0].URL)
	sum := sha256.Sum256(file)
	if len(file) != latest.Assets[0].Size || "sha256:"+hex.EncodeToString(sum[:]) != latest.Assets[0].Digest {
		t.Errorf("%d bytes with digest %x, promised %+v", len(file), sum, latest.Assets[0])
	}
	if _, err := zip.NewReader(bytes.NewReader(file), int64(len(file))); err != nil {
		t.Error(err)
	}
	same := get(t, d, "https://github.com/oracle/weblogic-deploy-tooling/releases/latest/download/weblogic-deploy.zip")
	if !bytes.Equal(file, same) {
		t.Error("the address without a version gives another file")
	}
}

func TestTheBaseStandsUnderDockerHubsName(t *testing.T) {
	d := demotest.Start(t)
	ref, err := name.ParseReference("docker.io/library/busybox:latest")
	if err != nil {
		t.Fatal(err)
	}
	image, err := remote.Image(ref, remote.WithTransport(client(t, d).Transport))
	if err != nil {
		t.Fatal(err)
	}
	if err := validate.Image(image); err != nil {
		t.Error(err)
	}
	config, err := image.ConfigFile()
	if err != nil {
		t.Fatal(err)
	}
	if config.OS != "linux" || len(config.Config.Env) == 0 {
		t.Errorf("config is %+v", config)
	}
}

func TestOnlyTheTryOutsAccountMayPush(t *testing.T) {
	d := demotest.Start(t)
	image, err := random.Image(64, 1)
	if err != nil {
		t.Fatal(err)
	}
	own := &authn.Basic{Username: demo.User, Password: demo.Token}
	for _, c := range []struct {
		who   string
		login authn.Authenticator
		tag   string
		may   bool
	}{
		{"nobody", authn.Anonymous, demo.Tag, false},
		{"the account with another token", &authn.Basic{Username: demo.User, Password: "wrong"}, demo.Tag, false},
		{"another account", &authn.Basic{Username: "someone", Password: demo.Token}, demo.Tag, false},
		{"the account", own, demo.Tag, true},
		{"the account in another region", own, "fra.ocir.io/tenancynamespace/test-model-ankit:v1", true},
		{"the account in another tenancy", own, "lhr.ocir.io/tenancynamespace2/test-model-ankit:v1", false},
	} {
		ref, err := name.ParseReference(c.tag)
		if err != nil {
			t.Fatal(err)
		}
		err = remote.Write(ref, image, remote.WithAuth(c.login), remote.WithTransport(client(t, d).Transport))
		if (err == nil) != c.may {
			t.Errorf("%s: %v", c.who, err)
		}
	}
}

func TestATryOutWithoutAFolderToWriteToSaysSo(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("its folder for temporary files is asked for elsewhere")
	}
	missing := filepath.Join(t.TempDir(), "missing")
	t.Setenv("TMPDIR", missing)
	d, err := demo.Start(t.Context())
	if err == nil {
		t.Fatal(errors.Join(errors.New("it started"), d.Close()))
	}
	if f, _ := report.Of(err); f.Code != demo.CodeNoRoom || f.File != missing || f.Args["Full"] != false {
		t.Errorf("it says %+v", f)
	}
}

func TestNothingOfATryOutStaysBehind(t *testing.T) {
	d, err := demo.Start(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{d.CAFile(), d.Downloads(), d.Config().Dir, d.Config().Cache} {
		if _, err := os.Stat(path); !os.IsNotExist(err) {
			t.Errorf("%s is still there: %v", path, err)
		}
	}
}

// client returns a client that trusts and goes where the try-out says.
func client(t *testing.T, d *demo.Demo) *http.Client {
	t.Helper()
	return &http.Client{Transport: testkit.Through(t, d.Proxy().URL(), d.CAFile())}
}

func get(t *testing.T, d *demo.Demo, address string) []byte {
	t.Helper()
	resp, err := client(t, d).Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = resp.Body.Close() }()
	body, err := io.ReadAll(resp.Body)
	if err != nil || resp.StatusCode != http.StatusOK {
		t.Fatalf("%s: %s %v", address, resp.Status, err)
	}
	return body
}
