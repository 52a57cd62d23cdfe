package form

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"auximage/imaging"
	"auximage/imaging/ocir"
)

// Clone returns a form that shares nothing with f.
func (f Form) Clone() Form {
	f.Models = slices.Clone(f.Models)
	f.Variables = slices.Clone(f.Variables)
	f.Archives = slices.Clone(f.Archives)
	f.Platforms = slices.Clone(f.Platforms)
	f.FromNames = slices.Clone(f.FromNames)
	f.Labels = maps.Clone(f.Labels)
	f.Accepted = slices.Clone(f.Accepted)
	return f
}

// Plan returns what the form asks for, with the installer that was chosen. Where WDT
// stays as an image has it, its tables alone serve.
func (f Form) Plan(installer string) imaging.Plan {
	p := imaging.Plan{
		Base:      imaging.Base{Digest: f.BaseDigest, AlwaysPull: f.AlwaysPull},
		Platforms: slices.Clone(f.Platforms),
		Installer: installer,
		Models:    slices.Clone(f.Models),
		Variables: slices.Clone(f.Variables),
		Archives:  slices.Clone(f.Archives),
		Homes:     imaging.Homes{WDT: f.WDTHome, Model: f.ModelHome},
		Owner:     imaging.Owner{User: f.OwnerUser, Group: f.OwnerGroup},
		Labels:    maps.Clone(f.Labels),
		WebLogic:  f.WebLogicVersion(),
		Accepted:  slices.Clone(f.Accepted),
	}
	switch {
	case f.KeepsBase():
		p.Base = imaging.Base{Image: f.From}
	case f.CustomBase:
		p.Base.Reference, p.Base.File = f.BaseRef, f.BaseFile
	}
	if f.WDT == WDTKept {
		p.Installer, p.Tooling, p.Tables = "", f.From, installer
	}
	if f.OpenShift {
		p.Owner.Group = "0" // OpenShift runs as any user with group 0, which may do what the owner may
	}
	return p
}

// Content returns a digest of all that an image's Content comes from. A changed
// reference, user or token leaves it as it is; so do the choices that are about
// how to come by the base, since its digest is kept.
func (f Form) Content() string {
	c := f.Clone()
	c.PrimaryTag, c.UseExisting = "", false
	c.Tag, c.Target = "", ocir.Parts{}
	c.SignIn, c.UserForm, c.User, c.Domain, c.KeepToken = "", "", "", "", false
	c.BaseUser, c.BaseDigest, c.AlwaysPull = "", "", false
	if f.KeepsBase() {
		c.CustomBase, c.BaseRef, c.BaseFile = false, "", ""
	}
	c.DownloadDir = ""
	c.WebLogic, c.Accepted = "", nil
	c.FromNames, c.FromWDT = nil, ""
	c.DomainFile = ""
	c.OnPV, c.DomainUID, c.DomainNamespace, c.DomainType, c.PrimaryUser = false, "", "", "", ""
	data, err := json.Marshal(c)
	if err != nil {
		panic(err) // strings, lists and a map of strings
	}
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// BaseChoice returns what the base depends on: with another one the digest that it
// was resolved to is worth nothing.
func (f Form) BaseChoice() [3]string {
	switch {
	case f.KeepsBase():
		return [3]string{"kept", f.From}
	case !f.CustomBase:
		return [3]string{}
	}
	return [3]string{"custom", f.BaseRef, f.BaseFile}
}

// TakesDigest tells whether BaseDigest has a say in which base is taken.
func (f Form) TakesDigest() bool {
	return !f.KeepBase && !f.AlwaysPull && (!f.CustomBase || f.BaseFile == "" && !strings.Contains(f.BaseRef, "@"))
}

// KeepsBase tells whether the base is that of the image that the form comes from.
func (f Form) KeepsBase() bool { return f.KeepBase && f.From != "" }

// NewBase returns what a base that is not kept is taken from: a reference, or a file.
func (f Form) NewBase() (reference, file string) {
	if f.CustomBase {
		return f.BaseRef, f.BaseFile
	}
	return imaging.DefaultBase, ""
}

// WantsLatest tells whether the latest WDT release goes in.
func (f Form) WantsLatest() bool { return f.WDT == WDTLatest || f.WDT == "" }

// SignsInByAccount tells whether the form's own account signs in.
func (f *Form) SignsInByAccount() bool { return f.SignIn == ByAccount || f.SignIn == "" }

// MadeFor returns the platforms that the image is made for, one at least.
func (f *Form) MadeFor() []string {
	if len(f.Platforms) == 0 {
		return []string{imaging.DefaultPlatform}
	}
	return f.Platforms
}

// Architecture returns the architecture that a project can say of the form's platforms:
// the one it says, where that is among them.
func (f *Form) Architecture(said string) string {
	platforms := f.MadeFor()
	if slices.Contains(platforms, "linux/"+said) {
		return said
	}
	return strings.TrimPrefix(platforms[0], "linux/")
}
