package ui

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"auximage/app/words"
)

// browsing says what a file or folder dialog is for.
type browsing struct {
	title   string
	start   string   // folder; the home folder when empty or gone
	folder  bool     // a folder is chosen, not files
	several bool     // more than one file may be chosen
	endings []string // of the files shown; all when empty
	save    string   // the name offered for a file that is to be written; empty where one is read
	chosen  func(paths []string)
}

// browser is the file and folder dialog: places on the left, a line for the
// path above the list, and a button that confirms.
type browser struct {
	browsing
	win     *Window
	sheet   *sheet
	path    *entry
	list    *pathList
	fault   *text
	empty   *text // in place of an empty list
	confirm *button
	newDir  *button
	places  []*button
	at      string // the folder shown
	items   []os.DirEntry
	marked  map[string]bool
}

func (w *Window) browse(b browsing) *browser {
	d := &browser{browsing: b, win: w, marked: map[string]bool{}}
	d.path = newEntry(func(string) { d.say("") })
	d.path.entered = d.typed
	d.fault = caption("")
	d.fault.color = theme.ColorNameError
	d.list = newPathList(d)
	d.newDir = newButton(words.L("New folder"), d.askName)
	d.newDir.Icon = theme.FolderNewIcon()
	up := iconButton(theme.MoveUpIcon(), func() { d.enter(filepath.Dir(d.at)) })
	tools := container.NewHBox(up)
	if b.folder || b.save != "" {
		tools.Add(d.newDir)
	}
	line := bordered(nil, nil, nil, tools, d.path)
	d.empty = muted("")
	d.empty.align = fyne.TextAlignCenter
	listed := bordered(vertical(1, line, d.fault), nil, nil, nil,
		padded(0, 1, newPanel(container.NewStack(d.list, vertical(0, padded(4, 4, d.empty))))))
	body := bordered(nil, nil, padded(1, 0, d.placesColumn()), nil, listed)
	d.sheet = w.dialogs.newSheet(b.title, body, 56)
	d.sheet.tall = true
	d.confirm = newButton(words.L("Select"), d.typed)
	if b.save != "" {
		d.confirm.Text = words.L("Save")
	}
	cancel := newButton(words.L("Cancel"), d.sheet.close)
	d.sheet.first = d.path
	d.sheet.show(cancel, cancel, d.confirm)
	if b.start == "" || !d.enter(b.start) {
		d.enter(home())
	}
	w.browser = d
	return d
}

// say shows what is wrong, below the path.
func (d *browser) say(fault string) {
	d.fault.setText(fault)
	d.path.mark(fault != "")
	d.sheet.fit()
}

func home() string {
	dir, err := os.UserHomeDir()
	if err != nil {
		return string(filepath.Separator)
	}
	return dir
}

// placesColumn offers the folders that people keep such files in.
func (d *browser) placesColumn() fyne.CanvasObject {
	col := vertical(0)
	place := func(name, dir string, icon fyne.Resource) {
		if dir == "" {
			return
		}
		if info, err := os.Stat(dir); err != nil || !info.IsDir() {
			return
		}
		b := newButton(name, func() { d.enter(dir) })
		b.Icon, b.Importance, b.Alignment = icon, widget.LowImportance, widget.ButtonAlignLeading
		d.places = append(d.places, b)
		col.Add(b)
	}
	place(words.L("Home"), home(), theme.HomeIcon())
	place(words.L("Downloads"), d.win.options.Downloads, theme.DownloadIcon())
	place(words.L("Computer"), filepath.VolumeName(home())+string(filepath.Separator), theme.ComputerIcon())
	return container.NewVScroll(col)
}

// enter shows a folder and tells whether it could be read.
func (d *browser) enter(dir string) bool {
	dir = filepath.Clean(dir)
	items, err := os.ReadDir(dir)
	if err != nil {
		d.refuse(dir, err)
		return false
	}
	d.at, d.marked = dir, map[string]bool{}
	d.items = slices.DeleteFunc(items, func(e os.DirEntry) bool { return !d.offers(e) })
	slices.SortStableFunc(d.items, func(a, b os.DirEntry) int {
		switch af, bf := d.isDir(a), d.isDir(b); {
		case af && !bf:
			return -1
		case bf && !af:
			return 1
		}
		return strings.Compare(strings.ToLower(a.Name()), strings.ToLower(b.Name()))
	})
	d.path.set(d.line(dir))
	d.say("")
	d.empty.setText(d.emptyText())
	d.list.UnselectAll()
	d.list.ScrollToTop()
	d.list.Refresh()
	return true
}

