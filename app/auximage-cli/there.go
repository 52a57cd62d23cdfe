package main

import (
	"errors"
	"io/fs"
	"os"

	"auximage/app/cmdline"
	"auximage/app/form"
	"auximage/imaging/model"
	"auximage/imaging/report"
)

// checkThere returns which file that goes in is not there, before the latest release
// is fetched for it: a name that was misspelt should not cost that.
func checkThere(l *cmdline.Line) error {
	if l.Looks() || l.Form.WDT != form.WDTLatest {
		return nil
	}
	for _, f := range l.Form.Files() {
		if _, err := os.Stat(f.Path); errors.Is(err, fs.ErrNotExist) {
			return report.Finding{Code: model.CodeMissing, Severity: report.Error, File: f.Path}
		}
	}
	return nil
}
