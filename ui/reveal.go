package ui

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"auximage/ui/kit"
)

// reveal scrolls to what has the focus.
func (w *Window) reveal() {
	o, ok := w.window.Canvas().Focused().(fyne.CanvasObject)
	if !ok {
		return
	}
	scroll := w.scrollOf(o)
	if scroll == nil {
		return
	}
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject
	top := at(o).Y - at(scroll).Y
	bottom := top + o.Size().Height - scroll.Size().Height
	margin := kit.Gap(6)
	switch {
	case top < 0:
		scroll.Offset.Y = max(0, scroll.Offset.Y+top-margin)
	case bottom > 0:
		most := scroll.Content.MinSize().Height - scroll.Size().Height
		scroll.Offset.Y = min(max(0, most), scroll.Offset.Y+bottom+margin)
	default:
		return
	}
	scroll.Refresh()
}

// scrollOf returns what scrolls a widget, nil for one that stands still.
func (w *Window) scrollOf(o fyne.CanvasObject) *container.Scroll {
	b, _ := o.(*kit.Button)
	if top := w.dialogs.Top(); top != nil {
		if b != nil && slices.Contains(top.Buttons, b) {
			return nil
		}
		return top.Scroll
	}
	if _, ok := o.(*kit.Tab); ok || b != nil && slices.Contains([]*kit.Button{w.title.create, w.title.push, w.console.fold, w.console.copy}, b) {
		return nil
	}
	if w.view.tab == 0 {
		return w.primary.page
	}
	return w.auxiliary.page
}
