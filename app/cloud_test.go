//go:build window

package main

import (
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"net/http"
	"net/http/httputil"
	"net/url"
	"path/filepath"
	"testing"

	"auximage/app/form"
	"auximage/app/internal/windowdriver"
	"auximage/assets"
	"auximage/imaging/ocir"
	"auximage/imaging/testkit"
)

// mostCloudInputs are those of the lab with three files of one's own, for somebody
// whose machine has a profile of oci.
const mostCloudInputs = 10

// region is that of the lab's profile.
const region = "uk-london-1"

// newCloudLab is a lab whose registry stands in a tenancy of Oracle Cloud, with a
// profile of oci on the person's machine.
func newCloudLab(t testing.TB) (*lab, *testkit.OracleCloud) {
	t.Helper()
	l := newLabOf(t, ocir.TokenUser)
	services := &testkit.OracleCloud{
		Tenancy: "ocid1.tenancy.oc1..secrettenancy", User: "ocid1.user.oc1..secretuser", Namespace: "tenancynamespace", Name: "lab.user@oracle.com",
		Regions: []string{"LHR uk-london-1", "FRA eu-frankfurt-1"}, Repositories: []string{"test-model-a", "test-model-b"},
		CreatesFirst: true, AuthTokens: []string{"laptop"}, Token: l.registry.token,
	}
	t.(interface{ Setenv(key, value string) }).Setenv("OCI_CLI_CONFIG_FILE", services.Enrol(t, t.TempDir(), region))
	names := append(testkit.ServiceHosts(region), "lhr.ocir.io")
	front := testkit.ServeTLS(t, behindToken(l.registry, services), l.registry.CA.Certificate(names...))
	for _, name := range names {
		l.Proxy().Lead(name, front.Listener.Addr().String())
	}
	return l, services
}

// behindToken is a registry of Oracle's: beside the distribution's paths it has one
// that gives a token for a signature.
func behindToken(r dockerRegistry, services http.Handler) http.Handler {
	roots := x509.NewCertPool()
	roots.AppendCertsFromPEM(r.CA.PEM())
	registry := httputil.NewSingleHostReverseProxy(&url.URL{Scheme: "https", Host: r.Address})
	registry.Transport = &http.Transport{TLSClientConfig: &tls.Config{RootCAs: roots, ServerName: "lhr.ocir.io"}}
	return http.HandlerFunc(func(w http.ResponseWriter, q *http.Request) {
		if q.Host == "lhr.ocir.io" && q.URL.Path != "/20180419/docker/token" {
			registry.ServeHTTP(w, q)
			return
		}
		services.ServeHTTP(w, q)
	})
}

// TestAProfileOfOracleCloudLeavesTheImagesNameToBeTyped goes from the empty form to
// the pushed image: of the target nothing is typed but the image's name.
func TestAProfileOfOracleCloudLeavesTheImagesNameToBeTyped(t *testing.T) {
	for language, in := range map[string]tongue{"en": english, "fr": inFrench(t)} {
		t.Run(language, func(t *testing.T) {
			l, services := newCloudLab(t)
			folder := t.TempDir()
			if _, err := assets.WriteSample(folder); err != nil {
				t.Fatal(err)
			}
			w := l.walk(t, language, in, "cloud-"+language)
			w.fillsFromCloud()
			w.names("test-model-ankit:v1")
			w.addsAll(folder, "archive.zip", "model.properties", "model.yaml")
			reference := w.createsAndPushesAtOnce()
			all := w.Tally().Inputs()
			t.Logf("from the empty window to the pushed image with a profile: %v", w.Tally())
			t.Logf("asked of Oracle Cloud: %q", services.Requests())
			if all > mostCloudInputs {
				t.Errorf("it takes %d inputs, want %d at most", all, mostCloudInputs)
			}
			l.pulled(t, reference, w.session.Snapshot().Form)
			for _, secret := range []string{l.registry.token, "secrettenancy", "secretuser"} {
				checkNowhere(t, secret, w.session, l.home, l.downloads, l.registry.Data())
			}
		})
	}
}

// fillsFromCloud has the profile fill in the target, and the registry's own token
// sign in.
func (w *walk) fillsFromCloud() {
	w.Clicks(w.in("Fill in from Oracle Cloud…"))
	w.Sees("DEFAULT – " + region)
	w.shot("profile")
	w.Clicks(w.in("Ask"))
	w.Sees(w.in("Sign in with the registry's own token"))
	w.shot("answer")
	w.Clicks(w.in("Sign in with the registry's own token"))
	w.hasToken()
	w.formHas("lhr.ocir.io tenancynamespace", func(f form.Form) string { return f.Target.Host + " " + f.Target.Namespace })
}

// names types the image's name, where the window has led to.
func (w *walk) names(name string) {
	w.SeesNo(w.in("Sign in with the registry's own token"))
	w.Types(name)
	w.formHas("lhr.ocir.io/tenancynamespace/"+name, func(f form.Form) string { return f.Tag })
	w.shot("named")
}

// addsAll adds files whose paths were copied elsewhere.
func (w *walk) addsAll(folder string, names ...string) {
	line := ""
	for _, name := range names {
		line += fmt.Sprintf("%q ", filepath.Join(folder, name))
	}
	w.ScrollsTo(w.in("Add files…"))
	w.Clicks(w.in("Add files…"))
	w.Sees(w.in("Select"))
	w.Pastes(line)
	w.shot("files")
	w.Presses(windowdriver.Enter)
	w.Waits("have all files", func() bool {
		f := w.session.Snapshot().Form
		return len(f.Files()) == len(names)
	})
}

// createsAndPushesAtOnce does both steps by one shortcut, and returns the reference
// with the digest.
func (w *walk) createsAndPushesAtOnce() string {
	w.SeesNo(w.in("Select"))
	w.ShiftShortcut(rune(windowdriver.Enter))
	w.prepareQuestion()
	w.folderDialog()
	return w.seesPushed()
}
