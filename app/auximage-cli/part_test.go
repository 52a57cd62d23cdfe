package main

import (
	"strings"
	"testing"

	"auximage/app/demo"
)

// lacking returns arguments without some flags and their values.
func lacking(args []string, flags ...string) []string {
	var left []string
	for i := 0; i < len(args); i++ {
		if strings.Contains(" "+strings.Join(flags, " ")+" ", " "+args[i]+" ") {
			i++
			continue
		}
		left = append(left, args[i])
	}
	return left
}

func TestAPartOfWhatADomainNeedsIsPushedWithWhatTheDomainNeedsThen(t *testing.T) {
	d := try(t)
	all := pushSample(t, d)
	noWDT := append(lacking(all, "--wdt", "--download-dir", "--model"), "--wdt", "none")
	for name, c := range map[string]struct {
		args []string
		said []string
	}{
		"WDT alone":       {lacking(all, "--model", "--variables", "--archive"), []string{"configMap"}},
		"archives alone":  {lacking(noWDT, "--variables"), []string{"configMap", "sourceWDTInstallHome: None"}},
		"variables alone": {lacking(noWDT, "--archive"), []string{"configMap", "sourceWDTInstallHome: None"}},
	} {
		t.Run(name, func(t *testing.T) {
			got := cli(t, demo.Token, c.args...)
			if got.code != 0 || !strings.HasPrefix(got.stdout, demo.Tag+"@sha256:") {
				t.Fatalf("%+v", got)
			}
			for _, said := range c.said {
				if !strings.Contains(got.stderr, said) {
					t.Errorf("no word of %s in %s", said, got.stderr)
				}
			}
		})
	}
	oneSentence(t, cli(t, demo.Token, lacking(noWDT, "--variables", "--archive")...), exitFailed)
}
