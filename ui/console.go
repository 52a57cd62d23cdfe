package ui

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"auximage/app/session"
	"auximage/app/words"
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
	list   *logList
	body   *fyne.Container
	lines  []session.Line

	nothing fyne.CanvasObject // in the place of an empty log
}

func newConsole(w *Window) *console {
	c := &console{win: w}
	c.fold = kit.NewButton(words.L("Console"), c.toggle)
	c.fold.Importance = widget.LowImportance
	c.status = kit.CutLine("")
	c.status.Color = kit.ColorMuted
	c.copy = w.clipboard.button(words.L("Copy log"), func() string { return logText(c.lines) })
	c.copy.Importance = widget.LowImportance
	c.save = kit.NewButton(words.L("Save log…"), c.saveLog)
	c.save.Icon, c.save.Importance = theme.DocumentSaveIcon(), widget.LowImportance
	c.list = newLogList()
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
	c.status.SetText(c.statusOf(s))
	if len(s.Log) == 0 && len(c.lines) == 0 || len(s.Log) == len(c.lines) && s.Log[len(s.Log)-1] == c.lines[len(c.lines)-1] {
		return
	}
	c.lines = s.Log
	kit.SetVisible(c.nothing, false)
	if c.win.view.console {
		c.list.show(c.lines)
	}
}

// toggle opens the console at its newest line, or closes it.
func (c *console) toggle() {
	c.win.view.console = !c.win.view.console
	c.list.follows = true
	c.list.show(c.lines)
	c.win.redraw()
}

func logText(lines []session.Line) string {
	var b strings.Builder
	for _, l := range lines {
		b.WriteString(words.Clock(l.Time) + "  " + l.Level.String() + "  " + l.Text + "\n")
	}
	return b.String()
}

// saveLog writes what the console shows to a file.
func (c *console) saveLog() {
	c.win.browse(browsing{title: words.L("Save the log"), start: c.win.options.Downloads, endings: []string{".log", ".txt"}, save: "auximage.log",
		chosen: func(paths []string) {
			log := c.win.session.Snapshot().Log
			save := func(ctx context.Context) error { return c.win.session.SaveText(ctx, paths[0], logText(log)) }
			c.win.dialogs.perform(words.L("Save the log"), paths[0], save, func() { tellSaved(c.win, words.L("Save the log"), paths[0]) })
		}})
}
