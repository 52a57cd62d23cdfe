package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os/exec"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/spf13/pflag"

	"auximage/app/cmdline"
	"auximage/app/deploy"
	"auximage/app/form"
	"auximage/app/session"
	"auximage/imaging/input"
	"auximage/imaging/testkit"
	"auximage/imaging/transport"
)

// forms makes forms as a person could fill them in.
type forms struct{ *rand.Rand }

// text returns a text that shells would like to change.
func (r forms) text() string {
	pieces := []string{"a", "model", "$HOME", "`id`", "it's", `"`, "\\", " ", "é", "’", "*", "!", "#", ";", "&", "%PATH%", "~", "-", "(x)", "\n", "$(id)", "@", ","}
	var b strings.Builder
	for range 1 + r.IntN(6) {
		b.WriteString(pieces[r.IntN(len(pieces))])
	}
	return b.String()
}

func (r forms) file(ending string) input.File {
	f := input.File{Path: filepath.Join("/folder", fmt.Sprint(r.Int()), r.text()+ending)}
	if r.IntN(2) == 0 {
		f.Name = fmt.Sprintf("name.%d%s", r.IntN(100), ending)
	}
	return f
}

func (r forms) one(of ...string) string { return of[r.IntN(len(of))] }

// fill fills the form of a session.
func (r forms) fill(s *session.Session) {
	host := r.one("lhr.ocir.io", "localhost:5001", "docker.io")
	s.Edit(func(f *form.Form) { f.SetTag(host + "/ns/test-model:" + r.one("v1", "1.0_x")) })
	s.Edit(func(f *form.Form) {
		f.PrimaryTag = "example.com/weblogic:" + r.one("a", "b")
		f.UseExisting = r.IntN(4) == 0
		f.WebLogic = r.one("", "14.1.2.0", "any")
		f.Accepted = [][]string{nil, {"dictionary.attribute:topology:/Server/" + r.text()}}[r.IntN(2)]
		f.KeepToken = r.IntN(2) == 0
		f.Models = []input.File{r.file(".yaml"), r.file(".yaml")}
		f.Variables = []input.File{r.file(".properties")}
		f.Archives = []input.File{r.file(".zip")}
		f.DownloadDir = "/" + r.text()
		switch f.WDT = form.WDTChoice(r.one("latest", "file", "none")); f.WDT {
		case form.WDTFile:
			f.Installer = "/" + r.text() + ".zip"
		}
		switch r.IntN(3) {
		case 0:
			f.CustomBase, f.BaseRef, f.BaseUser = true, "example.com/base:"+r.one("1", "2"), r.text()
		case 1:
			f.CustomBase, f.BaseFile = true, "/base/"+r.text()
		default:
			f.BaseUser = r.one("", "me at Docker Hub")
		}
		f.OnPV = r.IntN(3) == 0
		f.DomainUID, f.DomainNamespace, f.PrimaryUser = r.one("", "sales"), r.one("", "shops"), r.one("", "me@example.com")
		f.DomainFile = r.one("", "/domains/sales.yaml")
		f.DomainType = deploy.DomainType(r.one("", "WLS", "JRF"))
		f.AlwaysPull, f.OpenShift = r.IntN(2) == 0, r.IntN(2) == 0
		f.Platforms = [][]string{nil, {"linux/amd64"}, {"linux/amd64", "linux/arm64"}}[r.IntN(3)]
		f.OwnerUser, f.OwnerGroup = r.one("", "oracle", "1000"), r.one("", "root", "0")
		f.WDTHome, f.ModelHome = r.one("", "/u01/wdt"), r.one("", "/u01/wdt/models")
		if r.IntN(2) == 0 {
			f.Labels = map[string]string{"team": r.text(), "a.b": "x=y"}
		}
	})
	s.Edit(func(f *form.Form) {
		if f.TakesDigest() {
			f.BaseDigest = r.one("", "sha256:"+strings.Repeat("a", 64))
		}
	})
	switch mode := form.SignInMode(r.one("account", "tools", "none")); mode {
	case form.ByAccount:
		s.Edit(func(f *form.Form) {
			f.SetUser(r.one("ns/me@example.com", "ns/oracleidentitycloudservice/me", "ns/Other Domain/me", "me"))
		})
	default:
		s.Edit(func(f *form.Form) { f.SignIn = mode })
	}
}

// preferences returns some; a file of certificates has to be there.
func (r forms) preferences(ca string) session.Preferences {
	p := session.Preferences{CAFile: r.one("", ca), Releases: r.one("", "https://mirror.example.com/wdt"), RetryBudget: time.Duration(r.IntN(3)) * time.Minute}
	switch r.IntN(3) {
	case 0:
		p.ProxyMode = transport.NoProxy
	case 1:
		p.ProxyMode, p.ProxyURL, p.ProxyUser = transport.OwnProxy, "http://proxy.example.com:3128", r.text()
		p.Bypass = []string{"one.example.com", "*.two.example.com"}
	}
	if r.IntN(2) == 0 {
		p.PlainHTTP = []string{"localhost:5001", "127.0.0.1:5002"}
	}
	return p
}

