package session

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"auximage/app/form"
	"auximage/app/project"
	"auximage/imaging"
	"auximage/imaging/input"
	"auximage/imaging/model"
	"auximage/imaging/report"
	"auximage/imaging/zipfile"
)

// applyTo writes a project's content into a form. What a project cannot say
// (labels, names in the image, a second platform, no WDT) stays.
func (p *openProject) applyTo(f *form.Form) {
	c := p.content
	f.PrimaryTag = cmp.Or(c.PrimaryTag, form.DefaultPrimaryTag)
	f.UseExisting, f.OnPV = c.UseExisting, c.OnPV
	f.SetTag(c.Tag)
	if f.SignsInByAccount() != c.PushSignIn {
		f.SignIn = form.ByAccount
		if !c.PushSignIn {
			f.SignIn = form.ByTools
		}
	}
	f.Models = p.filesOf(c.Models, f.Models)
	f.Variables = p.filesOf(c.Variables, f.Variables)
	f.Archives = p.filesOf(c.Archives, f.Archives)
	f.Installer = c.Installer
	if f.WantsLatest() != c.LatestWDT && f.WDT != form.WDTNone {
		f.WDT = form.WDTLatest
		if !c.LatestWDT {
			f.WDT = form.WDTFile
		}
	}
	f.CustomBase, f.BaseRef, f.AlwaysPull = c.CustomBase, c.BaseRef, c.AlwaysPull
	if user := pullOf(&c).User; user != "" {
		f.BaseUser = user
	}
	if f.Architecture(c.Arch) != c.Arch {
		f.Platforms = []string{"linux/" + c.Arch}
	}
	f.OpenShift = c.OpenShift
	f.OwnerUser, f.OwnerGroup = unless(c.Owner, defaultOwner), unless(c.Group, defaultGroup(c.OpenShift))
	f.WDTHome, f.ModelHome = c.WDTHome, c.ModelHome
	f.DomainUID, f.DomainNamespace = c.DomainUID, c.DomainNamespace
	if c.DomainUID != "" && c.DomainNamespace == "" {
		f.DomainNamespace = c.DomainUID + "-ns" // as the toolkit has it
	}
}

// contentOf returns the project's content with what the form says otherwise.
func (p *openProject) contentOf(f form.Form, push, pull signedAs) project.Content {
	c := p.content
	var was form.Form
	p.applyTo(&was)
	set(&c.PrimaryTag, f.PrimaryTag, was.PrimaryTag)
	set(&c.UseExisting, f.UseExisting, was.UseExisting)
	set(&c.Tag, f.Tag, was.Tag)
	set(&c.PushSignIn, f.SignsInByAccount(), was.SignsInByAccount())
	p.setFiles(&c.Models, f.Models)
	p.setFiles(&c.Variables, f.Variables)
	p.setFiles(&c.Archives, f.Archives)
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
	if p.unlocked {
		if push != p.push {
			c.Push = project.Credential{User: push.user, Password: push.token}
		}
		if pull != p.pull && (pull.token != "" || f.CustomBase == was.CustomBase) { // not with another base's user
			*pullOf(&c) = project.Credential{User: pull.user, Password: pull.token}
		}
	}
	return c
}

// pullOf returns the sign-in for the base that a project says.
func pullOf(c *project.Content) *project.Credential {
	if c.CustomBase {
		return &c.Pull
	}
	return &c.DefaultPull
}

// The toolkit's owner, which is ours by another name.
const defaultOwner = "oracle"

func defaultGroup(openShift bool) string {
	if openShift {
		return "root"
	}
	return "oracle"
}

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

// filesOf returns a project's files as the form has them.
func (p *openProject) filesOf(paths []string, known []input.File) []input.File {
	var all []input.File
	for _, path := range unique(paths) {
		if slices.Contains(p.left, path) {
			continue
		}
		file := input.File{Path: path}
		if at := slices.IndexFunc(known, form.SameFile(path)); at >= 0 {
			file = known[at]
		}
		all = append(all, file)
	}
	return all
}

// unique returns the texts, each once, in the order of their first.
func unique(texts []string) []string {
	seen := make(map[string]bool, len(texts))
	var all []string
	for _, text := range texts {
		if !seen[text] {
			seen[text], all = true, append(all, text)
		}
	}
	return all
}

// checkFiles returns a finding when a project names more files than an image takes.
// One that is named again is the same file.
func checkFiles(path string, c project.Content) error {
	count := 0
	for _, paths := range [][]string{c.Models, c.Variables, c.Archives} {
		count += len(unique(paths))
	}
	if count > model.MaxFiles {
		return model.TooMany(count, path)
	}
	return nil
}

// setFiles takes the form's files over when they are others; what was left out
// of the form keeps its place in the project.
func (p *openProject) setFiles(paths *[]string, files []input.File) {
	var now, was []string
	for _, f := range files {
		if f.Image == "" { // a project names files on disk
			now = append(now, f.Path)
		}
	}
	for _, f := range p.filesOf(*paths, nil) {
		was = append(was, f.Path)
	}
	if slices.Equal(now, was) {
		return
	}
	for i, path := range unique(*paths) {
		if slices.Contains(p.left, path) && !slices.Contains(now, path) {
			now = slices.Insert(now, min(i, len(now)), path)
		}
	}
	*paths = now
}

// look finds what of a project does not go into an image, as the toolkit leaves
// it out, and notes it with what is not done here.
func (p *openProject) look() {
	note := func(code report.Code, severity report.Severity, file string, args report.Args) {
		p.notes = append(p.notes, report.Finding{Code: code, Severity: severity, File: file, Args: args})
	}
	if extras := p.content.BuildExtras; len(extras) > 0 {
		note(CodeProjectBuilds, report.Warning, "", report.Args{"Names": strings.Join(extras, ", ")})
	}
	for _, path := range unique(p.content.Variables) {
		if definesNothing(path) {
			p.left = append(p.left, path)
			note(CodeProjectNoVariables, report.Info, path, nil)
		}
	}
	for _, path := range unique(p.content.Archives) {
		if holdsNothing(path) {
			p.left = append(p.left, path)
			note(CodeProjectNoEntries, report.Info, path, nil)
		}
	}
	if p.content.OnPV {
		note(CodeProjectOnPV, report.Info, "", nil)
	}
}

func definesNothing(variables string) bool {
	in := model.Inputs{Variables: []input.File{{Path: variables}}}
	summary, found := model.Check(context.Background(), in, nil)
	return len(summary.Defined) == 0 && !slices.ContainsFunc(found, func(f report.Finding) bool {
		return f.Severity == report.Error && f.Code != model.CodeEmpty
	})
}

func holdsNothing(archive string) bool {
	zip, err := zipfile.Open(archive, zipfile.Archive)
	if err != nil {
		return report.Has(err, zipfile.CodeEmpty)
	}
	defer func() { _ = zip.Close() }()
	return len(zip.Entries) == 0
}
