package session

import (
	"path/filepath"
	"slices"

	"auximage/imaging/input"
	"auximage/imaging/model"
	"auximage/imaging/report"
)

// lists returns the form's lists of files.
func (f *Form) lists() []*[]input.File { return []*[]input.File{&f.Models, &f.Variables, &f.Archives} }

// Files returns all Files, models first.
func (f *Form) Files() []input.File { return slices.Concat(f.Models, f.Variables, f.Archives) }

// Add puts files on the lists that their endings belong to, and returns a
// finding about each that stands on none.
func (f *Form) Add(paths []string) []report.Finding {
	var notes []report.Finding
	for _, path := range paths {
		if whole, err := filepath.Abs(path); err == nil {
			path = whole
		}
		var list *[]input.File
		switch model.KindOf(path) {
		case model.Model:
			list = &f.Models
		case model.Variables:
			list = &f.Variables
		case model.Archive:
			list = &f.Archives
		default:
			notes = append(notes, report.Finding{Code: CodeUnknownFile, Severity: report.Error, File: path})
			continue
		}
		if !slices.ContainsFunc(*list, same(path)) {
			*list = append(*list, input.File{Path: path})
		}
	}
	return notes
}

// same returns a function that finds the file of a path.
func same(path string) func(input.File) bool {
	return func(f input.File) bool { return f.Path == path }
}

func (f *Form) Remove(path string) {
	for _, list := range f.lists() {
		*list = slices.DeleteFunc(*list, same(path))
	}
}

// Move moves a file by n places, as far as the list goes.
func (f *Form) Move(path string, n int) {
	for _, list := range f.lists() {
		from := slices.IndexFunc(*list, same(path))
		if from < 0 {
			continue
		}
		file := (*list)[from]
		to := min(max(from+n, 0), len(*list)-1)
		*list = slices.Insert(slices.Delete(*list, from, from+1), to, file)
	}
}

func (f *Form) Rename(path, name string) {
	if name == filepath.Base(path) {
		name = ""
	}
	for _, list := range f.lists() {
		if at := slices.IndexFunc(*list, same(path)); at >= 0 {
			(*list)[at].Name = name
		}
	}
}
