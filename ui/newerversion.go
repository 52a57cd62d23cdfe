package ui

import (
	"fyne.io/fyne/v2"

	"auximage/app/words"
	"auximage/imaging/report"
	"auximage/ui/kit"
)

// newerVersion is what is said of an opened image whose repository has a newer one:
// see session.Newer. There is nothing to say without a finding.
type newerVersion struct{ found *report.Finding }

func (n newerVersion) there() bool { return n.found != nil }

// says returns that there is a newer one, and that this may be meant all the same.
func (n newerVersion) says() string { return words.Of(*n.found).String() }

// reference is that of the newer one; empty where there is none.
func (n newerVersion) reference() string {
	if n.found == nil {
		return ""
	}
	reference, _ := n.found.Args["Newer"].(string)
	return reference
}

// label is what the button says that opens the newer one.
func (n newerVersion) label() string {
	return words.L("Open {{.Version}}", map[string]any{"Version": tagOf(n.reference())})
}

// line says it beside the button.
func (n newerVersion) line(open func()) fyne.CanvasObject {
	return kit.Row([]float32{1, 0}, remark(*n.found), kit.Column(0, kit.NewButton(n.label(), open)))
}

// openNewer opens the newer version in place of this one.
func (t *openedImage) openNewer() { imageOpener{t.win}.open(t.newer.reference(), t.dialog.Close) }
