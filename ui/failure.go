package ui

import (
	"runtime"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"auximage/app/prepare"
	"auximage/app/session"
	"auximage/app/words"
	"auximage/imaging/report"
	"auximage/ui/kit"
)

func (t outcomeDialog) failed(s session.Snapshot) *workDialog {
	o := s.Outcome
	m := words.OfError(o.Err)
	body := kit.Column(3, kit.Paragraph(m.Sentence))
	if fetches(o.Phase) && !isFound(s, words.Finding(o.Err)) {
		body.Objects = []fyne.CanvasObject{kit.Muted(words.L("phase." + string(o.Phase))), body.Objects[0]}
	}
	if all := words.Found(s.Findings); all != "" && (stepOf(o) == session.ActCreate || isFound(s, words.Finding(o.Err))) {
		body.Add(kit.Muted(all))
	}
	demo := tryOut(t)
	if demo.refused(o.Err) {
		m.Next = demo.account()
	}
	if m.Next != "" {
		body.Add(kit.Muted(m.Next))
	}
	if mends := remedyOf(t.win, o.Err, t.win.session.Dismiss); mends != nil {
		body.Add(kit.Flow(0, mends))
	}
	advised := newAdvice(t.win)
	advised.show(o.Advice)
	body.Add(advised.Container)
	var dialog *kit.Dialog
	if m.Details != "" {
		addDetails(body, m.Details, func() { dialog.Fit() })
	}
	dialog = t.win.dialogs.New(titleOf(stepOf(o), "Failed"), body, 46)
	again := kit.NewButton(words.L("Try again"), func() {
		t.win.session.Dismiss()
		t.win.redraw()
		t.again(o)
	})
	copied := t.win.clipboard.button(words.L("Copy report"), func() string { return t.reportOf(o, m) })
	ok := kit.NewButton(words.L("OK"), func() {
		t.win.session.Dismiss()
		t.win.spots.leadToReason(o)
	})
	dialog.Show(ok, copied, again, ok)
	return &workDialog{dialog: dialog}
}

// fetches tells whether a phase asks another server than that of the push, which the
// sentence then is about.
func fetches(p report.Phase) bool {
	return slices.Contains([]report.Phase{report.Releases, report.Download, report.Base}, p)
}

// addDetails adds the server's own words, folded; fit is told when they unfold.
func addDetails(body *fyne.Container, text string, fit func()) {
	details := kit.Paragraph(text)
	details.Style.Monospace = true // in smaller letters its underscores are cut off
	details.Hide()
	var more *kit.Button
	more = kit.NewButton(words.L("Details"), func() {
		kit.SetVisible(details, !details.Visible())
		more.SetIcon(foldIcon(details.Visible()))
		fit()
	})
	more.Importance, more.Alignment, more.Icon = widget.LowImportance, widget.ButtonAlignLeading, foldIcon(false)
	body.Add(kit.Flow(0, more))
	body.Add(details)
}

// again does once more what failed, with what it wants to know.
func (t outcomeDialog) again(o *session.Outcome) {
	switch {
	case o.Action == session.ActSave:
		saveDialog(t).open()
	case o.Action == session.ActPushFile:
		pushFileDialog(t).open(t.win.pushed)
	case report.Has(o.Err, prepare.CodeFailed, prepare.CodeNoJava, prepare.CodeNoOracle):
		t.win.actions.askHomesAnew(o.Action)
	default:
		t.win.actions.run(o.Action)
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
func (t outcomeDialog) reportOf(o *session.Outcome, m words.Message) string {
	lines := []string{Title + " " + t.win.options.Version + ", " + runtime.GOOS + "/" + runtime.GOARCH,
		titleOf(stepOf(o), "Failed"), m.Sentence}
	for _, s := range []string{m.Next, m.Details} {
		if s != "" {
			lines = append(lines, s)
		}
	}
	for _, f := range o.Advice {
		lines = append(lines, words.Of(f).String())
	}
	return strings.Join(lines, "\n") + "\n"
}
