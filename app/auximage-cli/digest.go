package main

import (
	v1 "github.com/google/go-containerregistry/pkg/v1"

	"auximage/app/session"
	"auximage/imaging/report"
)

// checkDigest returns that the base's digest is none: nobody pins a base to have
// another one taken.
func (o options) checkDigest() error {
	if o.baseDigest == "" {
		return nil
	}
	if _, err := v1.NewHash(o.baseDigest); err != nil {
		return report.Fault(codeBadDigest, err, report.Args{"Digest": o.baseDigest})
	}
	return nil
}

// pin pins the base of the form, which is set already.
func (o options) pin(s *session.Session) error {
	if o.baseDigest != "" && !s.Snapshot().Form.TakesDigest() {
		return report.Fault(codeIdleDigest, nil, nil)
	}
	s.Edit(func(f *session.Form) { f.BaseDigest = o.baseDigest })
	return nil
}
