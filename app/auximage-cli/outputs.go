package main

import (
	"os"
	"path/filepath"

	"auximage/imaging/report"
)

// flagged is a file that a flag names.
type flagged struct{ flag, path string }

// checkOutputs returns which file that is to be written another flag names too:
// it would take the other's place. What goes into the image is looked at by who
// writes.
func (j job) checkOutputs() error {
	written := []flagged{{"output", j.Output}, {"domain-yaml", j.DomainYAML}, {"pull-secret", j.PullSecret}}
	read := []flagged{
		{"domain-file", j.Form.DomainFile}, {"project", j.Project}, {"from", j.From}, {"change", j.Change}, {"base-file", j.Form.BaseFile}, {"ca", j.Preferences.CAFile},
		{"password-file", j.PasswordFile}, {"base-password-file", j.BasePasswordFile}, {"proxy-password-file", j.ProxyPasswordFile},
		{"passphrase-file", j.PassphraseFile}, {"oci-passphrase-file", j.OCIPassphraseFile},
	}
	for i, out := range written {
		for _, other := range append(written[i+1:], read...) {
			if out.path != "" && other.path != "" && sameFile(out.path, other.path) {
				return report.Finding{Code: codeTwoUses, Severity: report.Error, File: out.path, Args: report.Args{"Flag": out.flag, "Other": other.flag}}
			}
		}
	}
	return nil
}

// sameFile tells whether two paths are one file, there already or not.
func sameFile(a, b string) bool {
	first, err := os.Stat(a)
	second, failed := os.Stat(b)
	if err == nil && failed == nil {
		return os.SameFile(first, second)
	}
	return err != nil && failed != nil && resolved(a) == resolved(b)
}

// resolved returns a path without links in its folder.
func resolved(path string) string {
	if whole, err := filepath.Abs(path); err == nil {
		path = whole
	}
	if folder, err := filepath.EvalSymlinks(filepath.Dir(path)); err == nil {
		return filepath.Join(folder, filepath.Base(path))
	}
	return path
}