func (d *browser) emptyText() string {
	switch {
	case len(d.items) > 0:
		return ""
	case d.folder:
		return words.L("There is no folder in here. Select takes this one.")
	}
	return words.L("There is no such file in here.")
}

func (d *browser) isDir(e os.DirEntry) bool {
	if e.Type()&fs.ModeSymlink == 0 {
		return e.IsDir()
	}
	info, err := os.Stat(filepath.Join(d.at, e.Name()))
	return err == nil && info.IsDir()
}

func (d *browser) offers(e os.DirEntry) bool {
	switch {
	case strings.HasPrefix(e.Name(), "."):
		return false
	case d.isDir(e):
		return true
	case d.folder:
		return false
	}
	return len(d.endings) == 0 || slices.Contains(d.endings, strings.ToLower(filepath.Ext(e.Name())))
}

// open enters a folder of the list, or takes a file.
func (d *browser) open(i int) {
	if i < 0 || i >= len(d.items) {
		return
	}
	path := filepath.Join(d.at, d.items[i].Name())
	switch {
	case d.isDir(d.items[i]):
		d.enter(path)
	case d.several:
		if d.marked[path] {
			delete(d.marked, path)
		} else {
			d.marked[path] = true
		}
		d.path.set(path)
		d.list.Refresh()
	default:
		d.path.set(path)
		if d.save != "" {
			d.save = filepath.Base(path)
		}
	}
}

// typed takes what stands in the path line, and the marked files.
func (d *browser) typed() {
	if d.save != "" {
		d.typedNew()
		return
	}
	path := d.typedPath()
	info, err := os.Stat(path)
	switch {
	case err != nil:
		d.refuse(path, err)
	case d.folder && !info.IsDir():
		d.say(words.L("{{.Path}} is not a folder.", map[string]any{"Path": path}))
	case d.folder:
		d.take([]string{path})
	case len(d.marked) > 0:
		d.marked[path] = !info.IsDir()
		d.take(d.allMarked())
	case info.IsDir():
		d.enter(path)
	default:
		d.take([]string{path})
	}
}

// typedPath returns the path line's path, from the home folder for one that
// begins with a tilde and from the folder shown for one that begins with neither
// a tilde nor a root.
func (d *browser) typedPath() string {
	path := strings.Trim(strings.TrimSpace(d.path.Text), `"'`)
	if rest, ok := strings.CutPrefix(path, "~"); ok {
		path = home() + rest
	}
	if !filepath.IsAbs(path) {
		path = filepath.Join(d.at, path)
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

func (d *browser) take(paths []string) {
	d.sheet.close()
	d.chosen(paths)
}

func (d *browser) refuse(path string, err error) {
	message := words.L("{{.Path}} cannot be opened.", map[string]any{"Path": path})
	switch {
	case errors.Is(err, fs.ErrNotExist):
		message = words.L("{{.Path}} does not exist.", map[string]any{"Path": path})
	case errors.Is(err, fs.ErrPermission):
		message = words.L("You may not open {{.Path}}.", map[string]any{"Path": path})
	}
	d.say(message)
}

// askName makes a new folder in the one that is shown.
func (d *browser) askName() {
	name := newEntry(nil)
	name.PlaceHolder = words.L("Name")
	s := d.win.dialogs.newSheet(words.L("New folder"), name, 28)
	s.first = name
	cancel := newButton(words.L("Cancel"), s.close)
	create := newButton(words.L("Create"), func() {
		dir := filepath.Join(d.at, strings.TrimSpace(name.Text))
		s.close()
		if err := os.Mkdir(dir, 0o755); err != nil && !errors.Is(err, fs.ErrExist) {
			d.refuse(dir, err)
			return
		}
		d.enter(dir)
	})
	s.show(cancel, cancel, create)
}
