package kit

import (
	"fmt"
	"image/color"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
)

// many returns a dropdown of more values than its window has room for, and what was
// chosen of it.
func many(t *testing.T) (*Dropdown, *string) {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(Theme{})
	var values []string
	for i := range 60 {
		values = append(values, fmt.Sprintf("v%02d", i))
	}
	chosen := new(string)
	d := NewDropdown(values, values, func(v string) { *chosen = v })
	w := test.NewTempWindow(t, Column(0, d))
	w.Resize(fyne.NewSize(300, 400))
	return d, chosen
}

// ticked returns the names of the rows in sight and of those with a tick.
func (l *dropList) ticked() (seen, ticked []string) {
	for _, o := range test.LaidOutObjects(l) {
		if r, ok := o.(*dropRow); ok {
			seen = append(seen, r.label.Text)
			if r.tick.Visible() {
				ticked = append(ticked, r.label.Text)
			}
		}
	}
	return seen, ticked
}

// colourOf returns what the ground of a row is painted in, of a list that shows its first.
func (l *dropList) colourOf(i int) color.Color {
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(l)
	row := newDropRow(nil).MinSize().Height
	y := at.Y + float32(i)*(row+theme.Padding()) + row/2
	return fyne.CurrentApp().Driver().CanvasForObject(l.of).Capture().At(int(at.X+l.Size().Width-20), int(y))
}

func TestTheListStandsBelowItsDropdownWhereThereIsRoom(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(Theme{})
	d := NewDropdown([]string{"a", "b"}, []string{"one", "two"}, func(string) {})
	test.NewTempWindow(t, Column(0, d)).Resize(fyne.NewSize(300, 400))
	d.ShowValue("a")
	test.Tap(d)
	if chosen, other := d.list.colourOf(0), d.list.colourOf(1); chosen == other {
		t.Errorf("the choice and the other are both painted %v", other)
	}
	driver := fyne.CurrentApp().Driver()
	if below, at := driver.AbsolutePositionForObject(d).Y+d.Size().Height, driver.AbsolutePositionForObject(d.list).Y; at < below || at > below+20 {
		t.Errorf("the list begins at %v, want just below %v", at, below)
	}
	if seen, _ := d.list.ticked(); len(seen) != 2 || d.list.Size().Height > 100 {
		t.Errorf("it shows %q in a height of %v", seen, d.list.Size().Height)
	}
}

func TestAnOpenedListBeginsAtThePresentChoiceAndTicksIt(t *testing.T) {
	d, chosen := many(t)
	d.ShowValue("v40")
	test.Tap(d)
	if seen, ticked := d.list.ticked(); len(ticked) != 1 || ticked[0] != "v40" || len(seen) > 30 {
		t.Errorf("ticked is %q of %q, want v40 alone, in sight", ticked, seen)
	}
	c := fyne.CurrentApp().Driver().CanvasForObject(d)
	c.Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	c.Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if *chosen != "v41" || d.Value() != "v41" {
		t.Errorf("the arrow down and Enter chose %q, want v41", *chosen)
	}
	if c.Focused() != d || c.Overlays().Top() != nil {
		t.Errorf("the focus is at %T, the list open: %v", c.Focused(), c.Overlays().Top() != nil)
	}
}

func TestEscClosesTheListWithoutAChoice(t *testing.T) {
	d, chosen := many(t)
	c := fyne.CurrentApp().Driver().CanvasForObject(d)
	c.Focus(d)
	c.Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	c.Focused().TypedRune('v')
	c.Focused().TypedRune('5')
	if d.list.At != 50 {
		t.Errorf("v5 goes to row %d, want 50", d.list.At)
	}
	c.Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if *chosen != "" || c.Overlays().Top() != nil || c.Focused() != d {
		t.Errorf("chosen %q, the focus is at %T, the list open: %v", *chosen, c.Focused(), c.Overlays().Top() != nil)
	}
}

func TestAClickInTheListChooses(t *testing.T) {
	d, chosen := many(t)
	test.Tap(d)
	for _, o := range test.LaidOutObjects(d.list) {
		if r, ok := o.(*dropRow); ok && r.label.Text == "v03" {
			test.Tap(r)
			break
		}
	}
	if *chosen != "v03" {
		t.Errorf("chosen %q", *chosen)
	}
}
