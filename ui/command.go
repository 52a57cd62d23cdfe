package ui

import (
	"strings"

	"auximage/app/session"
	"auximage/imaging/transport"
)

// shell says how a command line is written.
type shell struct {
	quote    func(string) string
	newline  string // that goes on with the command
	password string // what hands the token to standard input
}

var (
	bash = shell{
		quote:    func(s string) string { return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'" },
		newline:  " \\\n  ",
		password: `printf %s "$AUX_IMAGE_TOKEN" | `,
	}
	powerShell = shell{
		quote:    func(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" },
		newline:  " `\n  ",
		password: "$env:AUX_IMAGE_TOKEN | ",
	}
)

// plain tells whether a word needs no quotes in any shell.
func plain(s string) bool {
	return s != "" && !strings.ContainsFunc(s, func(r rune) bool {
		return !strings.ContainsRune("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./:=+", r)
	})
}

// commandLine returns the auximage-cli command that pushes what the form
// describes. It does not hold the token.
func commandLine(s session.Snapshot, sh shell) string {
	f, p := s.Form, s.Preferences
	lines := []string{"auximage-cli push"}
	add := func(name, value string) {
		if value == "" {
			return
		}
		if !plain(value) {
			value = sh.quote(value)
		}
		lines = append(lines, name+" "+value)
	}
	add("--tag", f.Tag)
	for _, file := range f.Models {
		add("--model", file.Path)
	}
	for _, file := range f.Variables {
		add("--variables", file.Path)
	}
	for _, file := range f.Archives {
		add("--archive", file.Path)
	}
	commandWDT(f, add)
	if f.CustomBase {
		add("--base", f.BaseRef)
	}
	add("--platform", strings.Join(f.Platforms, ","))
	if f.OpenShift {
		lines = append(lines, "--openshift")
	}
	if f.OwnerUser != "" || f.OwnerGroup != "" {
		add("--owner", f.OwnerUser+":"+f.OwnerGroup)
	}
	if p.ProxyMode == transport.OwnProxy {
		add("--proxy", p.ProxyURL)
	}
	add("--ca", p.CAFile)
	for _, host := range p.PlainHTTP {
		add("--plain-http", host)
	}
	before := ""
	if (f.SignIn == session.ByAccount || f.SignIn == "") && f.User != "" {
		add("--user", f.User)
		lines = append(lines, "--password-stdin")
		before = sh.password
	}
	return before + strings.Join(lines, sh.newline) + "\n"
}

func commandWDT(f session.Form, add func(name, value string)) {
	switch f.WDT {
	case session.WDTFile:
		add("--wdt", f.Installer)
	case session.WDTNone:
		add("--wdt", "none")
	default:
		add("--wdt", "latest")
		add("--download-dir", f.DownloadDir)
	}
}
