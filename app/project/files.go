package project

import (
	"context"
	"slices"
	"strings"

	"auximage/app/form"
	"auximage/imaging/input"
	"auximage/imaging/model"
	"auximage/imaging/report"
	"auximage/imaging/zipfile"
)

// filesOf returns a project's files as the form has them.
func (b *Binding) filesOf(paths []string, known []input.File) []input.File {
	var all []input.File
	for _, path := range unique(paths) {
		if slices.Contains(b.left, path) {
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
func checkFiles(path string, c Content) error {
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
func (b *Binding) setFiles(paths *[]string, files []input.File) {
	var now, was []string
	for _, f := range files {
		if f.Image == "" { // a project names files on disk
			now = append(now, f.Path)
		}
	}
	for _, f := range b.filesOf(*paths, nil) {
		was = append(was, f.Path)
	}
	if slices.Equal(now, was) {
		return
	}
	for i, path := range unique(*paths) {
		if slices.Contains(b.left, path) && !slices.Contains(now, path) {
			now = slices.Insert(now, min(i, len(now)), path)
		}
	}
	*paths = now
}

// look finds what of a project does not go into an image, as the toolkit leaves
// it out, and notes it with what is not done here.
func (b *Binding) look() {
	note := func(code report.Code, severity report.Severity, file string, args report.Args) {
		b.Notes = append(b.Notes, report.Finding{Code: code, Severity: severity, File: file, Args: args})
	}
	if extras := b.Content.BuildExtras; len(extras) > 0 {
		note(CodeBuilds, report.Warning, "", report.Args{"Names": strings.Join(extras, ", ")})
	}
	for _, path := range unique(b.Content.Variables) {
		if definesNothing(path) {
			b.left = append(b.left, path)
			note(CodeNoVariables, report.Info, path, nil)
		}
	}
	for _, path := range unique(b.Content.Archives) {
		if holdsNothing(path) {
			b.left = append(b.left, path)
			note(CodeNoEntries, report.Info, path, nil)
		}
	}
	if b.Content.OnPV {
		note(CodeOnPV, report.Info, "", nil)
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
