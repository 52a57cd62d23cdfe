package main

import (
	"bytes"
	"encoding/json"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/google/go-containerregistry/pkg/registry"

	"auximage/app/demo"
	"auximage/app/demo/demotest"
	"auximage/app/words"
	"auximage/assets"
	"auximage/imaging/testkit"
)

// done is what a run of the program left.
type done struct {
	code           int
	stdout, stderr string
}

// cli runs the program in a home of its own.
func cli(t *testing.T, stdin string, args ...string) done {
	t.Helper()
	home := t.TempDir()
	for variable, folder := range testkit.Homes() {
		path := filepath.Join(home, folder)
		if err := os.MkdirAll(path, 0o700); err != nil {
			t.Fatal(err)
		}
		t.Setenv(variable, path)
	}
	t.Setenv("LC_ALL", "en_US.UTF-8")
	words.Use("en")
	var out, problems bytes.Buffer
	code := run(t.Context(), args, strings.NewReader(stdin), &out, &problems)
	return done{code, out.String(), problems.String()}
}

func TestWrongUsageIsSaidInOneSentence(t *testing.T) {
	for name, args := range map[string][]string{
		"no command":             nil,
		"an unknown command":     {"pull"},
		"a flag and no command":  {"--tag", demo.Tag},
		"a dash too few":         {"-version"},
		"an unknown flag":        {"push", "--tag", demo.Tag, "--frobnicate"},
		"words that no flag has": {"push", "--tag", demo.Tag, "model.yaml"},
		"a tag and its parts":    {"push", "--tag", demo.Tag, "--region", "lhr"},
		"no tag":                 {"push", "--model", "model.yaml"},
		"an unknown region":      {"push", "--region", "atlantis", "--namespace", "ns", "--name", "x:v1"},
	} {
		t.Run(name, func(t *testing.T) {
			oneSentence(t, cli(t, "", args...), 2)
		})
	}
}

func TestAMisspeltCommandIsGuessed(t *testing.T) {
	got := cli(t, "", "pusch", "--tag", demo.Tag)
	if want := "pusch is not a command; there are push, check, save, show, extract, diff, tags, completion. Did you mean push?\n"; got.code != 2 || got.stderr != want {
		t.Errorf("got %+v, want %q", got, want)
	}
}

func TestHelpIsNoFault(t *testing.T) {
	got := cli(t, "", "push", "--help")
	if got.code != 0 || !strings.Contains(got.stdout, "--password-stdin") || got.stderr != "" {
		t.Errorf("%+v", got)
	}
}

// unusable are the inputs that are wrong whatever there is in files and registries.
var unusable = []string{
	"a host that is none", "a port that is none", "a namespace in upper case", "a repository that none can be", "a version that none can be",
	"no version", "a proxy that is none", "a placeholder left in", "a platform that the base lacks", "a platform that is none", "an owner that is none",
}

func TestAFileThatCannotBeUsedFetchesNothing(t *testing.T) {
	var asked atomic.Int32
	server := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { asked.Add(1) }))
	defer server.Close()
	host := strings.TrimPrefix(server.URL, "http://")
	dir := t.TempDir()
	for name, content := range map[string]string{"misspelt.yaml": "", "broken.yaml": "topology:\n\tName: [a\n", "list.yaml": "- topology\n", "cut.zip": "PK\x03\x04"} {
		path := filepath.Join(dir, name)
		if content != "" {
			write(t, path, content)
		}
		flag := map[string]string{".yaml": "--model", ".zip": "--archive"}[filepath.Ext(name)]
		for _, command := range []string{"push", "check", "save"} {
			args := []string{command, "--tag", host + "/a/b:v1", flag, path, "--wdt-releases", server.URL, "--plain-http", host}
			if command == "save" {
				args = append(args, "--output", filepath.Join(dir, "image.tar"))
			} else {
				args = append(args, "--sign-in", "none")
			}
			if got := cli(t, "", args...); got.code != exitFailed || !strings.Contains(got.stderr, name) {
				t.Errorf("%s: exit %d, want %d and %s named: %q", command, got.code, exitFailed, name, got.stderr)
			}
			if n := asked.Swap(0); n > 0 {
				t.Errorf("%s with %s sent %d requests, want none", command, name, n)
			}
		}
	}
}

