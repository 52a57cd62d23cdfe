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
type Credential struct {
	User, Password string
	Locked         bool // it is there, encrypted, and the passphrase was not given
}

// place says where a project keeps a credential: 2.x by reference to a list in
// the settings, 1.x beside the image.
type place struct{ reference, user, password string }

var (
	pushPlace    = place{"auxImageRegistryPushCredentialsReference", "auxImageRegistryPushUser", "auxImageRegistryPushPassword"}
	customPull   = place{"auxBaseImagePullCredentialsReference", "auxBaseImagePullUsername", "auxBaseImagePullPassword"}
	defaultPull  = place{"auxDefaultBaseImagePullCredentialsReference", "auxDefaultBaseImagePullUsername", "auxDefaultBaseImagePullPassword"}
	registryList = []string{"settings", "containerImageRegistriesCredentials"}
)

func (p *Project) pullPlace(customBase bool) place {
	if customBase {
		return customPull
	}
	return defaultPull
}

// Locked tells whether the project holds values that a passphrase opens.
func (p *Project) Locked() bool {
	return p.passphrase == "" && len(p.encrypted()) > 0
}

// Unlock takes the passphrase; CodePassphrase when it opens not every value.
func (p *Project) Unlock(passphrase string) error {
	for _, path := range p.encrypted() {
		text, _ := p.doc.at(path...).text()
		if _, err := decrypt(passphrase, text); err != nil {
			return fault(CodePassphrase, p.path, err)
		}
	}
	p.passphrase = passphrase
	p.read = p.content()
	return nil
}

// encrypted returns the places of the values that are encrypted.
func (p *Project) encrypted() [][]string {
	if policy, ok := p.doc.at("settings", "credentialStorePolicy").text(); ok && policy != "passphrase" {
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
	user, password := p.paths(at)
	encrypted := p.encrypted()
	var c Credential
	c.User = p.secret(user, encrypted, &c.Locked)
	c.Password = p.secret(password, encrypted, &c.Locked)
	return c
}

func (p *Project) secret(path []string, encrypted [][]string, locked *bool) string {
	text, ok := p.doc.at(path...).text()
	if !ok || !slices.ContainsFunc(encrypted, func(e []string) bool { return slices.Equal(e, path) }) {
		return text
	}
	if p.passphrase == "" {
		*locked = true
		return ""
	}
	plain, err := decrypt(p.passphrase, text)
	if err != nil {
		*locked = true
		return ""
	}
	return plain
}

// setCredential writes a changed credential in the form that the file has,
// encrypted; without a passphrase CodeLocked. A policy of "none" keeps none.
func (p *Project) setCredential(at place, c, old Credential) error {
	if c.User == old.User && c.Password == old.Password {
		return nil
	}
	if policy, _ := p.doc.at("settings", "credentialStorePolicy").text(); policy == "none" || policy == "native" {
		return nil
	}
	if p.passphrase == "" {
		return fault(CodeLocked, p.path, errors.New("no passphrase"))
	}
	if p.doc.at("image", at.user) == nil && p.doc.at("image", at.reference) == nil {
		p.doc.set(scalar(newUID()), "image", at.reference)
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
