package kit

import "fyne.io/fyne/v2"

// footLayout puts an object below another one: as high as what its page shows, half of
// the whole at most, where the page scrolls.
type footLayout struct{ page *Page }

// WithFoot returns body above foot, which holds page: body has what foot leaves.
func WithFoot(body, foot fyne.CanvasObject, page *Page) *fyne.Container {
	return &fyne.Container{Layout: footLayout{page}, Objects: []fyne.CanvasObject{body, foot}}
}

// Layout implements fyne.Layout.
func (f footLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	body, foot := objects[0], objects[1]
	gap := Gap(1)
	foot.Resize(fyne.NewSize(size.Width, size.Height/2)) // its texts are as wide as they will be
	wanted := foot.MinSize().Height - f.page.MinSize().Height + f.page.Content.MinSize().Height
	height := min(wanted, (size.Height-gap)/2)
	body.Resize(fyne.NewSize(size.Width, size.Height-gap-height))
	body.Move(fyne.NewPos(0, 0))
	foot.Resize(fyne.NewSize(size.Width, height))
	foot.Move(fyne.NewPos(0, size.Height-height))
}

// MinSize implements fyne.Layout.
func (f footLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	body, foot := objects[0].MinSize(), objects[1].MinSize()
	return fyne.NewSize(max(body.Width, foot.Width), body.Height+Gap(1)+foot.Height)
}
