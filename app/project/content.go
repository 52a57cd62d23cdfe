package project

import (
	"os"
	"path/filepath"
	"slices"
	"strings"

	"auximage/imaging"
	"auximage/imaging/ocir"
)

// Content is what a wizard uses of a project; paths are absolute. The zero
// value of a field is the toolkit's default unless the field says otherwise.
type Content struct {
	PrimaryTag  string
	Tag         string
	UseExisting bool // the toolkit's "create" switch is off
	PushSignIn  bool // default true

	CustomBase bool
	BaseRef    string
	AlwaysPull bool
	Arch       string // "amd64", which is the default, or "arm64"

	LatestWDT bool // default true
	Installer string

	OpenShift bool
	Owner     string // default "oracle"
	Group     string // default "oracle", with OpenShift "root"
	WDTHome   string // default imaging.ToolkitHome
	ModelHome string // default its "models"

	Models, Variables, Archives []string

	OnPV            bool     // the domain lives on a persistent volume
	DomainUID       string   // empty where the project keeps to the toolkit's
	DomainNamespace string   // empty where it is the UID with -ns behind it
	BuildExtras     []string // keys of build commands that only a container build can run; read only

	Push        Credential // for Tag's registry
	Pull        Credential // for a custom base's
	DefaultPull Credential // for the default base's
}

type textField struct {
	path     []string
	fallback string
	isPath   bool
	value    *string
}

type boolField struct {
	path     []string
	fallback bool
	value    *bool
}

type listField struct {
	path  []string
	value *[]string
}

// defaultOwner is the toolkit's owner, which is ours by another name.
const defaultOwner = "oracle"

func defaultGroup(openShift bool) string {
	if openShift {
		return "root"
	}
	return "oracle"
}

func (c *Content) texts() []textField {
	return []textField{
		{[]string{"image", "imageTag"}, "", false, &c.PrimaryTag},
		{[]string{"image", "auxImageTag"}, "", false, &c.Tag},
		{[]string{"image", "auxBaseImage"}, "", false, &c.BaseRef},
		{[]string{"image", "wdtInstaller"}, "", true, &c.Installer},
		{[]string{"image", "auxFileOwner"}, defaultOwner, false, &c.Owner},
		{[]string{"image", "auxFileGroup"}, defaultGroup(c.OpenShift), false, &c.Group},
		{[]string{"image", "wdtHomePath"}, imaging.ToolkitHome, false, &c.WDTHome},
		{[]string{"image", "modelHomePath"}, imaging.Homes{WDT: imaging.ToolkitHome}.Resolved().Model, false, &c.ModelHome},
		{[]string{"settings", "imageTargetArchitecture"}, "amd64", false, &c.Arch},
		{[]string{"k8sDomain", "uid"}, "", false, &c.DomainUID},
		{[]string{"k8sDomain", "kubernetesNamespace"}, "", false, &c.DomainNamespace},
	}
}

func (c *Content) bools(create *bool) []boolField {
	return []boolField{
		{[]string{"image", "createAuxImage"}, true, create},
		{[]string{"image", "auxImageRegistryPushRequireAuthentication"}, true, &c.PushSignIn},
		{[]string{"image", "auxUseCustomBaseImage"}, false, &c.CustomBase},
		{[]string{"image", "auxAlwaysPullBaseImage"}, false, &c.AlwaysPull},
		{[]string{"image", "auxTargetOpenShift"}, false, &c.OpenShift},
		{[]string{"image", "useLatestWdtVersion"}, true, &c.LatestWDT},
	}
}

func (c *Content) lists() []listField {
	return []listField{
		{[]string{"model", "modelFiles"}, &c.Models},
		{[]string{"model", "propertiesFiles"}, &c.Variables},
		{[]string{"model", "archiveFiles"}, &c.Archives},
	}
}

// Content returns the project's values as they were read or last saved.
func (p *Project) Content() Content { return p.read }

