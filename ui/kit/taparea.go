package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// tapArea is content that takes a click where nothing in it does. For Fyne it could have
// the focus, which therefore stays where it is as the button is pressed: as it went, a
// field might say what is wrong with it and move what is under the mouse.
type tapArea struct {
	widget.BaseWidget
	content fyne.CanvasObject
	tapped  func()
}

func newTapArea(content fyne.CanvasObject, tapped func()) *tapArea {
	t := &tapArea{content: content, tapped: tapped}
	t.ExtendBaseWidget(t)
	return t
}

func (t *tapArea) Tapped(*fyne.PointEvent) { t.tapped() }

// Disabled tells the keyboard to pass by: what is inside has the focus in its place.
func (t *tapArea) Disabled() bool { return true }

// Enable does nothing: see Disabled.
func (t *tapArea) Enable() {}

// Disable does nothing: see Disabled.
func (t *tapArea) Disable() {}

// FocusGained does nothing: see Disabled.
func (t *tapArea) FocusGained() {}

// FocusLost does nothing: see Disabled.
func (t *tapArea) FocusLost() {}

// TypedRune does nothing: see Disabled.
func (t *tapArea) TypedRune(rune) {}

// TypedKey does nothing: see Disabled.
func (t *tapArea) TypedKey(*fyne.KeyEvent) {}

func (t *tapArea) held() fyne.CanvasObject { return t.content }

func (t *tapArea) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(t.content) }
