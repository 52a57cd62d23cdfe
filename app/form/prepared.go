package form

import (
	"path/filepath"

	"auximage/app/prepare"
)

// Place puts prepared files in the places of the files that they were made from, and
// adds those that were made from none.
func (f *Form) Place(placed []prepare.Placed) {
	for _, p := range placed {
		if len(p.Sources) == 0 {
			f.Add([]string{p.Path})
			continue
		}
		f.Replace(map[string][]string{p.Sources[0]: {p.Path}})
		for _, more := range p.Sources[1:] {
			f.Remove(more)
		}
	}
}

// PreparedFolder returns where prepared files are to be placed, when a folder
// was given there, otherwise beside the first model.
func (f *Form) PreparedFolder(given string) string {
	if given != "" || len(f.Models) == 0 {
		return given
	}
	return filepath.Join(filepath.Dir(f.Models[0].Path), "prepared")
}

// WantsFolder tells whether an action that creates needs Form.DownloadDir. To
// prepare the models an installer is needed even where none goes in.
func (f Form) WantsFolder(preparing bool) bool {
	return f.WantsLatest() || preparing && f.WDT == WDTNone
}
