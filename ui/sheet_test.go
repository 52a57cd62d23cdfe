package ui

import (
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"testing"
)

// contactSheet has all pictures of one take, small, in the order of their names.
type contactSheet struct{ small []image.Image }

// thumbnail is the width of a small picture at most, in points, and across is how
// many stand beside each other.
const (
	thumbnail = 342
	across    = 8
)

// add puts one more picture on the sheet.
func (c *contactSheet) add(large image.Image) {
	n := (large.Bounds().Dx() + thumbnail - 1) / thumbnail // points of the picture that become one
	small := image.NewRGBA(image.Rect(0, 0, large.Bounds().Dx()/n, large.Bounds().Dy()/n))
	for y := range small.Bounds().Dy() {
		for x := range small.Bounds().Dx() {
			small.Set(x, y, mean(large, x*n, y*n, n))
		}
	}
	c.small = append(c.small, small)
}

// mean returns the colour of a square of a picture.
func mean(of image.Image, x, y, n int) color.Color {
	var sum [3]int
	for i := range n * n {
		r, g, b, _ := of.At(x+i%n, y+i/n).RGBA()
		sum[0], sum[1], sum[2] = sum[0]+int(r), sum[1]+int(g), sum[2]+int(b)
	}
	part := func(sum int) uint8 { return uint8(sum / (n * n) >> 8) }
	return color.RGBA{part(sum[0]), part(sum[1]), part(sum[2]), 0xff}
}

// save writes the sheet to a file, unless it is empty.
func (c *contactSheet) save(t *testing.T, file string) {
	t.Helper()
	if len(c.small) == 0 {
		return
	}
	const gap = 8
	cell := c.small[0].Bounds().Size().Add(image.Pt(gap, gap))
	rows := (len(c.small) + across - 1) / across
	sheet := image.NewRGBA(image.Rect(0, 0, across*cell.X+gap, rows*cell.Y+gap))
	for i, small := range c.small {
		left, top := gap+i%across*cell.X, gap+i/across*cell.Y
		for y := range small.Bounds().Dy() {
			for x := range small.Bounds().Dx() {
				sheet.Set(left+x, top+y, small.At(x, y))
			}
		}
	}
	savePicture(t, file, sheet)
}

func savePicture(t *testing.T, file string, picture image.Image) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	f, err := os.Create(file)
	if err != nil {
		t.Fatal(err)
	}
	quick := png.Encoder{CompressionLevel: png.BestSpeed}
	if err := quick.Encode(f, picture); err != nil {
		t.Error(err)
	}
	if err := f.Close(); err != nil {
		t.Error(err)
	}
}
