package windowdriver

import (
	"fmt"
	"io"
	"time"

	"github.com/jezek/xgb"
	"github.com/jezek/xgb/xproto"
	"github.com/jezek/xgb/xtest"
)

// screen sends mouse and key events to an X server, from outside of the program
// under test, as a mouse and a keyboard do.
type screen struct {
	conn *xgb.Conn
	root xproto.Window
	keys map[rune]key
}

// key is where a character is on the keyboard.
type key struct {
	code  xproto.Keycode
	shift bool
}

// Key is a key without a character of its own, by its X name's value.
type Key rune

// The keys that a person presses. BackTab is Tab with Shift held.
const (
	Tab     Key = 0xff09
	Enter   Key = 0xff0d
	Escape  Key = 0xff1b
	Left    Key = 0xff51
	Right   Key = 0xff53
	Down    Key = 0xff54
	End     Key = 0xff57
	F10     Key = 0xffc7
	Space   Key = ' '
	BackTab Key = -1
)

// Keys that are held, or stand alone.
const (
	keyShift   = 0xffe1
	keyControl = 0xffe3
)

// Mouse buttons.
const (
	buttonLeft      = 1
	buttonWheelUp   = 4
	buttonWheelDown = 5
)

// openScreen connects to the display of the environment. extra are characters
// that the keyboard may lack: spare keys are given to them.
func openScreen(extra string) (*screen, error) {
	xgb.Logger.SetOutput(io.Discard) // it tells of the authority file that a display of one's own does not need
	conn, err := xgb.NewConn()
	if err != nil {
		return nil, err
	}
	if err := xtest.Init(conn); err != nil {
		return nil, err
	}
	s := &screen{conn: conn, root: xproto.Setup(conn).DefaultScreen(conn).Root, keys: map[rune]key{}}
	return s, s.learn(extra)
}

// learn reads where the characters are, and gives spare keys to those that are
// nowhere.
func (s *screen) learn(extra string) error {
	setup := xproto.Setup(s.conn)
	first := setup.MinKeycode
	count := byte(setup.MaxKeycode - first + 1)
	table, err := xproto.GetKeyboardMapping(s.conn, first, count).Reply()
	if err != nil {
		return err
	}
	per := int(table.KeysymsPerKeycode)
	var spare []xproto.Keycode
	for i := range int(count) {
		code := first + xproto.Keycode(i)
		syms := table.Keysyms[i*per : (i+1)*per]
		if syms[0] == 0 {
			spare = append(spare, code)
			continue
		}
		for column, sym := range syms[:min(2, per)] {
			if _, known := s.keys[rune(sym)]; !known && sym != 0 {
				s.keys[rune(sym)] = key{code, column == 1}
			}
		}
	}
	for _, r := range extra {
		if _, known := s.keys[r]; known {
			continue
		}
		if len(spare) == 0 {
			return fmt.Errorf("no key is left for %q", r)
		}
		code := spare[0]
		spare = spare[1:]
		syms := []xproto.Keysym{keysym(r), keysym(r)}
		if err := xproto.ChangeKeyboardMappingChecked(s.conn, 1, code, 2, syms).Check(); err != nil {
			return err
		}
		s.keys[r] = key{code: code}
	}
	return nil
}

// keysym returns X's number of a character.
func keysym(r rune) xproto.Keysym {
	if r < 0x100 {
		return xproto.Keysym(r)
	}
	return xproto.Keysym(0x01000000 | r)
}

// event sends one event and waits until the server has taken it.
func (s *screen) event(kind, detail byte, x, y int16) error {
	return xtest.FakeInputChecked(s.conn, kind, detail, 0, s.root, x, y, 0).Check()
}

// move moves the mouse to a point of the screen.
func (s *screen) move(x, y int16) error { return s.event(xproto.MotionNotify, 0, x, y) }

// finger is how long a finger stays on a mouse button: what the press alone does is to be
// seen by then.
const finger = 3 * glance

// click presses and releases the left mouse button where the mouse is.
func (s *screen) click() error {
	if err := s.event(xproto.ButtonPress, buttonLeft, 0, 0); err != nil {
		return err
	}
	<-time.After(finger)
	return s.event(xproto.ButtonRelease, buttonLeft, 0, 0)
}

// turn turns the wheel by a notch, which is a button of its own for each way.
func (s *screen) turn(button byte) error {
	if err := s.event(xproto.ButtonPress, button, 0, 0); err != nil {
		return err
	}
	return s.event(xproto.ButtonRelease, button, 0, 0)
}

// hold presses a key, or lets it go.
func (s *screen) hold(key rune, down bool) error {
	kind := byte(xproto.KeyRelease)
	if down {
		kind = xproto.KeyPress
	}
	return s.event(kind, byte(s.keys[key].code), 0, 0)
}

// stroke presses and releases a key while others are held.
func (s *screen) stroke(code xproto.Keycode, held ...rune) error {
	for _, r := range held {
		if err := s.event(xproto.KeyPress, byte(s.keys[r].code), 0, 0); err != nil {
			return err
		}
	}
	if err := s.event(xproto.KeyPress, byte(code), 0, 0); err != nil {
		return err
	}
	if err := s.event(xproto.KeyRelease, byte(code), 0, 0); err != nil {
		return err
	}
	for _, r := range held {
		if err := s.event(xproto.KeyRelease, byte(s.keys[r].code), 0, 0); err != nil {
			return err
		}
	}
	return nil
}

// write types a text.
func (s *screen) write(text string) error {
	for _, r := range text {
		k, ok := s.keys[r]
		if !ok {
			return fmt.Errorf("no key for %q", r)
		}
		var held []rune
		if k.shift {
			held = []rune{keyShift}
		}
		if err := s.stroke(k.code, held...); err != nil {
			return err
		}
	}
	return nil
}
