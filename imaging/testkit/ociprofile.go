package testkit

import (
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/pem"
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

// fingerprint is that of every key that Enrol makes.
const fingerprint = "20:3b:97:13:55:1c:5b:0d"

// Enrol makes a key that the cloud knows as its user's, and writes it into a folder,
// with a configuration file of oci whose profile DEFAULT signs with it in a region.
// It returns the path of that file.
func (o *OracleCloud) Enrol(t testing.TB, folder, region string) string {
	t.Helper()
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	o.Keys = map[string]*rsa.PublicKey{o.Tenancy + "/" + o.User + "/" + fingerprint: &key.PublicKey}
	put := func(name string, data []byte) string {
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	keyFile := put("key.pem", pem.EncodeToMemory(&pem.Block{Type: "RSA PRIVATE KEY", Bytes: x509.MarshalPKCS1PrivateKey(key)}))
	return put("config", fmt.Appendf(nil, "[DEFAULT]\ntenancy=%s\nuser=%s\nfingerprint=%s\nregion=%s\nkey_file=%s\n", o.Tenancy, o.User, fingerprint, region, keyFile))
}

// ServiceHosts returns the names at which the services of a region are asked.
func ServiceHosts(region string) []string {
	return []string{
		"objectstorage." + region + ".oraclecloud.com", "artifacts." + region + ".oci.oraclecloud.com",
		"identity." + region + ".oci.oraclecloud.com", "identity." + region + ".oraclecloud.com",
	}
}
