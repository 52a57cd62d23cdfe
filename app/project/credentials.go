package project

import (
	"crypto/rand"
	"encoding/hex"
	"errors"
	"regexp"
	"slices"
	"strings"
)

// Credential is a sign-in that a project keeps.
type Credential struct{ User, Password string }

// place says where a project keeps a credential: 2.x by reference to a list in
// the settings, 1.x beside the image. It is used while its switch is on.
type place struct {
	reference, user, password string

	needed   string // the switch
	isNeeded bool   // the switch's default
}

var (
	pushPlace = place{"auxImageRegistryPushCredentialsReference", "auxImageRegistryPushUser", "auxImageRegistryPushPassword",
		"auxImageRegistryPushRequireAuthentication", true}
	customPull = place{"auxBaseImagePullCredentialsReference", "auxBaseImagePullUsername", "auxBaseImagePullPassword",
		"auxBaseImagePullRequiresAuthentication", false}
	defaultPull = place{"auxDefaultBaseImagePullCredentialsReference", "auxDefaultBaseImagePullUsername", "auxDefaultBaseImagePullPassword",
		"auxDefaultBaseImagePullRequiresAuthentication", true}
	registryList = []string{"settings", "containerImageRegistriesCredentials"}
)

// Locked tells whether the project holds values that a passphrase opens.
func (p *Project) Locked() bool {
	return p.passphrase == "" && len(p.encrypted()) > 0
}

// KeepsNone tells whether the project keeps no secret and could be given a
// passphrase; where the toolkit kept them in the system's keyring it cannot.
func (p *Project) KeepsNone() bool {
	policy, _ := p.doc.at(policyPath...).text()
	return p.passphrase == "" && policy != "native" && len(p.encrypted()) == 0
}

// Undecided tells whether KeepsNone holds and nobody has chosen that: a file that was
// opened with the policy "none" was made to keep no secret by whoever wrote it.
func (p *Project) Undecided() bool {
	policy, _ := p.doc.at(policyPath...).text()
	return p.KeepsNone() && (p.made || policy != "none")
}

// SetPassphrase gives a project that keeps no secret a passphrase, under which
// SaveAs writes its credentials.
func (p *Project) SetPassphrase(passphrase string) error {
	if !p.KeepsNone() || passphrase == "" {
		return fault(CodeLocked, p.path, errors.New("there is a passphrase already, or none is given"))
	}
	p.doc.remove(policyPath...) // the default is a passphrase
	p.passphrase = passphrase
	return nil
}

// policyPath is where a project says how it keeps its secrets.
var policyPath = []string{"settings", "credentialStorePolicy"}

// Unlock takes the passphrase; CodePassphrase when it opens not every value.
func (p *Project) Unlock(passphrase string) error {
	for _, path := range p.encrypted() {
		text, _ := p.doc.at(path...).text()
		if _, err := decrypt(passphrase, text); err != nil {
			return fault(CodeWrongPassphrase, p.path, err)
		}
	}
	p.passphrase = passphrase
	p.read = p.content()
	return nil
}

// encrypted returns the places of the values that are encrypted.
func (p *Project) encrypted() [][]string {
	if policy, ok := p.doc.at(policyPath...).text(); ok && policy != "passphrase" {
		return nil
	}
	var paths [][]string
	for _, text := range p.doc.at("credentialPaths").texts() {
		path := splitPath(text)
		if s, ok := p.doc.at(path...).text(); ok && s != "" {
			paths = append(paths, path)
		}
	}
	return paths
}

var pathStep = regexp.MustCompile(`\['([^']*)'\]|\["([^"]*)"\]|\[(\d+)\]|([^.\[\]]+)`)

// splitPath takes a path as the toolkit writes it: dots, [n] or ['name'].
func splitPath(text string) []string {
	var steps []string
	for _, m := range pathStep.FindAllStringSubmatch(text, -1) {
		steps = append(steps, m[1]+m[2]+m[3]+m[4])
	}
	return steps
}

func joinPath(path []string) string { return strings.Join(path, ".") }

func (p *Project) paths(at place) (user, password []string) {
	if uid, ok := p.doc.at("image", at.reference).text(); ok && uid != "" {
		entry := append(slices.Clone(registryList), uid)
		return append(slices.Clone(entry), "username"), append(entry, "password")
	}
	return []string{"image", at.user}, []string{"image", at.password}
}

func (p *Project) credential(at place) Credential {
	if needed, ok := p.doc.at("image", at.needed).truth(); at != pushPlace && (ok && !needed || !ok && !at.isNeeded) {
		return Credential{}
	}
	user, password := p.paths(at)
	encrypted := p.encrypted()
	return Credential{p.secret(user, encrypted), p.secret(password, encrypted)}
}

// secret returns a text of the project, empty where the passphrase for it is not known.
func (p *Project) secret(path []string, encrypted [][]string) string {
	text, ok := p.doc.at(path...).text()
	if !ok || !slices.ContainsFunc(encrypted, func(e []string) bool { return slices.Equal(e, path) }) {
		return text
	}
	if p.passphrase == "" {
		return ""
	}
	plain, err := decrypt(p.passphrase, text)
	if err != nil {
		return ""
	}
	return plain
}

// setCredential writes a changed credential in the form that the file has,
// encrypted; without a passphrase CodeLocked. A policy of "none" keeps none.
func (p *Project) setCredential(at place, c, old Credential, registry string) error {
	if c.User == old.User && c.Password == old.Password {
		return nil
	}
	if policy, _ := p.doc.at(policyPath...).text(); policy == "none" || policy == "native" {
		return nil
	}
	if p.passphrase == "" {
		return fault(CodeLocked, p.path, errors.New("no passphrase"))
	}
	if at != pushPlace { // whose switch is a value of its own
		p.setOrRemove(scalar(true), at.isNeeded, []string{"image", at.needed})
	}
	if p.doc.at("image", at.user) == nil && p.doc.at("image", at.reference) == nil {
		uid := newUID()
		p.doc.set(scalar(uid), "image", at.reference)
		for _, key := range []string{"name", "address"} {
			p.doc.set(scalar(registry), append(slices.Clone(registryList), uid, key)...)
		}
	}
	user, password := p.paths(at)
	if err := p.setSecret(user, c.User, old.User); err != nil {
		return err
	}
	return p.setSecret(password, c.Password, old.Password)
}

func (p *Project) setSecret(path []string, value, old string) error {
	if value == old {
		return nil
	}
	known := p.doc.at("credentialPaths").texts()
	i := slices.IndexFunc(known, func(k string) bool { return slices.Equal(splitPath(k), path) })
	if value == "" {
		p.doc.remove(path...)
		if i >= 0 {
			p.doc.set(list(slices.Delete(known, i, i+1)), "credentialPaths")
		}
		return nil
	}
	text, err := encrypt(p.passphrase, value)
	if err != nil {
		return fault(CodeUnwritable, p.path, err)
	}
	p.doc.set(scalar(text), path...)
	if i < 0 {
		p.doc.set(list(append(known, joinPath(path))), "credentialPaths")
	}
	return nil
}

func newUID() string {
	b := make([]byte, 4)
	_, _ = rand.Read(b) // never fails
	return hex.EncodeToString(b)
}
