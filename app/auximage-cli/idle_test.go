package main

import (
	"path/filepath"
	"strings"
	"testing"
)

func TestAFlagWithoutEffectIsRefusedByItsName(t *testing.T) {
	file := filepath.Join(t.TempDir(), "image.tar")
	write(t, file, "")
	for line, says := range map[string]string{
		"push --java-home jdk":                              "push does nothing with --java-home. Add --prepare, or leave it out.",
		"save --output x.tar --prepared-dir d":              "save does nothing with --prepared-dir. Add --prepare, or leave it out.",
		"push --oci-passphrase-file f":                      "push does nothing with --oci-passphrase-file. Add --oci-profile, or leave it out.",
		"push --proxy-user me":                              "push does nothing with --proxy-user. Add --proxy URL, or leave it out.",
		"push --proxy none --proxy-bypass one.example.com":  "push --proxy none does nothing with --proxy-bypass. Leave it out.",
		"push --proxy http://p:1 --proxy-password-file f":   "push does nothing with --proxy-password-file. Add --proxy-user, or leave it out.",
		"push --base-password-file f":                       "push does nothing with --base-password-file. Add --base-user, or leave it out.",
		"push --base-file b.tar --base a/b:1":               "push --base-file does nothing with --base. Leave it out.",
		"push --base-file b.tar --always-pull":              "push --base-file does nothing with --always-pull. Leave it out.",
		"push --keep-password":                              "push does nothing with --keep-password. Add --password-stdin, or leave it out.",
		"push --user me --sign-in tools":                    "push --sign-in tools does nothing with --user. Leave it out.",
		"push --sign-in none --user me --password-stdin":    "push --sign-in none does nothing with --user, --password-stdin. Leave it out.",
		"push --existing":                                   "push does nothing with --existing. Leave it out.",
		"check --existing --model m.yaml --wdt latest":      "check --existing does nothing with --model, --wdt. Leave it out.",
		"check --existing --owner 1:1 --base a/b:1":         "check --existing does nothing with --owner, --base. Leave it out.",
		"push --from " + file + " --strict":                 "push --from does nothing with --strict. Leave it out.",
		"diff a/b:1 a/b:2 --owner 1:1 --label a=b":          "diff REF REF does nothing with --owner, --label. Leave it out.",
		"diff a/b:1 a/b:2 --model-home /m --wdt-home /w":    "diff REF REF does nothing with --model-home, --wdt-home. Leave it out.",
		"diff a/b:1 --model m.yaml --openshift":             "diff does nothing with --openshift. Leave it out.",
		"diff a/b:1 --wdt latest --download-dir d":          "diff does nothing with --download-dir. Leave it out.",
		"show " + file + " --user me --password-stdin":      "show FILE does nothing with --user, --password-stdin. Leave it out.",
		"extract " + file + " d --sign-in tools":            "extract FILE does nothing with --sign-in. Leave it out.",
		"diff " + file + " " + file + " --oci-profile MINE": "diff FILE does nothing with --oci-profile. Leave it out.",
		"push --oci-profile MINE --user me":                 "push --user does nothing with --oci-profile. Leave it out.",
		"push --oci-profile MINE --oci-region x":            "push --tag does nothing with --oci-region. Leave it out.",
		"show a/b:1 --oci-profile MINE --sign-in tools":     "show --sign-in does nothing with --oci-profile. Leave it out.",
		"push --model --":                                   "--model needs a value after it.",
		"help push show":                                    "help wants [COMMAND]; “show” is too much.",
		"push --wdt none --wdt-releases https://a.test":     "push --wdt none does nothing with --wdt-releases. Leave it out.",
		"save --change a/b:1 --output x --download-dir d":   "save --change does nothing with --download-dir. Leave it out.",
		"tags a/b --read-all":                               "There is no flag --read-all.",
	} {
		args := strings.Fields(line)
		if args[0] == "push" || args[0] == "check" || args[0] == "save" {
			args = append(args, "--tag", "localhost:1/a/b:v1")
		}
		got := cli(t, "", args...)
		if got.code != exitUsage || strings.TrimSpace(got.stderr) != says || got.stdout != "" {
			t.Errorf("%s: got %+v, want exit %d and %q", line, got, exitUsage, says)
		}
	}
}

