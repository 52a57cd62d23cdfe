package main_test

import (
	"os"
	"runtime"
	"syscall"
	"testing"
)

// byEnvironment skips a test where no variable tells the person's language.
func byEnvironment(t *testing.T) {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("Windows tells a program the language, the environment does not")
	}
}

func TestWrongUsageIsSaidInThePersonsLanguage(t *testing.T) {
	byEnvironment(t)
	box := newSandbox(t)
	box.env = append(box.env, "LC_ALL=fr_FR.UTF-8@euro")
	for said, args := range map[string][]string{
		"Il n'y a pas d'option --bogus.\n":                                                            {"--bogus"},
		"Les options ont deux tirets\u00a0: --model.\n":                                               {"-model", "x.yaml"},
		"Les options ont deux tirets\u00a0: --tag.\n":                                                 {"-tag=" + tag},
		"Il n'y a pas d'option --modle. Vouliez-vous dire --model\u00a0?\n":                           {"--modle", "x.yaml"},
		"Il manque une valeur après --variables.\n":                                                   {"--variables", "--json"},
		"Il manque une valeur après --model.\n":                                                       {"--model"},
		"«\u00a0deux\u00a0» n'est pas une valeur de --patience. Il faut\u00a0: ≥ 1.\n":                {"--patience", "deux"},
		"«\u00a0moi\u00a0» n'est pas une valeur de --sign-in. Il faut\u00a0: account, tools, none.\n": {"--sign-in", "moi"},
		"«\u00a0x\u00a0» n'est pas une valeur de --format. Il faut\u00a0: docker, oci.\n":             {"--format", "x"},
		"«\u00a0x\u00a0» n'est pas une valeur de --owner. Il faut\u00a0: UID:GID.\n":                  {"--owner", "x"},
		"«\u00a0:\u00a0» n'est pas une valeur de --owner. Il faut\u00a0: UID:GID.\n":                  {"--owner", ":"},
		"«\u00a0x\u00a0» n'est pas une valeur de --label. Il faut\u00a0: NAME=VALUE.\n":               {"--label", "x"},
		"«\u00a0oui\u00a0» n'est pas une valeur de --json. Il faut\u00a0: true, false.\n":             {"--json=oui"},
		"«\u00a0oui\u00a0» n'est pas une valeur de --help. Il faut\u00a0: true, false.\n":             {"--help=oui"},
		"--as NAME suit le fichier qu'il nomme.\n":                                                    {"--as", "x.yaml", "--tag", tag},
		"La ligne de commande n'est pas comprise\u00a0: ---.\n":                                       {"---"},
	} {
		if r := box.do(2, "", append([]string{"push"}, args...)...); r.stderr.String() != said {
			t.Errorf("%q says %q", args, &r.stderr)
		}
	}
}

func TestAnInterruptIsSaidInOneWord(t *testing.T) {
	box := newSandbox(t)
	box.env = append(box.env, "LC_ALL=fr_FR@euro")
	path := box.pipe("secret")
	r := box.start(nil, "", "push", "--tag", tag, "--user", user, "--password-file", path)
	silent, err := os.OpenFile(path, os.O_WRONLY, 0) // waits for the program to open it
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = silent.Close() }()
	if err := r.signal(syscall.SIGINT); err != nil {
		t.Fatal(err)
	}
	if code := r.end(); code != 130 || r.stderr.String() != "Interrompu.\n" {
		t.Errorf("exit code %d\n%s", code, &r.stderr)
	}
}
