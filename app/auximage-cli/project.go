package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"reflect"
	"strings"

	"auximage/app/session"
	"auximage/app/words"
	"auximage/imaging/report"
)

// projectOptions name a project file, which the other flags override.
type projectOptions struct {
	project         string
	passphraseStdin bool
	passphraseFile  string

	given map[string]bool // the flags on the command line
}

// registerProject adds the flags.
func (o *projectOptions) registerProject(f *flag.FlagSet) {
	f.StringVar(&o.project, "project", "", "")
	f.BoolVar(&o.passphraseStdin, "passphrase-stdin", false, "")
	f.StringVar(&o.passphraseFile, "passphrase-file", "", "")
}

// take notes which flags were given and finds what cannot be together.
func (o *projectOptions) take(f *flag.FlagSet) error {
	o.given = map[string]bool{}
	f.Visit(func(given *flag.Flag) { o.given[given.Name] = true })
	if o.given["passphrase-stdin"] && (o.given["password-stdin"] || o.given["passphrase-file"]) {
		return report.Fault(codeOneSecret, nil, nil)
	}
	if o.given["password-stdin"] && o.given["password-file"] {
		return report.Fault(codeTwoPasswords, nil, nil)
	}
	if o.project == "" && (o.passphraseStdin || o.passphraseFile != "") {
		return report.Fault(codeNoProject, nil, nil)
	}
	return nil
}

// openProject opens the project file, with its passphrase where one is given.
func (o *options) openProject(ctx context.Context, s *session.Session, stdin io.Reader) error {
	s.Edit(func(f *session.Form) { f.KeepToken = o.keepPassword })
	if err := s.OpenProject(ctx, o.project); err != nil {
		return err
	}
	passphrase, err := o.passphrase(ctx, stdin)
	if err != nil || passphrase == "" {
		return err
	}
	return s.UnlockProject(passphrase)
}

// passphrase returns the one that a stream or file has, empty when none was named.
func (o *options) passphrase(ctx context.Context, stdin io.Reader) (string, error) {
	switch {
	case o.passphraseFile != "":
		return readSecret(ctx, o.passphraseFile)
	case !o.passphraseStdin:
		return "", nil
	}
	text, err := readStream(ctx, stdin)
	if err != nil {
		return "", err
	}
	line, _, _ := strings.Cut(text, "\n")
	if line = strings.TrimRight(line, "\r"); line == "" {
		return "", report.Fault(codeNoPassword, nil, nil)
	}
	return line, nil
}

// override gives the form of a project what the command line says otherwise.
func (o *options) override(f *session.Form, folder string) {
	var silent options
	if err := silent.flags().Parse(nil); err != nil {
		panic(err) // of no arguments
	}
	var said, unsaid session.Form
	o.fillForm(&said, folder)
	silent.fillForm(&unsaid, folder)
	to, from, none := reflect.ValueOf(f).Elem(), reflect.ValueOf(said), reflect.ValueOf(unsaid)
	for i := range to.NumField() {
		if !reflect.DeepEqual(from.Field(i).Interface(), none.Field(i).Interface()) {
			to.Field(i).Set(from.Field(i))
		}
	}
	f.DownloadDir = said.DownloadDir
	for name, field := range map[string]func(){ // which may be set back to what they are without a flag
		"wdt":         func() { f.WDT, f.Installer = said.WDT, said.Installer },
		"openshift":   func() { f.OpenShift = said.OpenShift },
		"existing":    func() { f.UseExisting = said.UseExisting },
		"on-pv":       func() { f.OnPV = said.OnPV },
		"always-pull": func() { f.AlwaysPull = said.AlwaysPull },
		"base":        func() { f.CustomBase, f.BaseRef = said.CustomBase, said.BaseRef },
	} {
		if o.given[name] {
			field()
		}
	}
}

// retarget changes the parts of a project's tag that the command line names.
func (o *options) retarget(s *session.Session) error {
	if o.region != "" {
		host, err := hostOf(o.region)
		if err != nil {
			return err
		}
		s.SetPart(session.FieldRegion, host)
	}
	if o.namespace != "" {
		s.SetPart(session.FieldNamespace, o.namespace)
	}
	if name, version, tagged := strings.Cut(o.name, ":"); name != "" {
		s.SetPart(session.FieldRepository, name)
		if tagged {
			s.SetPart(session.FieldVersion, version)
		}
	}
	return nil
}

// project writes what of a project is not done here, or done otherwise, and
// returns it.
func (o *output) project(p *session.Project) []finding {
	if p == nil {
		return nil
	}
	notes := p.Notes
	if p.Locked {
		notes = append([]report.Finding{{Code: codeProjectLocked, File: p.Path}}, notes...)
	}
	for _, note := range notes {
		_, _ = fmt.Fprintln(o.stderr, words.Of(note))
	}
	return asObjects(notes)
}
