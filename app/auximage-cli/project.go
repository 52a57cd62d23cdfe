package main

import (
	"context"
	"fmt"
	"io"
	"strings"

	"auximage/app/session"
	"auximage/app/words"
	"auximage/imaging/report"
)

// openProject opens the project file, with its passphrase where one is given.
func (o *options) openProject(ctx context.Context, s *session.Session, stdin io.Reader) error {
	s.Edit(func(f *session.Form) { f.KeepToken = o.Form.KeepToken })
	if err := s.OpenProject(ctx, o.Project); err != nil {
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
	case o.PassphraseFile != "":
		return readSecret(ctx, o.PassphraseFile)
	case !o.PassphraseStdin:
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

// retarget changes the parts of a project's tag that the command line names.
func (o *options) retarget(s *session.Session) error {
	if o.Region != "" {
		host, err := hostOf(o.Region)
		if err != nil {
			return err
		}
		s.SetPart(session.FieldRegion, host)
	}
	if o.Namespace != "" {
		s.SetPart(session.FieldNamespace, o.Namespace)
	}
	if name, version, tagged := strings.Cut(o.Name, ":"); name != "" {
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
