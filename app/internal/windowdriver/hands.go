package windowdriver

import (
	"bytes"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/jezek/xgb/xproto"
)

// timeout is how long a person waits for something to appear before it is said to be
// missing: long, as other tests may have the processors.
const timeout = 5 * time.Minute

// moment is how long a person waits for what may not come.
const moment = time.Second

// glance is how often a person looks again.
const glance = 20 * time.Millisecond

// accents are the characters typed here that an English keyboard lacks.
const accents = "äéèàçïôÉ"

// Hands act on a window, this program's or another's, with the keyboard, and
// have a camera. They read nothing but the window's title.
type Hands struct {
	t      testing.TB
	screen *screen
	native uintptr
	album  string
	tally  Tally
}

func newHands(t testing.TB, album string) *Hands {
	t.Helper()
	s, err := openScreen(accents)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.conn.Close)
	return &Hands{t: t, screen: s, album: album}
}

// ForProgram returns hands at the window of another program once it is to be
// seen, known by the program's process ID.
func ForProgram(t testing.TB, pid int, album string) *Hands {
	t.Helper()
	h := newHands(t, album)
	if !h.wait(func() bool { h.native = h.screen.windowOf(pid); return h.native != 0 }) {
		t.Fatalf("no window of process %d has appeared", pid)
	}
	return h
}

// Tally returns what was done so far.
func (h *Hands) Tally() Tally { return h.tally }

// Types types into what has the focus.
func (h *Hands) Types(text string) {
	h.t.Helper()
	h.tally.Entries++
	h.must(h.screen.write(text))
}

// Replaces types into what has the focus in place of what is there.
func (h *Hands) Replaces(text string) {
	h.t.Helper()
	h.press('a', keyControl)
	h.Types(text)
}

// SelectsAll selects the text of what has the focus.
func (h *Hands) SelectsAll() { h.t.Helper(); h.Shortcut('a') }

// Presses presses keys, one after the other.
func (h *Hands) Presses(keys ...Key) {
	h.t.Helper()
	for _, k := range keys {
		h.tally.Keys++
		if k == BackTab {
			h.press(rune(Tab), keyShift)
			continue
		}
		h.press(rune(k))
	}
}

// Shortcut presses the key of a character, or another key, with Control held.
func (h *Hands) Shortcut(key rune) {
	h.t.Helper()
	h.tally.Keys++
	h.press(key, keyControl)
}

// ShiftShortcut presses the key of a character, or another key, with Control and
// Shift held.
func (h *Hands) ShiftShortcut(key rune) {
	h.t.Helper()
	h.tally.Keys++
	h.press(key, keyControl, keyShift)
}

func (h *Hands) press(key rune, held ...rune) {
	h.t.Helper()
	h.must(h.screen.stroke(h.screen.keys[key].code, held...))
}

// Waits waits until something has come about that cannot be seen.
func (h *Hands) Waits(what string, good func() bool) {
	h.t.Helper()
	if !h.wait(good) {
		h.Photographs("failed")
		h.t.Fatalf("could not %s", what)
	}
}

// Size returns how large the inside of the window is, in points of the screen.
func (h *Hands) Size() (width, height int) {
	h.t.Helper()
	width, height, err := h.screen.size(h.native)
	h.must(err)
	return width, height
}

// ResizesTo makes the inside of the window so large, in points of the screen.
func (h *Hands) ResizesTo(width, height int) {
	h.t.Helper()
	h.Waits("have the window's size changed", func() bool {
		h.must(h.screen.resize(h.native, uint32(width), uint32(height)))
		w, e := h.Size()
		return w == width && e == height
	})
}

// Closes closes the window as the button in its frame does.
func (h *Hands) Closes() {
	h.t.Helper()
	h.tally.Clicks++
	h.must(h.screen.close(h.native))
}

// ComesBack goes to another program and comes back to the window.
func (h *Hands) ComesBack() {
	h.t.Helper()
	h.must(h.screen.focus(xproto.WindowNone))
	h.must(h.screen.focus(xproto.Window(h.native)))
}

// SeesPaint waits until there is something in the window.
func (h *Hands) SeesPaint() {
	h.t.Helper()
	if !h.wait(func() bool { return h.screen.painted(h.native) }) {
		h.t.Fatal("nothing is painted in the window")
	}
}

// SeesWriting waits until something can be read in the window.
func (h *Hands) SeesWriting() {
	h.t.Helper()
	if !h.wait(func() bool { return h.screen.written(h.native) }) {
		h.t.Fatal("nothing is written in the window")
	}
}

// Turns does something that opens or closes a dialog, and waits until it did: most of
// the window looks otherwise then.
func (h *Hands) Turns(do func()) {
	h.t.Helper()
	before := h.still()
	do()
	h.Waits("see the window turn", func() bool {
		now, err := h.screen.picture(h.native)
		h.must(err)
		others := 0
		for i, b := range now.Pix {
			if i >= len(before.Pix) || before.Pix[i] != b {
				others++
			}
		}
		return others > len(now.Pix)/3
	})
}

// Photographs puts what the screen shows into the album under a name, once it
// stands still.
func (h *Hands) Photographs(name string) {
	h.t.Helper()
	f, err := os.Create(filepath.Join(h.album, name+".png"))
	h.must(err)
	err = png.Encode(f, h.still())
	if closed := f.Close(); err == nil {
		err = closed
	}
	h.must(err)
}

// still returns a picture that stayed the same for three glances, or the last
// one when something keeps moving.
func (h *Hands) still() *image.RGBA {
	h.t.Helper()
	again := time.NewTicker(2 * glance)
	defer again.Stop()
	var last *image.RGBA
	same := 0
	for range 25 {
		now, err := h.screen.picture(h.native)
		h.must(err)
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

// wait looks until something is so, and tells whether it came to be.
func (h *Hands) wait(good func() bool) bool { return within(timeout, good) }

// soon looks for a moment whether something comes to be.
func (h *Hands) soon(good func() bool) bool { return within(moment, good) }

func within(limit time.Duration, good func() bool) bool {
	again := time.NewTicker(glance)
	defer again.Stop()
	over := time.NewTimer(limit)
	defer over.Stop()
	for !good() {
		select {
		case <-again.C:
		case <-over.C:
			return false
		}
	}
	return true
}

func (h *Hands) must(err error) {
	h.t.Helper()
	if err != nil {
		h.t.Fatalf("the screen: %v", err)
	}
}
