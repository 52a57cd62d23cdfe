package main

import (
	"os"

	"auximage/imaging/report"
)

// maxCertificates is how large a file of certificates may be: those of a whole
// system are a quarter of a megabyte.
const maxCertificates = 10 << 20

// checkRegular returns which of the files that are read more than once, or
// whole, is none. A pipe gives its content once, and waits for it; an image may
// be a folder as well. A file that is not there is named by who reads it.
func (j job) checkRegular() error {
	for _, file := range []struct {
		flag, path string
		folder     bool // serves as well
	}{{"ca", j.Preferences.CAFile, false}, {"project", j.Project, false}, {"from", j.From, true}, {"change", j.Change, true}, {"base-file", j.Form.BaseFile, true}} {
		info, err := os.Stat(file.path)
		switch {
		case err != nil, info.IsDir() && file.folder:
		case !info.Mode().IsRegular():
			return report.Finding{Code: codeNotAFile, Severity: report.Error, File: file.path, Args: report.Args{"Flag": file.flag}}
		case file.flag == "ca" && info.Size() > maxCertificates:
			return report.Finding{Code: codeLargeCA, Severity: report.Error, File: file.path}
		}
	}
	return nil
}
