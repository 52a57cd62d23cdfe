package cmdline

import (
	"os"
	"slices"
	"strings"

	"auximage/app/form"
	"auximage/imaging/report"
)

// need is a flag that others have no effect without.
type need struct {
	flag  string
	given func(*Line) bool
	by    []string // whose values nothing uses otherwise
}

var needs = []need{
	{"--prepare", func(l *Line) bool { return l.Prepare }, []string{"java-home", "oracle-home", "prepared-dir"}},
	{"--oci-profile", func(l *Line) bool { return l.OCIProfile != "" }, []string{"oci-region", "oci-passphrase-file"}},
	{"--proxy URL", ownProxy, []string{"proxy-user"}},
	{"--proxy-user", func(l *Line) bool { return l.Preferences.ProxyUser != "" }, []string{"proxy-password-file"}},
	{"--base-user", func(l *Line) bool { return l.Form.BaseUser != "" || l.Project != "" }, []string{"base-password-file"}},
	{"--password-stdin", func(l *Line) bool { return l.GivesPassword() || l.Project != "" }, []string{"keep-password"}},
}

// displacement is what leaves other flags without effect.
type displacement struct {
	by    string // what the line says, as it is typed
	where func(*Line) bool
	idle  func(*Flag) bool
}

var displacements = []displacement{
	{"--from", func(l *Line) bool { return l.From != "" }, func(f *Flag) bool { return !usesSaved(f) }},
	{"--existing", func(l *Line) bool { return l.Form.UseExisting && l.Project == "" }, func(f *Flag) bool { return !usesExisting(f) }},
	{"--base-file", func(l *Line) bool { return l.Form.BaseFile != "" }, named("base", "base-user", "base-password-file", "always-pull")},
	{"--wdt none", func(l *Line) bool { return l.Form.WDT == form.WDTNone && !l.Prepare && !l.Form.UseExisting }, ofADownload},
	{"--change", keepsTooling, ofADownload},
	{"--proxy none", func(l *Line) bool { return l.Given("proxy") && !ownProxy(l) }, named("proxy-user", "proxy-bypass")},
	{"--sign-in tools", func(l *Line) bool { return l.SignIn == form.ByTools }, ofAnAccount},
	{"--sign-in none", func(l *Line) bool { return l.SignIn == form.ByNobody }, ofAnAccount},
	{"--user", func(l *Line) bool { return l.User != "" && l.asksNoProfile() }, ofAProfile},
	{"--sign-in", func(l *Line) bool { return l.SignIn != "" && l.asksNoProfile() }, ofAProfile},
	{"--tag", func(l *Line) bool { return l.Tag != "" }, named("oci-region")},
	{"REF REF", func(l *Line) bool { return l.Command == Diff && len(l.Args) == 2 }, func(f *Flag) bool { return f.Group == Layout && f.Name != "platform" }},
	{"FILE", looksAtFiles, func(f *Flag) bool { return f.Group == SigningIn }},
}

// asksNoProfile tells whether region and namespace are known without a profile of
// Oracle Cloud: signing in is all that is left of it.
func (l *Line) asksNoProfile() bool { return l.Tag != "" || l.Looks() }

var ofADownload = named("download-dir", "wdt-releases")

var ofAProfile = named("oci-profile", "oci-region", "oci-passphrase-file")

var ofAnAccount = named("user", "password-stdin", "password-file", "keep-password")

// keepsTooling tells whether the deploy tooling stays that of the image which is changed.
func keepsTooling(l *Line) bool {
	return l.Change != "" && (l.Form.WDT == form.WDTKept || len(l.given) > 0 && !l.Given("wdt"))
}

// named tells whether a flag is one of these.
func named(names ...string) func(*Flag) bool {
	return func(f *Flag) bool { return slices.Contains(names, f.Name) }
}

// looksAtFiles tells whether no registry has what the line looks at.
func looksAtFiles(l *Line) bool {
	return slices.Contains([]Command{Show, Extract, Diff}, l.Command) && !l.Compares() &&
		!slices.ContainsFunc(l.Images(), func(image string) bool { _, err := os.Stat(image); return err != nil })
}

// ingredients are the groups of what an image is made of and how, which one that
// is made already has no use for.
var ingredients = []Group{Content, Tooling, Base, Layout, Judgement, Preparing}

// usesSaved tells whether the push of a saved image does something with a flag: a
// Domain for it has to be told where things are in the image.
func usesSaved(f *Flag) bool {
	switch f.Name {
	case "wdt-home", "model-home", "wdt-releases":
		return true
	case "domain-file":
		return false
	}
	return !slices.Contains(ingredients, f.Group)
}

// usesExisting tells whether the check of an image that exists already does
// something with a flag.
func usesExisting(f *Flag) bool { return f.Name == "strict" || f.Name == "domain-file" || usesSaved(f) }

// idle returns that flags were given which would have no effect, nil when there
// are none.
func (l *Line) idle() error {
	if names := l.givenOf(func(f *Flag) bool { return !l.Command.takes(f) }); names != "" {
		return report.Fault(codeIdleFlags, nil, report.Args{"Command": string(l.Command), "Names": names, "Needs": ""})
	}
	for _, d := range displacements {
		if names := l.givenOf(d.idle); names != "" && d.where(l) {
			return report.Fault(codeIdleFlags, nil, report.Args{"Command": string(l.Command) + " " + d.by, "Names": names, "Needs": ""})
		}
	}
	for _, n := range needs {
		if names := l.givenOf(named(n.by...)); names != "" && !n.given(l) {
			return report.Fault(codeIdleFlags, nil, report.Args{"Command": string(l.Command), "Names": names, "Needs": n.flag})
		}
	}
	return nil
}

// idles tells whether what the line says, or lacks, leaves a flag without effect.
func (l *Line) idles(f *Flag) bool {
	return slices.ContainsFunc(displacements, func(d displacement) bool { return d.idle(f) && d.where(l) }) ||
		slices.ContainsFunc(needs, func(n need) bool { return slices.Contains(n.by, f.Name) && !n.given(l) })
}

// givenOf returns which of some flags were given, as they are typed.
func (l *Line) givenOf(some func(*Flag) bool) string {
	var names []string
	for _, g := range l.given {
		if name := "--" + g.flag.Name; some(g.flag) && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return strings.Join(names, ", ")
}
