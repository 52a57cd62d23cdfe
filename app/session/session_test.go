package session

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"sync"
	"testing"

	v1 "github.com/google/go-containerregistry/pkg/v1"

	"auximage/app/accounts"
	"auximage/app/form"
	"auximage/app/keychain"
	"auximage/imaging"
	"auximage/imaging/registry"
	"auximage/imaging/report"
	"auximage/imaging/wdt"
)

// fakeEngine does what its functions say, and nothing where there is none.
type fakeEngine struct {
	create  func(context.Context, imaging.Plan, *imaging.Client) (*imaging.Image, []report.Finding, error)
	push    func(context.Context, *imaging.Image, string, *imaging.Client) (imaging.Receipt, error)
	exists  func(ref string) (v1.Hash, bool, error)
	checked report.Finding

	latest    wdt.Release
	latestErr error
	progress  []report.Progress // told before the releases answer
	there     []wdt.Found
	away      chan struct{} // closed once the installer's folder answers; nil where it does at once
}

// with is the fake engine that works with a client.
func (e *fakeEngine) with(c *imaging.Client) engine { return fakeWork{e, c} }

// fakeWork is a fake engine and what it works with.
type fakeWork struct {
	*fakeEngine
	client *imaging.Client
}

func (e fakeWork) Create(ctx context.Context, p imaging.Plan) (*imaging.Image, []report.Finding, error) {
	if e.create == nil {
		return &imaging.Image{Digest: digest('a'), BaseDigest: digest('b'), Size: 1000}, nil, nil
	}
	return e.create(ctx, p, e.client)
}

func (e fakeWork) Push(ctx context.Context, image *imaging.Image, tag string) (imaging.Receipt, error) {
	if e.push == nil {
		return imaging.Receipt{Reference: tag + "@" + image.Digest.String(), Digest: image.Digest}, nil
	}
	return e.push(ctx, image, tag, e.client)
}

func (e *fakeEngine) Check(context.Context, imaging.Plan) ([]report.Finding, error) {
	return []report.Finding{e.checked}, nil
}

func (e *fakeEngine) Save(_ context.Context, _ *imaging.Image, _, path string, _ registry.Format) (v1.Hash, error) {
	return digest('s'), os.WriteFile(path, []byte("an image"), 0o600)
}

func (e *fakeEngine) Look(ctx context.Context, tag string) (*imaging.Existing, error) {
	image, _, err := e.CheckExisting(ctx, tag)
	return image, err
}

func (e *fakeEngine) CheckExisting(_ context.Context, tag string) (*imaging.Existing, []report.Finding, error) {
	homes := imaging.Homes{WDT: "/u01/wdt"}.Resolved()
	return &imaging.Existing{Reference: tag + "@" + digest('e').String(), Digest: digest('e'), Homes: homes}, nil, nil
}

func (e *fakeEngine) Exists(_ context.Context, tag string) (v1.Hash, bool, error) {
	if e.exists == nil {
		return v1.Hash{}, false, nil
	}
	return e.exists(tag)
}

func (e *fakeEngine) Tags(context.Context, string) ([]imaging.Tag, error) {
	return nil, errors.New("not of this fake")
}

func (e *fakeEngine) SignIn(context.Context, string) report.Finding { return e.checked }

func (e *fakeEngine) NewestBase(context.Context, string, string) (v1.Hash, error) {
	return digest('b'), nil
}

func (e fakeWork) LatestWDT(context.Context) (wdt.Release, error) {
	for _, p := range e.progress {
		e.client.Progress.Tell(p)
	}
	return e.latest, e.latestErr
}

func (e *fakeEngine) DownloadWDT(_ context.Context, r wdt.Release, dir string) (string, error) {
	return filepath.Join(dir, "weblogic-deploy-"+r.Version+".zip"), nil
}

func (e *fakeEngine) Installers(string) []wdt.Found { return e.there }

func (e *fakeEngine) Open(context.Context, string, string) (*imaging.Opened, error) {
	return nil, errors.New("no image")
}

func (e *fakeEngine) Side(context.Context, imaging.Plan) (imaging.Side, error) {
	return imaging.Side{}, e.checked
}

func (e *fakeEngine) InspectInstaller(string) (string, []report.Finding, error) {
	if e.away != nil {
		<-e.away
	}
	return "4.4.6", nil, nil
}

func digest(c byte) v1.Hash {
	hex := make([]byte, 64)
	for i := range hex {
		hex[i] = c
	}
	return v1.Hash{Algorithm: "sha256", Hex: string(hex)}
}

// memory is a keyring that remembers what it was asked to keep.
type memory struct {
	mu      sync.Mutex
	secrets map[accounts.Account]string
	missing bool // as on a system without a secret service
}

func (m *memory) Get(_ context.Context, host, user string) (string, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.secrets[accounts.Account{Host: host, User: user}], nil
}

func (m *memory) Set(_ context.Context, host, user, secret string) (bool, error) {
	if m.missing {
		return false, report.Finding{Code: keychain.CodeUnavailable, Severity: report.Warning}
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.secrets == nil {
		m.secrets = map[accounts.Account]string{}
	}
	m.secrets[accounts.Account{Host: host, User: user}] = secret
	return true, nil
}

func (m *memory) Reach(context.Context) error {
	if m.missing {
		return report.Finding{Code: keychain.CodeUnavailable, Severity: report.Warning}
	}
	return nil
}

func (m *memory) Forget(_ context.Context, host, user string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.secrets, accounts.Account{Host: host, User: user})
	return nil
}

// opened returns a session over a folder, closed at the end of the test.
func sessionIn(t *testing.T, dir string, e *fakeEngine, m *memory, known ...accounts.Account) *Session {
	t.Helper()
	s, err := openWith(Config{Dir: dir, Cache: "off", Accounts: known}, e.with, m)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

// until waits for a snapshot that fits.
func until(t *testing.T, s *Session, fits func(Snapshot) bool) Snapshot {
	t.Helper()
	found := make(chan Snapshot, 1)
	stop := s.Listen(func() {
		if snap := s.Snapshot(); fits(snap) {
			select {
			case found <- snap:
			default:
			}
		}
	})
	defer stop()
	select {
	case snap := <-found:
		return snap
	case <-t.Context().Done():
		t.Fatal("it did not come")
		return Snapshot{}
	}
}

func TestTheFormComesBackAsItWasLeft(t *testing.T) {
	dir := t.TempDir()
	s := sessionIn(t, dir, &fakeEngine{}, &memory{})
	if snap := s.Snapshot(); !snap.FirstStart || snap.Form.PrimaryTag != form.DefaultPrimaryTag {
		t.Errorf("the first start begins with %+v", snap.Form)
	}
	s.Edit(func(f *form.Form) { f.SetTag("lhr.ocir.io/ns/test-model-ankit:v1") })
	s.AddFiles(filepath.Join(dir, "model.yaml"))
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}

	s = sessionIn(t, dir, &fakeEngine{}, &memory{})
	snap := s.Snapshot()
	if snap.FirstStart {
		t.Error("a second start thinks that it is the first")
	}
	if snap.Form.Target.Repository != "test-model-ankit" || len(snap.Form.Models) != 1 {
		t.Errorf("the form came back as %+v", snap.Form)
	}
}
