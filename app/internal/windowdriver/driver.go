// Package windowdriver does with a real window what a person does: it reads what is
// to be seen, and acts with the mouse and the keyboard from outside, through
// the X server. It knows widgets by the words on them alone.
//
//	driver  reads a window of this program, and clicks on what it reads
//	focus   goes to what it reads by keyboard
//	hands   acts on any program's window without reading it
//	tally   counts what was done
//	marks   reads what is no word: ticks, and the marks of what was copied
//	menu    chooses from the menu bar
//	landmark  watches that nothing jumps
//	see     finds the words and what they stand on
//	screen  the X server: mouse and keys
//	windows the X server: what it knows of a window
package windowdriver

import (
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver"
)

// Driver sits before one window of this program. Whatever cannot be done ends
// the test.
type Driver struct {
	*Hands
	window    fyne.Window
	landmarks []*landmark // that must not move
}

// ForWindow returns a driver of a window that is shown, once something can be
// read in it, which puts photographs into the folder album. It must not be called on Fyne's goroutine, and neither
// must any method.
func ForWindow(t testing.TB, w fyne.Window, album string) *Driver {
	t.Helper()
	p := &Driver{Hands: newHands(t, album), window: w}
	fyne.DoAndWait(func() {
		w.(driver.NativeWindow).RunNative(func(context any) {
			if x, ok := context.(driver.X11WindowContext); ok {
				p.native = x.WindowHandle
			}
		})
	})
	if p.native == 0 {
		t.Fatal("the window is not on an X display")
	}
	p.SeesWriting()
	return p
}

// Sees waits until a text can be read somewhere, as part of a longer one too.
func (p *Driver) Sees(text string) {
	p.t.Helper()
	p.until("see "+text, func(seen []sight) bool { return strings.Contains(dense(reads(seen)), dense(text)) })
}

// SeesInView waits until a text, part of a longer one or not, can be read without
// scrolling, the paragraph from its first line to its last.
func (p *Driver) SeesInView(text string) {
	p.t.Helper()
	p.until("see in view "+text, func(seen []sight) bool {
		return slices.ContainsFunc(seen, func(s sight) bool {
			return strings.Contains(dense(s.text), dense(text)) && s.area.cut(s.clip) == s.area
		})
	})
}

// SeesBeside waits until a text stands right of a label, as StandsBeside tells.
func (p *Driver) SeesBeside(label, text string) {
	p.t.Helper()
	if p.wait(func() bool { return p.StandsBeside(label, text) }) {
		return
	}
	p.Photographs("failed")
	p.t.Fatalf("right of %s stands %q, want %q", label, p.beside(label), text)
}

// StandsBeside tells whether a text stands right of a label now, as far as there is
// room for it, in the window itself: a dialog over it does not matter.
func (p *Driver) StandsBeside(label, text string) bool {
	shown := p.beside(label)
	begin, cut := strings.CutSuffix(shown, "…")
	return shown == text || cut && begin != "" && strings.HasPrefix(text, begin)
}

// beside returns the text right of a label of the window itself.
func (p *Driver) beside(label string) (shown string) {
	p.look()
	fyne.DoAndWait(func() {
		c := p.window.Canvas()
		shown = beside(lookAt(c, c.Content()), label)
	})
	return shown
}

// CanSee tells whether a text can be read now.
func (p *Driver) CanSee(text string) bool {
	return strings.Contains(dense(reads(p.look())), dense(text))
}

// SeesNo waits until a text can be read nowhere.
func (p *Driver) SeesNo(text string) {
	p.t.Helper()
	p.until("see no "+text, func(seen []sight) bool { return !strings.Contains(dense(reads(seen)), dense(text)) })
}

// Reads returns all that can be read now, a paragraph a line.
func (p *Driver) Reads() string { return reads(p.look()) }

// ReadsDense returns all that can be read now without white space, so that a
// long word is whole wherever its paragraph breaks it.
func (p *Driver) ReadsDense() string { return dense(p.Reads()) }

// Waits waits until something has come about that cannot be seen.
func (p *Driver) Waits(what string, good func() bool) {
	p.t.Helper()
	p.until(what, func([]sight) bool { return good() })
}

// Notices tells whether a text can be read now.
func (p *Driver) Notices(text string) bool {
	return strings.Contains(dense(p.Reads()), dense(text))
}

// Clicks clicks on what a text stands on.
func (p *Driver) Clicks(text string) {
	p.t.Helper()
	p.click("click "+text, 1, func(seen []sight) (sight, bool) { return find(seen, text) })
}

// ClicksTwice clicks twice, as those do who double-click on everything.
func (p *Driver) ClicksTwice(text string) {
	p.t.Helper()
	p.click("click twice on "+text, 2, func(seen []sight) (sight, bool) { return find(seen, text) })
}

