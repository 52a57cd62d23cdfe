package ui

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf8"

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

// browser is the file and folder dialog: a line for the path, places and the list
// below it, and a button that confirms.
type browser struct {
	browsing
	win      *Window
	dialog   *kit.Dialog
	path     *kit.Entry
	list     *pathList
	fault    *kit.Label
	empty    *kit.Label // in place of an empty list
	confirm  *kit.Button
	newDir   *kit.Button
	shown    folder
	asked    int             // paths looked at so far: what came of the last one counts
	followed string          // the folder that what is typed asked for last
	shows    int             // folders shown so far: details of the last one count
	current  string          // path of the item that was marked last
	marked   map[string]bool // paths, where several are chosen
}

func (w *Window) browse(b browsing) *browser {
	d := &browser{browsing: b, win: w, marked: map[string]bool{}}
	d.path = kit.NewPathEntry(func(string) {
		d.showFault("")
		d.drawConfirm()
		d.follow()
	})
	d.path.OnEntered = d.typed
	d.fault = kit.Caption("")
	d.fault.Color = theme.ColorNameError
	d.list = newPathList(d)
	d.empty = kit.Muted("")
	d.empty.Align = fyne.TextAlignCenter
	listed := kit.Padded(0, 1, kit.NewPanel(container.NewStack(d.list, kit.Column(0, kit.Padded(4, 4, d.empty)))))
	body := kit.Bordered(kit.Column(1, d.pathLine(), d.fault), nil, kit.Padded(1, 0, d.placesColumn()), nil, listed)
	d.dialog = w.dialogs.New(b.title, body, 64)
	d.dialog.Tall = true
	d.confirm = kit.NewButton(words.L("Select"), d.typed)
	if b.save != "" {
		d.confirm.Text = words.L("Save")
		d.path.Selects = ownName
	}
	d.dialog.First = d.path
	offer(d.dialog, words.L("Cancel"), d.confirm)
	w.browser = d
	d.begin()
	return d
}

// pathLine is the way up, the path, and the button for a new folder where one
// may be wanted.
func (d *browser) pathLine() fyne.CanvasObject {
	up := kit.IconButton(theme.MoveUpIcon(), func() { d.enter(filepath.Dir(d.shown.path)) })
	d.newDir = kit.NewButton(words.L("New folder"), d.askName)
	d.newDir.Icon = theme.FolderNewIcon()
	if d.folder || d.save != "" {
		return kit.Bordered(nil, nil, up, d.newDir, d.path)
	}
	return kit.Bordered(nil, nil, up, nil, d.path)
}

// begin shows the folder that was asked for, or the home folder in its place.
func (d *browser) begin() {
	if d.start == "" {
		d.enter(home())
		return
	}
	d.read(d.start, func(f folder) {
		if f.err != nil {
			d.enter(home())
			return
		}
		d.show(f)
	})
}

// showFault shows what is wrong, below the path.
func (d *browser) showFault(fault string) {
	if fault == d.fault.Text {
		return
	}
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
		b := kit.NewButton(name, func() { d.enter(dir) })
		b.Icon, b.Importance, b.Alignment = icon, widget.LowImportance, widget.ButtonAlignLeading
		col.Add(b)
	}
	place(words.L("Home"), home(), theme.HomeIcon())
	place(words.L("Downloads"), d.win.options.Downloads, theme.DownloadIcon())
	place(words.L("Computer"), filepath.VolumeName(home())+string(filepath.Separator), theme.ComputerIcon())
	return container.NewVScroll(col)
}

// enter shows a folder, or says why it cannot be read.
func (d *browser) enter(dir string) {
	d.read(dir, func(f folder) {
		if f.err != nil {
			d.refuse(f.path, f.err)
			return
		}
		d.show(f)
	})
}

// read reads a folder and hands it on.
func (d *browser) read(dir string, then func(folder)) {
	lookAt(d, dir, func() folder { return readFolder(dir, d.offers) }, then)
}

// lookAt looks at what stands at a path, off Fyne's goroutine, and hands on what came
// of it, unless the dialog was closed or another path was asked for meanwhile. Until
// then the dialog says what it waits for.
func lookAt[T any](d *browser, path string, look func() T, then func(T)) {
	d.asked++
	asked := d.asked
	d.empty.SetText(words.L("Reading {{.Name}}…", map[string]any{"Name": path}))
	inBackground(look, func(found T) {
		if asked == d.asked && d.dialog.IsOpen() {
			d.empty.SetText(d.emptyText())
			then(found)
		}
	})
}

func (d *browser) show(f folder) {
	d.marked, d.current = map[string]bool{}, ""
	d.path.SetValue(d.line(f.path))
	d.showFault("")
	d.showItems(f)
}

// showItems lists a folder, whatever the line for the path says.
func (d *browser) showItems(f folder) {
	d.shown, d.followed = f, f.path
	d.drawConfirm()
	d.empty.SetText(d.emptyText())
	d.list.Begin()
	d.showDetails(f)
}

// showDetails shows the size and the date of the items once they are known, unless the
// dialog shows another folder by then.
func (d *browser) showDetails(f folder) {
	d.shows++
	shows := d.shows
	inBackground(f.detailed, func(f folder) {
		if shows == d.shows && d.dialog.IsOpen() {
			d.shown = f
			d.list.Refresh()
		}
	})
}

func (d *browser) emptyText() string {
	switch {
	case len(d.shown.items) > 0, d.save != "":
		return ""
	case d.folder:
		return words.L("There is no folder in here. Select takes this one.")
	}
	return words.L("There is no such file in here.")
}

// ownName returns where in a path a file's name is, without its ending: who saves a
// file mostly wants another one.
func ownName(path string) (from, to int) {
	name := filepath.Base(path)
	from = utf8.RuneCountInString(path) - utf8.RuneCountInString(name)
	return from, from + utf8.RuneCountInString(strings.TrimSuffix(name, filepath.Ext(name)))
}

// pathOf returns the path of an item of the list.
func (d *browser) pathOf(i int) string { return filepath.Join(d.shown.path, d.shown.items[i].name) }

func (d *browser) refuse(path string, err error) {
	message := words.L("{{.Path}} cannot be opened.", map[string]any{"Path": path})
	switch {
	case errors.Is(err, fs.ErrNotExist):
		message = words.L("{{.Path}} does not exist.", map[string]any{"Path": path})
	case errors.Is(err, fs.ErrPermission):
		message = words.L("You may not open {{.Path}}.", map[string]any{"Path": path})
	}
	d.showFault(message)
}

// askName makes a new folder in the one that is shown.
func (d *browser) askName() {
	name := kit.NewEntry(nil)
	name.PlaceHolder = words.L("Name")
	s := d.win.dialogs.New(words.L("New folder"), name, 28)
	s.First = name
	cancel := kit.NewButton(words.L("Cancel"), s.Close)
	create := kit.NewButton(words.L("Create"), func() {
		dir := filepath.Join(d.shown.path, strings.TrimSpace(name.Text))
		s.Close()
		inBackground(func() error { return os.Mkdir(dir, 0o755) }, func(err error) {
			if err != nil && !errors.Is(err, fs.ErrExist) {
				d.refuse(dir, err)
				return
			}
			d.enter(dir)
		})
	})
	s.Show(cancel, cancel, create)
}
