package ui

import (
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"auximage/ui/kit"
)

// pathList shows the folder's items. A click or Enter opens one.
type pathList struct {
	widget.List
	dialog *browser
}

func newPathList(d *browser) *pathList {
	l := &pathList{dialog: d}
	l.Length = func() int { return len(d.items) }
	l.CreateItem = func() fyne.CanvasObject {
		return container.NewBorder(nil, nil, kit.Padded(1, 0, widget.NewIcon(nil)), nil, kit.Padded(1, 1, kit.CutLine("")))
	}
	l.UpdateItem = l.update
	l.OnSelected = func(i widget.ListItemID) {
		l.UnselectAll()
		d.open(i)
	}
	l.ExtendBaseWidget(l)
	return l
}

func (l *pathList) update(i widget.ListItemID, o fyne.CanvasObject) {
	d, objects := l.dialog, o.(*fyne.Container).Objects
	if i >= len(d.items) {
		return
	}
	item := d.items[i]
	icon := theme.FileIcon()
	switch {
	case d.isDir(item):
		icon = theme.FolderIcon()
	case d.marked[filepath.Join(d.at, item.Name())]:
		icon = theme.ConfirmIcon()
	}
	objects[0].(*fyne.Container).Objects[0].(*kit.Label).SetText(item.Name())
	objects[1].(*fyne.Container).Objects[0].(*widget.Icon).SetResource(icon)
}

func (l *pathList) TypedKey(ev *fyne.KeyEvent) {
	switch {
	case kit.IsEnter(ev):
		l.List.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	case ev.Name == fyne.KeyBackspace:
		l.dialog.enter(filepath.Dir(l.dialog.at))
	case ev.Name == fyne.KeyEscape:
		kit.PassKey(l, ev)
	default:
		l.List.TypedKey(ev)
	}
}
