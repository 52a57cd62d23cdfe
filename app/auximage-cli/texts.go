package main

import (
	"fmt"

	"auximage/app/session"
	"auximage/imaging/report"
)

// checkTexts returns what would keep the files of the flags from being written
// when the work is done.
func (j job) checkTexts() error {
	fields := j.session.Snapshot().Fields
	for _, field := range []session.Field{session.FieldDomainUID, session.FieldDomainNamespace} {
		if wrong, ok := fields[field]; ok {
			return wrong
		}
	}
	paths := []string{j.DomainYAML, j.PullSecret, j.Output}
	if own := j.session.Snapshot().Form.DomainFile; own != "" {
		if err := j.session.UseDomainFile(own); err != nil {
			return err
		}
		if _, err := j.session.DomainChange(); err != nil {
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
	if why := j.session.PullSecretLacks(); why != nil {
		return report.Fault(codeNoPullToken, why, report.Args{"Host": j.session.Snapshot().Form.Target.Host})
	}
	return nil
}

// changeDomain shows what the image changes in the person's own Domain file, where there
// is one, and has it written there.
func (j job) changeDomain(write bool) error {
	if j.session.Snapshot().Form.DomainFile == "" {
		return nil
	}
	notes := j.session.Deployment().Notes()
	j.out.told.Findings = append(j.out.told.Findings, asObjects(notes)...)
	j.out.findings(notes)
	c, err := j.session.DomainChange()
	if err != nil {
		return err
	}
	for _, line := range c.Lines {
		_, _ = fmt.Fprintf(j.out.stderr, "%c%s\n", line.Kind, line.Text)
	}
	if !write || len(c.Lines) == 0 {
		return nil
	}
	j.out.told.DomainFile = c.Path
	return j.session.WriteDomain(c)
}

// writeTexts writes what the cluster needs of the image, where that is wanted.
func (j job) writeTexts() error {
	if j.DomainYAML != "" {
		if err := j.session.SaveText(j.DomainYAML, j.session.Deployment().DomainYAML()); err != nil {
			return err
		}
	}
	if j.PullSecret == "" {
		return nil
	}
	return j.session.SavePullSecret(j.PullSecret)
}
