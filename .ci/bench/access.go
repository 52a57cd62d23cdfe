//go:build linux

package main

import (
	"crypto/tls"
	"crypto/x509"
	"encoding/base64"
	"encoding/pem"
	"fmt"
	"net/http"
	"os"
	"path/filepath"

	"auximage/imaging/testkit"
)

const (
	user     = "bench"
	password = "bench"

	// entry is theirs in the registry's password file, made by htpasswd -B -C 4.
	entry = "bench:$2y$04$rgNS/QkM7J8kkIAGMuJYhunh2ZOFiHydnMyWo8BRN92AZh2Z/Ksme"
)

// basic is what user and password look like on the wire and in the file of the
// container tools.
var basic = base64.StdEncoding.EncodeToString([]byte(user + ":" + password))

// secure gives the registry a certificate and a password file, and returns the
// part of its configuration that names them.
func (r *registry) secure(dir string) (string, error) {
	issuer := testkit.NewCA("Bench issuer")
	server := issuer.Certificate("127.0.0.1")
	key, err := x509.MarshalPKCS8PrivateKey(server.PrivateKey)
	if err != nil {
		return "", err
	}
	r.ca = filepath.Join(dir, "ca.pem")
	files := map[string][]byte{
		"ca.pem":   issuer.PEM(),
		"cert.pem": pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: server.Certificate[0]}),
		"key.pem":  pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: key}),
		"htpasswd": []byte(entry + "\n"),
	}
	for name, content := range files {
		if err := os.WriteFile(filepath.Join(dir, name), content, 0o600); err != nil {
			return "", err
		}
	}
	return fmt.Sprintf("http: {addr: %q, secret: bench, tls: {certificate: %s, key: %s}}\nauth: {htpasswd: {realm: bench, path: %s}}\n",
		r.host, filepath.Join(dir, "cert.pem"), filepath.Join(dir, "key.pem"), filepath.Join(dir, "htpasswd")), nil
}

// address returns where the registry is.
func (r *registry) address() string {
	if r.ca != "" {
		return "https://" + r.host
	}
	return "http://" + r.host
}

// trusting returns a transport that believes whatever certificate the bench's
// own registry has.
func (r *registry) trusting() http.RoundTripper {
	return &http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: true}, DisableKeepAlives: true}
}
