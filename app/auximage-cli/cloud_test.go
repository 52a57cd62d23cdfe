package main_test

import (
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/base64"
	"encoding/pem"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-containerregistry/pkg/name"
	"github.com/google/go-containerregistry/pkg/v1/tarball"

	"auximage/imaging/ocir"
	"auximage/imaging/testkit"
)

// passphrase is that of a locked key.
const passphrase = "open-sesame-canary"

// sessionCanary is the end of a session's token.
const sessionCanary = "signed-by-oracle-canary"

// tenancy is a tenancy of Oracle Cloud with a registry, and a person in it whose
// home has a profile.
type tenancy struct {
	*network
	*testkit.OracleCloud
	sandbox  *sandbox
	registry *testkit.Registry
	secret   []byte // the key
}

func newTenancy(t *testing.T) *tenancy {
	t.Helper()
	const id, user, fingerprint, token = "ocid1.tenancy.oc1..secrettenancy", "ocid1.user.oc1..secretuser", "20:3b:97", "the-registrys-own-token"
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	n := &tenancy{
		network: newNetwork(t), sandbox: newSandbox(t), registry: &testkit.Registry{Auth: testkit.Basic, User: ocir.TokenUser, Password: token},
		secret: pem.EncodeToMemory(&pem.Block{Type: "RSA PRIVATE KEY", Bytes: x509.MarshalPKCS1PrivateKey(key)}),
		OracleCloud: &testkit.OracleCloud{
			Keys:    map[string]*rsa.PublicKey{id + "/" + user + "/" + fingerprint: &key.PublicKey},
			Tenancy: id, User: user, Namespace: "tenancynamespace", Name: "lab.user@example.com", Regions: []string{"LHR uk-london-1"}, Token: token,
		},
	}
	for _, service := range []string{"objectstorage.uk-london-1.oraclecloud.com", "identity.uk-london-1.oci.oraclecloud.com", "identity.uk-london-1.oraclecloud.com", "artifacts.uk-london-1.oci.oraclecloud.com"} {
		n.Serve(n.OracleCloud, service)
	}
	n.Serve(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/20180419/docker/token" {
			n.OracleCloud.ServeHTTP(w, r)
			return
		}
		n.registry.ServeHTTP(w, r)
	}), "lhr.ocir.io")
	n.profile("DEFAULT", "tenancy="+id, "user="+user, "fingerprint="+fingerprint, "region=uk-london-1", "key_file="+n.sandbox.file("key.pem", n.secret))
	return n
}

// profile puts a profile where oci has its own.
func (n *tenancy) profile(name string, settings ...string) {
	n.t.Helper()
	folder := filepath.Join(n.sandbox.folder("home"), ".oci")
	if err := os.MkdirAll(folder, 0o700); err != nil {
		n.t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(folder, "config"), []byte("["+name+"]\n"+strings.Join(settings, "\n")+"\n"), 0o600); err != nil {
		n.t.Fatal(err)
	}
}

// push returns the command line of a push of which the target's name alone is known.
func (n *tenancy) push(flags ...string) []string {
	n.t.Helper()
	image, err := base()
	if err != nil {
		n.t.Fatal(err)
	}
	tag, err := name.NewTag("localhost/busybox:latest")
	if err != nil {
		n.t.Fatal(err)
	}
	file := filepath.Join(n.sandbox.folder("files"), "base.tar")
	if err := tarball.WriteToFile(file, tag, image); err != nil {
		n.t.Fatal(err)
	}
	all := append([]string{"push", "--name", "test-model-ankit:v1", "--base-file", file, "--wdt", "none", "--model", n.sandbox.file("model.yaml", []byte(modelYAML)), "--variables", n.sandbox.file("model.properties", []byte(variables))}, n.flags()...)
	return append(all, flags...)
}

func TestAProfileOfOracleCloudIsEnoughForAPush(t *testing.T) {
	n := newTenancy(t)
	pushed := n.sandbox.do(0, "", n.push("--oci-profile", "DEFAULT")...)
	if want := "lhr.ocir.io/tenancynamespace/test-model-ankit:v1@sha256:"; !strings.HasPrefix(pushed.reference(), want) {
		t.Errorf("got %q, want %s…", pushed.reference(), want)
	}
	n.keepsSilent(pushed)
}

func TestThePassphraseOfAKeyIsReadFromAFileAndSaidNowhere(t *testing.T) {
	n := newTenancy(t)
	block, _ := pem.Decode(n.secret)
	//lint:ignore SA1019 the form that oci setup keys writes
	locked, err := x509.EncryptPEMBlock(rand.Reader, block.Type, block.Bytes, []byte(passphrase), x509.PEMCipherAES128)
	if err != nil {
		t.Fatal(err)
	}
	n.sandbox.file("key.pem", pem.EncodeToMemory(locked))
	pushed := n.sandbox.do(0, "", n.push("--oci-profile", "DEFAULT", "--oci-passphrase-file", n.sandbox.file("passphrase.key.pem", []byte(passphrase)))...)
	n.keepsSilent(pushed)
}

