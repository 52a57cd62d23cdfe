// Package person does with a real window what a person does: it reads what is
// to be seen, and acts with the mouse and the keyboard from outside, through
// the X server. It knows widgets by the words on them alone.
package person

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver"
)

// patience is how long a person waits for something to appear.
const patience = 60 * time.Second

// glance is how often a person looks again.
const glance = 20 * time.Millisecond

// accents are the characters typed here that an English keyboard lacks.
const accents = "äéèàçôÉ"

// Person sits before one window. Whatever cannot be done ends the test.
type Person struct {
	t      *testing.T
	window fyne.Window
	screen *screen
	native uintptr
	album  string
}

// Before returns a person before a window that is shown, who puts photographs
// into the folder album. It must not be called on Fyne's goroutine, and neither
// must any method.
func Before(t *testing.T, w fyne.Window, album string) *Person {
	t.Helper()
	s, err := openScreen(accents)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.conn.Close)
	p := &Person{t: t, window: w, screen: s, album: album}
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
	return p
}

// Sees waits until a text can be read somewhere, as part of a longer one too.
func (p *Person) Sees(text string) {
	p.t.Helper()
	p.until("see "+text, func(seen []sight) bool { return strings.Contains(dense(reads(seen)), dense(text)) })
}

// SeesNo waits until a text can be read nowhere.
func (p *Person) SeesNo(text string) {
	p.t.Helper()
	p.until("see no "+text, func(seen []sight) bool { return !strings.Contains(dense(reads(seen)), dense(text)) })
}

// Reads returns all that can be read now, a paragraph a line.
func (p *Person) Reads() string { return reads(p.look()) }

// ReadsDense returns all that can be read now without white space, so that a
// long word is whole wherever its paragraph breaks it.
func (p *Person) ReadsDense() string { return dense(p.Reads()) }

// Waits waits until something has come about that cannot be seen.
func (p *Person) Waits(what string, good func() bool) {
	p.t.Helper()
	p.until(what, func([]sight) bool { return good() })
}

// Notices tells whether a text can be read now.
func (p *Person) Notices(text string) bool {
	return strings.Contains(dense(p.Reads()), dense(text))
}

// Clicks clicks on what a text stands on.
func (p *Person) Clicks(text string) {
	p.t.Helper()
	p.click("click "+text, func(seen []sight) (sight, bool) { return find(seen, text) })
}

// ClicksBelow clicks on what is right below a label: its field.
func (p *Person) ClicksBelow(label string) {
	p.t.Helper()
	p.click("click below "+label, func(seen []sight) (sight, bool) {
		at, ok := find(seen, label)
		if !ok {
			return sight{}, false
		}
		return below(seen, at)
	})
}

// Fills types a text into the field below a label, in place of what is there.
func (p *Person) Fills(label, text string) {
	p.t.Helper()
	p.ClicksBelow(label)
	p.SelectsAll()
	p.Types(text)
}

// Types types into what has the focus.
func (p *Person) Types(text string) {
	p.t.Helper()
	p.keys(p.screen.write(text))
}

// Enter, Tab and Escape press these keys.
func (p *Person) Enter() { p.t.Helper(); p.keys(p.screen.stroke(p.screen.keys[keyReturn].code)) }

// Tab moves the focus on.
func (p *Person) Tab() { p.t.Helper(); p.keys(p.screen.stroke(p.screen.keys[keyTab].code)) }

// Escape presses Esc.
func (p *Person) Escape() { p.t.Helper(); p.keys(p.screen.stroke(p.screen.keys[keyEscape].code)) }

// End moves the cursor behind the text.
func (p *Person) End() { p.t.Helper(); p.keys(p.screen.stroke(p.screen.keys[keyEnd].code)) }

// SelectsAll selects the text of what has the focus.
func (p *Person) SelectsAll() { p.t.Helper(); p.with('a', keyControl) }

