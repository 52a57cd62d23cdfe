package ui

import (
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"auximage/app/session"
	"auximage/imaging/report"
)

// extremes are screens with more in them than anybody planned for.
var extremes = map[string]func(w *Window) session.Snapshot{
	"form-thirty-models": func(w *Window) session.Snapshot {
		s := full()
		s.Form.Models = nil
		for i := range 30 {
			s.Form.Models = append(s.Form.Models, session.File{Path: fmt.Sprintf("/home/lab/models/%02d-model.yaml", i+1)})
		}
		return s
	},
	"form-long-path": func(w *Window) session.Snapshot {
		path := "/home/lab" + strings.Repeat("/a-folder-in-a-folder", 15)[:291-len("/home/lab")] + "/long.yaml"
		w.view.unfolded[path] = true
		s := full()
		s.Form.Models = []session.File{{Path: path}}
		s.Form.DownloadDir = path
		return s
	},
	"form-long-namespace": func(w *Window) session.Snapshot {
		s := full()
		name := strings.Repeat("namespace-", 7)[:64]
		s.Form.Target.Namespace = name
		s.Form.Tag = "lhr.ocir.io/" + name + "/test-model-ankit:v1"
		s.Form.User = name + "/lab.user@oracle.com"
		return s
	},
	"failed-long-answer": func(w *Window) session.Snapshot {
		answer := strings.TrimSuffix(strings.Repeat("the server said a thing that nobody reads to its end\n", 200), "\n")
		s := full()
		s.Outcome = &session.Outcome{ID: 1, Action: session.ActPush, Err: report.Fault("error.unexpected", errors.New(answer), nil)}
		w.drawWork(s)
		for _, o := range test.LaidOutObjects(w.work.sheet.body) {
			if b, ok := o.(*button); ok { // Details
				b.Tapped(nil)
			}
		}
		return s
	},
}

func init() { maps.Copy(shots, extremes) }

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
