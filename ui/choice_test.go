package ui

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"auximage/app/form"
	"auximage/ui/kit"
)

// atTheEdge scrolls the form until an object is the last thing in sight.
func (w *Window) atTheEdge(o fyne.CanvasObject) {
	p := w.auxiliary.page
	p.ScrollToTop()
	kit.Reveal(o)
	bottom := fyne.CurrentApp().Driver().AbsolutePositionForObject(p).Y + p.Size().Height
	p.Offset.Y += fyne.CurrentApp().Driver().AbsolutePositionForObject(o).Y + o.Size().Height - bottom
	p.Refresh()
}

func TestAFieldThatAChoiceMakesAppearIsInSight(t *testing.T) {
	for name, c := range map[string]struct {
		choice func(*Window) fyne.Tappable
		field  func(*Window) fyne.CanvasObject
	}{
		"the identity domain": {
			func(w *Window) fyne.Tappable { return w.auxiliary.signIn.form.Options[2] },
			func(w *Window) fyne.CanvasObject { return w.auxiliary.signIn.domain.entry },
		},
		"the installer": {
			func(w *Window) fyne.Tappable { return w.auxiliary.tooling.choice.Options[1] },
			func(w *Window) fyne.CanvasObject { return w.auxiliary.tooling.installer.entry },
		},
		"the custom base": {
			func(w *Window) fyne.Tappable { return w.auxiliary.more.customBase },
			func(w *Window) fyne.CanvasObject { return w.auxiliary.more.baseRef.entry },
		},
	} {
		for _, size := range []fyne.Size{fyne.NewSize(1024, 700), fyne.NewSize(900, 600)} {
			w := opened(t)
			w.view.more = true
			w.redraw()
			w.window.Resize(size)
			choice, field := c.choice(w), c.field(w)
			w.atTheEdge(choice.(fyne.CanvasObject))
			test.Tap(choice)
			if !w.inSight(field) || !w.inSight(choice.(fyne.CanvasObject)) {
				t.Errorf("%s, %v: in sight are the field %v, the choice %v", name, size, w.inSight(field), w.inSight(choice.(fyne.CanvasObject)))
			}
		}
	}
}

func TestAChoiceThatShowsNothingNewScrollsNothing(t *testing.T) {
	w := opened(t)
	w.session.Edit(func(f *form.Form) { f.SetUserForm(form.DomainUser) })
	w.redraw()
	w.window.Resize(fyne.NewSize(900, 600))
	federated := w.auxiliary.signIn.form.Options[1]
	w.atTheEdge(federated)
	w.auxiliary.page.Offset.Y += 40 // well within
	w.auxiliary.page.Refresh()
	where := w.auxiliary.page.Offset
	test.Tap(federated)
	if w.auxiliary.signIn.domain.Container.Visible() || w.auxiliary.page.Offset != where {
		t.Errorf("the form scrolled from %v to %v", where, w.auxiliary.page.Offset)
	}
}
