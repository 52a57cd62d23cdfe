package windowdriver

import (
	"encoding/binary"
	"fmt"
	"image"
	"slices"

	"github.com/jezek/xgb/xproto"
)

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
	shot, err := s.image(window, size.Width, size.Height)
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

// size returns how large the inside of a window is.
func (s *screen) size(window uintptr) (width, height int, err error) {
	at, err := xproto.GetGeometry(s.conn, xproto.Drawable(window)).Reply()
	if err != nil {
		return 0, 0, err
	}
	return int(at.Width), int(at.Height), nil
}

// image returns the upper left part of what a window shows.
func (s *screen) image(window uintptr, width, height uint16) (*xproto.GetImageReply, error) {
	const allPlanes = 1<<32 - 1
	return xproto.GetImage(s.conn, xproto.ImageFormatZPixmap, xproto.Drawable(window), 0, 0, width, height, allPlanes).Reply()
}

// resize gives a window's inside another size, in points of the screen.
func (s *screen) resize(window uintptr, width, height uint32) error {
	return xproto.ConfigureWindowChecked(s.conn, xproto.Window(window),
		xproto.ConfigWindowWidth|xproto.ConfigWindowHeight, []uint32{width, height}).Check()
}

// painted tells whether a corner of the window is anything but black.
func (s *screen) painted(window uintptr) bool {
	shot, err := s.image(window, 4, 4)
	return err == nil && slices.ContainsFunc(shot.Data, func(b byte) bool { return b != 0 && b != 0xff })
}

// written tells whether there is writing in the window's upper left: its smooth
// edges have many colours, an empty window has a few.
func (s *screen) written(window uintptr) bool {
	shot, err := s.image(window, 200, 60)
	if err != nil {
		return false
	}
	colors := map[[4]byte]bool{}
	for pixel := range slices.Chunk(shot.Data, 4) {
		colors[[4]byte(pixel)] = true
	}
	return len(colors) > 16
}

// windowOf returns the window that a process shows, 0 while there is none.
func (s *screen) windowOf(pid int) uintptr {
	list, err := s.property(s.root, "_NET_CLIENT_LIST")
	if err != nil {
		return 0
	}
	for ; len(list) >= 4; list = list[4:] {
		window := xproto.Window(binary.LittleEndian.Uint32(list))
		owner, err := s.property(window, "_NET_WM_PID")
		if err == nil && len(owner) == 4 && int(binary.LittleEndian.Uint32(owner)) == pid && s.shown(window) {
			return uintptr(window)
		}
	}
	return 0
}

func (s *screen) shown(window xproto.Window) bool {
	a, err := xproto.GetWindowAttributes(s.conn, window).Reply()
	return err == nil && a.MapState == xproto.MapStateViewable
}

// focus gives the keyboard to a window; to none where it is the root's.
func (s *screen) focus(window xproto.Window) error {
	return xproto.SetInputFocusChecked(s.conn, xproto.InputFocusPointerRoot, window, xproto.TimeCurrentTime).Check()
}

// fromPerson tells a window manager that a person asks, not a program.
const fromPerson = 2

// close asks the window manager to close a window, as the button in its frame does.
func (s *screen) close(window uintptr) error {
	kind, err := s.atom("_NET_CLOSE_WINDOW")
	if err != nil {
		return err
	}
	message := xproto.ClientMessageEvent{Format: 32, Window: xproto.Window(window), Type: kind,
		Data: xproto.ClientMessageDataUnionData32New([]uint32{0, fromPerson, 0, 0, 0})}
	return xproto.SendEventChecked(s.conn, false, s.root,
		xproto.EventMaskSubstructureRedirect|xproto.EventMaskSubstructureNotify, string(message.Bytes())).Check()
}

func (s *screen) property(window xproto.Window, name string) ([]byte, error) {
	of, err := s.atom(name)
	if err != nil {
		return nil, err
	}
	const longest = 1 << 12 // in words
	p, err := xproto.GetProperty(s.conn, false, window, of, xproto.GetPropertyTypeAny, 0, longest).Reply()
	if err != nil {
		return nil, err
	}
	return p.Value, nil
}

func (s *screen) atom(name string) (xproto.Atom, error) {
	a, err := xproto.InternAtom(s.conn, false, uint16(len(name)), name).Reply()
	if err != nil {
		return 0, err
	}
	return a.Atom, nil
}
