package main

import (
	"auximage/app/cmdline"
	"context"
	"fmt"
	"io"
	"strings"

	"auximage/app/form"
	"auximage/app/session"
	"auximage/app/words"
	"auximage/imaging/report"
)

// projectFile is the project that the line names.
type projectFile struct {
	line    *cmdline.Line
	session *session.Session
}

// openProject opens the project file, with its passphrase where one is given.
func (p projectFile) openProject(ctx context.Context, stdin io.Reader) error {
	p.session.Edit(func(f *form.Form) { f.KeepToken = p.line.Form.KeepToken })
	if err := p.session.Projects().Open(ctx, p.line.Project); err != nil {
		return err
	}
	passphrase, err := p.passphrase(ctx, stdin)
	if err != nil || passphrase == "" {
		return err
	}
	return p.session.Projects().Unlock(passphrase)
}

// passphrase returns the one that a stream or file has, empty when none was named.
func (p projectFile) passphrase(ctx context.Context, stdin io.Reader) (string, error) {
	switch {
	case p.line.PassphraseFile != "":
		return readSecret(ctx, p.line.PassphraseFile)
	case !p.line.PassphraseStdin:
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
