package ui

import (
	"fmt"

	"fyne.io/fyne/v2"

	"auximage/app/cloud"
	"auximage/app/form"
	"auximage/app/session"
	"auximage/app/words"
	"auximage/imaging/report"
	"auximage/ui/kit"
)

// advice is what Oracle Cloud's answer says about a checked sign-in, with what mends it
// one click away.
type advice struct {
	*fyne.Container
	win   *Window
	drawn string // what was
}

func newAdvice(w *Window) *advice {
	t := &advice{Container: kit.Column(1), win: w}
	t.Hide()
	return t
}

func (t *advice) draw(s session.Snapshot) {
	var all []report.Finding
	if s.SignedIn != nil && s.Job == nil {
		all = s.SignedIn.Advice
	}
	t.show(all)
}

// show shows findings, unless they are shown already.
func (t *advice) show(all []report.Finding) {
	now := fmt.Sprint(all)
	if now == t.drawn {
		return
	}
	t.drawn = now
	t.RemoveAll()
	for _, f := range all {
		line := kit.Paragraph(words.Of(f).String())
		if button := t.mends(f); button != nil {
			t.Add(kit.Bordered(nil, nil, nil, kit.Column(0, button), line))
		} else {
			t.Add(line)
		}
	}
	kit.SetVisible(t.Container, len(all) > 0)
}

// mends returns the button for what mends a finding, nil where there is nothing to
// click.
func (t *advice) mends(f report.Finding) fyne.CanvasObject {
	text := func(arg string) string { value, _ := f.Args[arg].(string); return value }
	page := func(address string) fyne.CanvasObject {
		title := words.L("Open the Console")
		return kit.NewButton(title, func() { t.win.opener.page(title, address) })
	}
	use := func(change func(*form.Form)) fyne.CanvasObject {
		return kit.NewButton(words.L("Use"), func() {
			t.win.session.Edit(change)
			t.win.redraw()
		})
	}
	switch f.Code {
	case cloud.CodeOtherNamespace:
		return use(func(to *form.Form) { to.SetPart(form.FieldNamespace, text("Want")) })
	case cloud.CodeOtherUser:
		return use(func(to *form.Form) { to.SetUser(text("Want")) })
	case cloud.CodePolicy:
		return t.win.clipboard.button(words.L("Copy"), func() string { return text("Policy") })
	case cloud.CodeNoRepository:
		return page(cloud.ConsoleRepositories(text("Region")))
	case cloud.CodeNoAuthToken:
		return page(cloud.ConsoleTokens())
	}
	return nil
}