func TestBadInputIsRefusedInOneSentenceAndLeavesNothing(t *testing.T) {
	d := try(t)
	dir := t.TempDir()
	if _, err := assets.WriteSample(dir); err != nil {
		t.Fatal(err)
	}
	in := func(name string) string { return filepath.Join(dir, name) }
	write(t, in("notes.zip"), "this is no zip")
	write(t, in("broken.yaml"), "topology:\n\t- x\n")
	write(t, in("other/model.yaml"), "topology: {}\n")
	write(t, in("file"), "")
	good := []string{"--tag", demo.Tag, "--model", in("model.yaml"), "--wdt", "none"}
	tagged := func(tag string) []string { return []string{"--tag", tag, "--model", in("model.yaml"), "--wdt", "none"} }
	with := func(more ...string) []string { return append(append([]string{}, good...), more...) }
	for _, c := range []struct {
		name string
		args []string
		says string
	}{
		{"a host that is none", tagged("lhr_ocir.io/ns/x:v1"), "lhr_ocir.io"},
		{"a port that is none", tagged("lhr.ocir.io:99999/ns/x:v1"), "99999"},
		{"a namespace in upper case", tagged("lhr.ocir.io/NameSpace/x:v1"), "NameSpace"},
		{"a repository that none can be", tagged("lhr.ocir.io/ns/a//b:v1"), "a//b"},
		{"a version that none can be", tagged("lhr.ocir.io/ns/x:-bad"), "-bad"},
		{"no version", tagged("lhr.ocir.io/ns/x"), "ersion"},
		{"a placeholder left in", tagged("END_POINT_OF_YOUR_REGION/ns/x:v1"), "END_POINT_OF_YOUR_REGION"},
		{"no model", []string{"--tag", demo.Tag, "--wdt", "none"}, "model"},
		{"a model that is not there", with("--model", in("missing.yaml")), "missing.yaml"},
		{"a folder as model", with("--model", in("other")), "other"},
		{"a model that is no YAML", with("--model", in("broken.yaml")), "broken.yaml"},
		{"two files with one name", with("--model", in("other/model.yaml")), "model.yaml"},
		{"an archive that is no zip", with("--archive", in("notes.zip")), "notes.zip"},
		{"an installer that is no zip", []string{"--tag", demo.Tag, "--model", in("model.yaml"), "--wdt", in("notes.zip")}, "notes.zip"},
		{"an installer that is not there", []string{"--tag", demo.Tag, "--model", in("model.yaml"), "--wdt", in("no.zip")}, "no.zip"},
		{"an installer that is another zip", []string{"--tag", demo.Tag, "--model", in("model.yaml"), "--wdt", in("archive.zip")}, "archive.zip"},
		{"a folder for the installer that is a file", []string{"--tag", demo.Tag, "--model", in("model.yaml"), "--wdt", "latest", "--download-dir", in("file")}, "file"},
		{"a folder for the installer that is not there", []string{"--tag", demo.Tag, "--model", in("model.yaml"), "--wdt", "latest", "--download-dir", in("nowhere")}, "nowhere"},
		{"a base that is not there", with("--base", "docker.io/library/nothing:v1"), "nothing"},
		{"a platform that the base lacks", with("--platform", "linux/s390x"), "s390x"},
		{"a platform that is none", with("--platform", "amiga"), "amiga"},
		{"an owner that is none", with("--owner", "no such:one"), "no such"},
		{"a CA file that is none", with("--ca", in("file")), "file"},
		{"a proxy that is none", with("--proxy", "::"), "::"},
	} {
		t.Run(c.name, func(t *testing.T) {
			args := append([]string{"push", "--user", demo.User, "--password-stdin"}, d.flags()...)
			before := tree(t, dir)
			got := cli(t, demo.Token, testkit.Instead(args, c.args...)...)
			want := exitFailed
			if slices.Contains(unusable, c.name) {
				want = exitUsage
			}
			oneSentence(t, got, want)
			if !strings.Contains(got.stderr, c.says) {
				t.Errorf("%q does not name %q", got.stderr, c.says)
			}
			if after := tree(t, dir); before != after {
				t.Errorf("left behind: before\n%safter\n%s", before, after)
			}
		})
	}
}

