package cloud

import (
	"bytes"
	"cmp"
	"encoding/pem"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"auximage/imaging/report"
)

// Auth says how a profile's requests are signed.
type Auth string

// The ways of signing.
const (
	APIKey            Auth = "api-key"            // a key that the person uploaded
	SessionToken      Auth = "session-token"      // of "oci session authenticate": good for an hour
	InstancePrincipal Auth = "instance-principal" // the compute instance that the program runs on
	ResourcePrincipal Auth = "resource-principal" // the function or the like that it runs in
)

// Profile is a section of the configuration file of oci, with what the section
// DEFAULT adds to it.
type Profile struct {
	Name    string
	Region  string // an identifier such as uk-london-1; may be empty
	Auth    Auth
	Tenancy string // OCID
	User    string // OCID; empty for a session token

	fingerprint, keyFile, tokenFile string
	passphrase                      string // as the file has it; usually empty
}

// What can be wrong with the configuration file.
const (
	CodeNoProfile   report.Code = "cloud.no-profile"   // Profile
	CodeIncomplete  report.Code = "cloud.incomplete"   // Profile, Key: the setting that is missing
	CodeNoKey       report.Code = "cloud.no-key"       // Profile; File: of the key; Cause
	CodePassphrase  report.Code = "cloud.passphrase"   // Profile: the key needs one, or another
	CodeNoToken     report.Code = "cloud.no-token"     // Profile; File: of the session token; Cause
	CodeNoPrincipal report.Code = "cloud.no-principal" // Profile, Cause
)

// File returns the path of the configuration file: what OCI_CLI_CONFIG_FILE or
// OCI_CONFIG_FILE names, otherwise .oci/config in the home folder. Empty is none.
func File() string {
	if path := cmp.Or(os.Getenv("OCI_CLI_CONFIG_FILE"), os.Getenv("OCI_CONFIG_FILE")); path != "" {
		return home(path)
	}
	return home("~/.oci/config")
}

// Chosen returns the profile that the environment names, otherwise DEFAULT.
func Chosen() string {
	return cmp.Or(os.Getenv("OCI_CLI_PROFILE"), os.Getenv("OCI_CONFIG_PROFILE"), defaults)
}

// defaults is the section that gives the others what they lack.
const defaults = "DEFAULT"

// Profiles returns the profiles of a configuration file in its order, those that
// need no file last, where the environment says that there are any. No file is
// no error and no profile.
func Profiles(path string) ([]Profile, error) {
	data, err := os.ReadFile(path)
	if path == "" || errors.Is(err, fs.ErrNotExist) {
		return principals(), nil
	}
	if err != nil {
		return principals(), err
	}
	var all []Profile
	sections := read(data)
	for _, s := range sections {
		p := s.profile(sections.find(defaults))
		if s.name != defaults || p.Tenancy != "" {
			all = append(all, p)
		}
	}
	return append(all, principals()...), nil
}

// principals returns what oci takes from its environment alone.
func principals() []Profile {
	switch os.Getenv("OCI_CLI_AUTH") {
	case "instance_principal":
		return []Profile{{Name: string(InstancePrincipal), Auth: InstancePrincipal}}
	case "resource_principal":
		return []Profile{{Name: string(ResourcePrincipal), Auth: ResourcePrincipal}}
	}
	if os.Getenv("OCI_RESOURCE_PRINCIPAL_VERSION") != "" {
		return []Profile{{Name: string(ResourcePrincipal), Auth: ResourcePrincipal}}
	}
	return nil
}

// Find returns the profile with a name, or a Finding.
func Find(profiles []Profile, name string) (Profile, error) {
	at := slices.IndexFunc(profiles, func(p Profile) bool { return p.Name == name })
	if at < 0 {
		return Profile{}, report.Fault(CodeNoProfile, nil, report.Args{"Profile": name})
	}
	return profiles[at], nil
}

// section is a part of the file: [name] and its settings.
type section struct {
	name     string
	settings map[string]string
}

type sections []section

func (all sections) find(name string) section {
	for _, s := range all {
		if s.name == name {
			return s
		}
	}
	return section{}
}

// read takes a file apart as Python's configparser does, which oci reads it
// with: names of settings in any case, = or : behind them, # and ; begin a
// comment's line.
func read(data []byte) (all sections) {
	for line := range bytes.Lines(bytes.TrimPrefix(data, []byte("\ufeff"))) {
		text := strings.TrimSpace(string(line))
		switch {
		case text == "" || text[0] == '#' || text[0] == ';':
		case text[0] == '[' && strings.Contains(text, "]"):
			all = append(all, section{name: text[1:strings.Index(text, "]")], settings: map[string]string{}})
		case len(all) > 0:
			if at := strings.IndexAny(text, "=:"); at > 0 {
				key := strings.ToLower(strings.TrimSpace(text[:at]))
				all[len(all)-1].settings[key] = strings.TrimSpace(text[at+1:])
			}
		}
	}
	return all
}

// profile returns the section as a profile.
func (s section) profile(of section) Profile {
	get := func(key string) string { return cmp.Or(s.settings[key], of.settings[key]) }
	p := Profile{
		Name: s.name, Region: get("region"), Auth: APIKey, Tenancy: get("tenancy"), User: get("user"),
		fingerprint: get("fingerprint"), keyFile: home(get("key_file")), tokenFile: home(get("security_token_file")),
		passphrase: get("pass_phrase"),
	}
	if s.settings["security_token_file"] != "" { // a token of its own
		p.Auth, p.User = SessionToken, ""
	}
	return p
}

// home returns a path with ~ replaced.
func home(path string) string {
	rest, short := strings.CutPrefix(path, "~")
	if !short {
		return path
	}
	dir, err := os.UserHomeDir()
	if err != nil {
		return ""
	}
	return filepath.Join(dir, filepath.FromSlash(rest))
}

// NeedsPassphrase tells whether the profile's key is encrypted and the file does
// not say with what.
func (p Profile) NeedsPassphrase() bool {
	data, err := os.ReadFile(p.keyFile)
	defer clear(data)
	return err == nil && p.passphrase == "" && encrypted(data)
}

// encrypted tells whether a key file needs a passphrase, in either of its forms.
func encrypted(data []byte) bool {
	block, _ := pem.Decode(data)
	return block != nil && (block.Type == "ENCRYPTED PRIVATE KEY" || block.Headers["DEK-Info"] != "")
}

// lacks returns the setting that the profile cannot do without, empty when it
// has all of them.
func (p Profile) lacks() string {
	for _, wanted := range []struct {
		key, value string
		only       Auth // empty is both
	}{
		{"tenancy", p.Tenancy, ""}, {"region", p.Region, ""}, {"key_file", p.keyFile, ""},
		{"user", p.User, APIKey}, {"fingerprint", p.fingerprint, APIKey}, {"security_token_file", p.tokenFile, SessionToken},
	} {
		if wanted.value == "" && (wanted.only == "" || wanted.only == p.Auth) {
			return wanted.key
		}
	}
	return ""
}