func (p *Project) content() Content {
	var c Content
	create := true
	for _, f := range c.bools(&create) {
		*f.value = f.fallback
		if v, ok := p.doc.at(f.path...).truth(); ok {
			*f.value = v
		}
	}
	c.UseExisting = !create
	for _, f := range c.texts() {
		*f.value = f.fallback
		if v, ok := p.doc.at(f.path...).text(); ok && v != "" {
			*f.value = v
			if f.isPath {
				*f.value = p.absolute(v)
			}
		}
	}
	for _, f := range c.lists() {
		for _, path := range p.doc.at(f.path...).texts() {
			*f.value = append(*f.value, p.absolute(path))
		}
	}
	where, _ := p.doc.at("settings", "targetDomainLocation").text()
	c.OnPV = where == "pv"
	c.BuildExtras = p.buildExtras()
	c.Push, c.Pull, c.DefaultPull = p.credential(pushPlace), p.credential(customPull), p.credential(defaultPull)
	return c
}

func (p *Project) buildExtras() []string {
	if on, ok := p.doc.at("image", "auxExtendBuild").truth(); ok && !on {
		return nil
	}
	var extras []string
	for _, key := range []string{"auxAdditionalBuildCommandsFile", "auxAdditionalBuildFiles", "auxBuilderNetworkName"} {
		n := p.doc.at("image", key)
		if s, _ := n.text(); s != "" {
			extras = append(extras, s)
		}
		extras = append(extras, n.texts()...)
	}
	return extras
}

// apply writes the fields of c that differ from what was read. When the file
// moves, relative paths are written anew for their new place.
func (p *Project) apply(c Content, moved bool) error {
	p.applyBools(c)
	p.applyTexts(c, moved)
	p.applyLists(c, moved)
	old := p.read
	for _, change := range []struct {
		at       place
		now, old Credential
		registry string
	}{
		{pushPlace, c.Push, old.Push, ocir.RegistryOf(c.Tag)},
		{customPull, c.Pull, old.Pull, ocir.RegistryOf(c.BaseRef)},
		{defaultPull, c.DefaultPull, old.DefaultPull, ocir.DockerHub},
	} {
		if err := p.setCredential(change.at, change.now, change.old, change.registry); err != nil {
			return err
		}
	}
	return nil
}

func (p *Project) applyBools(c Content) {
	old := p.read
	oldCreate, create := !old.UseExisting, !c.UseExisting
	before := old.bools(&oldCreate)
	for i, f := range c.bools(&create) {
		if *f.value != *before[i].value {
			p.setOrRemove(scalar(*f.value), *f.value == f.fallback, f.path)
		}
	}
}

func (p *Project) applyTexts(c Content, moved bool) {
	before := p.read.texts()
	for i, f := range c.texts() {
		same := *f.value == *before[i].value && f.fallback == before[i].fallback
		if same && (!f.isPath || !moved) {
			continue
		}
		v := *f.value
		if f.isPath {
			v = p.relative(v)
		}
		p.setOrRemove(scalar(v), *f.value == f.fallback || *f.value == "", f.path)
	}
}

func (p *Project) applyLists(c Content, moved bool) {
	before := p.read.lists()
	for i, f := range c.lists() {
		if !moved && slices.Equal(*f.value, *before[i].value) {
			continue
		}
		paths := make([]string, len(*f.value))
		for j, path := range *f.value {
			paths[j] = p.relative(path)
		}
		p.setOrRemove(list(paths), len(paths) == 0, f.path)
	}
}

// setOrRemove leaves values at their default out, as the toolkit does.
func (p *Project) setOrRemove(n *node, isDefault bool, path []string) {
	if !isDefault {
		p.doc.set(n, path...)
		return
	}
	p.doc.remove(path...)
}

func (p *Project) folder() string {
	if abs, err := filepath.Abs(p.path); err == nil {
		return filepath.Dir(abs)
	}
	return filepath.Dir(p.path)
}

// absolute returns a path from the root. One that begins at the root of another
// system stays as it is: it is in no folder of the project.
func (p *Project) absolute(path string) string {
	native := filepath.FromSlash(path)
	if filepath.IsAbs(native) || strings.HasPrefix(path, "/") {
		return native
	}
	return filepath.Join(p.folder(), native)
}

// relative returns a path inside the project's folder with forward slashes,
// any other path unchanged.
func (p *Project) relative(path string) string {
	rel, err := filepath.Rel(p.folder(), path)
	if err != nil || rel == ".." || strings.HasPrefix(rel, ".."+string(os.PathSeparator)) {
		return path
	}
	return filepath.ToSlash(rel)
}
