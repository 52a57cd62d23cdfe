package ui

import (
	"archive/zip"
	"bytes"
	"cmp"
	"math/rand/v2"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	refs "github.com/google/go-containerregistry/pkg/name"
	"github.com/google/go-containerregistry/pkg/v1/remote"

	"auximage/app/demo"
	"auximage/app/form"
	"auximage/app/session"
	"auximage/assets"
	"auximage/imaging/testkit"
	"auximage/imaging/transport"
	"auximage/imaging/wdt/standin"
)

// labSite is the lab's network on this machine: its registry, which signs in as
// Oracle's does, the base at Docker Hub, the releases, and Oracle Cloud's services.
type labSite struct {
	*testkit.Site
	registry, bases *testkit.Registry
	releases        *testkit.Releases
	services        *testkit.OracleCloud

	mu    sync.Mutex
	slow  bool                                // the installer comes slowly, without an end
	fault func(r *http.Request) testkit.Fault // that comes before any of them; nil for none
}

// installer returns a stand-in as large as a real one, made once.
var installer = sync.OnceValues(func() ([]byte, error) {
	var b bytes.Buffer
	err := standin.WDTZip(&b, standin.WDTOptions{Full: true})
	return b.Bytes(), err
})

func newLabSite(t *testing.T) *labSite {
	t.Helper()
	zipped, err := installer()
	if err != nil {
		t.Fatal(err)
	}
	l := &labSite{
		Site:     testkit.NewSite(t, "Lab, imitated"),
		registry: &testkit.Registry{Auth: testkit.Bearer, User: demo.User, Password: demo.Token},
		bases:    &testkit.Registry{},
		releases: &testkit.Releases{Version: standin.DefaultVersion, Zip: zipped},
		services: &testkit.OracleCloud{
			Tenancy: "ocid1.tenancy.oc1..t", User: "ocid1.user.oc1..u", Namespace: "tenancynamespace", Name: "lab.user@oracle.com",
			Regions:      []string{"LHR uk-london-1", "FRA eu-frankfurt-1"},
			Repositories: []string{"test-model-a", "test-model-b", "test-model-with-a-long-name-of-its-own", "other/test", "more-tests", "tests-of-last-year"},
			AuthTokens:   []string{"laptop"}, Token: "the-registrys-own",
		},
	}
	weather := &testkit.Weather{Handler: http.HandlerFunc(l.serve), Fault: l.faultOf}
	t.Cleanup(weather.Close)
	l.Serve(weather, append(testkit.ServiceHosts("uk-london-1"), "lhr.ocir.io", "index.docker.io", "api.github.com", "github.com")...)
	l.fillBases(t)
	return l
}

// serve leads a request to the one it is for.
func (l *labSite) serve(w http.ResponseWriter, r *http.Request) {
	switch {
	case r.Host == "lhr.ocir.io" && !strings.HasPrefix(r.Header.Get("Authorization"), "Signature"):
		l.registry.ServeHTTP(w, r)
	case r.Host == "index.docker.io":
		l.bases.ServeHTTP(w, r)
	case strings.HasSuffix(r.Host, "github.com"):
		l.releases.ServeHTTP(l.speed(w, r), r)
	default:
		l.services.ServeHTTP(w, r)
	}
}

// speed is how fast an answer about the releases comes.
func (l *labSite) speed(w http.ResponseWriter, r *http.Request) http.ResponseWriter {
	l.mu.Lock()
	defer l.mu.Unlock()
	if !l.slow {
		return w
	}
	return &slowly{w, r.Context().Done()}
}

// slowly is an answer of which 64 kB come in the time in which a person looks twice.
type slowly struct {
	http.ResponseWriter
	gone <-chan struct{}
}

func (s *slowly) Write(p []byte) (n int, err error) {
	for n < len(p) {
		part, err := s.ResponseWriter.Write(p[n:min(len(p), n+64<<10)])
		if n += part; err != nil {
			return n, err
		}
		_ = http.NewResponseController(s.ResponseWriter).Flush()
		select {
		case <-s.gone:
			return n, http.ErrAbortHandler
		case <-time.After(60 * time.Millisecond):
		}
	}
	return n, nil
}

// slows has the installer come slowly from now on, or again as fast as it can.
func (l *labSite) slows(on bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.slow = on
}