// certificates returns a file with one.
func certificates(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "our ca.pem")
	write(t, path, string(testkit.NewCA("Test issuer").PEM()))
	return path
}

// tried notes which fields of a struct have a value.
func tried(set map[string]bool, of any) {
	value := reflect.ValueOf(of)
	for i := range value.NumField() {
		name := value.Type().Name() + "." + value.Type().Field(i).Name
		set[name] = set[name] || !value.Field(i).IsZero()
	}
}

// ofTheWindow are the preferences that are not about what is made and pushed:
// how the program looks, and what prepareModel ran with when it was asked for.
var ofTheWindow = []string{"Language", "FollowLab", "LabDone", "Theme", "Window", "JavaHome", "OracleHome"}

// ofAnImage are the fields of the form that an opened image fills, which has to be
// there: its command has a test of its own.
var ofAnImage = []string{"From", "FromNames", "FromWDT", "KeepBase"}

// ofTheRun are the flags that are not about what a window shows.
var ofTheRun = []string{
	"region", "namespace", "name", "base-password-file", "strict", "prepare", "java-home", "oracle-home", "prepared-dir",
	"password-file", "proxy-password-file", "oci-profile", "oci-region", "oci-passphrase-file", "cache", "domain-yaml", "pull-secret", "output", "format", "from",
	"project", "passphrase-stdin", "passphrase-file", "json", "help", "change", "remove",
}

// allWritten fails the test unless each flag is in a script or is of the run.
func allWritten(t *testing.T, scripts []string) {
	t.Helper()
	all := strings.Join(scripts, "")
	push, _, err := cmdline.Tree(nil).Find([]string{"push"})
	if err != nil {
		t.Fatal(err)
	}
	push.InheritedFlags() // merges them
	push.Flags().VisitAll(func(f *pflag.Flag) {
		written := regexp.MustCompile(`(?m)^  --` + f.Name + `( |$)`).MatchString(all)
		if run := slices.Contains(ofTheRun, f.Name); run == written {
			t.Errorf("--%s is written: %t, is of the run alone: %t", f.Name, written, run)
		}
	})
}

