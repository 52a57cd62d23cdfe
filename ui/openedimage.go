package ui

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"auximage/app/facts"
	"auximage/app/words"
	"auximage/imaging"
	"auximage/ui/kit"
)

// openedImage shows what an auxiliary image holds, and what can be done with it.
type openedImage struct {
	win    *Window
	image  *imaging.Opened
	newer  newerVersion
	base   string // that a change would put it on; empty before it is asked for
	dialog *kit.Dialog
}

func newOpenedImage(w *Window, o *imaging.Opened) *openedImage { return &openedImage{win: w, image: o} }

func (t *openedImage) show() {
	top := kit.Column(2.5)
	if t.newer.there() {
		top.Add(t.newer.line(t.openNewer))
	}
	long, short := t.facts()
	top.Add(t.win.clipboard.fact(words.L("Digest"), t.image.Digest.String()))
	top.Add(short)
	if unread := t.image.Unread(); unread > 0 {
		top.Add(kit.Paragraph(words.L("Large layers were not looked into: {{.Size}} would be fetched. They may hold or hide files.", map[string]any{"Size": words.Bytes(unread)})))
	}
	top.Add(kit.NewPanel(kit.Column(1, t.files()...)))
	for _, fact := range long {
		top.Add(fact)
	}
	aside := kit.Row([]float32{1, 0}, top, kit.Column(0)) // clear of the scroll bar
	body := kit.Bordered(nil, kit.Padded(0, 1, kit.Column(1, t.whyNot(), t.uses())), nil, nil, kit.NewPage(kit.Padded(0, 0.5, aside)))
	t.dialog = t.win.dialogs.New(nameOf(t.image), body, 84)
	t.dialog.Tall = true
	offer(t.dialog, words.L("Close"), kit.NewButton(words.L("Change"), func() { t.change(anything) }))
}

// uses are what can be done with the image beside changing it.
func (t *openedImage) uses() *fyne.Container {
	next := kit.NewButton(words.L("What comes next…"), t.comesNext)
	if !t.pullable() {
		next.Disable()
	}
	all := []fyne.CanvasObject{
		next,
		kit.NewButton(words.L("Save files…"), t.saveFiles),
		kit.NewButton(words.L("Compare…"), t.compare),
		kit.NewButton(words.L("Update base"), func() { t.change(anotherBase) }),
		kit.NewButton(words.L("Replace WDT only"), func() { t.change(anotherWDT) }),
	}
	if t.image.Unread() > 0 {
		all = append(all, kit.NewButton(words.L("Read it all"), t.readAll))
	}
	return kit.Flow(2, all...)
}

// factsAcross is how many short facts stand beside each other.
const factsAcross = 4

// facts are what the image says of itself beside its digest: what is long in lines of
// its own, what is short in columns.
func (t *openedImage) facts() (long []fyne.CanvasObject, short *fyne.Container) {
	var cells []fyne.CanvasObject
	for _, f := range facts.Of(t.image.Image) {
		switch f.Label {
		case words.L("Digest"), words.L("Reference"), words.L("File"): // they stand above
		case words.L("Base image"), words.L("Labels"):
			long = append(long, t.win.clipboard.fact(f.Label, f.Value))
		default:
			cells = append(cells, plainFact(f.Label, f.Value))
		}
	}
	short = kit.Column(1.5)
	for row := range slices.Chunk(cells, factsAcross) {
		for len(row) < factsAcross {
			row = append(row, kit.Caption(""))
		}
		short.Add(kit.Row([]float32{1, 1, 1, 1}, row...))
	}
	return long, short
}

// files are the files of the model home, a row each.
func (t *openedImage) files() []fyne.CanvasObject {
	var rows []fyne.CanvasObject
	for _, f := range t.image.Files {
		size, sum := kit.CutLine(words.Bytes(f.Size)), kit.CutLine(shortSum(f.Checksum))
		size.Color, sum.Color = kit.ColorMuted, kit.ColorMuted
		rows = append(rows, kit.Row([]float32{3, 1, 2}, kit.CutLine(f.Name), size, sum))
	}
	if rows == nil {
		rows = append(rows, kit.Muted(words.L("No file of the model home was seen.")))
	}
	return rows
}

// shortSum is the beginning of a checksum.
func shortSum(sum string) string {
	algorithm, hex, _ := strings.Cut(sum, ":")
	if len(hex) > 12 {
		hex = hex[:12] + "…"
	}
	return strings.TrimSuffix(algorithm+":"+hex, ":")
}

// readAll fetches what was not looked into.
func (t *openedImage) readAll() {
	t.dialog.Close()
	t.win.dialogs.lookInto(nameOf(t.image), nameOf(t.image), t.image.ReadAll, func() {
		t.show()
	})
}

// saveFiles takes models, variables and archives out into a folder.
func (t *openedImage) saveFiles() {
	extraction{
		win: t.win, title: words.L("Save files"), image: nameOf(t.image), start: t.win.inputs.lastFolder(),
		take: func(ctx context.Context, folder string, force bool) ([]string, error) {
			return t.image.Extract(ctx, nil, folder, force)
		},
		done: t.tellSaved,
	}.choose()
}

func (t *openedImage) tellSaved(saved []string, folder string) {
	text := words.L("Saved: {{.Count}} files in {{.Folder}}.", map[string]any{"Count": len(saved), "Folder": folder})
	if others := t.image.Others(); len(others) > 0 {
		text = words.Sentences(text, words.L("Left out: {{.Names}}.", map[string]any{"Names": joined(others)}))
	}
	t.win.dialogs.tell(words.L("Save files"), text)
}