func (l *labSite) faultOf(_ int, r *http.Request) testkit.Fault {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.fault == nil {
		return testkit.Fault{}
	}
	return l.fault(r)
}

// spoil has a fault come to requests from now on; nil ends it.
func (l *labSite) spoil(fault func(r *http.Request) testkit.Fault) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.fault = fault
}

// silent has no answer come from a host to requests of a method, empty for any.
func silent(host, method string) func(r *http.Request) testkit.Fault {
	return func(r *http.Request) testkit.Fault {
		if r.Host == host && cmp.Or(method, r.Method) == r.Method {
			return testkit.Fault{Kind: testkit.Stall}
		}
		return testkit.Fault{}
	}
}

// fillBases has the base in its registry.
func (l *labSite) fillBases(t *testing.T) {
	t.Helper()
	image, err := demo.Base(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	ref, err := refs.ParseReference("index.docker.io/library/busybox:latest")
	if err != nil {
		t.Fatal(err)
	}
	if err := remote.Write(ref, image, remote.WithTransport(l.Transport())); err != nil {
		t.Fatal(err)
	}
}

// leads has a session go through the site's proxy.
func (l *labSite) leads(p *walk) {
	p.Helper()
	now := p.s.Snapshot().Preferences
	pem, err := os.ReadFile(l.CAFile())
	if err != nil {
		p.Fatal(err)
	}
	now.ProxyMode, now.ProxyURL, now.CAFile = transport.OwnProxy, l.ProxyURL(), p.writes("certificates/company.pem", string(pem))
	if err := p.s.SetPreferences(p.Context(), now); err != nil {
		p.Fatal(err)
	}
}

// labFiles has the models, variables and archive of somebody in the lab in the home.
func (p *walk) labFiles() (paths []string) {
	p.Helper()
	sample, err := assets.WriteSample(filepath.Join(p.home, "sample"))
	if err != nil {
		p.Fatal(err)
	}
	text := func(path string) string {
		data, err := os.ReadFile(path)
		if err != nil {
			p.Fatal(err)
		}
		return string(data)
	}
	return []string{
		p.writes("models/model.yaml", text(sample.Model)),
		p.writes("models/overrides.yaml", overrides),
		p.writes("models/model.properties", text(sample.Variables)),
		p.writes("models/archive.zip", large(p.T, sample.Archive)),
	}
}

// overrides wants of the cluster what the sample does not.
const overrides = `resources:
  JDBCSystemResource:
    hr:
      Target: cluster-1
      JdbcResource:
        JDBCDataSourceParams:
          JNDIName: jdbc/hr
        JDBCDriverParams:
          DriverName: oracle.jdbc.OracleDriver
          URL: 'jdbc:oracle:thin:@//@@ENV:DB_HOST@@:1521/hr'
          PasswordEncrypted: '@@SECRET:@@ENV:DOMAIN_UID@@-datasource-hr:password@@'
`

// large returns an archive with one more file of 4 MB, which no zip makes smaller.
func large(t *testing.T, archive string) string {
	t.Helper()
	from, err := zip.OpenReader(archive)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = from.Close() }()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, e := range from.File {
		if err := z.Copy(e); err != nil {
			t.Fatal(err)
		}
	}
	noise := make([]byte, 4<<20)
	_, _ = rand.NewChaCha8([32]byte{}).Read(noise)
	w, err := z.Create("wlsdeploy/custom/pictures.bin")
	if err == nil {
		_, err = w.Write(noise)
	}
	if err == nil {
		err = z.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// lab is somebody in the lab whose form is filled in, to the last field.
func (g *gallery) lab(t *testing.T) (*walk, *labSite) {
	t.Helper()
	l, p := newLabSite(t), g.walk(t, Options{})
	l.leads(p)
	p.win.tabs.Choose(0) // the lab's first step
	p.win.tabs.Choose(1)
	p.fills(func(f *form.Form) { f.SetTag(demo.Tag) }, func(f *form.Form) { f.SetUser(demo.User) },
		func(f *form.Form) { f.KeepToken, f.DownloadDir = true, p.downloads })
	p.s.Accounts().SetToken(demo.Token)
	p.win.redraw()
	p.s.AddFiles(p.labFiles()...)
	p.until("the files are looked at", func(s session.Snapshot) bool {
		return !s.Inspected.Running && s.Inspected.Applications > 0 && len(s.Inspected.Environment) > 0
	})
	return p, l
}
