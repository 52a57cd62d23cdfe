package ui

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"auximage/app/words"
)

// line returns what the path line shows in a folder: with the name of the file
// to be saved, where one is.
func (d *browser) line(dir string) string {
	if d.save == "" {
		return dir
	}
	return filepath.Join(dir, d.save)
}

// typedNew takes a path to save to; what is there already is replaced only
// after a question.
func (d *browser) typedNew() {
	path := d.typedPath()
	info, err := os.Stat(path)
	if err == nil && info.IsDir() {
		d.enter(path)
		return
	}
	if filepath.Ext(path) == "" && len(d.endings) > 0 {
		path += d.endings[0]
		info, err = os.Stat(path)
	}
	switch {
	case err == nil && info.IsDir():
		d.enter(path)
	case err == nil:
		d.win.ask(words.L("Replace the file?"), words.L("{{.Path}} is there already.", map[string]any{"Path": path}),
			answer{words.L("Cancel"), nil}, answer{words.L("Replace"), func() { d.take([]string{path}) }})
	case !errors.Is(err, fs.ErrNotExist):
		d.refuse(path, err)
	default:
		folder := filepath.Dir(path)
		if _, err := os.Stat(folder); err != nil {
			d.refuse(folder, err)
			return
		}
		d.take([]string{path})
	}
}
