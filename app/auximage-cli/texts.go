package main

import (
	"context"
	"fmt"

	"auximage/app/cmdline"
	"auximage/app/session"

	"auximage/app/form"
	"auximage/imaging/report"
)

// textFiles are the texts for the cluster that the line asks for.
type textFiles struct {
	line    *cmdline.Line
	session *session.Session
	out     *output
}

func (j job) texts() textFiles { return textFiles{j.Line, j.session, j.out} }

// checkTexts returns what would keep the files of the flags from being written
// when the work is done.
func (t textFiles) checkTexts() error {
	fields := t.session.Snapshot().Fields
	for _, field := range []form.Field{form.FieldDomainUID, form.FieldDomainNamespace} {
		if wrong, ok := fields[field]; ok {
			return wrong
		}
	}
	paths := []string{t.line.DomainYAML, t.line.PullSecret, t.line.Output}
	if own := t.session.Snapshot().Form.DomainFile; own != "" {
		if _, err := t.session.Deployment().Change(); err != nil {
			return err
		}
		paths = append(paths, own)
	}
	for _, path := range paths {
		if path == "" {
			continue
		}
		if err := t.session.Writable(path); err != nil {
			return err
		}
	}
	if t.line.PullSecret == "" {
		return nil
	}
	if why := t.session.Deployment().PullSecretLacks(); why != nil {
		return report.Fault(codeNoPullToken, why, report.Args{"Host": t.session.Snapshot().Form.Target.Host})
	}
	return nil
}

// ownDomain has the session read the person's own Domain file. A flag that says
// another thing is worth a warning, and models are judged for its primary image.
func (t textFiles) ownDomain(ctx context.Context) error {
	said := t.session.Snapshot().Form
	if said.DomainFile == "" {
		return nil
	}
	if err := t.session.Deployment().UseDomain(ctx, said.DomainFile); err != nil {
		return err
	}
	own := t.session.Snapshot().Form
	for _, one := range []struct{ flag, said, own string }{
		{"primary", said.PrimaryTag, own.PrimaryTag}, {"domain-uid", said.DomainUID, own.DomainUID}, {"domain-namespace", said.DomainNamespace, own.DomainNamespace},
	} {
		if t.line.Given(one.flag) && one.said != one.own {
			t.out.note(report.Finding{Code: codeUnlikeDomain, Severity: report.Warning, File: own.DomainFile,
				Args: report.Args{"Flag": one.flag, "Value": one.said, "Own": one.own}})
		}
	}
	if t.line.Given("primary") {
		t.session.Edit(func(f *form.Form) { f.PrimaryTag = said.PrimaryTag })
	}
	return nil
}

// changeDomain shows what the image changes in the person's own Domain file, where there
// is one, and has it written there.
func (t textFiles) changeDomain(ctx context.Context, write bool) error {
	if t.session.Snapshot().Form.DomainFile == "" {
		return nil
	}
	notes := t.session.Deployment().Values().Notes()
	t.out.told.Findings = append(t.out.told.Findings, asObjects(notes)...)
	t.out.findings(notes)
	c, err := t.session.Deployment().Change()
	if err != nil {
		return err
	}
	for _, line := range c.Lines {
		_, _ = fmt.Fprintln(t.out.stderr, unified(line))
	}
	if len(c.Lines) == 0 {
		t.domainKept(c.Path)
	}
	if !write || len(c.Lines) == 0 {
		return nil
	}
	t.out.told.DomainFile = c.Path
	return t.session.Deployment().Write(ctx, c)
}

// writeTexts writes what the cluster needs of the image, where that is wanted.
func (t textFiles) writeTexts(ctx context.Context) error {
	if t.line.DomainYAML != "" {
		if err := t.session.SaveText(ctx, t.line.DomainYAML, t.session.Deployment().Values().DomainYAML()); err != nil {
			return err
		}
	}
	if t.line.PullSecret == "" {
		return nil
	}
	notes, err := t.session.Deployment().SavePullSecret(ctx, t.line.PullSecret)
	if err != nil {
		return err
	}
	for _, f := range notes {
		t.out.note(f)
	}
	return nil
}

// domainKept says that a Domain's file stays as it is though the image has another name,
// where that is so.
func (t textFiles) domainKept(path string) {
	now := t.session.Snapshot()
	if now.Image == nil {
		return
	}
	if own := now.KeepsReference(now.Image.Reference + "@" + now.Image.Digest); own != "" {
		t.out.remark(report.Finding{Code: codeDomainKept, Severity: report.Info, File: path, Args: report.Args{"Own": own, "Reference": now.Image.Reference}})
	}
}
