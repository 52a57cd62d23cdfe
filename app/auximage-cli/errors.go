package main

import (
	"auximage/app/session"
	"auximage/imaging"
	"auximage/imaging/report"
	"auximage/imaging/transport"
)

// withFlags returns an error as this program says it: with the flag that helps.
func withFlags(err error) error {
	for _, code := range []report.Code{transport.CodePlainHTTP, transport.CodeNotTLS} {
		if f, ok := codeIn(err, code); ok {
			return report.Fault(codePlainHTTP, nil, f.Args)
		}
	}
	if _, ok := codeIn(err, session.CodeNoFolder); ok {
		return report.Fault(codeNoFolder, nil, nil)
	}
	if f, ok := codeIn(err, session.CodeNotAccepted); ok {
		return report.Finding{Code: codeClearSecret, Severity: report.Error, File: f.File}
	}
	if f, ok := codeIn(err, imaging.CodeFileThere); ok {
		return report.Finding{Code: codeFileThere, Severity: report.Error, File: f.File}
	}
	return err
}

// codeIn returns the finding with the code in an error's chain.
func codeIn(err error, code report.Code) (report.Finding, bool) {
	for {
		f, ok := report.Of(err)
		if !ok || f.Code == code {
			return f, ok
		}
		err = f.Cause
	}
}
