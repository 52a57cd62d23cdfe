package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"auximage/app/session"
	"auximage/app/words"
	"auximage/ui/kit"
)

// refusalWidth is that of the window of a refusal, in text sizes.
const refusalWidth = 40

// Refuse shows in a window of its own why the program cannot begin, until that is
// closed: what was started by a click has no terminal that would say it.
func Refuse(a fyne.App, p session.Preferences, err error) {
	newRefusal(a, p, err).ShowAndRun()
}

func newRefusal(a fyne.App, p session.Preferences, err error) fyne.Window {
	(&look{app: a, preferred: "?", themeless: true}).use(p)
	w, m := a.NewWindow(Title), words.OfError(err)
	closing := kit.NewButton(words.L("Close"), w.Close)
	closing.SetPrimary(true)
	content := kit.Padded(4, 4, kit.Column(3, kit.Paragraph(m.Sentence), kit.Muted(m.Next), kit.Row([]float32{1, 0}, kit.Caption(""), closing)))
	w.SetContent(content)
	width := refusalWidth * theme.TextSize()
	kit.FitWidth(content, width-kit.Gap(2)) // as it wraps is known once it is laid out, within the margins of a window
	w.Resize(fyne.NewSize(width, content.MinSize().Height+kit.Gap(2)))
	w.Canvas().Focus(closing)
	w.CenterOnScreen()
	return w
}
