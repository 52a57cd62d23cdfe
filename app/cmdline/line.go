package cmdline

import (
	"slices"

	"auximage/app/form"
	"auximage/app/session"
	"auximage/imaging/input"
	"auximage/imaging/registry"
	"auximage/imaging/report"
)

// Line is what a command line says. It holds no secret.
type Line struct {
	Command     Command
	Form        form.Form // but for the fields below; see Fill
	Preferences session.Preferences

	Tag, Region, Namespace, Name string // the reference, whole or by its parts

	User         string
	SignIn       form.SignInMode
	PasswordFile string

	OCIProfile, OCIRegion, OCIPassphraseFile string // of Oracle Cloud's own command line

	BasePasswordFile, ProxyPasswordFile, PassphraseFile string
	PasswordStdin, PassphraseStdin                      bool

	Project string // a file, which the other flags override
	From    string // an image in a file
	Change  string // an image, by its reference or its file, which the other flags change
	Output  string
	Format  registry.Format
	Cache   string

	Prepare                           bool
	JavaHome, OracleHome, PreparedDir string

	DomainYAML, PullSecret string

	Remove []string // names in the image that is changed

	Args                    []string // besides flags, of Show and Extract
	Entries, ReadAll, Force bool

	AllowClearSecrets bool
	Strict            bool // warnings are failures too
	JSON              bool

	given []given
	named *[]input.File // whose last file --as names
}

// given is a flag with its value, as it stands on the command line.
type given struct {
	flag  *Flag
	value string
}

// newLine returns the line of a command without flags.
func newLine(c Command) *Line { return &Line{Command: c, Form: unsaid(), Format: registry.DockerTar} }

// unsaid returns the form of a command line that says nothing.
func unsaid() form.Form {
	return form.Form{PrimaryTag: form.DefaultPrimaryTag, WDT: form.WDTLatest}
}

// Given tells whether a flag is on the command line.
func (l *Line) Given(name string) bool {
	return slices.ContainsFunc(l.given, func(g given) bool { return g.flag.Name == name })
}

// GivesPassword tells whether a flag says where the password comes from.
func (l *Line) GivesPassword() bool { return l.PasswordStdin || l.PasswordFile != "" }

// Fill gives a form what the flags say. A form that is not a project's loses
// first what they do not say; its target and its sign-in stay in either case.
func (l *Line) Fill(f *form.Form) {
	again := Line{Form: *f}
	if l.Project == "" || l.Change != "" {
		again.Form = unsaid()
		again.Form.Tag, again.Form.Target = f.Tag, f.Target
		again.Form.SignIn, again.Form.User, again.Form.UserForm, again.Form.Domain = f.SignIn, f.User, f.UserForm, f.Domain
	}
	for _, g := range l.given {
		_ = again.give(g.flag, g.value) // which was taken before
	}
	if l.Change == "" {
		*f = again.Form
		return
	}
	l.change(f, again.Form)
}

// change changes the form that was filled from an opened image by what the flags
// say: their files and labels are added, or replace those of the same name.
func (l *Line) change(f *form.Form, said form.Form) {
	for _, name := range l.Remove {
		f.RemoveNamed(name)
	}
	f.Merge(said)
	again := Line{Form: *f}
	for _, g := range l.given {
		if g.flag.Group != Content && g.flag.Name != "label" {
			_ = again.give(g.flag, g.value)
		}
	}
	*f = again.Form
	if l.Given("base") || l.Given("base-file") || l.Given("base-digest") || l.Given("always-pull") {
		f.KeepBase = false
	}
}

// give gives the line a flag with its value. The error is a report.Finding or
// says what the flag takes.
func (l *Line) give(f *Flag, value string) error {
	first := !l.Given(f.Name)
	if before, twice := l.other(f, value); twice {
		return report.Fault(codeTwice, nil, report.Args{"Flag": f.Name, "First": before, "Second": value})
	}
	l.given = append(l.given, given{f, value})
	return f.read(l, value, first)
}

// other returns the other value that a flag was given which has one alone.
func (l *Line) other(f *Flag, value string) (before string, twice bool) {
	at := slices.IndexFunc(l.given, func(g given) bool { return g.flag.Name == f.Name && g.value != value })
	if f.Many || at < 0 {
		return "", false
	}
	return l.given[at].value, true
}

// Looks tells whether the line looks at what is there, and makes no image.
func (l *Line) Looks() bool {
	return slices.Contains([]Command{Show, Extract, Diff, Tags}, l.Command)
}

// Images returns the arguments that are images, of a line that looks at some.
func (l *Line) Images() []string {
	if l.Command == Diff && l.Change != "" {
		return []string{l.Change}
	}
	if l.Command == Diff {
		return l.Args
	}
	return l.Args[:min(1, len(l.Args))]
}

// Compares tells whether the line compares an image with the inputs of another.
func (l *Line) Compares() bool { return l.Command == Diff && len(l.Args) < 2 }

// givesInputs tells whether the line says what an image is to be made of.
func (l *Line) givesInputs() bool {
	return l.Project != "" || slices.ContainsFunc(l.given, func(g given) bool { return g.flag.Group == Content || g.flag.Group == Tooling })
}

// check returns what the flags lack, or what cannot be together.
func (l *Line) check() error {
	switch {
	case l.Given("passphrase-stdin") && (l.Given("password-stdin") || l.Given("passphrase-file")):
		return report.Fault(codeOneSecret, nil, nil)
	case l.Given("password-stdin") && l.Given("password-file"):
		return report.Fault(codeTwoPasswords, nil, nil)
	case l.Project == "" && (l.PassphraseStdin || l.PassphraseFile != ""):
		return report.Fault(codeNoProject, nil, nil)
	case l.Change == "" && len(l.Remove) > 0:
		return report.Fault(codeNoChange, nil, nil)
	case l.Command == Diff:
		return l.checkSides()
	case l.Looks():
		return l.idle()
	case l.Change != "" && (l.From != "" || l.Project != "" || l.Form.UseExisting || l.Prepare):
		return report.Fault(codeTwoInputs, nil, nil)
	case l.Command == Save && l.Output == "":
		return report.Fault(codeNoOutput, nil, nil)
	}
	for _, wrong := range []func() error{l.checkTarget, l.checkRemoved, l.idle} {
		if err := wrong(); err != nil {
			return err
		}
	}
	return nil
}

// checkSides returns what a comparison lacks, or has too much of.
func (l *Line) checkSides() error {
	switch {
	case l.Change != "" && l.Project != "":
		return report.Fault(codeTwoInputs, nil, nil)
	case l.Change == "" && len(l.Args) == 0:
		return report.Fault(codeFewArguments, nil, report.Args{"Command": string(l.Command), "Wanted": sides})
	case l.Change != "" && len(l.Args) > 0, l.Change == "" && l.givesInputs() == (len(l.Args) == 2):
		return report.Fault(codeTwoSides, nil, nil)
	}
	if err := l.checkRemoved(); err != nil {
		return err
	}
	return l.idle()
}

// checkRemoved returns which name is removed twice, or is that of a file which comes in
// its place anyway.
func (l *Line) checkRemoved() error {
	for i, name := range l.Remove {
		if slices.Contains(l.Remove[:i], name) {
			return report.Fault(codeRepeated, nil, report.Args{"Flag": "remove", "Value": name})
		}
		if slices.ContainsFunc(l.Form.Files(), func(f input.File) bool { return f.InImage() == name }) {
			return report.Fault(codeReplaced, nil, report.Args{"Name": name})
		}
	}
	return nil
}
