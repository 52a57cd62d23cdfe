package kit

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// roomLayout gives a label the height of the highest of the texts that it may have, so
// that nothing moves below it as it changes.
type roomLayout struct {
	label *Label
	texts func() []string
}

// WithRoom returns a paragraph with room for the highest of some texts, and for its
// own.
func WithRoom(label *Label, texts func() []string) *fyne.Container {
	return container.New(roomLayout{label, texts}, label)
}

func (roomLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) { objects[0].Resize(size) }

func (r roomLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	least := r.label.MinSize()
	width := r.label.Size().Width
	if width <= 0 { // not laid out yet
		return least
	}
	line := fyne.MeasureText("M", r.label.Theme().Size(r.label.TextSize), r.label.Style).Height
	for _, text := range r.texts() {
		lines := 0
		for _, par := range strings.Split(text, "\n") {
			lines += len(r.label.wrapped(par, width))
		}
		least.Height = max(least.Height, float32(lines)*line)
	}
	return least
}

// RoomWhileHidden returns an object whose place is kept while it is hidden, so that
// nothing around it moves when it comes or goes.
func RoomWhileHidden(o fyne.CanvasObject) *fyne.Container { return container.New(hiddenLayout{}, o) }

type hiddenLayout struct{}

func (hiddenLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) { objects[0].Resize(size) }

func (hiddenLayout) MinSize(objects []fyne.CanvasObject) fyne.Size { return objects[0].MinSize() }
