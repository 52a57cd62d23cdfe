package cloud_test

import (
	"context"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/base64"
	"encoding/pem"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"auximage/app/cloud"
	"auximage/app/words"
	"auximage/imaging/report"
	"auximage/imaging/testkit"
	"auximage/imaging/transport"
)

const (
	tenancy = "ocid1.tenancy.oc1..aaaatenancy"
	person  = "ocid1.user.oc1..aaaaperson"
	print   = "20:3b:97:13:55:1c:5b:0d"
)

// site is a home with a configuration and a cloud that knows its keys.
type site struct {
	*testkit.OracleCloud
	dir       string
	key       *rsa.PrivateKey
	transport *transport.Transport
}

func newSite(t *testing.T) *site {
	t.Helper()
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	s := &site{dir: t.TempDir(), key: key, OracleCloud: &testkit.OracleCloud{
		Keys:    map[string]*rsa.PublicKey{tenancy + "/" + person + "/" + print: &key.PublicKey},
		Tenancy: tenancy, User: person, Namespace: "tenancynamespace", Name: "lab.user@example.com",
		Regions: []string{"LHR uk-london-1", "FRA eu-frankfurt-1"}, Repositories: []string{"test-model-b", "test-model-a", "other"},
		CreatesFirst: true, AuthTokens: []string{"laptop", "pipeline"}, Token: "registry-token",
	}}
	s.file(t, "key.pem", pem.EncodeToMemory(&pem.Block{Type: "RSA PRIVATE KEY", Bytes: x509.MarshalPKCS1PrivateKey(key)}))
	s.file(t, "config", []byte("[DEFAULT]\ntenancy="+tenancy+"\nuser="+person+"\nfingerprint="+print+"\nkey_file="+filepath.Join(s.dir, "key.pem")+"\nregion=uk-london-1\n"))
	s.serve(t)
	return s
}

func (s *site) file(t *testing.T, name string, data []byte) string {
	t.Helper()
	path := filepath.Join(s.dir, name)
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// serve leads every name to the cloud, over TLS.
func (s *site) serve(t *testing.T) {
	names := testkit.NewSite(t, "Oracle Cloud, imitated")
	hosts := []string{"lhr.ocir.io"}
	for _, region := range []string{"uk-london-1", "eu-frankfurt-1"} {
		hosts = append(hosts, "objectstorage."+region+".oraclecloud.com", "identity."+region+".oci.oraclecloud.com", "identity."+region+".oraclecloud.com", "artifacts."+region+".oci.oraclecloud.com")
	}
	names.Serve(s.OracleCloud, hosts...)
	var err error
	s.transport, err = transport.New(transport.Settings{
		CAFile: names.CAFile(), Proxy: transport.Proxy{Mode: transport.OwnProxy, URL: names.ProxyURL()}, RetryBudget: time.Minute,
	})
	if err != nil {
		t.Fatal(err)
	}
}

func (s *site) open(t *testing.T, name, region, passphrase string) (*cloud.Client, error) {
	t.Helper()
	profiles, err := cloud.Profiles(filepath.Join(s.dir, "config"))
	if err != nil {
		t.Fatal(err)
	}
	p, err := cloud.Find(profiles, name)
	if err != nil {
		return nil, err
	}
	return cloud.Open(p, region, passphrase, s.transport)
}

func TestOneProfileFillsTheForm(t *testing.T) {
	s := newSite(t)
	client, err := s.open(t, "DEFAULT", "", "")
	if err != nil {
		t.Fatal(err)
	}
	facts, found, err := client.Facts(t.Context())
	if err != nil || len(found) > 0 {
		t.Fatalf("%v, %v", found, err)
	}
	yes := true
	want := cloud.Facts{
		Region: "uk-london-1", Realm: "oc1", Namespace: "tenancynamespace", User: "lab.user@example.com", CreatesFirst: &yes, Complete: true,
		Regions:      []cloud.Region{{Key: "lhr", ID: "uk-london-1", Home: true}, {Key: "fra", ID: "eu-frankfurt-1"}},
		Repositories: []string{"other", "test-model-a", "test-model-b"},
		AuthTokens: []cloud.AuthToken{
			{Created: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC), Active: true},
			{Created: time.Date(2026, 1, 2, 0, 0, 0, 0, time.UTC), Active: true},
		},
	}
	if !reflect.DeepEqual(facts, want) {
		t.Errorf("got\n%+v, want\n%+v", facts, want)
	}
	if n := len(s.Requests()); n != 7 { // repositories have two pages
		t.Errorf("got %d requests, want 7: %q", n, s.Requests())
	}
}

func TestAnotherRegionIsAskedThere(t *testing.T) {
	s := newSite(t)
	client, err := s.open(t, "DEFAULT", "eu-frankfurt-1", "")
	if err != nil {
		t.Fatal(err)
	}
	if _, found, err := client.Facts(t.Context()); err != nil || len(found) > 0 {
		t.Fatalf("%v, %v", found, err)
	}
	for _, asked := range s.Requests() {
		if !strings.Contains(asked, ".eu-frankfurt-1.") {
			t.Errorf("asked %s", asked)
		}
	}
}

