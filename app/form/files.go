package form

import (
	"path/filepath"
	"slices"

	"auximage/imaging/input"
	"auximage/imaging/model"
	"auximage/imaging/report"
)

// lists returns the form's lists of files.
func (f *Form) lists() []*[]input.File { return []*[]input.File{&f.Models, &f.Variables, &f.Archives} }

// Files returns all files, models first.
func (f *Form) Files() []input.File { return slices.Concat(f.Models, f.Variables, f.Archives) }

// Add puts files on the lists that their endings belong to, in the place of files of
// an opened image that have their names, and returns a finding about each that stands
// on none.
func (f *Form) Add(paths []string) []report.Finding {
	var notes []report.Finding
	for _, path := range paths {
		if whole, err := filepath.Abs(path); err == nil {
			path = whole
		}
		list := f.listOf(path)
		if list == nil {
			notes = append(notes, report.Finding{Code: CodeUnknownFile, Severity: report.Error, File: path})
			continue
		}
		if !slices.ContainsFunc(*list, SameFile(path)) {
			*list = taking(*list, path)
		}
	}
	return notes
}

// listOf returns the list that a file belongs to by its ending, nil for none.
func (f *Form) listOf(path string) *[]input.File {
	switch model.KindOf(path) {
	case model.Model:
		return &f.Models
	case model.Variables:
		return &f.Variables
	case model.Archive:
		return &f.Archives
	}
	return nil
}

// taking returns a list with one more file: in the place of the one that an image has
// under its name, which it replaces, else at the end.
func taking(list []input.File, path string) []input.File {
	at := slices.IndexFunc(list, func(f input.File) bool { return f.Image != "" && f.InImage() == filepath.Base(path) })
	if at < 0 {
		return append(list, input.File{Path: path})
	}
	list = slices.Clone(list)
	list[at] = input.File{Path: path}
	return list
}

// SameFile returns a function that finds the file of a path.
func SameFile(path string) func(input.File) bool {
	return func(f input.File) bool { return f.Path == path }
}

// Removal is a file that was taken off its list, and where it stood there.
type Removal struct {
	File     input.File
	list, at int
}

// Remove takes a file off its list, and returns what brings it back there.
func (f *Form) Remove(path string) (gone Removal) {
	for i, list := range f.lists() {
		if at := slices.IndexFunc(*list, SameFile(path)); at >= 0 {
			gone = Removal{(*list)[at], i, at}
			*list = slices.Delete(slices.Clone(*list), at, at+1)
		}
	}
	return gone
}

// Undo puts a removed file back where it stood: the order in which models are merged
// is that of the list.
func (f *Form) Undo(gone Removal) {
	list := f.lists()[gone.list]
	*list = slices.Insert(slices.Clone(*list), min(gone.at, len(*list)), gone.File)
}

// Move moves a file by n places, as far as the list goes.
func (f *Form) Move(path string, n int) {
	for _, list := range f.lists() {
		from := slices.IndexFunc(*list, SameFile(path))
		if from < 0 {
			continue
		}
		file := (*list)[from]
		to := min(max(from+n, 0), len(*list)-1)
		*list = slices.Insert(slices.Delete(*list, from, from+1), to, file)
	}
}

// Rename sets the name that a file has in the image; empty is its own.
func (f *Form) Rename(path, name string) {
	if name == filepath.Base(path) {
		name = ""
	}
	for _, list := range f.lists() {
		if at := slices.IndexFunc(*list, SameFile(path)); at >= 0 {
			(*list)[at].Name = name
		}
	}
}

// Has tells whether a path is that of a file of the form.
func (f *Form) Has(path string) bool {
	return slices.ContainsFunc(f.Files(), SameFile(path))
}

// Sources returns the paths of all that an image of the form is made of, with
// the installer that goes in. Of a base that is a folder it is the file that is
// written with every change of it: the image layout's index.json.
func (f *Form) Sources(installer string) []string {
	all := Paths(slices.DeleteFunc(f.Files(), func(file input.File) bool { return file.Image != "" }))
	if installer != "" {
		all = append(all, installer)
	}
	if f.CustomBase && f.BaseFile != "" {
		base := f.BaseFile
		if filepath.Ext(base) != ".tar" {
			base = filepath.Join(base, "index.json")
		}
		all = append(all, base)
	}
	return all
}

// Inputs returns the files of the form as package model takes them.
func (f *Form) Inputs() model.Inputs {
	return model.Inputs{
		Models:    f.Models,
		Variables: f.Variables,
		Archives:  f.Archives,
	}
}

// Replace puts files in the places of others, by path. Where there are several in
// the place of one, the first has its name in the image.
func (f *Form) Replace(others map[string][]string) {
	for _, list := range f.lists() {
		for i := len(*list) - 1; i >= 0; i-- {
			paths := others[(*list)[i].Path]
			if len(paths) == 0 {
				continue
			}
			(*list)[i].Path, (*list)[i].Image = paths[0], ""
			for n, path := range paths[1:] {
				*list = slices.Insert(*list, i+1+n, input.File{Path: path})
			}
		}
	}
}

func Paths(files []input.File) []string {
	var all []string
	for _, f := range files {
		all = append(all, f.Path)
	}
	return all
}
