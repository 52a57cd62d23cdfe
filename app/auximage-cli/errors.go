package main

import (
	"auximage/app/session"
	"auximage/imaging"
	"auximage/imaging/report"
	"auximage/imaging/transport"
)

// withFlags returns an error as this program says it: with the flag that helps.
func withFlags(err error) error {
	if f, ok := report.Find(err, transport.CodePlainHTTP, transport.CodeNotTLS); ok {
		return report.Fault(codePlainHTTP, nil, f.Args)
	}
	if report.Has(err, session.CodeNoFolder) {
		return report.Fault(codeNoFolder, nil, nil)
	}
	if f, ok := report.Find(err, session.CodeNotAccepted); ok {
		return report.Finding{Code: codeClearSecret, Severity: report.Error, File: f.File}
	}
	if f, ok := report.Find(err, imaging.CodeFileThere); ok {
		return report.Finding{Code: codeFileThere, Severity: report.Error, File: f.File}
	}
	return err
}
