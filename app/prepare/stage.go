package prepare

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"auximage/imaging/input"
	"auximage/imaging/model"
)

// staged are the files as the tool is given them, each list in the operator's
// order, in which later ones win.
type staged struct {
	models    copies
	variables copies // at most one
	archives  []string
}

// copied is a file of the tool's input: under the name that it has in the image,
// by which the tool writes its result and knows a model. It is a copy, since the
// tool looks behind links.
type copied struct {
	name, path string
	sources    []string // paths of the person's own files in it
}

type copies []copied

func (c copies) paths() []string {
	var all []string
	for _, file := range c {
		all = append(all, file.path)
	}
	return all
}

// stage puts the files into a folder, which it makes.
func (j Job) stage(dir string) (given staged, err error) {
	if err := os.Mkdir(dir, 0o700); err != nil {
		return given, err
	}
	for _, f := range inOrder(j.Models) {
		c := copied{f.InImage(), filepath.Join(dir, f.InImage()), []string{f.Path}}
		if err := joined(c); err != nil {
			return given, err
		}
		given.models = append(given.models, c)
	}
	if variables := inOrder(j.Variables); len(variables) > 0 {
		c := copied{name: variables[0].InImage(), path: filepath.Join(dir, variables[0].InImage())}
		for _, f := range variables {
			c.sources = append(c.sources, f.Path)
		}
		if err := joined(c); err != nil {
			return given, err
		}
		given.variables = copies{c}
	}
	for n, f := range inOrder(j.Archives) {
		path := f.Path
		if strings.Contains(path, ",") { // which parts the tool's list
			path = filepath.Join(dir, fmt.Sprintf("archive-%d.zip", n))
			if err := os.Symlink(f.Path, path); err != nil {
				return given, err
			}
		}
		given.archives = append(given.archives, path)
	}
	return given, nil
}

func inOrder(files []input.File) []input.File {
	names := make([]string, len(files))
	for i, f := range files {
		names[i] = f.InImage()
	}
	order := model.Order(names)
	return slices.SortedStableFunc(slices.Values(files), func(a, b input.File) int {
		return slices.Index(order, a.InImage()) - slices.Index(order, b.InImage())
	})
}

// joined writes the sources of a file one behind the other. The tool's usage tells
// of a list of variables files, but releases to 4.4.6 at least take it for one path
// and lose what is in them. In properties the last definition of a name counts; the
// empty line between two files ends a definition that the first leaves open.
func joined(c copied) error {
	to, err := os.OpenFile(c.path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	defer func() { _ = to.Close() }()
	for i, source := range c.sources {
		if i > 0 {
			if _, err := io.WriteString(to, "\n\n"); err != nil {
				return err
			}
		}
		if err := appendFile(to, source); err != nil {
			return err
		}
	}
	return to.Close()
}

func appendFile(to io.Writer, path string) error {
	from, err := os.Open(path)
	if err != nil {
		return err
	}
	defer func() { _ = from.Close() }()
	_, err = io.Copy(to, from)
	return err
}

// prepared tells whether the tool wrote each model.
func (s staged) prepared(out string) bool {
	return !slices.ContainsFunc(s.models, func(c copied) bool {
		_, err := os.Stat(filepath.Join(out, c.name))
		return err != nil
	})
}
