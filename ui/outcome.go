package ui

import (
	"cmp"
	"fmt"
	"runtime"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"auximage/app/prepare"
	"auximage/app/session"
	"auximage/app/words"
	"auximage/imaging"
	"auximage/imaging/report"
	"auximage/ui/kit"
)

// openOutcome shows how a job ended.
func (w *Window) openOutcome(s session.Snapshot) *workDialog {
	o := s.Outcome
	switch {
	case o.Stopped:
		return w.openStopped(o)
	case o.Err != nil:
		return w.openFailure(s)
	case o.Receipt != nil:
		return w.openPushed(s, o)
	case o.Create != nil:
		return w.openCreated(o)
	case o.File != nil:
		return w.openSaved(o)
	}
	return w.openChecked(s)
}

// openChecked says what a check without an error came to, and leads to what it found.
func (w *Window) openChecked(s session.Snapshot) *workDialog {
	body := kit.Paragraph(words.Of(session.Checked(s.Findings)).Sentence)
	dialog := w.dialogs.New(words.L("Check complete"), body, 36)
	return w.done(dialog, w.showFirst(s)...)
}

// showFirst returns a button that leads to the first of the findings that are
// worth a warning, none when there is none.
func (w *Window) showFirst(s session.Snapshot) []*kit.Button {
	at := slices.IndexFunc(s.Findings, func(f report.Finding) bool { return f.Severity >= report.Warning })
	if at < 0 {
		return nil
	}
	return []*kit.Button{kit.NewButton(words.L("Show the first"), func() {
		w.session.Dismiss()
		w.leadToFinding(s.Findings[at])
	})}
}

// done gives a result its OK.
func (w *Window) done(s *kit.Dialog, others ...*kit.Button) *workDialog {
	ok := kit.NewButton(words.L("OK"), w.session.Dismiss)
	s.Show(ok, append(others, ok)...)
	return &workDialog{dialog: s}
}

// stepOf returns in which step a job ended.
func stepOf(o *session.Outcome) session.Action { return cmp.Or(o.Step, o.Action) }

// titleOf returns the title of an outcome's dialog; how is "Complete", "Failed" or "Stopped".
func titleOf(a session.Action, how string) string {
	switch {
	case pushes(a) && how == "Complete":
		return words.L("Push Image Complete")
	case pushes(a) && how == "Failed":
		return words.L("Push Image Failed")
	case pushes(a):
		return words.L("Push Image Stopped")
	case a == session.ActCheckSignIn:
		return words.L("Sign-in failed")
	case a == session.ActLookUp:
		return words.L("Look up failed")
	case a == session.ActCheck && how == "Failed":
		return words.L("Check failed")
	case a == session.ActSave && how == "Complete":
		return words.L("Save Image Complete")
	case a == session.ActSave && how == "Failed":
		return words.L("Save Image Failed")
	case a == session.ActSave:
		return words.L("Save Image Stopped")
	case how == "Complete":
		return words.L("Create Auxiliary Image Complete")
	case how == "Failed":
		return words.L("Create Auxiliary Image Failed")
	}
	return words.L("Create Auxiliary Image Stopped")
}

// pushes tells whether an action sends an image that is there.
func pushes(a session.Action) bool { return a == session.ActPush || a == session.ActPushFile }

func (w *Window) openCreated(o *session.Outcome) *workDialog {
	i := o.Create
	body := kit.Column(3,
		kit.Paragraph(words.L("The image was created. Push it to its registry when you are ready.")),
		w.clipboard.fact(words.L("Auxiliary Image Tag"), i.Reference),
		w.clipboard.fact(words.L("Digest"), i.Digest),
		plainFact(words.L("Size"), words.Bytes(i.Size)))
	if o.Saved != "" {
		body.Add(w.clipboard.fact(words.L("WebLogic Deploy Tooling installer saved to"), o.Saved, w.opener.folderIcon(o.Saved)))
	}
	body.Add(newLayers(i.Parts))
	then := func(do func()) func() {
		return func() {
			w.session.Dismiss()
			w.redraw()
			do()
		}
	}
	return w.done(w.dialogs.New(titleOf(stepOf(o), "Complete"), body, 52),
		kit.NewButton(words.L("Save image…"), then(w.openSave)),
		kit.NewButton(words.L("Push"), then(func() { w.start(session.ActPush) })))
}

