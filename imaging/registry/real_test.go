package registry

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"auximage/imaging/testkit"
	"auximage/imaging/transport"
)

// realRegistry starts one of those that others wrote, with TLS of an own issuer
// and the user's password, and returns its address and the issuer's file.
func realRegistry(t *testing.T, program string) (address, ca string) {
	t.Helper()
	issuer := testkit.NewCA("Test issuer")
	r := testkit.NewReal(t, &testkit.Real{Program: program, CA: issuer, Users: testkit.Users{user: password}})
	return r.Address, issuer.File(t)
}

// realClient returns a client that trusts the issuer.
func realClient(t *testing.T, ca, password string) *Client {
	t.Helper()
	tr, err := transport.New(transport.Settings{Proxy: transport.Proxy{Mode: transport.NoProxy}, CAFile: ca, RetryBudget: 20 * time.Second})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(tr.CloseIdleConnections)
	return &Client{Transport: tr, Keychain: keychain{user, password}, Cache: t.TempDir()}
}

func TestARealRegistryTakesAPush(t *testing.T) { testkit.EachReal(t, takesAPush) }

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

func TestARealRegistryRefuses(t *testing.T) { testkit.EachReal(t, refuses) }

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