func TestAProfileThatIsNotThereIsNamed(t *testing.T) {
	n := newTenancy(t)
	n.sandbox.do(1, "", n.push("--oci-profile", "ADMIN")...).said("ADMIN")
	if asked := n.Requests(); len(asked) > 0 {
		t.Errorf("got %q, want no question", asked)
	}
}

func TestAKeyThatTheCloudDoesNotKnowIsSaid(t *testing.T) {
	n := newTenancy(t)
	clear(n.Keys)
	failed := n.sandbox.do(1, "", n.push("--oci-profile", "DEFAULT")...)
	failed.said("API key")
	n.keepsSilent(failed)
}

func TestTheTokenOfASessionIsSaidNowhere(t *testing.T) {
	n := newTenancy(t)
	n.inSession()
	n.sandbox.env = append(n.sandbox.env, "OCI_GO_SDK_DEBUG=v") // Oracle's library would write requests, signatures and all
	n.keepsSilent(n.sandbox.do(0, "", n.push("--oci-profile", "lab")...))
	for path, refusal := range map[string]testkit.Refusal{
		"/20180419/docker/token": {Status: http.StatusNotFound, Code: "NotAuthorizedOrNotFound", Message: "Authorization failed for " + n.User},
		"/n":                     {Status: http.StatusConflict, Code: "IncorrectState", Message: n.Tenancy},
	} {
		n.Refuse = map[string]testkit.Refusal{path: refusal}
		n.keepsSilent(n.sandbox.do(1, "", n.push("--oci-profile", "lab")...))
	}
	n.Refuse, n.Clock = nil, time.Now().Add(time.Hour)
	failed := n.sandbox.do(1, "", n.push("--oci-profile", "lab")...)
	failed.said("clock")
	n.keepsSilent(failed)
}

// inSession has the person's home hold a session, as "oci session authenticate"
// leaves it, in place of an API key.
func (n *tenancy) inSession() {
	token := "head." + base64.RawURLEncoding.EncodeToString([]byte(`{"sub":"`+n.User+`"}`)) + "." + sessionCanary
	for _, key := range n.Keys {
		n.Keys = map[string]*rsa.PublicKey{"ST$" + token: key}
	}
	path := filepath.Join(n.sandbox.folder("home"), ".oci", "token")
	if err := os.WriteFile(path, []byte(token), 0o600); err != nil {
		n.t.Fatal(err)
	}
	n.profile("lab", "tenancy="+n.Tenancy, "fingerprint=20:3b:97", "region=uk-london-1", "key_file="+n.sandbox.file("key.pem", n.secret), "security_token_file="+path)
}

// keepsSilent fails the test where a secret of the profile or the registry's
// token is in what was said or in a file that was not there before.
func (n *tenancy) keepsSilent(r *run) {
	n.t.Helper()
	secrets := []string{"the-registrys-own-token", passphrase, sessionCanary, "20:3b:97", "secrettenancy", "secretuser", string(n.secret[40:100])}
	look := func(where, text string) {
		for _, secret := range secrets {
			if strings.Contains(text, secret) {
				n.t.Errorf("%s holds %q", where, secret)
			}
		}
	}
	look("stdout", r.stdout.String())
	look("stderr", r.stderr.String())
	err := filepath.WalkDir(n.sandbox.root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.Contains(path, ".oci") || strings.HasSuffix(path, "key.pem") {
			return err
		}
		content, err := os.ReadFile(path)
		look(path, string(content))
		return err
	})
	if err != nil {
		n.t.Fatal(err)
	}
}

func TestTheRegionIsThatOfTheFlagBeforeTheProfiles(t *testing.T) {
	n := newTenancy(t)
	file := filepath.Join(n.sandbox.folder("home"), ".oci", "config")
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(strings.Replace(string(text), "region=uk-london-1", "region=eu-frankfurt-1", 1)), 0o600); err != nil {
		t.Fatal(err)
	}
	pushed := n.sandbox.do(0, "", n.push("--oci-profile", "DEFAULT", "--oci-region", "uk-london-1")...)
	if want := "lhr.ocir.io/tenancynamespace/"; !strings.HasPrefix(pushed.reference(), want) {
		t.Errorf("got %q, want %s…", pushed.reference(), want)
	}
}

func TestAPushThatIsNotAllowedPrintsThePolicy(t *testing.T) {
	n := newTenancy(t)
	n.registry.Fault = func(_ int, r *http.Request) testkit.Fault {
		if r.Method == http.MethodPost {
			return testkit.Fault{Kind: testkit.Answer, Status: http.StatusForbidden, Header: http.Header{"Content-Type": {"application/json"}},
				Body: `{"errors":[{"code":"DENIED","message":"requested access to the resource is denied"}]}`}
		}
		return testkit.Fault{}
	}
	denied := n.sandbox.do(1, "", n.push("--oci-profile", "DEFAULT")...)
	denied.said("Allow group GROUP to manage repos in tenancy")
	n.keepsSilent(denied)
}
