package session

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"auximage/app/deploy"
	"auximage/imaging/input"
	"auximage/imaging/transport"
)

// Shell says how a command line is written.
type Shell struct {
	quote    func(string) string
	newline  string // that goes on with the command
	password string // what hands the token to standard input
}

// The shells.
var (
	Bash = Shell{
		quote:    deploy.BashWord,
		newline:  " \\\n  ",
		password: `printf %s "$AUX_IMAGE_TOKEN" | `,
	}
	PowerShell = Shell{
		quote:    deploy.PowerShellWord,
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

// Word returns a text as one word, in quotes where it needs them.
func (sh Shell) Word(text string) string {
	if plain(text) {
		return text
	}
	return sh.quote(text)
}

// command is a command line in the making, a flag a line.
type command struct {
	shell Shell
	lines []string
}

// add adds a flag with its value, unless that is empty. A value that begins like
// a flag is still the value of the one before it.
func (c *command) add(flag, value string) {
	if value != "" {
		c.lines = append(c.lines, flag+" "+c.shell.Word(value))
	}
}

func (c *command) when(yes bool, flag string) {
	if yes {
		c.lines = append(c.lines, flag)
	}
}

func (c *command) all(flag string, values []string) {
	for _, v := range values {
		c.add(flag, v)
	}
}

// Command returns the auximage-cli command that does what the form and the
// preferences describe: a push, or the check of an image that exists already.
// It holds no token: the account's is read from standard input, the base's and
// the proxy's are in the keyring or have a flag that names a file.
func (s Snapshot) Command(sh Shell) string {
	f := s.Form.withoutTokens()
	c := &command{shell: sh, lines: []string{"auximage-cli push"}}
	if f.UseExisting {
		c.lines = []string{"auximage-cli check", "--existing"}
	}
	c.add("--tag", f.Tag)
	c.add("--primary", f.PrimaryTag)
	c.add("--weblogic", f.WebLogic)
	c.all("--accept", f.Accepted)
	c.when(f.OnPV, "--on-pv")
	c.add("--domain-file", f.DomainFile)
	c.add("--domain-uid", f.DomainUID)
	c.add("--domain-namespace", f.DomainNamespace)
	c.add("--domain-type", string(f.DomainType))
	c.add("--primary-user", f.PrimaryUser)
	c.content(f)
	c.base(f)
	before := c.signIn(f)
	c.preferences(s.Preferences)
	c.when(slices.ContainsFunc(slices.Collect(maps.Values(s.Accepted)), func(yes bool) bool { return yes }), "--allow-clear-secrets")
	return before + strings.Join(c.lines, sh.newline) + "\n"
}

// content adds what goes into the image.
func (c *command) content(f Form) {
	for _, list := range []struct {
		flag  string
		files []input.File
	}{{"--model", f.Models}, {"--variables", f.Variables}, {"--archive", f.Archives}} {
		for _, file := range list.files {
			c.add(list.flag, file.Path)
			c.add("--as", file.Name)
		}
	}
	switch f.WDT {
	case WDTFile:
		c.add("--wdt", f.Installer)
	case WDTNone:
		c.add("--wdt", "none")
	default:
		c.add("--wdt", "latest")
	}
	c.add("--download-dir", f.DownloadDir)
	c.add("--platform", strings.Join(f.Platforms, ","))
	c.when(f.OpenShift, "--openshift")
	if f.OwnerUser != "" || f.OwnerGroup != "" {
		c.add("--owner", f.OwnerUser+":"+f.OwnerGroup)
	}
	c.add("--wdt-home", f.WDTHome)
	c.add("--model-home", f.ModelHome)
	for _, name := range slices.Sorted(maps.Keys(f.Labels)) {
		c.add("--label", name+"="+f.Labels[name])
	}
}

func (c *command) base(f Form) {
	if f.CustomBase {
		c.add("--base", f.BaseRef)
		c.add("--base-file", f.BaseFile)
	}
	c.add("--base-user", f.BaseUser)
	if f.TakesDigest() {
		c.add("--base-digest", f.BaseDigest)
	}
	c.when(f.AlwaysPull, "--always-pull")
}

// signIn adds whose credentials are used, and returns what stands before the
// command.
func (c *command) signIn(f Form) (before string) {
	c.when(f.KeepToken, "--keep-password")
	switch f.SignIn {
	case ByTools, ByNobody:
		c.add("--sign-in", string(f.SignIn))
	default:
		c.add("--user", f.User)
		if f.User != "" {
			c.when(true, "--password-stdin")
			return c.shell.password
		}
	}
	return ""
}

func (c *command) preferences(p Preferences) {
	switch p.ProxyMode {
	case transport.OwnProxy:
		c.add("--proxy", p.ProxyURL)
		c.add("--proxy-user", p.ProxyUser)
		c.all("--proxy-bypass", p.Bypass)
	case transport.NoProxy:
		c.add("--proxy", "none")
	}
	c.add("--ca", p.CAFile)
	c.add("--wdt-releases", p.Releases)
	c.all("--plain-http", p.PlainHTTP)
	if p.Patience > 0 {
		c.add("--patience", strconv.Itoa(p.Patience))
	}
	c.when(p.NoContinue, "--no-continue")
}