func TestASessionTokenSignsTooAndSaysWhoItIs(t *testing.T) {
	s := newSite(t)
	token := "head." + base64.RawURLEncoding.EncodeToString([]byte(`{"sub":"`+person+`"}`)) + ".tail"
	s.Keys["ST$"+token] = &s.key.PublicKey
	s.file(t, "token", []byte(token+"\n"))
	s.file(t, "config", []byte("[DEFAULT]\nregion = uk-london-1\n[lab]\ntenancy = "+tenancy+"\nkey_file = "+filepath.Join(s.dir, "key.pem")+"\nsecurity_token_file = "+filepath.Join(s.dir, "token")+"\n"))
	client, err := s.open(t, "lab", "", "")
	if err != nil {
		t.Fatal(err)
	}
	facts, found, err := client.Facts(t.Context())
	if err != nil || len(found) > 0 || facts.User != "lab.user@example.com" {
		t.Errorf("got %+v, %v, %v", facts, found, err)
	}
}

func TestAnEncryptedKeyWantsItsPassphrase(t *testing.T) {
	s := newSite(t)
	//lint:ignore SA1019 the form that oci setup keys writes
	block, err := x509.EncryptPEMBlock(rand.Reader, "RSA PRIVATE KEY", x509.MarshalPKCS1PrivateKey(s.key), []byte("open sesame"), x509.PEMCipherAES128)
	if err != nil {
		t.Fatal(err)
	}
	s.file(t, "key.pem", pem.EncodeToMemory(block))
	profiles, err := cloud.Profiles(filepath.Join(s.dir, "config"))
	if err != nil || !profiles[0].NeedsPassphrase() {
		t.Fatalf("the profile needs no passphrase: %v", err)
	}
	for _, passphrase := range []string{"", "wrong"} {
		if _, err := s.open(t, "DEFAULT", "", passphrase); !report.Has(err, cloud.CodePassphrase) {
			t.Errorf("%q: got %v", passphrase, err)
		} else if strings.Contains(err.Error(), "wrong") {
			t.Errorf("it is said: %v", err)
		}
	}
	client, err := s.open(t, "DEFAULT", "", "open sesame")
	if err != nil {
		t.Fatal(err)
	}
	if facts, _, err := client.Facts(t.Context()); err != nil || facts.Namespace != "tenancynamespace" {
		t.Errorf("got %+v, %v", facts, err)
	}
}

func TestTheConfigurationIsReadAsOciReadsIt(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "config")
	text := "# oci\n[DEFAULT]\nregion=uk-london-1\nTenancy: " + tenancy + "\n\n; more\n[ADMIN]\nuser = " + person + "\nregion=eu-frankfurt-1\n[empty]\n"
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	profiles, err := cloud.Profiles(path)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, p := range profiles {
		got = append(got, fmt.Sprintf("%s %s %t %t", p.Name, p.Region, p.Tenancy == tenancy, p.User == person))
	}
	want := []string{"DEFAULT uk-london-1 true false", "ADMIN eu-frankfurt-1 true true", "empty uk-london-1 true false"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if profiles, err := cloud.Profiles(filepath.Join(dir, "none")); err != nil || len(profiles) > 0 {
		t.Errorf("without a file: %v, %v", profiles, err)
	}
	if _, err := cloud.Open(profiles[1], "", "", http.DefaultTransport); !report.Has(err, cloud.CodeIncomplete) {
		t.Errorf("without a key: %v", err)
	}
}

func TestTheEnvironmentNamesFileAndProfile(t *testing.T) {
	t.Setenv("OCI_CONFIG_FILE", "second")
	t.Setenv("OCI_CLI_CONFIG_FILE", "first")
	t.Setenv("OCI_CLI_PROFILE", "ADMIN")
	if got := cloud.File() + " " + cloud.Chosen(); got != "first ADMIN" {
		t.Errorf("got %s", got)
	}
}

