package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// RoomWhileHidden returns an object whose place is kept while it is hidden, so that
// nothing around it moves when it comes or goes.
func RoomWhileHidden(o fyne.CanvasObject) *fyne.Container { return container.New(hiddenLayout{}, o) }

type hiddenLayout struct{}

func (hiddenLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) { objects[0].Resize(size) }

func (hiddenLayout) MinSize(objects []fyne.CanvasObject) fyne.Size { return objects[0].MinSize() }
