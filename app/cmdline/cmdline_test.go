package cmdline_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"auximage/app/cmdline"
	"auximage/app/form"
	"auximage/app/session"
	"auximage/app/words"
	"auximage/assets"
)

// idle does nothing with a line.
func idle(context.Context, *cmdline.Line) error { return nil }

// flagsOf returns the flags of a command.
func flagsOf(t *testing.T, name string) *pflag.FlagSet {
	t.Helper()
	c, _, err := cmdline.Tree(idle).Find([]string{name})
	if err != nil || c.Name() != name {
		t.Fatalf("%v, %v", c.Name(), err)
	}
	return c.Flags()
}

// run executes a command line and returns what it writes on standard output.
func run(t *testing.T, args ...string) string {
	t.Helper()
	var out bytes.Buffer
	tree := cmdline.Tree(idle)
	cmdline.Describe(tree)
	tree.SetArgs(args)
	tree.SetOut(&out)
	tree.SetErr(io.Discard)
	if err := tree.ExecuteContext(t.Context()); err != nil {
		t.Fatalf("%q: %v", args, err)
	}
	return out.String()
}

func TestEveryFlagHasATextInEveryLanguage(t *testing.T) {
	flags := flagsOf(t, "push")
	for _, language := range words.Languages() {
		data, err := assets.Translations.ReadFile("translations/" + language + ".json")
		if err != nil {
			t.Fatal(err)
		}
		var texts map[string]any
		if err := json.Unmarshal(data, &texts); err != nil {
			t.Fatal(err)
		}
		flags.VisitAll(func(f *pflag.Flag) {
			if text, _ := texts["flag."+f.Name].(string); text == "" {
				t.Errorf("%s: no text for --%s", language, f.Name)
			}
		})
	}
}

func TestTheHelpOfACommandHasEachOfItsFlagsOnce(t *testing.T) {
	words.Use("fr")
	t.Cleanup(func() { words.Use("en") })
	for _, name := range []string{"push", "check", "save"} {
		help := run(t, name, "--help")
		for _, line := range []string{"\nIndiquer où va l'image\n", "\nSe connecter\n"} {
			if strings.Count(help, line) != 1 {
				t.Errorf("%s: not once %q in\n%s", name, line, help)
			}
		}
		flagsOf(t, name).VisitAll(func(f *pflag.Flag) {
			want := 1
			if f.Hidden { // it has no effect there
				want = 0
			}
			if n := strings.Count(help+"\n", "  --"+f.Name+" ") + strings.Count(help, "  --"+f.Name+"\n"); n != want && f.Name != "help" {
				t.Errorf("%s: --%s is there %d times, want %d", name, f.Name, n, want)
			}
		})
		if also := run(t, "help", name); also != help {
			t.Errorf("help %s says\n%s\nand not\n%s", name, also, help)
		}
	}
}

func TestFlagsAndValuesAreCompleted(t *testing.T) {
	for typed, want := range map[string][]string{
		"":                      {"push\t", "check\t", "save\t", "completion\t"},
		"push --pass":           {"--password-stdin\tRead that user's token", "--password-file\t", "--passphrase-file\t"},
		"push --region l":       {"lhr\n"},
		"push --sign-in ":       {"account\n", "tools\n", "none\n"},
		"push --domain-type ":   {"WLS\n", "JRF\n", "RestrictedJRF\n"},
		"save --format ":        {"docker\n", "oci\n"},
		"push --archive ":       {"zip\n", ":8\n"}, // files with that ending
		"push --tag ":           {":4\n"},          // no file
		"push --weblogic ":      {"any\n", ":4\n"},
		"completion ":           {"bash\n", "zsh\n", "fish\n", "powershell\n"},
		"help ":                 {"push\t", "save\t"},
		"check --wdt la":        {"latest\n"},
		"check --download-dir ": {":0\n"},
	} {
		got := run(t, append([]string{cobra.ShellCompRequestCmd}, strings.Split(typed, " ")...)...)
		for _, value := range want {
			if !strings.Contains(got, value) {
				t.Errorf("after %q there is no %q in\n%s", typed, value, got)
			}
		}
	}
}

func TestThereIsACompletionForEachShell(t *testing.T) {
	for shell, begins := range map[string]string{"bash": "# bash completion", "zsh": "#compdef auximage-cli", "fish": "# fish completion", "powershell": "# powershell completion"} {
		if got := run(t, "completion", shell); !strings.HasPrefix(got, begins) {
			t.Errorf("%s: %.80q", shell, got)
		}
	}
}

func TestATokenTypedAsUserNameIsInNoCommand(t *testing.T) {
	const pasted = "x;2Gk}canary>9(dWq[5"
	s, err := session.Open(session.Config{MemoryOnly: true, Cache: "off"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	for _, user := range []string{pasted, "ns/" + pasted} {
		s.Edit(func(f *form.Form) { f.SetTag("lhr.ocir.io/ns/r:v1") })
		s.Edit(func(f *form.Form) { f.SetUser(user) })
		s.Edit(func(f *form.Form) { f.CustomBase, f.BaseRef, f.BaseUser = true, "ghcr.io/a/b:1", pasted })
		if got := cmdline.Write(s.Snapshot(), cmdline.Bash); strings.Contains(got, "canary") {
			t.Errorf("%s", got)
		}
	}
}
