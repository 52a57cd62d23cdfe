package ui

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"auximage/app/words"
)

// mark shows an item's path in the line; where several files are chosen it is
// one of them, or not any more.
func (d *browser) mark(i int) {
	path, isDir := d.pathOf(i), d.shown.items[i].isDir
	d.current = path
	if d.several && !isDir {
		d.marked[path] = !d.marked[path]
		if !d.marked[path] {
			d.current = ""
		}
	}
	if d.save != "" && !isDir {
		d.save = filepath.Base(path)
	}
	if isDir {
		path = d.line(path)
	}
	d.path.SetValue(path)
	d.showFault("")
	d.drawConfirm()
	d.list.Refresh()
}

// markThrough marks all files from the one at a path to an item, both of them too, and
// no others.
func (d *browser) markThrough(from string, to int) {
	at := slices.IndexFunc(d.shown.items, func(i item) bool { return filepath.Join(d.shown.path, i.name) == from })
	if at < 0 {
		at = to
	}
	d.marked = map[string]bool{}
	for i := min(at, to); i <= max(at, to); i++ {
		d.marked[d.pathOf(i)] = !d.shown.items[i].isDir
	}
	d.current = d.pathOf(to)
	d.path.SetValue(d.current)
	d.showFault("")
	d.drawConfirm()
	d.list.Refresh()
}

// drawConfirm has nothing be confirmed as long as no file is named.
func (d *browser) drawConfirm() {
	if !d.folder && d.save == "" && d.typedPath() == d.shown.path && len(d.allMarked()) == 0 {
		d.confirm.Disable()
		return
	}
	d.confirm.Enable()
}

// open enters a folder of the list, or takes a file.
func (d *browser) open(i int) {
	path := d.pathOf(i)
	if d.shown.items[i].isDir {
		d.enter(path)
		return
	}
	if d.several {
		d.marked[path] = true
	}
	d.path.SetValue(path)
	d.typed()
}

// typed takes what stands in the path line, and the marked files.
func (d *browser) typed() {
	if all := quotedPaths(d.path.Text); d.several && len(all) > 1 {
		d.typedAll(all)
		return
	}
	path := d.typedPath()
	lookAt(d, path, func() standing { return stat(path) }, func(s standing) {
		switch {
		case d.save != "":
			d.typedNew(path, s)
		case s.err != nil:
			d.refuse(path, s.err)
		case d.folder && !s.isDir:
			d.showFault(words.L("{{.Path}} is not a folder.", map[string]any{"Path": path}))
		case d.folder:
			d.choose([]string{path})
		case len(d.allMarked()) > 0:
			d.marked[path] = !s.isDir
			d.choose(d.allMarked())
		case s.isDir:
			d.enter(path)
		default:
			d.choose([]string{path})
		}
	})
}

// follow lists the folder that is being typed, with the keyboard's place at the first
// item that begins as its last name does.
func (d *browser) follow() {
	dir, name, whole := d.typedFolder()
	switch {
	case whole && dir != d.followed:
		d.followed = dir
		d.read(dir, func(f folder) {
			if f.err == nil {
				d.showItems(f)
				d.list.Seek(name)
			}
		})
	case name != "" && dir == d.shown.path:
		d.list.Seek(name)
	}
}

// typedFolder returns the folder that the line for the path names, and how the name of an
// item of it begins. It is whole where it does not depend on the folder that is shown.
func (d *browser) typedFolder() (dir, name string, whole bool) {
	line := strings.Trim(strings.TrimSpace(d.path.Text), `"'`)
	whole = filepath.IsAbs(line) || strings.HasPrefix(line, "~")
	if line != "" && os.IsPathSeparator(line[len(line)-1]) {
		return d.absolute(line), "", whole
	}
	if line == "" || line == "~" {
		return d.shown.path, "", false
	}
	return filepath.Dir(d.absolute(line)), filepath.Base(line), whole
}

// typedAll takes several files that the path line names.
func (d *browser) typedAll(paths []string) {
	for i, path := range paths {
		paths[i] = d.absolute(path)
	}
	lookAt(d, paths[0], func() standing {
		for _, path := range paths {
			if s := stat(path); s.err != nil {
				return s
			}
		}
		return standing{}
	}, func(s standing) {
		var fault *fs.PathError
		switch {
		case errors.As(s.err, &fault):
			d.refuse(fault.Path, s.err)
		default:
			d.choose(append(d.allMarked(), paths...))
		}
	})
}

// quoted is a path in quotes, as file dialogs and shells write several of them.
var quoted = regexp.MustCompile(`"([^"]+)"|'([^']+)'`)

// quotedPaths returns the paths of a line that holds nothing but paths in quotes.
func quotedPaths(line string) (all []string) {
	if strings.TrimSpace(quoted.ReplaceAllString(line, "")) != "" {
		return nil
	}
	for _, m := range quoted.FindAllStringSubmatch(line, -1) {
		all = append(all, m[1]+m[2])
	}
	return all
}

// typedPath returns the path line's path.
func (d *browser) typedPath() string {
	return d.absolute(strings.Trim(strings.TrimSpace(d.path.Text), `"'`))
}

// absolute returns a path, from the home folder for one that begins with a tilde
// and from the folder shown for one that begins with neither a tilde nor a root.
func (d *browser) absolute(path string) string {
	if rest, ok := strings.CutPrefix(path, "~"); ok {
		path = home() + rest
	}
	if !filepath.IsAbs(path) {
		path = filepath.Join(d.shown.path, path)
	}
	return filepath.Clean(path)
}

func (d *browser) allMarked() []string {
	var all []string
	for path, on := range d.marked {
		if on {
			all = append(all, path)
		}
	}
	slices.Sort(all)
	return all
}

func (d *browser) choose(paths []string) {
	d.dialog.Close()
	d.chosen(paths)
}

// line returns what the path line shows for a folder: with the name of the file
// to be saved, where one is.
func (d *browser) line(dir string) string {
	if d.save == "" {
		return dir
	}
	return filepath.Join(dir, d.save)
}

// typedNew takes a path to save to; what is there already is replaced only
// after a question.
func (d *browser) typedNew(path string, s standing) {
	switch {
	case s.isDir:
		d.enter(path)
	case filepath.Ext(path) == "" && len(d.endings) > 0:
		path += d.endings[0]
		lookAt(d, path, func() standing { return stat(path) }, func(s standing) { d.typedNew(path, s) })
	case s.err == nil:
		d.win.dialogs.warn(words.L("Replace the file?"), words.L("{{.Path}} is there already.", map[string]any{"Path": path}),
			answer{words.L("Replace"), func() { d.choose([]string{path}) }})
	case !errors.Is(s.err, fs.ErrNotExist):
		d.refuse(path, s.err)
	default:
		folder := filepath.Dir(path)
		lookAt(d, folder, func() standing { return stat(folder) }, func(s standing) {
			if s.err != nil {
				d.refuse(folder, s.err)
				return
			}
			d.choose([]string{path})
		})
	}
}
