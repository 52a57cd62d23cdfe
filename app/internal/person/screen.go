package person

import (
	"fmt"
	"image"

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

// Keys without a character, by their X names' values.
const (
	keyBackspace = 0xff08
	keyTab       = 0xff09
	keyReturn    = 0xff0d
	keyEscape    = 0xff1b
	keyHome      = 0xff50
	keyEnd       = 0xff57
	keyShift     = 0xffe1
	keyControl   = 0xffe3
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

// press presses and releases a mouse button where the mouse is.
func (s *screen) press(button byte) error {
	if err := s.event(xproto.ButtonPress, button, 0, 0); err != nil {
		return err
	}
	return s.event(xproto.ButtonRelease, button, 0, 0)
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

// origin returns where a window's inside begins on the screen.
func (s *screen) origin(window uintptr) (x, y int16, err error) {
	at, err := xproto.TranslateCoordinates(s.conn, xproto.Window(window), s.root, 0, 0).Reply()
	if err != nil {
		return 0, 0, err
	}
	return at.DstX, at.DstY, nil
}

// picture returns what a window shows on the screen.
func (s *screen) picture(window uintptr) (*image.RGBA, error) {
	size, err := xproto.GetGeometry(s.conn, xproto.Drawable(window)).Reply()
	if err != nil {
		return nil, err
	}
	const allPlanes = 1<<32 - 1
	shot, err := xproto.GetImage(s.conn, xproto.ImageFormatZPixmap, xproto.Drawable(window),
		0, 0, size.Width, size.Height, allPlanes).Reply()
	if err != nil {
		return nil, err
	}
	picture := image.NewRGBA(image.Rect(0, 0, int(size.Width), int(size.Height)))
	if len(shot.Data) != len(picture.Pix) {
		return nil, fmt.Errorf("the screen has %d bits a point, 24 in 4 bytes are wanted", shot.Depth)
	}
	for i := 0; i < len(shot.Data); i += 4 { // blue, green, red, nothing
		picture.Pix[i], picture.Pix[i+1], picture.Pix[i+2], picture.Pix[i+3] = shot.Data[i+2], shot.Data[i+1], shot.Data[i], 0xff
	}
	return picture, nil
}
