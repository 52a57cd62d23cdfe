package ui

import (
	"path/filepath"
	"reflect"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"

	"auximage/app/form"
	"auximage/app/session"
	"auximage/app/words"
	"auximage/imaging/report"
	"auximage/ui/kit"
)

// titleRow stands above both pages: their tabs, the two buttons of which one
// shines, why the next step cannot be taken yet, and what is to be decided.
type titleRow struct {
	*fyne.Container
	create, push *kit.Button
	said         *fyne.Container // one of these four
	ahead        *kit.Label
	whyNot       *kit.Label
	taken        *takenLine
	pushed       *pushedLine
	tried        session.Action // by a person: why it cannot start is drawn as a fault until something changes
	triedWith    form.Form
}

func newTitleRow(w *Window, tabs fyne.CanvasObject) *titleRow {
	t := &titleRow{}
	t.create = kit.NewButton(words.L("Create Auxiliary Image"), func() { w.actions.start(session.ActCreate) })
	t.push = kit.NewButton(words.L("Push Auxiliary Image"), func() { w.actions.start(session.ActPush) })
	t.whyNot, t.ahead = said(kit.Caption("")), said(kit.Caption(""))
	t.taken = newTakenLine(w)
	t.pushed = newPushedLine(w)
	sign := canvas.NewImageFromResource(icon)
	sign.FillMode = canvas.ImageFillContain
	sign.SetMinSize(fyne.NewSquareSize(kit.Gap(8)))
	bar := kit.Row([]float32{0, 0, 1, 0, 0}, sign, tabs, layout.NewSpacer(), t.create, t.push)
	t.whyNot.Align, t.ahead.Align = fyne.TextAlignTrailing, fyne.TextAlignTrailing // below the buttons
	t.said = kit.Column(0, t.ahead, t.whyNot, t.taken.Container, t.pushed.Container)
	t.Container = kit.Column(0.5, bar, kit.AtLeast(saidLines, t.said))
	return t
}

// said has a label say what it does below the buttons in two lines at most: the whole
// of a longer sentence is in the status line.
func said(label *kit.Label) *kit.Label {
	label.Most = 2
	return label
}

// saidLines is the height, in text sizes, that is kept for what is said below the
// buttons: two lines, so that nothing jumps.
const saidLines = 3.2

func (t *titleRow) draw(s session.Snapshot) {
	decide := t.taken.draw(s)
	t.pushed.draw(s)
	t.create.SetPrimary(s.Next == session.ActCreate && !decide) // one shines
	t.push.SetPrimary(s.Next == session.ActPush && !decide)
	if s.WhyNot[t.tried] == nil || s.Job != nil || !reflect.DeepEqual(t.triedWith, s.Form) {
		t.tried = ""
	}
	action, color := t.tried, theme.ColorNameError
	if action == "" {
		action, color = s.Next, kit.ColorMuted
	}
	reason := ""
	if f := s.WhyNot[action]; f != nil && s.Job == nil {
		reason = words.Of(*f).Sentence
	}
	t.whyNot.Set(reason, color)
	kit.SetVisible(t.whyNot, reason != "" && !decide)
	t.ahead.Set(ahead(s))
	kit.SetVisible(t.ahead, reason == "" && !decide && s.Job == nil && t.ahead.Text != "")
	t.said.Refresh() // it is as high as before: nobody else lays it out anew
}

// ahead says what the primary button is for, or which file it would fail for: what
// Create does, or which files changed since it did, or what waits for the push, and
// that the last one came to nothing.
func ahead(s session.Snapshot) (string, fyne.ThemeColorName) {
	why := s.FaultyFile()
	switch {
	case why != nil && s.Next == session.ActCreate:
		return words.Of(*why).Sentence, theme.ColorNameError
	case s.Next == session.ActCreate && changedFiles(s) != "":
		return words.Of(report.Finding{Code: session.CodeRemade, Args: report.Args{"Names": changedFiles(s)}}).Sentence, theme.ColorNameWarning
	case s.Next == session.ActCreate:
		return words.L("Create makes the image on this computer; nothing is sent before the push."), kit.ColorMuted
	case s.Next != session.ActPush || s.Image == nil:
		return "", kit.ColorMuted
	}
	args := map[string]any{"Reference": s.Form.Tag}
	if failed := s.Image.FailedTo(s.Form.Tag); failed != nil {
		args["Time"] = when(failed.At)
		if failed.Stopped {
			return words.L("You stopped the last push ({{.Time}}): {{.Reference}}", args) + "\n" + s.Image.Digest, kit.ColorMuted
		}
		return words.L("The last push did not end well ({{.Time}}): {{.Reference}}", args) + "\n" + s.Image.Digest, theme.ColorNameError
	}
	return words.L("Created, not pushed yet: {{.Reference}}", args) + "\n" + s.Image.Digest, kit.ColorMuted
}

// changedFiles names the files that are others now than those of the image at hand,
// empty when none is.
func changedFiles(s session.Snapshot) string {
	var names []string
	for _, file := range s.Form.Files() {
		if slices.ContainsFunc(s.FileNotes[file.Path], func(f report.Finding) bool { return f.Code == session.CodeFileChanged }) {
			names = append(names, filepath.Base(file.Path))
		}
	}
	return strings.Join(names, ", ")
}
