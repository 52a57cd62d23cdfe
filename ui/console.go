package ui

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"auximage/app/session"
	"auximage/app/words"
	"auximage/imaging/report"
	"auximage/ui/kit"
)

// console is the drawer at the bottom: one line while closed, the log of this
// run when open.
type console struct {
	*fyne.Container
	win    *Window
	fold   *kit.Button
	status *kit.Label
	copy   *kit.Button
	save   *kit.Button
	list   *kit.List
	body   *fyne.Container
	lines  []session.Line

	nothing fyne.CanvasObject // in the place of an empty log
	end     float32           // the list's offset at the last line
}

func newConsole(w *Window) *console {
	c := &console{win: w}
	c.fold = kit.NewButton(words.L("Console"), func() {
		w.view.console = !w.view.console
		w.redraw()
	})
	c.fold.Importance = widget.LowImportance
	c.status = kit.CutLine("")
	c.copy = kit.NewButton(words.L("Copy log"), func() { w.copy(logText(c.lines)) })
	c.copy.Icon, c.copy.Importance = theme.ContentCopyIcon(), widget.LowImportance
	c.save = kit.NewButton(words.L("Save log…"), w.saveLog)
	c.save.Icon, c.save.Importance = theme.DocumentSaveIcon(), widget.LowImportance
	c.list = newLogList(c)
	c.nothing = kit.Padded(4, 2, kit.Muted(words.L("Nothing has happened yet.")))
	c.body = kit.AtLeast(13, kit.Padded(3, 0, c.list), c.nothing) // a third of a small window
	bar := kit.Bordered(nil, nil, c.fold, container.NewHBox(c.save, c.copy), kit.Padded(2, 0, c.status))
	c.Container = kit.Bordered(widget.NewSeparator(), nil, nil, nil, kit.Column(0, kit.Padded(2, 0, bar), c.body))
	return c
}

func (c *console) draw(s session.Snapshot) {
	icon := theme.MenuDropUpIcon()
	if c.win.view.console {
		icon = theme.MenuDropDownIcon()
	}
	if c.fold.Icon == nil || c.fold.Icon.Name() != icon.Name() {
		c.fold.SetIcon(icon)
	}
	kit.SetVisible(c.body, c.win.view.console)
	kit.SetVisible(c.copy, c.win.view.console)
	kit.SetVisible(c.save, c.win.view.console)
	c.status.Set(c.statusOf(s))
	if len(s.Log) == 0 && len(c.lines) == 0 || len(s.Log) == len(c.lines) && s.Log[len(s.Log)-1] == c.lines[len(c.lines)-1] {
		return
	}
	follow := c.list.GetScrollOffset() >= c.end // whoever scrolled back reads
	c.lines = s.Log
	kit.SetVisible(c.nothing, false)
	if c.win.view.console {
		c.list.Refresh()
		if follow {
			c.list.ScrollToBottom()
			c.end = c.list.GetScrollOffset()
		}
	}
}

// statusOf returns the closed console's line.
func (c *console) statusOf(s session.Snapshot) (string, fyne.ThemeColorName) {
	switch {
	case s.Job != nil:
		return jobLine(s.Job), theme.ColorNameForeground
	case s.WhyNot[s.Next] == nil:
		step := ""
		if b := c.win.primaryButton(); b != nil {
			step = strings.TrimSuffix(b.Text, "…")
		}
		return words.L("Ready. Next: {{.Step}}", map[string]any{"Step": step}), kit.ColorMuted
	case len(s.Log) > 0:
		return s.Log[len(s.Log)-1].Text, kit.ColorMuted
	}
	return words.Of(*s.WhyNot[s.Next]).Sentence, kit.ColorMuted
}

func logText(lines []session.Line) string {
	var b strings.Builder
	for _, l := range lines {
		b.WriteString(words.Clock(l.Time) + "  " + l.Level.String() + "  " + l.Text + "\n")
	}
	return b.String()
}

// newLogList returns the open console's list.
func newLogList(c *console) *kit.List {
	l := kit.NewList(func() int { return len(c.lines) },
		func() fyne.CanvasObject {
			at := kit.CutLine("")
			at.Color, at.Style.Monospace = kit.ColorMuted, true
			what := kit.CutLine("")
			what.Style.Monospace = true
			return kit.Row([]float32{1, 10}, at, what)
		}, c.drawLine)
	l.HideSeparators = true
	return l
}

func (c *console) drawLine(i int, o fyne.CanvasObject) {
	if i >= len(c.lines) {
		return
	}
	pair := o.(*fyne.Container).Objects
	color := theme.ColorNameForeground
	if c.lines[i].Level != report.Info {
		color = severityColor(c.lines[i].Level)
	}
	pair[0].(*kit.Label).SetText(words.Clock(c.lines[i].Time))
	pair[1].(*kit.Label).Set(mark(c.lines[i].Level)+c.lines[i].Text, color)
}
