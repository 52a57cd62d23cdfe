package ui

import (
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"auximage/app/form"
	"auximage/app/session"
	"auximage/app/words"
	"auximage/ui/kit"
)

// repositoryOffer are the repositories that are there, as far as their names have what
// is typed: one is taken by a click.
type repositoryOffer struct {
	*fyne.Container
	win     *Window
	caption *kit.Label
	buttons *fyne.Container
	names   []string // that are shown
}

// mostOffered is how many names are shown at a time.
const mostOffered = 4

func newRepositoryOffer(w *Window) *repositoryOffer {
	t := &repositoryOffer{win: w, caption: kit.Caption(""), buttons: kit.Flow(1)}
	t.Container = kit.Column(0, t.caption, t.buttons)
	t.Hide()
	return t
}

func (t *repositoryOffer) draw(s session.Snapshot) {
	names := matching(s.Repositories, s.Form.Target.Repository)
	if slices.Equal(names, t.names) {
		return
	}
	t.names = names
	caption := words.L("Repositories there")
	if more := len(names) - mostOffered; more > 0 {
		caption += fmt.Sprintf(" (+ %d)", more)
	}
	t.caption.SetText(caption)
	t.buttons.RemoveAll()
	for _, name := range names[:min(len(names), mostOffered)] {
		b := kit.NewButton(name, func() {
			t.win.session.Edit(func(f *form.Form) { f.SetPart(form.FieldRepository, name) })
			t.win.redraw()
		})
		b.Importance = widget.LowImportance
		t.buttons.Add(b)
	}
	kit.SetVisible(t.Container, len(names) > 0)
}

// matching returns the names that have what is typed; none once one of them is typed
// whole.
func matching(names []string, typed string) (all []string) {
	if slices.Contains(names, typed) {
		return nil
	}
	for _, name := range names {
		if strings.Contains(strings.ToLower(name), strings.ToLower(typed)) {
			all = append(all, name)
		}
	}
	return all
}
