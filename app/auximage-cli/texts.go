package main

import (
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
	for _, path := range []string{o.domainYAML, o.pullSecret, o.output} {
		if path == "" {
			continue
		}
		if err := s.Writable(absolute(path)); err != nil {
			return err
		}
	}
	if o.pullSecret == "" {
		return nil
	}
	if why := s.PullSecretLacks(); why != nil {
		return report.Fault(codeNoPullToken, why, report.Args{"Host": s.Snapshot().Form.Target.Host})
	}
	return nil
}

// writeTexts writes what the cluster needs of the image, where that is wanted.
func (o options) writeTexts(s *session.Session) error {
	if o.domainYAML != "" {
		if err := s.SaveText(absolute(o.domainYAML), s.Deployment().DomainYAML()); err != nil {
			return err
		}
	}
	if o.pullSecret == "" {
		return nil
	}
	return s.SavePullSecret(absolute(o.pullSecret))
}
