package cmdline

import (
	"maps"
	"slices"
	"strings"

	"auximage/app/form"
	"auximage/app/session"
	"auximage/imaging"
)

// Write returns the command line, a flag a line, that does what a window shows: a
// push, or the check of an image that exists already. It holds no token: the
// account's is read from standard input, the base's and the proxy's are in the
// keyring or have a flag that names a file.
func Write(s session.Snapshot, sh Shell) string {
	l := lineOf(s)
	lines := []string{program + " " + string(l.Command)}
	for _, f := range table {
		if l.idles(f) {
			continue
		}
		for _, w := range f.write(l) {
			lines = append(lines, sh.line(w))
		}
	}
	before := ""
	if l.PasswordStdin {
		before = sh.password
	}
	return before + strings.Join(lines, sh.newline) + "\n"
}

// line writes a flag. A value that begins like a flag is still the value of the
// one before it.
func (sh Shell) line(w written) string {
	if w.value == "" {
		return "--" + w.name
	}
	return "--" + w.name + " " + sh.Word(w.value)
}

// lineOf returns the line that says what a window shows.
func lineOf(s session.Snapshot) *Line {
	l := &Line{Command: Push, Form: s.Form.WithoutTokens(), Preferences: s.Preferences, Tag: s.Form.Tag}
	if from := s.Form.From; from != "" && !s.Form.UseExisting {
		l.Change, l.Remove = from, s.Form.Removed()
		if !l.Form.KeepBase && !l.Form.CustomBase {
			l.Form.CustomBase, l.Form.BaseRef = true, imaging.DefaultBase
		}
	}
	if s.Form.UseExisting {
		l.Command = Check
	}
	switch s.Form.SignIn {
	case form.ByTools, form.ByNobody:
		l.SignIn = s.Form.SignIn
	default:
		l.User, l.PasswordStdin = l.Form.User, l.Form.User != ""
	}
	l.OCIProfile = s.Signer
	l.AllowClearSecrets = slices.Contains(slices.Collect(maps.Values(s.Accepted)), true)
	return l
}
