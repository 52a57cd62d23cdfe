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
	"auximage/ui/kit"
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
	dialog  *kit.Dialog
	path    *kit.Entry
	list    *pathList
	fault   *kit.Label
	empty   *kit.Label // in place of an empty list
	confirm *kit.Button
	newDir  *kit.Button
	places  []*kit.Button
	at      string // the folder shown
	items   []os.DirEntry
	marked  map[string]bool
}

func (w *Window) browse(b browsing) *browser {
	d := &browser{browsing: b, win: w, marked: map[string]bool{}}
	d.path = kit.NewEntry(func(string) { d.say("") })
	d.path.OnEntered = d.typed
	d.fault = kit.Caption("")
	d.fault.Color = theme.ColorNameError
	d.list = newPathList(d)
	d.newDir = kit.NewButton(words.L("New folder"), d.askName)
	d.newDir.Icon = theme.FolderNewIcon()
	up := kit.IconButton(theme.MoveUpIcon(), func() { d.enter(filepath.Dir(d.at)) })
	tools := container.NewHBox(up)
	if b.folder || b.save != "" {
		tools.Add(d.newDir)
	}
	line := kit.Bordered(nil, nil, nil, tools, d.path)
	d.empty = kit.Muted("")
	d.empty.Align = fyne.TextAlignCenter
	listed := kit.Bordered(kit.Column(1, line, d.fault), nil, nil, nil,
		kit.Padded(0, 1, kit.NewPanel(container.NewStack(d.list, kit.Column(0, kit.Padded(4, 4, d.empty))))))
	body := kit.Bordered(nil, nil, kit.Padded(1, 0, d.placesColumn()), nil, listed)
	d.dialog = w.dialogs.New(b.title, body, 56)
	d.dialog.Tall = true
	d.confirm = kit.NewButton(words.L("Select"), d.typed)
	if b.save != "" {
		d.confirm.Text = words.L("Save")
	}
	cancel := kit.NewButton(words.L("Cancel"), d.dialog.Close)
	d.dialog.First = d.path
	d.dialog.Show(cancel, cancel, d.confirm)
	if b.start == "" || !d.enter(b.start) {
		d.enter(home())
	}
	w.browser = d
	return d
}

// say shows what is wrong, below the path.
func (d *browser) say(fault string) {
	d.fault.SetText(fault)
	d.path.MarkWrong(fault != "")
	d.dialog.Fit()
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
	col := kit.Column(0)
	place := func(name, dir string, icon fyne.Resource) {
		if dir == "" {
			return
		}
		if info, err := os.Stat(dir); err != nil || !info.IsDir() {
			return
		}
		b := kit.NewButton(name, func() { d.enter(dir) })
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
	d.path.SetValue(d.line(dir))
	d.say("")
	d.empty.SetText(d.emptyText())
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
		d.path.SetValue(path)
		d.list.Refresh()
	default:
		d.path.SetValue(path)
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
	d.dialog.Close()
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
	name := kit.NewEntry(nil)
	name.PlaceHolder = words.L("Name")
	s := d.win.dialogs.New(words.L("New folder"), name, 28)
	s.First = name
	cancel := kit.NewButton(words.L("Cancel"), s.Close)
	create := kit.NewButton(words.L("Create"), func() {
		dir := filepath.Join(d.at, strings.TrimSpace(name.Text))
		s.Close()
		if err := os.Mkdir(dir, 0o755); err != nil && !errors.Is(err, fs.ErrExist) {
			d.refuse(dir, err)
			return
		}
		d.enter(dir)
	})
	s.Show(cancel, cancel, create)
}