func TestAnEmptyValueOfAnyFlagIsWrongUsage(t *testing.T) {
	for _, command := range []string{"push", "diff"} {
		help := cli(t, "", command, "--help").stdout
		for line := range strings.Lines(help) {
			words := strings.Fields(line)
			if len(words) < 2 || !strings.HasPrefix(words[0], "--") || strings.ToUpper(words[1][:2]) != words[1][:2] && !strings.Contains(words[1], "|") {
				continue // no flag, or a switch
			}
			got := cli(t, "", command, words[0], "")
			if want := words[0] + " needs a value after it.\n"; got.code != exitUsage || got.stderr != want || got.stdout != "" {
				t.Errorf("%s %s '': got %+v, want exit %d and %q", command, words[0], got, exitUsage, want)
			}
		}
	}
}

func TestAValueThatSaysNothingIsWrongUsage(t *testing.T) {
	const image = "localhost:1/a/b:v1"
	for line, says := range map[string]string{
		"push --tag " + image + " --platform ,":                         "“,” is not a value for --platform. It takes: linux/amd64, linux/arm64.",
		"push --tag " + image + " --plain-http http://localhost:1":      "“http://localhost:1” is not a value for --plain-http. It takes: HOST, HOST:PORT.",
		"push --tag " + image + " --wdt none --proxy banana":            "banana is not the address of a proxy.",
		"show " + image + " --proxy banana":                             "banana is not the address of a proxy.",
		"push --region lhr":                                             "Say where the image goes: either --tag, or --region, --namespace and --name.",
		"push --region lhr --namespace ns":                              "Say where the image goes: either --tag, or --region, --namespace and --name.",
		"push --change " + image + " --name a:v2":                       "Say where the image goes: either --tag, or --region, --namespace and --name.",
		"push --region lhr --namespace ns --name a":                     "--name a has no version. Add one at its end, such as :v1.",
		"push --tag localhost:1/a/b":                                    "--tag localhost:1/a/b has no version. Add one at its end, such as :v1.",
		"push --tag :v1":                                                "The auxiliary image tag is not complete.",
		"check --existing --tag localhost:1/a/b":                        "--tag localhost:1/a/b has no version. Add one at its end, such as :v1.",
		"push --change " + image + " --remove a.yaml --remove a.yaml":   "--remove was given twice with “a.yaml”.",
		"save --output x --change " + image + " --remove a --model d/a": "--remove a has no effect: another file of that name goes in.",
		"push --change " + image + " --remove a --archive b --as a":     "--remove a has no effect: another file of that name goes in.",
	} {
		got := cli(t, "", strings.Fields(line)...)
		if got.code != exitUsage || !strings.HasPrefix(got.stderr, says) || got.stdout != "" {
			t.Errorf("%s: got %+v, want exit %d and %q", line, got, exitUsage, says)
		}
	}
	for command, wants := range map[string]string{"show": "REF|FILE", "extract": "REF|FILE DIR [NAME …]", "diff": "REF|FILE [REF|FILE]"} {
		got := cli(t, "", command, image, "d", "")
		if want := "An argument of " + command + " is empty: it wants " + wants + "."; got.code != exitUsage || !strings.HasPrefix(got.stderr, want) {
			t.Errorf("%s: got %+v, want %q", command, got, want)
		}
	}
}

