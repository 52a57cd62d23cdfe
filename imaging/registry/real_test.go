package registry

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"auximage/imaging/testkit"
	"auximage/imaging/transport"
)

// passwordHash is of password, made by htpasswd -B.
const passwordHash = "$2y$04$hW64obubOG/rHliGPWfcKeTdooUkYVu0/i0EesoJmkZAkfu/WYA2O"

// realOnes runs a test with each registry that others wrote.
func realOnes(t *testing.T, test func(t *testing.T, program string)) {
	t.Helper()
	fetched, err := filepath.Abs("../../build/tools/usr/bin")
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", os.Getenv("PATH")+string(filepath.ListSeparator)+fetched)
	t.Setenv("OTEL_TRACES_EXPORTER", "none") // distribution would tell a server of traces
	for name, program := range map[string]string{"Debian's docker-registry": "docker-registry", "CNCF distribution 3": "distribution"} {
		t.Run(name, func(t *testing.T) { test(t, program) })
	}
}

// realRegistry starts one of them on loopback, with TLS of an own issuer and a
// password file, and returns its address and the issuer's file.
func realRegistry(t *testing.T, program string) (address, ca string) {
	t.Helper()
	folder := t.TempDir()
	file := func(name string, content []byte) string {
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	issuer := testkit.NewCA("Test issuer")
	certificate, key := pemOf(t, issuer.Certificate("127.0.0.1"))
	address = freeAddress(t)
	config := file("config.yml", fmt.Appendf(nil, `version: 0.1
log: {level: error}
storage: {filesystem: {rootdirectory: %s}, delete: {enabled: true}}
http: {addr: %q, secret: test, tls: {certificate: %s, key: %s}}
auth: {htpasswd: {realm: test, path: %s}}
`, filepath.Join(folder, "data"), address, file("cert.pem", certificate), file("key.pem", key), file("htpasswd", []byte(user+":"+passwordHash+"\n"))))
	ctx, stop := context.WithCancel(context.Background())
	command := exec.CommandContext(ctx, program, "serve", config)
	if err := command.Start(); err != nil {
		stop()
		t.Fatalf("%s is needed (.ci/install test): %v", program, err)
	}
	t.Cleanup(func() {
		stop()
		_ = command.Wait()
	})
	return address, file("ca.pem", issuer.PEM())
}

func pemOf(t *testing.T, certificate tls.Certificate) (chain, key []byte) {
	t.Helper()
	for _, der := range certificate.Certificate {
		chain = append(chain, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})...)
	}
	der, err := x509.MarshalPKCS8PrivateKey(certificate.PrivateKey)
	if err != nil {
		t.Fatal(err)
	}
	return chain, pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der})
}

// freeAddress returns a loopback address that nobody listens at.
func freeAddress(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	return l.Addr().String()
}

// realClient returns a client that trusts the issuer, and is patient enough for
// the registry to start.
func realClient(t *testing.T, ca, password string) *Client {
	t.Helper()
	tr, err := transport.New(transport.Settings{
		Proxy: transport.Proxy{Mode: transport.NoProxy}, CAFile: ca, RetryBudget: 20 * time.Second,
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(tr.CloseIdleConnections)
	return &Client{Transport: tr, Keychain: keychain{user, password}, Cache: t.TempDir()}
}

func TestARealRegistryTakesAPush(t *testing.T) { realOnes(t, takesAPush) }

func takesAPush(t *testing.T, program string) {
	address, ca := realRegistry(t, program)
	client := realClient(t, ca, password)
	ref := address + "/" + repository + ":v1"
	if f := client.CheckSignIn(t.Context(), ref); f.Code != CodeSignedIn {
		t.Fatalf("before the push: %v", f)
	}
	image := platformed(t, imageOf(t, 3<<20, 100), "amd64")
	result, err := client.Push(t.Context(), ref, image, nil)
	if err != nil {
		t.Fatal(err)
	}
	if result.Skipped != 0 || result.Sent < 3<<20 {
		t.Errorf("sent %d, skipped %d", result.Sent, result.Skipped)
	}
	again, err := client.Push(t.Context(), ref, image, nil)
	if err != nil || again.Sent != 0 {
		t.Errorf("sent %d again, %v", again.Sent, err)
	}
	if f := client.CheckSignIn(t.Context(), ref); f.Code != CodeMayPush {
		t.Errorf("after the push: %v", f)
	}
	base, err := client.ResolveBase(t.Context(), ref, "", "", false)
	if err != nil {
		t.Fatal(err)
	}
	if got := layersOf(t, base.Image); base.Digest != result.Digest || !bytes.HasPrefix(got, content(1, 3<<20)) {
		t.Errorf("it came back as %s, %d bytes", base.Digest, len(got))
	}
	other := strings.Replace(ref, "test-model", "other", 1)
	taken, err := client.Push(t.Context(), other, base.Image, nil)
	if err != nil || taken.Skipped < 3<<20 {
		t.Errorf("taken over by another repository: %d bytes skipped, %v", taken.Skipped, err)
	}
	index := indexOf(t, image, platformed(t, imageOf(t, 7), "arm64"))
	if pushed, err := client.Push(t.Context(), address+"/"+repository+":both", index, nil); err != nil {
		t.Errorf("the index: %v", err)
	} else if want, _ := index.Digest(); pushed.Digest != want {
		t.Errorf("the index is %s", pushed.Digest)
	}
}

func TestARealRegistryRefuses(t *testing.T) { realOnes(t, refuses) }

func refuses(t *testing.T, program string) {
	address, ca := realRegistry(t, program)
	ref := address + "/" + repository + ":v1"
	_, err := realClient(t, ca, "wrong").Push(t.Context(), ref, imageOf(t, 10), nil)
	finding(t, err, CodeRefused)
	_, err = realClient(t, "", password).Push(t.Context(), ref, imageOf(t, 10), nil)
	if f := finding(t, err, transport.CodeTLSUnknownIssuer); f.Args["Issuer"] != "Test issuer" {
		t.Errorf("the issuer is %v", f.Args["Issuer"])
	}
	_, err = realClient(t, ca, password).ResolveBase(t.Context(), ref, "", "", false)
	if err == nil {
		t.Error("an image that is not there was found")
	}
}
