package ui

import (
	"image"
	"image/color"
	"image/png"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// thumbnail is how many points of a picture become one on the contact sheet.
const thumbnail = 3

// saveSheet puts all pictures of a folder small on one, a screen a row.
func saveSheet(t *testing.T, folder string) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(folder, "*-*.png"))
	if err != nil {
		t.Fatal(err)
	}
	rows := map[string][]image.Image{}
	for _, file := range files {
		name := filepath.Base(file)
		words := strings.Split(name, "-") // the last three are language, look and width
		screen := strings.Join(words[:len(words)-3], "-")
		rows[screen] = append(rows[screen], shrunk(t, file))
	}
	const gap = 8
	const width, height = 1024*3/2/thumbnail + gap, 700*3/2/thumbnail + gap // of the largest
	most := 0
	for _, row := range rows {
		most = max(most, len(row))
	}
	sheet := image.NewRGBA(image.Rect(0, 0, most*width+gap, len(rows)*height+gap))
	for y, name := range slices.Sorted(maps.Keys(rows)) {
		for x, small := range rows[name] {
			b := small.Bounds()
			for dy := range b.Dy() {
				for dx := range b.Dx() {
					sheet.Set(gap+x*width+dx, gap+y*height+dy, small.At(dx, dy))
				}
			}
		}
	}
	savePicture(t, filepath.Join(folder, "sheet.png"), sheet)
}

// shrunk returns a saved picture made smaller, a point the mean of those that it
// stands for.
func shrunk(t *testing.T, file string) image.Image {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	large, err := png.Decode(f)
	if err != nil {
		t.Fatal(err)
	}
	small := image.NewRGBA(image.Rect(0, 0, large.Bounds().Dx()/thumbnail, large.Bounds().Dy()/thumbnail))
	for y := range small.Bounds().Dy() {
		for x := range small.Bounds().Dx() {
			var sum [3]uint32
			for i := range thumbnail * thumbnail {
				r, g, b, _ := large.At(x*thumbnail+i%thumbnail, y*thumbnail+i/thumbnail).RGBA()
				sum[0], sum[1], sum[2] = sum[0]+r, sum[1]+g, sum[2]+b
			}
			const n = thumbnail * thumbnail * 0x101
			small.Set(x, y, color.RGBA{uint8(sum[0] / n), uint8(sum[1] / n), uint8(sum[2] / n), 0xff})
		}
	}
	return small
}

func savePicture(t *testing.T, file string, picture image.Image) {
	t.Helper()
	f, err := os.Create(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := png.Encode(f, picture); err != nil {
		t.Error(err)
	}
	if err := f.Close(); err != nil {
		t.Error(err)
	}
}
