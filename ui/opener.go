package ui

import (
	"net/url"
	"os"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"auximage/app/words"
	"auximage/ui/kit"
)

// opener opens what other programs of the system show.
type opener struct {
	app     fyne.App
	dialogs *dialogs
}

// page opens a page in the browser, or shows its address under a title.
func (o opener) page(title, address string) {
	parsed, err := url.Parse(address)
	if err == nil {
		err = o.app.OpenURL(parsed)
	}
	if err != nil {
		o.dialogs.tell(title, address)
	}
}

// edit opens a file by the program that the system has for it.
func (o opener) edit(path string) { o.open(words.L("Open in the system's editor"), path) }

// folder opens a folder, or that of a file, in the system's own file manager.
func (o opener) folder(path string) {
	inBackground(func() string {
		if info, err := os.Stat(path); err != nil || !info.IsDir() {
			return filepath.Dir(path)
		}
		return path
	}, func(folder string) { o.open(words.L("Open the folder"), folder) })
}

func (o opener) open(title, path string) {
	if err := o.app.OpenURL(fileURL(path)); err != nil {
		o.dialogs.tell(title, words.L("The system could not open {{.Path}}.", map[string]any{"Path": path}))
	}
}

func fileURL(path string) *url.URL {
	slashed := filepath.ToSlash(path)
	if filepath.VolumeName(path) != "" {
		slashed = "/" + slashed // file:///C:/…
	}
	return &url.URL{Scheme: "file", Path: slashed}
}

// folderButton opens the folder of a path.
func (o opener) folderButton(path string) *kit.Button {
	b := kit.NewButton(words.L("Open the folder"), func() { o.folder(path) })
	b.Icon = theme.FolderOpenIcon()
	return b
}

// folderIcon is folderButton without words.
func (o opener) folderIcon(path string) *kit.Button {
	b := o.folderButton(path)
	b.Text, b.Importance = "", widget.LowImportance
	return b
}

// editIcon opens a file by the program that the system has for it.
func (o opener) editIcon(path string) *kit.Button {
	return kit.IconButton(theme.DocumentCreateIcon(), func() { o.edit(path) })
}
