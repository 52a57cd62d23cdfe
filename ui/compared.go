package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"auximage/app/words"
	"auximage/imaging"
	"auximage/ui/kit"
)

// compared are the two sides of a difference, each an image's reference or file. After
// is empty for what is filled in.
type compared struct{ before, after string }

// olderFirst returns two images in the order of their tags where these are of one
// repository, else as they are.
func olderFirst(one, other string) compared {
	if imaging.Untagged(one) == imaging.Untagged(other) && imaging.CompareTags(tagOf(one), tagOf(other)) > 0 {
		return compared{other, one}
	}
	return compared{one, other}
}

// named are the two sides by name, with the signs that their lines have below.
func (c compared) named(w *Window, d *kit.Dialog) fyne.CanvasObject {
	before := sideNamed("- "+words.L("Before"), brief(c.before), theme.ColorNameError)
	if c.after == "" {
		return kit.Row([]float32{1, 1}, before, sideNamed("+ "+words.L("After"), words.L("what is filled in"), theme.ColorNameSuccess))
	}
	swap := kit.NewButton(words.L("Swap"), func() {
		showDifference(w, compared{c.after, c.before}, d.Close)
	})
	return kit.Row([]float32{1, 1, 0}, before, sideNamed("+ "+words.L("After"), brief(c.after), theme.ColorNameSuccess), kit.Column(0, swap))
}

func sideNamed(name, value string, color fyne.ThemeColorName) fyne.CanvasObject {
	title := kit.Caption(name)
	title.Color = color
	return kit.Column(0.5, title, kit.Paragraph(value))
}
