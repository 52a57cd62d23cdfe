// Package dictionary judges a model by the tables that the deploy tooling
// itself judges by: every installer carries them in its core jar, one file of
// JSON for each category of folders.
//
// The tables say which folders and attributes there are, and in which versions
// of WebLogic. How they are applied is code of the deploy tooling; this package
// follows validateModel and createDomain of WebLogic Deploy Tooling 4.4.7
// (wlsdeploy/tool/validate and wlsdeploy/aliases). Its crashes are not followed:
// what makes it crash is a finding like any other.
//
//	New -> Dictionary -> Judge -> findings
package dictionary

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"sync"
	"unique"
)

// Dictionary is the tables of one installer. Categories are read when a model
// first asks for them. Its methods may be called from many goroutines.
type Dictionary struct {
	reader     reader
	mu         sync.Mutex
	categories map[string]loaded[*folder]
	schemas    map[string]loaded[*schema]
	roles      map[string]loaded[map[string]bool]
}

type loaded[T any] struct {
	value T
	err   error
}

// domainCategory holds the attributes of topology, domainInfoCategory those of
// domainInfo.
const (
	domainCategory     = "Domain"
	domainInfoCategory = "DomainInfo"
)

// New returns the dictionary that an installer's core jar holds, and an error
// when the jar holds none that this package understands.
func New(files fs.FS) (*Dictionary, error) {
	d := &Dictionary{
		reader:     reader{files: files, spans: make(map[string]*span)},
		categories: make(map[string]loaded[*folder]),
		schemas:    make(map[string]loaded[*schema]),
		roles:      make(map[string]loaded[map[string]bool]),
	}
	for _, name := range []string{domainCategory, domainInfoCategory, "Server"} {
		f, err := d.category(name)
		switch {
		case err != nil:
			return nil, err
		case f == nil:
			return nil, fmt.Errorf("%s: %w", fileOf(name), fs.ErrNotExist)
		case len(f.attributes) == 0:
			return nil, fmt.Errorf("%s: no attributes where releases have them", fileOf(name))
		}
	}
	return d, nil
}

// category returns a category by the name of its folder, nil when the
// installer has none.
func (d *Dictionary) category(name string) (*folder, error) {
	return once(d, d.categories, name, d.reader.category)
}

// schema returns the schema of a Kubernetes resource, nil when the installer
// has none.
func (d *Dictionary) schema(name string) (*schema, error) {
	return once(d, d.schemas, name, func(name string) (*schema, error) {
		return readJSON(d.reader.files, schemas+name+".json", func(text []byte) (*schema, error) {
			var file struct {
				Schema *schema `json:"openAPIV3Schema"`
			}
			return file.Schema, json.Unmarshal(text, &file)
		})
	})
}

// builtInRoles returns the names of the roles that WebLogic has by itself.
func (d *Dictionary) builtInRoles(file string) (map[string]bool, error) {
	return once(d, d.roles, file, func(name string) (map[string]bool, error) {
		return readJSON(d.reader.files, roles+name+".json", func(text []byte) (map[string]bool, error) {
			var file map[string]json.RawMessage
			err := json.Unmarshal(text, &file)
			names := make(map[string]bool, len(file))
			for name := range file {
				names[name] = true
			}
			return names, err
		})
	})
}

func readJSON[T any](files fs.FS, name string, read func([]byte) (T, error)) (value T, err error) {
	text, err := fs.ReadFile(files, name)
	if isAbsent(err) {
		return value, nil
	}
	if err != nil {
		return value, err
	}
	if value, err = read(text); err != nil {
		return value, fmt.Errorf("%s: %w", name, err)
	}
	return value, nil
}

func once[T any](d *Dictionary, known map[string]loaded[T], name string, load func(string) (T, error)) (T, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if l, already := known[name]; already {
		return l.value, l.err
	}
	value, err := load(name)
	known[name] = loaded[T]{value, err}
	return value, err
}

func isAbsent(err error) bool { return errors.Is(err, fs.ErrNotExist) }

func intern(text string) string { return unique.Make(text).Value() }
