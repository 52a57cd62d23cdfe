package project

import (
	"cmp"

	"auximage/app/form"
	"auximage/imaging"
	"auximage/imaging/report"
)

// Binding is a project's content as a form has it.
type Binding struct {
	Content Content
	Notes   []report.Finding // what of the project is not done here, or done otherwise

	left []string // files of it that do not go into an image
}

// Bind looks at the files that a project at a path names. It reads some of them. A
// project of too many is an error, a report.Finding.
func Bind(path string, c Content) (Binding, error) {
	if err := checkFiles(path, c); err != nil {
		return Binding{}, err
	}
	b := Binding{Content: c}
	b.look()
	return b, nil
}

// Fill writes a project's content into a form. What a project cannot say
// (labels, names in the image, a second platform, no WDT) stays.
func (b *Binding) Fill(f *form.Form) {
	c := b.Content
	f.PrimaryTag = cmp.Or(c.PrimaryTag, form.DefaultPrimaryTag)
	f.UseExisting, f.OnPV = c.UseExisting, c.OnPV
	f.SetTag(c.Tag)
	if f.SignsInByAccount() != c.PushSignIn {
		f.SignIn = form.ByAccount
		if !c.PushSignIn {
			f.SignIn = form.ByTools
		}
	}
	f.Models = b.filesOf(c.Models, f.Models)
	f.Variables = b.filesOf(c.Variables, f.Variables)
	f.Archives = b.filesOf(c.Archives, f.Archives)
	f.Installer = c.Installer
	if f.WantsLatest() != c.LatestWDT && f.WDT != form.WDTNone {
		f.WDT = form.WDTLatest
		if !c.LatestWDT {
			f.WDT = form.WDTFile
		}
	}
	f.CustomBase, f.BaseRef, f.AlwaysPull = c.CustomBase, c.BaseRef, c.AlwaysPull
	if user := c.BasePull().User; user != "" {
		f.BaseUser = user
	}
	if f.Architecture(c.Arch) != c.Arch {
		f.Platforms = []string{"linux/" + c.Arch}
	}
	f.OpenShift = c.OpenShift
	f.OwnerUser, f.OwnerGroup = unless(c.Owner, defaultOwner), unless(c.Group, defaultGroup(c.OpenShift))
	f.WDTHome = unless(c.WDTHome, imaging.Homes{}.Resolved().WDT)
	f.ModelHome = unless(c.ModelHome, imaging.Homes{WDT: c.WDTHome}.Resolved().Model)
	f.DomainUID, f.DomainNamespace = c.DomainUID, c.DomainNamespace
	if c.DomainUID != "" && c.DomainNamespace == "" {
		f.DomainNamespace = c.DomainUID + "-ns" // as the toolkit has it
	}
}

// Of returns the project's content with what a form says otherwise, sign-ins apart.
func (b *Binding) Of(f form.Form) Content {
	c := b.Content
	var was form.Form
	b.Fill(&was)
	set(&c.PrimaryTag, f.PrimaryTag, was.PrimaryTag)
	set(&c.UseExisting, f.UseExisting, was.UseExisting)
	set(&c.Tag, f.Tag, was.Tag)
	set(&c.PushSignIn, f.SignsInByAccount(), was.SignsInByAccount())
	b.setFiles(&c.Models, f.Models)
	b.setFiles(&c.Variables, f.Variables)
	b.setFiles(&c.Archives, f.Archives)
	if f.WDT != form.WDTNone { // which a project cannot say
		c.LatestWDT = f.WantsLatest()
	}
	set(&c.Installer, f.Installer, was.Installer)
	set(&c.CustomBase, f.CustomBase, was.CustomBase)
	set(&c.BaseRef, f.BaseRef, was.BaseRef)
	set(&c.AlwaysPull, f.AlwaysPull, was.AlwaysPull)
	c.Arch = f.Architecture(c.Arch)
	if f.OwnerUser != was.OwnerUser {
		c.Owner = cmp.Or(f.OwnerUser, defaultOwner)
	}
	if f.OwnerGroup != was.OwnerGroup || f.OpenShift != was.OpenShift {
		c.Group = cmp.Or(f.OwnerGroup, defaultGroup(f.OpenShift))
	}
	set(&c.OpenShift, f.OpenShift, was.OpenShift)
	if f.WDTHome != was.WDTHome || f.ModelHome != was.ModelHome {
		homes := imaging.Homes{WDT: f.WDTHome, Model: f.ModelHome}.Resolved()
		c.WDTHome, c.ModelHome = homes.WDT, homes.Model
	}
	set(&c.DomainUID, f.DomainUID, was.DomainUID)
	set(&c.DomainNamespace, f.DomainNamespace, was.DomainNamespace)
	return c
}

// BasePull returns the sign-in for the base that a project says.
func (c *Content) BasePull() *Credential {
	if c.CustomBase {
		return &c.Pull
	}
	return &c.DefaultPull
}

// unless returns what a form says for a project's value: nothing for the default, as in
// a form that no project filled, so that both are the same content.
func unless(value, fallback string) string {
	if value == fallback {
		return ""
	}
	return value
}

func set[T comparable](value *T, now, was T) {
	if now != was {
		*value = now
	}
}
