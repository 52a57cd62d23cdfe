package cmdline

import (
	v1 "github.com/google/go-containerregistry/pkg/v1"

	"auximage/imaging/report"
)

// base is the flag for another base image than the program's own.
func base() *Flag {
	return text("base", "REF", func(l *Line) *string { return &l.Form.BaseRef }).then(customBase).only(customBaseUsed)
}

func customBase(l *Line) { l.Form.CustomBase = l.Form.BaseRef != "" || l.Form.BaseFile != "" }

func customBaseUsed(l *Line) bool { return l.Form.CustomBase }

func takesDigest(l *Line) bool { return l.Form.TakesDigest() }

// digest returns that a base's digest is none: nobody pins a base to have
// another one taken.
func digest(value string) error {
	if _, err := v1.NewHash(value); err != nil {
		return report.Fault(codeBadDigest, err, report.Args{"Digest": value})
	}
	return nil
}
