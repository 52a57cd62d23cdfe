package form

import (
	"maps"
	"slices"

	"auximage/imaging"
	"auximage/imaging/input"
	"auximage/imaging/opened"
)

// FillFrom takes over what an opened image is made of: its files stand in the lists as
// files of the image, its WDT and its base stay. Where it goes, and who signs in, is
// left as it is.
func (f *Form) FillFrom(o *imaging.Opened) {
	p := o.Plan()
	f.UseExisting, f.From, f.FromWDT = false, o.Pinned(), o.WDT.Version
	f.FromNames = nil
	for _, file := range o.Files {
		if file.Kind != opened.Other {
			f.FromNames = append(f.FromNames, file.Name)
		}
	}
	f.Models, f.Variables, f.Archives = p.Models, p.Variables, p.Archives
	f.WDT, f.Installer = WDTNone, ""
	if p.Tooling != "" {
		f.WDT = WDTKept
	}
	f.KeepBase = p.Base.Image != ""
	f.BaseDigest, f.AlwaysPull = "", false
	if o.Base.Name != "" { // of another maker's image; what the form has stays for a base that is not kept
		f.CustomBase, f.BaseRef, f.BaseFile = true, o.Base.Name, ""
	}
	f.Platforms, f.Labels = p.Platforms, p.Labels
	f.OpenShift, f.OwnerUser, f.OwnerGroup = false, p.Owner.User, p.Owner.Group
	f.WDTHome, f.ModelHome = p.Homes.WDT, p.Homes.Model
}

// InImage returns the names of the files that are in an image already, and not on disk.
func (f *Form) InImage() (names []string) {
	for _, file := range f.Files() {
		if file.Image != "" {
			names = append(names, file.InImage())
		}
	}
	return names
}

// Removed returns the names of the files of From that are neither in the form nor
// replaced there.
func (f *Form) Removed() []string {
	return slices.DeleteFunc(slices.Clone(f.FromNames), func(name string) bool {
		return slices.ContainsFunc(f.Files(), func(file input.File) bool {
			return file.InImage() == name || file.Image != "" && file.Within() == name
		})
	})
}

// PutBack puts the Removed files on their lists again, each where the image has it.
func (f *Form) PutBack() {
	for _, name := range f.Removed() {
		list := f.listOf(name)
		if list == nil {
			continue
		}
		behind := func(file input.File) bool {
			return slices.Index(f.FromNames, file.InImage()) > slices.Index(f.FromNames, name)
		}
		at := slices.IndexFunc(*list, behind)
		if at < 0 {
			at = len(*list)
		}
		*list = slices.Insert(slices.Clone(*list), at, input.In(f.From, name))
	}
}

// ModelsOfImage tells whether the form changes an image and has no model but those of
// the image, in it or taken out of it.
func (f *Form) ModelsOfImage() bool {
	return f.From != "" && !slices.ContainsFunc(f.Models, func(file input.File) bool {
		return file.Image == "" && !slices.Contains(f.FromNames, file.InImage())
	})
}

// Merge puts files in the place of those that have the same name in the image, others
// behind them.
func (f *Form) Merge(more Form) {
	for i, list := range f.lists() {
		for _, file := range *more.lists()[i] {
			at := slices.IndexFunc(*list, func(other input.File) bool { return other.InImage() == file.InImage() })
			if at < 0 {
				*list = append(*list, file)
			} else {
				(*list)[at] = file
			}
		}
	}
	if len(more.Labels) > 0 {
		labels := maps.Clone(more.Labels)
		for name, value := range f.Labels {
			if _, newer := labels[name]; !newer {
				labels[name] = value
			}
		}
		f.Labels = labels
	}
}

// RemoveNamed takes the file of a name in the image off its list, and tells whether
// there was one.
func (f *Form) RemoveNamed(name string) bool {
	before := len(f.Files())
	for _, list := range f.lists() {
		*list = slices.DeleteFunc(*list, func(file input.File) bool { return file.InImage() == name })
	}
	return len(f.Files()) < before
}
