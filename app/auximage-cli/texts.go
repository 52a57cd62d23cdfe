package main

import (
	"context"
	"fmt"

	"auximage/app/diff"
	"auximage/app/form"
	"auximage/imaging/report"
)

// textFiles are the texts for the cluster that the line asks for.
type textFiles struct{ job }

// checkTexts returns what would keep the files of the flags from being written
// when the work is done.
func (j textFiles) checkTexts() error {
	fields := j.session.Snapshot().Fields
	for _, field := range []form.Field{form.FieldDomainUID, form.FieldDomainNamespace} {
		if wrong, ok := fields[field]; ok {
			return wrong
		}
	}
	paths := []string{j.DomainYAML, j.PullSecret, j.Output}
	if own := j.session.Snapshot().Form.DomainFile; own != "" {
		if _, err := j.session.Deployment().Change(); err != nil {
			return err
		}
		paths = append(paths, own)
	}
	for _, path := range paths {
		if path == "" {
			continue
		}
		if err := j.session.Writable(path); err != nil {
			return err
		}
	}
	if j.PullSecret == "" {
		return nil
	}
	if why := j.session.Deployment().PullSecretLacks(); why != nil {
		return report.Fault(codeNoPullToken, why, report.Args{"Host": j.session.Snapshot().Form.Target.Host})
	}
	return nil
}

// ownDomain has the session read the person's own Domain file. A flag that says
// another thing is worth a warning, and models are judged for its primary image.
func (j textFiles) ownDomain() error {
	said := j.session.Snapshot().Form
	if said.DomainFile == "" {
		return nil
	}
	if err := j.session.Deployment().UseDomain(said.DomainFile); err != nil {
		return err
	}
	own := j.session.Snapshot().Form
	for _, one := range []struct{ flag, said, own string }{
		{"primary", said.PrimaryTag, own.PrimaryTag}, {"domain-uid", said.DomainUID, own.DomainUID}, {"domain-namespace", said.DomainNamespace, own.DomainNamespace},
	} {
		if j.Given(one.flag) && one.said != one.own {
			j.out.note(report.Finding{Code: codeUnlikeDomain, Severity: report.Warning, File: own.DomainFile,
				Args: report.Args{"Flag": one.flag, "Value": one.said, "Own": one.own}})
		}
	}
	if j.Given("primary") {
		j.session.Edit(func(f *form.Form) { f.PrimaryTag = said.PrimaryTag })
	}
	return nil
}

// changeDomain shows what the image changes in the person's own Domain file, where there
// is one, and has it written there.
func (j textFiles) changeDomain(ctx context.Context, write bool) error {
	if j.session.Snapshot().Form.DomainFile == "" {
		return nil
	}
	notes := j.session.Deployment().Values().Notes()
	j.out.told.Findings = append(j.out.told.Findings, asObjects(notes)...)
	j.out.findings(notes)
	c, err := j.session.Deployment().Change()
	if err != nil {
		return err
	}
	for _, line := range c.Lines {
		if line.Kind == diff.Heading {
			_, _ = fmt.Fprintln(j.out.stderr, line.Text)
			continue
		}
		_, _ = fmt.Fprintf(j.out.stderr, "%c%s\n", line.Kind, line.Text)
	}
	if !write || len(c.Lines) == 0 {
		return nil
	}
	j.out.told.DomainFile = c.Path
	return j.session.Deployment().Write(ctx, c)
}

// writeTexts writes what the cluster needs of the image, where that is wanted.
func (j textFiles) writeTexts(ctx context.Context) error {
	if j.DomainYAML != "" {
		if err := j.session.SaveText(ctx, j.DomainYAML, j.session.Deployment().Values().DomainYAML()); err != nil {
			return err
		}
	}
	if j.PullSecret == "" {
		return nil
	}
	return j.session.Deployment().SavePullSecret(ctx, j.PullSecret)
}