func TestARefusalIsToldByWhatItMeans(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*site)
		want   report.Code
		empty  func(cloud.Facts) bool
	}{
		"a key that was removed": {func(s *site) { clear(s.Keys) }, cloud.CodeRefused, func(f cloud.Facts) bool { return f.Namespace == "" && f.User == "" }},
		"a clock that is off":    {func(s *site) { s.Clock = time.Now().Add(time.Hour) }, cloud.CodeClock, func(f cloud.Facts) bool { return f.Namespace == "" }},
		"no right to see repositories": {func(s *site) {
			s.Refuse = map[string]testkit.Refusal{"/20160918/container/repositories": {Status: 404, Code: "NotAuthorizedOrNotFound", Message: "Authorization failed for " + tenancy}}
		}, cloud.CodeNoRight, func(f cloud.Facts) bool { return f.Repositories == nil && f.Namespace != "" }},
		"a conflict": {func(s *site) { s.Refuse = map[string]testkit.Refusal{"/n": {Status: 409, Code: "IncorrectState"}} }, cloud.CodeConflict, func(f cloud.Facts) bool { return f.Namespace == "" && f.User != "" }},
	} {
		t.Run(name, func(t *testing.T) {
			s := newSite(t)
			c.change(s)
			client, err := s.open(t, "DEFAULT", "", "")
			if err != nil {
				t.Fatal(err)
			}
			facts, found, err := client.Facts(t.Context())
			if err != nil || len(found) != 1 || found[0].Code != c.want || found[0].Severity != report.Warning {
				t.Fatalf("got %v, %v, want %s", found, err, c.want)
			}
			if !c.empty(facts) {
				t.Errorf("got %+v", facts)
			}
			if found[0].Exchange.RequestID == "" {
				t.Errorf("no request id: %+v", found[0].Exchange)
			}
			if said := words.Of(found[0]); strings.Contains(said.Sentence+said.Next+said.Details, "aaaa") {
				t.Errorf("an OCID is said: %v", said)
			}
		})
	}
}

func TestWhatPassesIsWaitedOut(t *testing.T) {
	s := newSite(t)
	s.Refuse = map[string]testkit.Refusal{
		"/n":                         {Status: 503, Code: "ServiceUnavailable", Once: true},
		"/20160918/users":            {Status: 500, Code: "InternalServerError", Once: true},
		"/20160918/container/config": {Status: 429, Code: "TooManyRequests", RetryAfter: 1, Once: true},
	}
	client, err := s.open(t, "DEFAULT", "", "")
	if err != nil {
		t.Fatal(err)
	}
	facts, found, err := client.Facts(t.Context())
	if err != nil || len(found) > 0 || facts.Namespace == "" || facts.User == "" || facts.CreatesFirst == nil || !*facts.CreatesFirst {
		t.Errorf("got %+v, %v, %v", facts, found, err)
	}
}

func TestEachQuestionThatIsRefusedLeavesTheOthersTheirAnswers(t *testing.T) {
	fill := func(refuse map[string]testkit.Refusal) (cloud.Facts, []report.Finding, []string) {
		s := newSite(t)
		s.Refuse = refuse
		client, err := s.open(t, "DEFAULT", "", "")
		if err != nil {
			t.Fatal(err)
		}
		facts, found, err := client.Facts(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return facts, found, s.Requests()
	}
	_, _, requests := fill(nil)
	if len(requests) < 6 {
		t.Fatalf("got %q, want six questions at least", requests)
	}
	for _, request := range requests {
		path := request[strings.Index(request, "/"):]
		for _, status := range []int{400, 401, 403, 404, 409} {
			facts, found, _ := fill(map[string]testkit.Refusal{path: {Status: status, Code: "Refused", Message: "not for " + tenancy}})
			if len(found) != 1 || found[0].Severity != report.Warning {
				t.Errorf("%s, %d: got %v, want one warning", request, status, found)
			}
			if facts.Namespace == "" && facts.User == "" {
				t.Errorf("%s, %d: got %+v, want the other answers", request, status, facts)
			}
			if strings.HasSuffix(path, "/authTokens") && facts.AuthTokens != nil {
				t.Errorf("%d: got %v, want auth tokens that are not known", status, facts.AuthTokens)
			}
			if strings.Contains(path, "/container/configuration") && facts.CreatesFirst != nil {
				t.Errorf("%d: it is said to be known whether a push makes a repository", status)
			}
			for _, f := range found {
				if said := words.Of(f); strings.Contains(said.Sentence+said.Next+said.Details, "aaaa") {
					t.Errorf("%s, %d: an OCID is said: %v", request, status, said)
				}
			}
		}
	}
}

func TestTheRegistryGivesATokenForASignature(t *testing.T) {
	s := newSite(t)
	client, err := s.open(t, "DEFAULT", "", "")
	if err != nil {
		t.Fatal(err)
	}
	if token, err := client.Token(t.Context(), "lhr.ocir.io"); err != nil || token != "registry-token" {
		t.Errorf("got %q, %v", token, err)
	}
}

func TestNothingIsSignedForARegistryThatIsNotOracles(t *testing.T) {
	s := newSite(t)
	client, err := s.open(t, "DEFAULT", "", "")
	if err != nil {
		t.Fatal(err)
	}
	for _, host := range []string{"", "registry.example.com", "ocir.x.oci.example.com", "lhr.ocir.io.example.com", "example.com/.ocir.io"} {
		if _, err := client.Token(t.Context(), host); !report.Has(err, cloud.CodeNotOracles) {
			t.Errorf("%q: got %v, want a refusal", host, err)
		}
	}
	if asked := s.Requests(); len(asked) > 0 {
		t.Errorf("got %q, want no question", asked)
	}
}

func TestAStopEndsTheQuestions(t *testing.T) {
	s := newSite(t)
	client, err := s.open(t, "DEFAULT", "", "")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if _, _, err := client.Facts(ctx); err == nil {
		t.Error("it went on")
	}
}
