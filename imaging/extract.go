package imaging

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"auximage/imaging/cachedir"
	"auximage/imaging/opened"
	"auximage/imaging/report"
)

// Extract takes files out of the image into a folder, which is made where it is
// missing, and returns their paths, sorted; without names all models, variables and
// archives, which leaves the image's Others. Nothing that stands there is replaced but with
// force. Each file is private to the person, and stands there whole or not at all:
// a file whose layer is not what its digest says does not come.
func (o *Opened) Extract(ctx context.Context, names []string, dir string, force bool) ([]string, error) {
	if len(names) == 0 {
		if unread := o.Unread(); unread > 0 {
			return nil, o.fault(CodeUnreadLayers, report.Args{"Size": unread})
		}
		for _, f := range o.Files {
			if f.Kind != opened.Other {
				names = append(names, f.Name)
			}
		}
		if len(names) == 0 {
			return nil, o.fault(CodeNothingIn, report.Args{})
		}
	}
	names = slices.Compact(slices.Sorted(slices.Values(names)))
	var paths []string
	if err := o.allThere(names); err != nil {
		return nil, err
	}
	for _, name := range names {
		path, err := contents{o}.target(name, dir, force)
		if err != nil {
			return nil, err
		}
		paths = append(paths, path)
	}
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return nil, notTaken(dir, err)
	}
	if err := (contents{o}).extract(ctx, names, paths, force); err != nil {
		return nil, fmt.Errorf("taking files out of %s: %w", o.name(), err)
	}
	return paths, nil
}

// allThere returns which of the names are of no file in the image. Others are not taken
// then either.
func (o *Opened) allThere(names []string) error {
	var gone, there []string
	for _, name := range names {
		if _, ok := o.Named(name); !ok {
			gone = append(gone, name)
		}
	}
	if gone == nil {
		return nil
	}
	for _, f := range o.Files {
		there = append(there, f.Name)
	}
	return o.fault(CodeNotInImage, report.Args{"Name": strings.Join(gone, ", "), "Names": strings.Join(there, ", "), "Untaken": len(gone) < len(names)})
}

// target returns where a file goes.
func (c contents) target(name, dir string, force bool) (string, error) {
	if !safeName(name) {
		return "", c.image.fault(CodeUnsafeName, report.Args{"Name": name})
	}
	path := filepath.Join(dir, name)
	return path, vacant(path, force)
}

// vacant returns that something stands at a path which is not to be replaced.
func vacant(path string, force bool) error {
	there, err := os.Lstat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return notTaken(path, err)
	case !there.Mode().IsRegular():
		return report.Finding{Code: CodeNotReplaced, Severity: report.Error, File: path}
	case force:
		return nil
	}
	return report.Finding{Code: CodeFileThere, Severity: report.Error, File: path}
}

// safeName tells whether a name of an image is one for a file in a folder here, on
// any system: without separators, colons and characters that do not show.
func safeName(name string) bool {
	return filepath.IsLocal(name) && name == filepath.Base(name) && name != "." &&
		!strings.ContainsAny(name, `/\:*?"<>|`) &&
		!strings.ContainsFunc(name, func(r rune) bool { return !unicode.IsPrint(r) })
}

// notTaken returns that a file could not be written.
func notTaken(path string, cause error) error {
	return report.Finding{Code: CodeNotTaken, Severity: report.Error, File: path, Cause: cause}
}

// extract writes the files under temporary names and, once all are there and
// right, gives them theirs.
func (c contents) extract(ctx context.Context, names, paths []string, force bool) (err error) {
	to, files := map[string]io.Writer{}, make([]*cachedir.Pending, len(names))
	defer func() {
		for _, f := range files {
			f.Discard()
		}
	}()
	for i, name := range names {
		if files[i], err = cachedir.Begin(paths[i]); err != nil {
			return notTaken(paths[i], err)
		}
		to[name] = files[i]
	}
	err = c.write(ctx, report.Extract, to)
	for i, f := range files {
		if f.Failed() != nil {
			return notTaken(paths[i], f.Failed())
		}
	}
	if err != nil {
		return err
	}
	for i, f := range files {
		if err := vacant(paths[i], force); err != nil {
			return err
		}
		if err := f.Commit(); err != nil {
			return notTaken(paths[i], err)
		}
	}
	return nil
}