func TestASignInThatIsRefusedSaysSo(t *testing.T) {
	d := try(t)
	model := filepath.Join(t.TempDir(), "model.yaml")
	write(t, model, "topology:\n  Name: sample\n")
	args := append([]string{"push", "--tag", demo.Tag, "--model", model, "--wdt", "none"}, d.flags()...)
	for name, c := range map[string]struct {
		password string
		flags    []string
	}{
		"a wrong token": {"wrong-token", []string{"--user", demo.User, "--password-stdin"}},
		"an empty one":  {"\n", []string{"--user", demo.User, "--password-stdin"}},
		"nobody":        {"", nil},
	} {
		t.Run(name, func(t *testing.T) {
			got := cli(t, c.password, append(args, c.flags...)...)
			if got.code != 1 || got.stdout != "" || strings.Contains(got.stderr, "unexpected") {
				t.Errorf("%+v", got)
			}
			if strings.Contains(got.stderr, "wrong-token") {
				t.Error("the token is in the message")
			}
		})
	}
}

func TestPlainHTTPIsRefusedUnlessAFlagNamesTheHost(t *testing.T) {
	d := try(t)
	plain := httptest.NewServer(registry.New(registry.Logger(log.New(io.Discard, "", 0))))
	t.Cleanup(plain.Close)
	host := plain.Listener.Addr().String()
	model := filepath.Join(t.TempDir(), "model.yaml")
	write(t, model, "topology:\n  Name: sample\n")
	args := append([]string{"push", "--tag", host + "/x:v1", "--model", model, "--wdt", "none"}, d.flags()...)
	got := cli(t, "", args...)
	if got.code != 1 || got.stdout != "" || !strings.Contains(got.stderr, "--plain-http "+host) {
		t.Errorf("without the flag: %+v", got)
	}
	if got := cli(t, "", append(args, "--plain-http", host)...); got.code != 0 {
		t.Errorf("with the flag: %+v", got)
	}
}

func TestTheLastLineIsTheReferenceWithItsDigest(t *testing.T) {
	d := try(t)
	got := cli(t, demo.Token+"\n", pushSample(t, d)...)
	if got.code != 0 {
		t.Fatalf("%+v", got)
	}
	if !regexp.MustCompile(`^` + regexp.QuoteMeta(demo.Tag) + `@sha256:[0-9a-f]{64}\n$`).MatchString(got.stdout) {
		t.Errorf("stdout is %q", got.stdout)
	}
	if strings.Contains(got.stderr, demo.Token) {
		t.Error("the token is on stderr")
	}
}

func TestWithJSONThereIsOneObject(t *testing.T) {
	d := try(t)
	domain, secret := filepath.Join(t.TempDir(), "domain.yaml"), filepath.Join(t.TempDir(), "secret.yaml")
	args := append(pushSample(t, d), "--json", "--domain-yaml", domain, "--pull-secret", secret)
	type object struct {
		Reference, Digest       string
		Layers                  []layer
		BytesSent, BytesSkipped int64
	}
	var first, again object
	for _, to := range []*object{&first, &again} {
		got := cli(t, demo.Token, args...)
		if got.code != 0 {
			t.Fatalf("%+v", got)
		}
		if err := json.NewDecoder(strings.NewReader(got.stdout)).Decode(to); err != nil {
			t.Fatalf("%v in %q", err, got.stdout)
		}
	}
	if first.Reference != demo.Tag || first.BytesSent == 0 || len(first.Layers) < 4 {
		t.Errorf("first push: %+v", first)
	}
	if again.Digest != first.Digest || again.BytesSent != 0 || again.BytesSkipped == 0 {
		t.Errorf("second push: %+v", again)
	}
	yaml, err := os.ReadFile(domain)
	if err != nil || !bytes.Contains(yaml, []byte(demo.Tag)) {
		t.Errorf("the domain says %q (%v)", yaml, err)
	}
	if info, err := os.Stat(secret); err != nil || os.PathSeparator == '/' && info.Mode() != 0o600 {
		t.Errorf("the pull secret: %v, %v", info, err)
	}
}