func (w *Window) openPushed(s session.Snapshot, o *session.Outcome) *workDialog {
	r := o.Receipt
	parts := make([]imaging.Part, 0, len(r.Layers))
	for _, l := range r.Layers {
		parts = append(parts, l.Part)
	}
	layers := newLayers(parts)
	layers.sent = r.Layers
	stored := words.L("The registry has the image, and its digest was read back.")
	if r.NotReadBack != nil {
		stored = words.Of(*r.NotReadBack).String()
	}
	body := kit.Column(3,
		kit.Paragraph(stored),
		remadeLine(o),
		w.clipboard.fact(words.L("Reference"), r.Reference),
		plainFact(words.L("Layers"), sentText(r)),
		layers,
		kit.Muted(words.L("What comes next in the domain:")),
		kit.Flow(2, w.nextButtons(s)...))
	return w.done(w.dialogs.New(titleOf(stepOf(o), "Complete"), body, 54), kit.NewButton(words.L("What comes next…"), w.openNext))
}

// remadeLine says for which files the image was made anew, where it was.
func remadeLine(o *session.Outcome) fyne.CanvasObject {
	line := kit.Paragraph("")
	if o.Remade != nil {
		line.Set(words.Of(*o.Remade).Sentence, theme.ColorNameWarning)
	}
	kit.SetVisible(line, o.Remade != nil)
	return line
}

func sentText(r *imaging.Receipt) string {
	if r.Skipped == 0 {
		return words.L("{{.Sent}} sent", map[string]any{"Sent": words.Bytes(r.Sent)})
	}
	return words.L("{{.Sent}} sent, {{.Skipped}} already there",
		map[string]any{"Sent": words.Bytes(r.Sent), "Skipped": words.Bytes(r.Skipped)})
}

func (w *Window) openStopped(o *session.Outcome) *workDialog {
	message := words.L("Stopped as you asked. Nothing half-made was left behind.")
	if pushes(stepOf(o)) {
		message = words.L("Stopped as you asked. The tag was not changed; layers that arrived are used by the next push.")
	}
	return w.done(w.dialogs.New(titleOf(stepOf(o), "Stopped"), kit.Paragraph(message), 36))
}

func (w *Window) openFailure(s session.Snapshot) *workDialog {
	o := s.Outcome
	m := words.OfError(o.Err)
	body := kit.Column(3, kit.Paragraph(m.Sentence))
	if all := words.Found(s.Findings); all != "" && (o.Action == session.ActCheck || stepOf(o) == session.ActCreate) {
		body.Add(kit.Muted(all))
	}
	if m.Next != "" {
		body.Add(kit.Muted(m.Next))
	}
	var dialog *kit.Dialog
	if m.Details != "" {
		details := kit.Paragraph(m.Details)
		details.Style.Monospace = true // in smaller letters its underscores are cut off
		details.Hide()
		var more *kit.Button
		more = kit.NewButton(words.L("Details"), func() {
			kit.SetVisible(details, !details.Visible())
			more.SetIcon(foldIcon(details.Visible()))
			dialog.Fit()
		})
		more.Importance, more.Alignment, more.Icon = widget.LowImportance, widget.ButtonAlignLeading, foldIcon(false)
		body.Add(kit.Flow(0, more))
		body.Add(details)
	}
	dialog = w.dialogs.New(titleOf(stepOf(o), "Failed"), body, 46)
	again := kit.NewButton(words.L("Try again"), func() {
		w.session.Dismiss()
		w.redraw()
		w.again(o)
	})
	copied := w.clipboard.button(words.L("Copy report"), func() string { return w.reportOf(o, m) })
	ok := kit.NewButton(words.L("OK"), w.session.Dismiss)
	dialog.Show(ok, copied, again, ok)
	return &workDialog{dialog: dialog}
}

// again does once more what failed, with what it wants to know.
func (w *Window) again(o *session.Outcome) {
	switch {
	case o.Action == session.ActSave:
		w.openSave()
	case o.Action == session.ActPushFile:
		w.openPushFile(w.pushed)
	case report.Has(o.Err, prepare.CodeFailed):
		w.chooseHomes(o.Action)
	default:
		w.run(o.Action)
	}
}

func foldIcon(open bool) fyne.Resource {
	if open {
		return theme.MenuDropDownIcon()
	}
	return theme.MenuExpandIcon()
}

// reportOf is what a person sends to someone who helps; it holds no secret,
// since findings hold none.
func (w *Window) reportOf(o *session.Outcome, m words.Message) string {
	lines := []string{Title + " " + w.options.Version + ", " + runtime.GOOS + "/" + runtime.GOARCH,
		titleOf(stepOf(o), "Failed"), m.Sentence}
	for _, s := range []string{m.Next, m.Details} {
		if s != "" {
			lines = append(lines, s)
		}
	}
	return strings.Join(lines, "\n") + "\n"
}

func percent(part, whole int64) string {
	return words.L("{{.Percent}}%", map[string]any{"Percent": fmt.Sprintf("%.0f", 100*fraction(part, whole))})
}
