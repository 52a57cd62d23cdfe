package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// seen returns the names that the open list shows, and where each stands.
func (l *pickList) seen() map[string]fyne.Position {
	seen := map[string]fyne.Position{}
	bottom := fyne.CurrentApp().Driver().AbsolutePositionForObject(l.rows).Y + l.rows.Size().Height
	for _, o := range test.LaidOutObjects(l.rows) {
		if r, ok := o.(*pickRow); ok {
			at := fyne.CurrentApp().Driver().AbsolutePositionForObject(r)
			if middle := at.AddXY(r.Size().Width/2, r.Size().Height/2); middle.Y < bottom {
				seen[r.name.Text] = middle
			}
		}
	}
	return seen
}

func TestAClickInTheRegionListTakesTheRowThatIsSeenThere(t *testing.T) {
	for _, typed := range []string{"ge", "l", "lond", "uk", "registry.example.com:5000"} {
		w := opened(t)
		p := w.auxiliary.target.region
		p.open("")
		for i := range typed {
			p.list.search.SetText(typed[:i+1])
		}
		n := len(p.list.seen())
		if n == 0 {
			t.Fatalf("%q: the list is empty", typed)
		}
		for name := range p.list.seen() {
			if p.list == nil {
				p.open("")
				p.list.search.SetText(typed)
			}
			at, inView := p.list.seen()[name]
			if !inView { // the list opened a little higher
				continue
			}
			test.TapCanvas(w.window.Canvas(), at)
			w.redraw()
			if p.list != nil {
				t.Fatalf("%q: a click on %q left the list open", typed, name)
			}
			if got := p.label(); got != name && !strings.HasPrefix(got, "registry.") {
				t.Errorf("%q: a click on %q chose %q", typed, name, got)
			}
		}
	}
}
