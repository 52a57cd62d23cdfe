package main

import (
	"fmt"

	"auximage/app/session"
	"auximage/imaging/report"
)

// checkTexts returns what would keep the files of the flags from being written
// when the work is done.
func (o options) checkTexts(s *session.Session) error {
	fields := s.Snapshot().Fields
	for _, field := range []session.Field{session.FieldDomainUID, session.FieldDomainNamespace} {
		if wrong, ok := fields[field]; ok {
			return wrong
		}
	}
	paths := []string{o.DomainYAML, o.PullSecret, o.Output}
	if own := s.Snapshot().Form.DomainFile; own != "" {
		if err := s.UseDomainFile(own); err != nil {
			return err
		}
		if _, err := s.DomainChange(); err != nil {
			return err
		}
		paths = append(paths, own)
	}
	for _, path := range paths {
		if path == "" {
			continue
		}
		if err := s.Writable(path); err != nil {
			return err
		}
	}
	if o.PullSecret == "" {
		return nil
	}
	if why := s.PullSecretLacks(); why != nil {
		return report.Fault(codeNoPullToken, why, report.Args{"Host": s.Snapshot().Form.Target.Host})
	}
	return nil
}

// domain shows what the image changes in the person's own Domain file, where there
// is one, and has it written there.
func (o *output) domain(s *session.Session, write bool) error {
	if s.Snapshot().Form.DomainFile == "" {
		return nil
	}
	notes := s.Deployment().Notes()
	o.told.Findings = append(o.told.Findings, asObjects(notes)...)
	o.findings(notes)
	c, err := s.DomainChange()
	if err != nil {
		return err
	}
	for _, line := range c.Lines {
		_, _ = fmt.Fprintf(o.stderr, "%c%s\n", line.Kind, line.Text)
	}
	if !write || len(c.Lines) == 0 {
		return nil
	}
	o.told.DomainFile = c.Path
	return s.WriteDomain(c)
}

// writeTexts writes what the cluster needs of the image, where that is wanted.
func (o options) writeTexts(s *session.Session) error {
	if o.DomainYAML != "" {
		if err := s.SaveText(o.DomainYAML, s.Deployment().DomainYAML()); err != nil {
			return err
		}
	}
	if o.PullSecret == "" {
		return nil
	}
	return s.SavePullSecret(o.PullSecret)
}
