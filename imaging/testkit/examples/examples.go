// Package examples has bad inputs, each with what is to be found in it, for the
// tests of the checks and for those of the sentences that people read.
package examples

import (
	"archive/zip"
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"auximage/imaging/input"
	"auximage/imaging/model"
)

// Example is a set of inputs with what is wrong in it.
type Example struct {
	Name    string
	Files   Files
	Version string   // of the deploy tooling; empty when unknown
	Found   []string // each: severity, code, file:line:column
}

// Files are files by name; those named .zip are lists of entries, one a line,
// of which "name=text" has content, unless they begin with "not a zip".
type Files map[string]string

// Credentials are what every merged model needs.
const Credentials = `domainInfo:
  AdminUserName: '@@SECRET:__weblogic-credentials__:username@@'
  AdminPassword: '@@SECRET:__weblogic-credentials__:password@@'
`

// Write puts the files into a folder and returns them, sorted by name.
func (f Files) Write(dir string) (model.Inputs, error) {
	var in model.Inputs
	names := make([]string, 0, len(f))
	for name := range f {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		file, kind := input.File{Path: filepath.Join(dir, name)}, model.KindOf(name)
		content := []byte(f[name])
		if kind == model.Archive && !strings.HasPrefix(f[name], "not a zip") {
			var err error
			if content, err = Zip(f[name]); err != nil {
				return model.Inputs{}, err
			}
		}
		if err := os.WriteFile(file.Path, content, 0o600); err != nil {
			return model.Inputs{}, err
		}
		switch kind {
		case model.Variables:
			in.Variables = append(in.Variables, file)
		case model.Archive:
			in.Archives = append(in.Archives, file)
		default:
			in.Models = append(in.Models, file)
		}
	}
	return in, nil
}

// Zip returns a zip of a list of entries, as Files has it.
func Zip(list string) ([]byte, error) {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for line := range strings.Lines(list) {
		name, text, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "=")
		if name == "" {
			continue
		}
		entry, err := w.Create(name)
		if err == nil {
			_, err = entry.Write([]byte(text))
		}
		if err != nil {
			return nil, err
		}
	}
	err := w.Close()
	return b.Bytes(), err
}