// ShiftClicks clicks on what a text stands on with Shift held.
func (p *Driver) ShiftClicks(text string) {
	p.t.Helper()
	p.must(p.screen.hold(keyShift, true))
	p.Clicks(text)
	p.must(p.screen.hold(keyShift, false))
}

// Opens clicks twice on a text until something is open, which it tells: on a slow
// machine the second click may come as late as a first one.
func (p *Driver) Opens(text string, open func() bool) {
	p.t.Helper()
	for range 3 {
		p.ClicksTwice(text)
		if within(5*moment, open) {
			return
		}
		p.t.Logf("the double click on %s was too slow", text)
	}
	p.Waits("have "+text+" open", open)
}

// ClicksBelow clicks on what is right below a label, its field, and waits until it has
// the focus or has opened what lies over it.
func (p *Driver) ClicksBelow(label string) {
	p.t.Helper()
	find := func(seen []sight) (sight, bool) { return fieldOf(seen, label) }
	p.click("click below "+label, 1, find)
	p.Waits("have the focus on "+label, func() bool {
		_, there := find(p.look())
		return !there || p.focusOn(label)
	})
}

// Fills types a text into the field below a label, in place of what is there.
func (p *Driver) Fills(label, text string) {
	p.t.Helper()
	p.ClicksBelow(label)
	p.Replaces(text)
}

// Resizes makes the inside of the window so large, in Fyne's units.
func (p *Driver) Resizes(size fyne.Size) {
	p.t.Helper()
	var scale float32
	fyne.DoAndWait(func() { scale = p.window.Canvas().Scale() })
	p.Waits("have the window's size changed", func() bool {
		var now fyne.Size // may be set back while the form is new: then a person pulls once more
		p.must(p.screen.resize(p.native, uint32(size.Width*scale), uint32(size.Height*scale)))
		fyne.DoAndWait(func() { now = p.window.Canvas().Size() })
		return max(now.Width-size.Width, size.Width-now.Width, now.Height-size.Height, size.Height-now.Height) < 1
	})
}

// Pastes pastes a text that was copied elsewhere.
func (p *Driver) Pastes(text string) {
	p.t.Helper()
	fyne.DoAndWait(func() { fyne.CurrentApp().Clipboard().SetContent(text) })
	p.tally.Entries++
	p.press('v', keyControl)
}

// look returns what is to be seen now.
func (p *Driver) look() (seen []sight) {
	fyne.DoAndWait(func() {
		seen = look(p.window.Canvas())
		p.checkLandmarks()
	})
	return seen
}

// until looks until what is seen will do.
func (p *Driver) until(what string, good func([]sight) bool) {
	p.t.Helper()
	var seen []sight
	if p.wait(func() bool { seen = p.look(); return good(seen) }) {
		return
	}
	p.Photographs("failed")
	p.t.Fatalf("could not %s; what can be read is:\n%s", what, reads(seen))
}

// ScrollsTo turns the wheel until a text is in view.
func (p *Driver) ScrollsTo(text string) {
	p.t.Helper()
	p.reach("scroll to "+text, func(seen []sight) (sight, bool) { return find(seen, text) })
}

// reach waits until something is there and stands still in view, scrolling to it
// where it must.
func (p *Driver) reach(what string, find func([]sight) (sight, bool)) (at sight) {
	p.t.Helper()
	var last area
	p.until(what, func(seen []sight) bool {
		found, ok := find(seen)
		if !ok {
			return false
		}
		if !found.reachable() {
			p.scroll(found)
			p.soon(func() bool { again, ok := find(p.look()); return !ok || again.area != found.area })
			return false
		}
		still := found.area == last
		last, at = found.area, found
		return still
	})
	return at
}

// click clicks on the middle of something, in view.
func (p *Driver) click(what string, times int, find func([]sight) (sight, bool)) {
	p.t.Helper()
	at := p.reach(what, find)
	p.point(at.area.middle())
	for range times {
		p.tally.Clicks++
		p.must(p.screen.click())
	}
	if at.double { // it takes the click only when no second one can come any more
		<-time.After(fyne.CurrentApp().Driver().DoubleTapDelay() + 10*glance)
	}
}

// scroll turns the wheel over the scrolled area around something, towards it: in
// its middle, whatever stands there.
func (p *Driver) scroll(to sight) {
	p.t.Helper()
	p.point(to.clip.middle())
	button := byte(buttonWheelDown)
	if to.area.top < to.clip.top {
		button = buttonWheelUp
	}
	p.must(p.screen.turn(button))
}

// point moves the mouse to a position on the canvas.
func (p *Driver) point(at fyne.Position) {
	p.t.Helper()
	x, y, err := p.screen.origin(p.native)
	p.must(err)
	var scale float32
	fyne.DoAndWait(func() { scale = p.window.Canvas().Scale() })
	p.must(p.screen.move(x+int16(at.X*scale), y+int16(at.Y*scale)))
}
