package session_test

import (
	"archive/tar"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-containerregistry/pkg/name"
	"github.com/google/go-containerregistry/pkg/v1/mutate"
	"github.com/google/go-containerregistry/pkg/v1/remote"

	"auximage/app/demo"
	"auximage/app/form"
	"auximage/app/session"
	"auximage/imaging/report"
	"auximage/imaging/testkit"
	"auximage/imaging/transport"
)

func put(t *testing.T, path, content string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
}

// until waits for a snapshot that fits.
func until(t *testing.T, s *session.Session, fits func(session.Snapshot) bool) session.Snapshot {
	t.Helper()
	found := make(chan session.Snapshot, 1)
	defer s.Listen(func() {
		if now := s.Snapshot(); fits(now) {
			select {
			case found <- now:
			default: // the first is enough
			}
		}
	})()
	select {
	case now := <-found:
		return now
	case <-t.Context().Done():
		t.Fatal("it did not come")
		return session.Snapshot{}
	}
}

// realSession returns a session over the real engine, whose form makes an image
// of a model on the base and pushes it to the tag, both without a sign-in.
func realSession(t *testing.T, tag, base string) *session.Session {
	t.Helper()
	dir := t.TempDir()
	s, err := session.Open(session.Config{Dir: filepath.Join(dir, "settings"), Cache: filepath.Join(dir, "cache")})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	if err := s.SetPreferences(t.Context(), session.Preferences{ProxyMode: transport.NoProxy}); err != nil {
		t.Fatal(err)
	}
	model := filepath.Join(dir, "model.yaml")
	put(t, model, "domainInfo:\n  AdminUserName: '@@SECRET:__weblogic-credentials__:username@@'\n  AdminPassword: '@@SECRET:__weblogic-credentials__:password@@'\n")
	s.Edit(func(f *form.Form) { f.SetTag(tag) })
	s.AddFiles(model)
	s.Edit(func(f *form.Form) {
		f.SignIn, f.WDT, f.CustomBase, f.BaseRef = form.ByNobody, form.WDTNone, true, base
		f.Platforms = []string{"linux/" + runtime.GOARCH}
	})
	return s
}

// allowed starts an action, allows whatever host it asks about, and returns
// those hosts and the snapshot with the outcome.
func allowed(t *testing.T, s *session.Session, a session.Action) (hosts []string, end session.Snapshot) {
	t.Helper()
	s.Dismiss()
	if err := s.Start(a); err != nil {
		t.Fatal(err)
	}
	for answered := 0; ; {
		end = until(t, s, func(snap session.Snapshot) bool {
			return snap.Outcome != nil || snap.Question != nil && snap.Question.ID != answered
		})
		if end.Outcome != nil {
			return hosts, end
		}
		if end.Question.Code != session.CodeAllowPlainHTTP {
			t.Fatalf("it asks %+v", end.Question)
		}
		hosts = append(hosts, fmt.Sprint(end.Question.Args["Host"]))
		answered = end.Question.ID
		s.Answer(answered, session.ChooseAllow)
	}
}

// pushBase pushes an image that can carry layers and returns its reference.
func pushBase(t *testing.T, registry string) string {
	t.Helper()
	base := registry + "/base:1"
	ref, err := name.ParseReference(base, name.Insecure)
	if err != nil {
		t.Fatal(err)
	}
	image, err := demo.Base(t.Context())
	if err == nil {
		err = remote.Write(ref, image)
	}
	if err != nil {
		t.Fatal(err)
	}
	return base
}

func TestARegistryWithoutTLSIsAskedAboutOnceWhateverIsDone(t *testing.T) {
	target := testkit.NewReal(t, &testkit.Real{Program: "docker-registry"}).Address
	source := testkit.NewReal(t, &testkit.Real{Program: "docker-registry"}).Address
	tag, base := target+"/lab/model:v1", pushBase(t, source)
	type step struct {
		action session.Action
		asks   []string
	}
	for _, c := range []struct {
		name  string
		steps []step
	}{
		{"the base, then a push", []step{{session.ActCreate, []string{source}}, {session.ActPush, []string{target}}, {session.ActPush, nil}}},
		{"both in one", []step{{session.ActCreateAndPush, []string{source, target}}}},
		{"a look at what the first left", []step{{session.ActLookUp, []string{target}}}},
		{"a sign-in", []step{{session.ActCheckSignIn, []string{target}}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := realSession(t, tag, base)
			for _, step := range c.steps {
				hosts, end := allowed(t, s, step.action)
				if end.Outcome.Err != nil || !slices.Equal(hosts, step.asks) {
					t.Fatalf("%s: asked about %q, want %q; %v", step.action, hosts, step.asks, end.Outcome.Err)
				}
			}
		})
	}
}

func TestACheckOfWhatNobodyListensAtIsAnAnswer(t *testing.T) {
	away := testkit.FreeAddress(t)
	s := realSession(t, away+"/lab/model:v1", away+"/base:1")
	_, end := allowed(t, s, session.ActCheckSignIn)
	if got := end.SignedIn; got == nil || got.Finding.Code != transport.CodeRefused || got.Finding.Args["Tries"] != nil {
		t.Errorf("got %+v, want %s without a second try", got, transport.CodeRefused)
	}
	_, end = allowed(t, s, session.ActLookUp)
	if got, _ := report.Of(end.Outcome.Err); got.Code != transport.CodeRefused || got.Args["Tries"] != nil {
		t.Errorf("got %+v, want %s without a second try", got, transport.CodeRefused)
	}
}

// modelIn returns the text of the model in the image that a tag names.
func modelIn(t *testing.T, tag string) string {
	t.Helper()
	ref, err := name.ParseReference(tag, name.Insecure)
	if err != nil {
		t.Fatal(err)
	}
	image, err := remote.Image(ref)
	if err != nil {
		t.Fatal(err)
	}
	flat := mutate.Extract(image)
	defer func() { _ = flat.Close() }()
	for r := tar.NewReader(flat); ; {
		h, err := r.Next()
		if err != nil {
			t.Fatalf("no model in %s: %v", tag, err)
		}
		if filepath.Base(h.Name) == "model.yaml" {
			text, err := io.ReadAll(r)
			if err != nil {
				t.Fatal(err)
			}
			return string(text)
		}
	}
}

func TestAnEditedModelIsWhatTheRegistryGets(t *testing.T) {
	registry := testkit.NewReal(t, &testkit.Real{Program: "docker-registry"}).Address
	tag := registry + "/lab/model:"
	s := realSession(t, tag+"v1", pushBase(t, registry))
	if _, end := allowed(t, s, session.ActCreateAndPush); end.Outcome.Err != nil {
		t.Fatal(end.Outcome.Err)
	}
	path := s.Snapshot().Form.Models[0].Path
	before := modelIn(t, tag+"v1")
	put(t, path, before+"topology:\n  Name: edited\n")
	s.Edit(func(f *form.Form) { f.SetPart(form.FieldVersion, "v2") })
	_, end := allowed(t, s, session.ActPush)
	out := end.Outcome
	if out.Err != nil || out.Remade == nil || out.Receipt.Sent == 0 {
		t.Fatalf("got %+v, want a push that says what changed", out)
	}
	if got := modelIn(t, tag+"v2"); !strings.Contains(got, "edited") {
		t.Errorf("the registry has %q", got)
	}
	if got := modelIn(t, tag+"v1"); got != before {
		t.Errorf("the first tag has %q", got)
	}
}
