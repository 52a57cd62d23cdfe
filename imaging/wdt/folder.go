package wdt

import (
	"errors"
	"io/fs"
	"os"

	"auximage/imaging/report"
)

// writable tells, before anything is fetched, whether a folder takes files.
func writable(dir string) error {
	file, err := os.CreateTemp(dir, partPrefix+"*"+loneSuffix)
	if err != nil {
		return folderFault(dir, err)
	}
	removeOpen(file, file.Name())
	return nil
}

// folderFault names an error of writing into a folder; nil for none.
func folderFault(dir string, err error) error {
	if err == nil {
		return nil
	}
	f := report.Finding{Code: CodeNotWritten, Severity: report.Error, File: dir, Cause: err}
	info, statErr := os.Stat(dir)
	switch {
	case errors.Is(statErr, fs.ErrNotExist), statErr == nil && !info.IsDir():
		f.Code = CodeFolderMissing
	case isFull(err):
		f.Code = CodeDiskFull
	case errors.Is(err, fs.ErrPermission), isReadOnly(err):
		f.Code = CodeFolderReadOnly
	}
	return f
}