// inMemory returns a session that keeps nothing.
func inMemory(t *testing.T) *session.Session {
	t.Helper()
	s, err := session.Open(session.Config{MemoryOnly: true, Cache: "off"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

// told returns a form without what no command says of it: it has no effect.
func told(f form.Form) form.Form {
	if f.SignIn != form.ByAccount {
		f.KeepToken = false
	}
	if f.WDT == form.WDTNone {
		f.DownloadDir = ""
	}
	if f.BaseFile != "" {
		f.AlwaysPull, f.BaseUser = false, ""
	}
	if f.UseExisting {
		f.Models, f.Variables, f.Archives, f.WDT, f.Installer, f.DownloadDir = nil, nil, nil, "", "", ""
		f.CustomBase, f.BaseRef, f.BaseFile, f.BaseUser, f.BaseDigest, f.AlwaysPull = false, "", "", "", "", false
		f.Platforms, f.OpenShift, f.OwnerUser, f.OwnerGroup, f.Labels = nil, false, "", "", nil
		f.WebLogic, f.Accepted = "", nil
	}
	return f
}

// asBash returns the words that bash hands to the command in each script.
func asBash(t *testing.T, scripts []string) [][]string {
	t.Helper()
	bash, err := exec.LookPath("bash")
	if err != nil {
		t.Log("no bash here: its quoting was not tried")
		return nil
	}
	const end = "the end of one"
	all := "auximage-cli() { printf '%s\\0' \"$@\"; printf '" + end + "\\0'; }\n" + strings.Join(scripts, "\n")
	out, err := exec.CommandContext(t.Context(), bash, "-c", all).Output()
	if err != nil {
		t.Fatal(err)
	}
	var words [][]string
	for part := range strings.SplitSeq(strings.TrimSuffix(string(out), end+"\x00"), end+"\x00") {
		words = append(words, strings.Split(strings.TrimSuffix(part, "\x00"), "\x00"))
	}
	return words
}

// asPowerShell returns the words of a command as PowerShell splits them, after
// its language specification: a single quote is written twice within a word.
func asPowerShell(script string) (words []string) {
	_, script, _ = strings.Cut(script, "auximage-cli ")
	runes := []rune(strings.TrimSuffix(script, "\n"))
	quote := func(i int) bool { return i < len(runes) && strings.ContainsRune("'‘’‚‛", runes[i]) }
	word, within, any := "", false, false
	for i := 0; i < len(runes); i++ {
		switch {
		case within && quote(i) && quote(i+1):
			word += string(runes[i])
			i++
		case quote(i):
			within, any = !within, true
		case !within && strings.ContainsRune(" `\n", runes[i]):
			if any {
				words = append(words, word)
			}
			word, any = "", false
		default:
			word, any = word+string(runes[i]), true
		}
	}
	return append(words, word)
}

// parse returns the line that the words are.
func parse(t *testing.T, words []string) (line *cmdline.Line) {
	t.Helper()
	tree := cmdline.Tree(func(_ context.Context, l *cmdline.Line) error { line = l; return nil })
	tree.SetArgs(words)
	if err := tree.ExecuteContext(t.Context()); err != nil || line == nil {
		t.Fatalf("%q: %v", words, err)
	}
	return line
}

func TestTheCommandOfAFormFillsTheSameForm(t *testing.T) {
	var (
		r       = forms{rand.New(rand.NewPCG(1, 2))}
		wanted  []session.Snapshot
		scripts []string
		set     = map[string]bool{}
		ca      = certificates(t)
	)
	for range 60 {
		s := inMemory(t)
		r.fill(s)
		if err := s.SetPreferences(t.Context(), r.preferences(ca)); err != nil {
			t.Fatal(err)
		}
		snap := s.Snapshot()
		snap.Accepted = map[string]bool{"a secret in clear": r.IntN(2) == 0}
		wanted = append(wanted, snap)
		scripts = append(scripts, cmdline.Write(snap, cmdline.Bash))
		tried(set, snap.Form)
		tried(set, snap.Preferences)
	}
	for _, name := range ofTheWindow {
		delete(set, "Preferences."+name)
	}
	for _, name := range ofAnImage {
		delete(set, "Form."+name)
	}
	for name, ever := range set {
		if !ever {
			t.Errorf("%s was never tried", name)
		}
	}
	allWritten(t, scripts)
	for i, words := range asBash(t, scripts) {
		if power := asPowerShell(cmdline.Write(wanted[i], cmdline.PowerShell)); !slices.Equal(power, words) {
			t.Errorf("bash has\n%q\nPowerShell\n%q", words, power)
		}
		o := parse(t, words)
		if existing := o.Command == cmdline.Check; existing != wanted[i].Form.UseExisting {
			t.Errorf("%s for %+v", o.Command, wanted[i].Form)
		}
		if want := wanted[i].Accepted["a secret in clear"] && !wanted[i].Form.UseExisting; o.AllowClearSecrets != want {
			t.Errorf("--allow-clear-secrets: %t in\n%s", o.AllowClearSecrets, scripts[i])
		}
		if got, want := o.Form.DomainFile, wanted[i].Form.DomainFile; got != want {
			t.Errorf("--domain-file: got %q, want %q", got, want)
		}
		if at := slices.Index(words, "--domain-file"); at >= 0 { // what a file says has tests of its own
			o, wanted[i].Form.DomainFile = parse(t, slices.Delete(slices.Clone(words), at, at+2)), ""
		}
		o.PasswordStdin = false // which would put it into the keyring
		s := inMemory(t)
		if err := (configuration{line: o, session: s}).configure(t.Context(), strings.NewReader("")); err != nil {
			t.Fatalf("%v\n%s", err, scripts[i])
		}
		got := s.Snapshot()
		got.Form, wanted[i].Form = told(got.Form), told(wanted[i].Form)
		if wanted[i].Form.WDT == form.WDTNone {
			wanted[i].Preferences.Releases = ""
		}
		if !reflect.DeepEqual(got.Form, wanted[i].Form) {
			t.Errorf("%s\nmakes %+v\nand not %+v", scripts[i], got.Form, wanted[i].Form)
		}
		if !reflect.DeepEqual(got.Preferences, wanted[i].Preferences) {
			t.Errorf("%s\nmakes %+v\nand not %+v", scripts[i], got.Preferences, wanted[i].Preferences)
		}
	}
}

func TestThePasswordIsReadAndNeverWritten(t *testing.T) {
	s := inMemory(t)
	s.Edit(func(f *form.Form) { f.SetTag("lhr.ocir.io/ns/r:v1") })
	s.Edit(func(f *form.Form) { f.KeepToken = false })
	s.Edit(func(f *form.Form) { f.SetUser("ns/me") })
	s.Accounts().SetToken("canary-token")
	snap := s.Snapshot()
	for name, c := range map[string]struct {
		shell cmdline.Shell
		start string
	}{
		"bash":       {cmdline.Bash, `printf %s "$AUX_IMAGE_TOKEN" | auximage-cli push \`},
		"PowerShell": {cmdline.PowerShell, "$env:AUX_IMAGE_TOKEN | auximage-cli push `"},
	} {
		text := cmdline.Write(snap, c.shell)
		if !strings.HasPrefix(text, c.start) || !strings.Contains(text, "--password-stdin") || strings.Contains(text, "canary") {
			t.Errorf("%s: %s", name, text)
		}
	}
}
