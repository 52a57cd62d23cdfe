package cmdline_test

import (
	"context"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"go.yaml.in/yaml/v3"

	"auximage/app/cmdline"
)

// root is the project's folder, as seen from here.
const root = "../.."

var (
	code   = regexp.MustCompile("(?s)```[a-z]*\n(.*?)```|`([^`\n]+)`")
	block  = regexp.MustCompile("(?s)```([a-z]*)\n(.*?)```")
	flags  = regexp.MustCompile(`--[a-z][a-z-]*`)
	target = regexp.MustCompile(`\bmake ([a-z][a-z-]*)`)
	link   = regexp.MustCompile(`\]\(([^)#:]+)(?:#[^)]*)?\)`)
	label  = regexp.MustCompile(`(?:^|[^*])\*([^*\n]+)\*`)
)

// pages returns the pages for those who use the program, by their paths.
func pages(t *testing.T) map[string]string {
	t.Helper()
	all := map[string]string{}
	for _, path := range []string{"README.md", ".github/MANUAL.md"} {
		text, err := os.ReadFile(filepath.Join(root, path))
		if err != nil {
			t.Fatal(err)
		}
		all[path] = string(text)
	}
	return all
}

func TestThePagesNameFlagsThatTheirCommandHas(t *testing.T) {
	commands, any := map[string]*cobra.Command{}, map[string]bool{}
	for _, c := range cmdline.Tree(func(context.Context, *cmdline.Line) error { return nil }).Commands() {
		commands[c.Name()] = c
		for _, f := range flags.FindAllString(c.UsageString(), -1) {
			any[f] = true
		}
	}
	for path, text := range pages(t) {
		for _, m := range code.FindAllStringSubmatch(text, -1) {
			span := m[1] + m[2]
			if strings.HasPrefix(span, "--") {
				for _, f := range flags.FindAllString(span, -1) {
					if !any[f] {
						t.Errorf("%s: no command has %s", path, f)
					}
				}
			}
			_, line, found := strings.Cut(span, "auximage-cli ")
			if !found {
				continue
			}
			name, _, _ := strings.Cut(line, " ")
			c := commands[name]
			if c == nil {
				t.Errorf("%s: there is no command %q in %q", path, name, span)
				continue
			}
			for _, f := range flags.FindAllString(line, -1) {
				if c.Flags().Lookup(f[2:]) == nil {
					t.Errorf("%s: %s has no %s", path, name, f)
				}
			}
		}
	}
}

func TestTheBlocksOfThePagesAreWhatTheyAreCalled(t *testing.T) {
	bash, err := exec.LookPath("bash")
	if err != nil {
		t.Skip("no bash here: ", err)
	}
	for path, text := range pages(t) {
		blocks := block.FindAllStringSubmatch(text, -1)
		if len(blocks) < 2 {
			t.Errorf("%s: %d blocks were found", path, len(blocks))
		}
		for _, b := range blocks {
			switch b[1] {
			case "":
				c := exec.Command(bash, "-n")
				c.Stdin = strings.NewReader(b[2])
				if said, err := c.CombinedOutput(); err != nil || len(said) > 0 {
					t.Errorf("%s: bash does not understand (%v) %s%s", path, err, said, b[2])
				}
			case "yaml":
				if err := yaml.Unmarshal([]byte(b[2]), new(any)); err != nil {
					t.Errorf("%s: %v in\n%s", path, err, b[2])
				}
			default:
				t.Errorf("%s: nobody reads a block of %s", path, b[1])
			}
		}
	}
}

func TestThePagesNameTargetsAndFilesThatThereAre(t *testing.T) {
	makefile, err := os.ReadFile(filepath.Join(root, "Makefile"))
	if err != nil {
		t.Fatal(err)
	}
	for path, text := range pages(t) {
		for _, m := range code.FindAllString(text, -1) {
			for _, of := range target.FindAllStringSubmatch(m, -1) {
				if !strings.Contains(string(makefile), "\n"+of[1]+":") {
					t.Errorf("%s: make has no %s", path, of[1])
				}
			}
		}
		for _, m := range link.FindAllStringSubmatch(text, -1) {
			if _, err := os.Stat(filepath.Join(root, filepath.Dir(path), m[1])); err != nil {
				t.Errorf("%s: %v", path, err)
			}
		}
	}
}

func TestThePagesCallTheWindowsMenusAndDialogsByTheirNames(t *testing.T) {
	content, err := os.ReadFile(filepath.Join(root, "assets/translations/en.json"))
	if err != nil {
		t.Fatal(err)
	}
	var sentences map[string]any
	if err := json.Unmarshal(content, &sentences); err != nil {
		t.Fatal(err)
	}
	known := func(name string) bool { _, ok := sentences[name]; return ok }
	for path, text := range pages(t) {
		for _, m := range label.FindAllStringSubmatch(text, -1) {
			names := strings.Split(m[1], " → ")
			if len(names) == 1 && !strings.HasSuffix(m[1], "…") {
				continue // a word that is leant on
			}
			for _, name := range names {
				if !known(name) && !known(name+"…") {
					t.Errorf("%s: the window has no %q", path, name)
				}
			}
		}
	}
	_, lab, _ := strings.Cut(pages(t)["README.md"], "## The lab")
	lab, _, _ = strings.Cut(lab, "\n\n*Help")
	for _, m := range regexp.MustCompile(`(?m)^\d\. \*\*(.*?)\*\*`).FindAllStringSubmatch(lab, -1) {
		if !known(m[1]) {
			t.Errorf("the lab's step %q is no name in the window", m[1])
		}
	}
}
