package person

import (
	"fmt"
	"image"

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

// fromPerson tells a window manager that a person asks, not a program.
const fromPerson = 2

// close asks the window manager to close a window, as the button in its frame does.
func (s *screen) close(window uintptr) error {
	const name = "_NET_CLOSE_WINDOW"
	kind, err := xproto.InternAtom(s.conn, false, uint16(len(name)), name).Reply()
	if err != nil {
		return err
	}
	message := xproto.ClientMessageEvent{Format: 32, Window: xproto.Window(window), Type: kind.Atom,
		Data: xproto.ClientMessageDataUnionData32New([]uint32{0, fromPerson, 0, 0, 0})}
	return xproto.SendEventChecked(s.conn, false, s.root,
		xproto.EventMaskSubstructureRedirect|xproto.EventMaskSubstructureNotify, string(message.Bytes())).Check()
}
