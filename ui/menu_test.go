package ui

import (
	"testing"

	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"auximage/ui/kit"
)

func TestTheMenusFitTheLeastWindow(t *testing.T) {
	w := opened(t)
	test.ApplyTheme(t, kit.Theme{})
	const bar = 40 // that the menus hang from
	for _, m := range w.window.MainMenu().Items {
		if height := widget.NewMenu(m).MinSize().Height; bar+height > sizes[0].Height {
			t.Errorf("%s is %.0f high, %.0f are there", m.Label, height, sizes[0].Height-bar)
		}
	}
}