// Pastes pastes a text that was copied elsewhere.
func (p *Person) Pastes(text string) {
	p.t.Helper()
	fyne.DoAndWait(func() { fyne.CurrentApp().Clipboard().SetContent(text) })
	p.with('v', keyControl)
}

// with presses the key of a character while another is held.
func (p *Person) with(r, held rune) {
	p.t.Helper()
	p.keys(p.screen.stroke(p.screen.keys[r].code, held))
}

// Photographs puts what the screen shows into the album under a name, once it
// stands still.
func (p *Person) Photographs(name string) {
	p.t.Helper()
	f, err := os.Create(filepath.Join(p.album, name+".png"))
	if err != nil {
		p.t.Fatal(err)
	}
	err = png.Encode(f, p.still())
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err != nil {
		p.t.Fatal(err)
	}
}

// still returns a picture that stayed the same for three glances, or the last
// one when something keeps moving.
func (p *Person) still() *image.RGBA {
	p.t.Helper()
	again := time.NewTicker(2 * glance)
	defer again.Stop()
	var last *image.RGBA
	same := 0
	for range 25 {
		now, err := p.screen.picture(p.native)
		if err != nil {
			p.t.Fatal(err)
		}
		if last == nil || !bytes.Equal(now.Pix, last.Pix) {
			same = 0
		}
		last = now
		if same++; same == 3 {
			break
		}
		<-again.C
	}
	return last
}

// look returns what is to be seen now.
func (p *Person) look() (seen []sight) {
	fyne.DoAndWait(func() { seen = look(p.window.Canvas()) })
	return seen
}

// until looks until what is seen will do.
func (p *Person) until(what string, good func([]sight) bool) {
	p.t.Helper()
	again := time.NewTicker(glance)
	defer again.Stop()
	over := time.NewTimer(patience)
	defer over.Stop()
	for {
		seen := p.look()
		if good(seen) {
			return
		}
		select {
		case <-again.C:
		case <-over.C:
			p.Photographs("failed")
			p.t.Fatalf("could not %s; what can be read is:\n%s", what, reads(seen))
		}
	}
}

// click waits until something is there and stands still in view, scrolling to
// it where it must, and clicks on its middle.
func (p *Person) click(what string, find func([]sight) (sight, bool)) {
	p.t.Helper()
	var last area
	var at sight
	p.until(what, func(seen []sight) bool {
		found, ok := find(seen)
		if !ok {
			return false
		}
		if !found.reachable() {
			p.scroll(found)
			return false
		}
		still := found.area == last
		last, at = found.area, found
		return still
	})
	p.mouse(p.point(at.area.middle()))
	p.mouse(p.screen.press(buttonLeft))
	if at.double { // it takes the click only when no second one can come any more
		<-time.After(fyne.CurrentApp().Driver().DoubleTapDelay() + 10*glance)
	}
}

// scroll turns the wheel over the scrolled area around something, towards it:
// at the area's edge, since a field would take the wheel for itself.
func (p *Person) scroll(to sight) {
	p.t.Helper()
	p.mouse(p.point(fyne.NewPos(to.clip.left+6, to.clip.middle().Y)))
	button := byte(buttonWheelDown)
	if to.area.top < to.clip.top {
		button = buttonWheelUp
	}
	p.mouse(p.screen.press(button))
}

// point moves the mouse to a position on the canvas.
func (p *Person) point(at fyne.Position) error {
	x, y, err := p.screen.origin(p.native)
	if err != nil {
		return err
	}
	var scale float32
	fyne.DoAndWait(func() { scale = p.window.Canvas().Scale() })
	return p.screen.move(x+int16(at.X*scale), y+int16(at.Y*scale))
}

func (p *Person) mouse(err error) {
	p.t.Helper()
	if err != nil {
		p.t.Fatal(fmt.Errorf("mouse: %w", err))
	}
}

func (p *Person) keys(err error) {
	p.t.Helper()
	if err != nil {
		p.t.Fatal(fmt.Errorf("keyboard: %w", err))
	}
}