func TestASwitchMayStandBeforeTheCommand(t *testing.T) {
	got := cli(t, "", "--json", "--strict", "push", "--model", "m.yaml")
	if got.code != exitUsage || !strings.HasPrefix(got.stdout, "{") || !strings.Contains(got.stderr, "Say where the image goes") {
		t.Errorf("got %+v, want what the push lacks", got)
	}
	for _, args := range [][]string{{"--version", "--json"}, {"--json", "--version"}, {"version", "--json"}, {"--json", "version"}} {
		if got := cli(t, "", args...); got.code != exitDone || !strings.HasPrefix(got.stdout, `{"version":"`) {
			t.Errorf("%q: got %+v, want an object", args, got)
		}
	}
	if got := cli(t, "", "--read-all", "tags", "a/b"); got.code != exitUsage || !strings.HasPrefix(got.stderr, "There is no flag --read-all.") {
		t.Errorf("got %+v, want a flag that tags does not have", got)
	}
}

func TestASecondValueOfAFlagThatHasOneIsRefused(t *testing.T) {
	for line, says := range map[string]string{
		"push --tag a/b:1 --tag a/b:2":                               "--tag takes one value, and two were given: “a/b:1” and “a/b:2”.",
		"check --change a/b:1 --change a/b:2":                        "--change takes one value, and two were given: “a/b:1” and “a/b:2”.",
		"save --tag a/b:1 --output x.tar --output y.tar":             "--output takes one value, and two were given: “x.tar” and “y.tar”.",
		"push --tag a/b:1 --platform linux/amd64 --platform arm":     "--platform takes one value, and two were given: “linux/amd64” and “arm”.",
		"push --tag a/b:1 --label team=a --label team=b":             "--label team takes one value, and two were given: “a” and “b”.",
		"push --tag a/b:1 --json --json=false":                       "--json takes one value, and two were given: “true” and “false”.",
		"push --tag a/b:1 --model m.yaml --as a.yaml --as b.yaml":    "--as NAME follows the file that it names.",
		"show a/b:1 --platform linux/amd64 --platform=linux/arm64":   "--platform takes one value, and two were given: “linux/amd64” and “linux/arm64”.",
		"tags a/b --user me --user you":                              "--user takes one value, and two were given: “me” and “you”.",
		"push --tag a/b:1 --patience 1 --patience 2 --strict":        "--patience takes one value, and two were given: “1” and “2”.",
		"push --tag a/b:1 --password-file one --password-file other": "--password-file takes one value, and two were given: “one” and “other”.",
	} {
		got := cli(t, "", strings.Fields(line)...)
		if got.code != exitUsage || !strings.HasPrefix(got.stderr, says) {
			t.Errorf("%s: got %+v, want exit %d and %q", line, got, exitUsage, says)
		}
	}
	if got := cli(t, "", "show", filepath.Join(t.TempDir(), "no.tar"), "--json", "--json", "--patience", "1", "--patience", "1"); strings.Contains(got.stderr, "two were given") {
		t.Errorf("the same value twice: %+v", got)
	}
}

func TestTheHelpOfACommandSaysItsOwnOutputAndExitCodes(t *testing.T) {
	const usual = "\nExit code: 0 done, 1 failed, 2 wrong usage, 130 interrupted.\n"
	for command, want := range map[string][]string{
		"push":    {"\nThe last line on standard output is the reference with its digest.\n", usual},
		"save":    {"\nThe last line on standard output is the reference with its digest.\n", usual},
		"check":   {"standard output stays empty without --json.\n", usual},
		"show":    {"\nThe last line on standard output is the reference, or the file, with the digest.\n", usual, "Which platform of the image is looked at"},
		"extract": {"\nStandard output has the files that were written, one a line;", usual},
		"tags":    {"\nStandard output has the tags, each as a reference on a line of its own.\n", usual, "Who signs in at the registry"},
		"diff":    {"\nStandard output says what differs: + added, - removed, ~ changed.", "\nExit code: 0 nothing differs, 1 something differs, 2 wrong usage or it could not be told, 130 interrupted.\n", "WDT is not compared."},
	} {
		help := cli(t, "", command, "--help").stdout
		for _, says := range want {
			if strings.Count(help, says) != 1 {
				t.Errorf("help of %s does not say once %q:\n%s", command, says, help)
			}
		}
		if n := strings.Count(help, "Exit code:"); n != 1 {
			t.Errorf("help of %s has %d lines of exit codes", command, n)
		}
	}
}