func TestACheckPushesNothing(t *testing.T) {
	d := try(t)
	args := pushSample(t, d)
	args[0] = "check"
	if got := cli(t, demo.Token, args...); got.code != 0 || got.stdout != "" {
		t.Errorf("%+v", got)
	}
}

func TestACheckReadsTheArchivesToTheirEnd(t *testing.T) {
	d := try(t)
	args := pushSample(t, d)
	args[0] = "check"
	archive := args[slices.Index(args, "--archive")+1]
	content, err := os.ReadFile(archive)
	if err != nil {
		t.Fatal(err)
	}
	content[bytes.Index(content, []byte("PK\x01\x02"))/2] ^= 0x55 // amid an entry
	write(t, archive, string(content))
	got := cli(t, demo.Token, args...)
	if got.code != 1 || !strings.Contains(got.stderr, " in archive.zip is damaged: its content is not what the zip says.") {
		t.Errorf("%+v", got)
	}
}

func TestACheckSaysWhatAPushWould(t *testing.T) {
	d := try(t)
	clear := filepath.Join(t.TempDir(), "clear.yaml")
	write(t, clear, "topology:\n  Name: lab\n  SecurityConfiguration:\n    NodeManagerPasswordEncrypted: welcome1\n")
	args := func(command string, more ...string) []string {
		all := append([]string{command, "--tag", demo.Tag, "--model", clear, "--wdt", "none", "--user", demo.User, "--password-stdin"}, d.flags()...)
		return append(all, more...)
	}
	for name, c := range map[string]struct {
		more []string
		code int
		says string
	}{
		"a secret in clear":       {nil, 1, "clear.yaml holds a secret in clear"},
		"a secret that is let by": {[]string{"--allow-clear-secrets"}, 0, "Checked: 3 warnings, no error."},
	} {
		t.Run(name, func(t *testing.T) {
			checked := cli(t, demo.Token, args("check", c.more...)...)
			pushed := cli(t, demo.Token, args("push", c.more...)...)
			if checked.code != c.code || pushed.code != c.code || !strings.Contains(checked.stderr, c.says) {
				t.Errorf("check: %+v\npush: %+v\nwant %d and %q", checked, pushed, c.code, c.says)
			}
			if strings.Contains(checked.stderr, "No problem was found") {
				t.Errorf("beside warnings it says:\n%s", checked.stderr)
			}
		})
	}
}

// pushSample returns the command line that pushes the sample model.
func pushSample(t *testing.T, d tryOut) []string {
	t.Helper()
	dir := t.TempDir()
	sample, err := assets.WriteSample(dir)
	if err != nil {
		t.Fatal(err)
	}
	return append([]string{
		"push", "--region", "lhr", "--namespace", "tenancynamespace", "--name", "test-model-ankit:v1",
		"--model", sample.Model, "--variables", sample.Variables, "--archive", sample.Archive,
		"--wdt", "latest", "--download-dir", dir,
		"--user", demo.User, "--password-stdin",
	}, d.flags()...)
}

type tryOut struct{ *demo.Demo }

func try(t *testing.T) tryOut {
	t.Helper()
	return tryOut{demotest.Start(t)}
}

func (d tryOut) flags() []string { return []string{"--proxy", d.Proxy().URL(), "--ca", d.CAFile()} }

// oneSentence fails unless a run failed with one line on stderr and nothing else.
func oneSentence(t *testing.T, got done, code int) {
	t.Helper()
	if got.code != code || got.stdout != "" {
		t.Errorf("exit %d, stdout %q, stderr %q", got.code, got.stdout, got.stderr)
	}
	lines := strings.Split(strings.TrimRight(got.stderr, "\n"), "\n")
	last := lines[len(lines)-1]
	if last == "" || strings.Contains(last, "unexpected") {
		t.Errorf("stderr is %q", got.stderr)
	}
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// tree lists what is in a folder.
func tree(t *testing.T, dir string) string {
	t.Helper()
	var b strings.Builder
	if err := filepath.WalkDir(dir, func(path string, _ os.DirEntry, err error) error {
		_, _ = io.WriteString(&b, path+"\n")
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return b.String()
}
