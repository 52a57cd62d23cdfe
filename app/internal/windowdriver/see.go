package windowdriver

import (
	"slices"
	"strings"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"auximage/ui/kit"
)

// sight is something on the window that a person can tell apart: a text, or a
// widget that can be acted on.
type sight struct {
	text     string // of a text; lines of one paragraph are joined
	object   fyne.CanvasObject
	area     area
	clip     area              // what the scrolled area around it lets through
	button   bool              // a text on something that can be clicked
	double   bool              // on something that waits for a second click
	scrolled *container.Scroll // the innermost scrolled area around it, if any
}

// area is a rectangle on the canvas.
type area struct{ left, top, right, bottom float32 }

func (a area) middle() fyne.Position {
	return fyne.NewPos((a.left+a.right)/2, (a.top+a.bottom)/2)
}

func (a area) holds(p fyne.Position) bool {
	return a.left <= p.X && p.X < a.right && a.top <= p.Y && p.Y < a.bottom
}

func (a area) cut(b area) area {
	return area{max(a.left, b.left), max(a.top, b.top), min(a.right, b.right), min(a.bottom, b.bottom)}
}

// reachable tells whether the middle of it is in view.
func (s sight) reachable() bool { return s.clip.holds(s.area.middle()) }

// unscrolled returns the area as it is when what is around is not scrolled.
func (s sight) unscrolled() area {
	if s.scrolled == nil {
		return s.area
	}
	by := s.scrolled.Offset
	return area{s.area.left + by.X, s.area.top + by.Y, s.area.right + by.X, s.area.bottom + by.Y}
}

// look returns all that is on the topmost layer of a canvas, in the order it is
// drawn. It must be called on Fyne's goroutine.
func look(c fyne.Canvas) []sight {
	all := layers(c)
	return lookAt(c, all[len(all)-1])
}

// lookAt returns all that is on one layer.
func lookAt(c fyne.Canvas, layer fyne.CanvasObject) []sight {
	l := looker{}
	size := c.Size()
	start := fyne.CurrentApp().Driver().AbsolutePositionForObject(layer)
	l.walk(layer, start, sight{clip: area{right: size.Width, bottom: size.Height}})
	return l.seen
}

type looker struct{ seen []sight }

// walk adds an object at a position, and what is in it. around is what is known
// of what surrounds it.
func (l *looker) walk(o fyne.CanvasObject, at fyne.Position, around sight) {
	if !o.Visible() {
		return
	}
	size := o.Size()
	here := around
	here.object = o
	here.area = area{at.X, at.Y, at.X + size.Width, at.Y + size.Height}
	switch o := o.(type) {
	case *canvas.Text:
		if o.Alignment == fyne.TextAlignLeading { // what is beside the words may be no part of what they stand on
			here.area.right = min(here.area.right, at.X+o.MinSize().Width)
		}
		l.add(here, o.Text)
		return
	case *fyne.Container:
		l.all(o.Objects, at, around)
		return
	case fyne.Widget:
		_, tappable := o.(fyne.Tappable)
		if tappable {
			around.button = true
			_, here.double = o.(fyne.DoubleTappable)
			around.double = here.double
		}
		if _, focusable := o.(fyne.Focusable); focusable || tappable {
			l.seen = append(l.seen, here)
		}
		if s, ok := scrolled(o); ok {
			around.clip = around.clip.cut(here.area)
			around.scrolled = s
		}
		objects := test.WidgetRenderer(o).Objects()
		if text, ok := paragraph(objects); ok {
			here.button, here.double = around.button, around.double
			l.add(here, text)
			return
		}
		l.all(objects, at, around)
	}
}

// scrolled returns what scrolls in a widget, if it is one that does.
func scrolled(o fyne.Widget) (*container.Scroll, bool) {
	switch o := o.(type) {
	case *container.Scroll:
		return o, true
	case *kit.Page:
		return &o.Scroll, true
	}
	return nil, false
}

func (l *looker) all(objects []fyne.CanvasObject, at fyne.Position, around sight) {
	for _, o := range objects {
		l.walk(o, at.Add(o.Position()), around)
	}
}

func (l *looker) add(s sight, text string) {
	if s.text = strings.TrimSpace(text); s.text != "" {
		l.seen = append(l.seen, s)
	}
}

// paragraph returns what the texts say when objects are nothing but texts.
func paragraph(objects []fyne.CanvasObject) (string, bool) {
	var lines []string
	for _, o := range objects {
		t, ok := o.(*canvas.Text)
		if !ok {
			return "", false
		}
		if t.Visible() {
			lines = append(lines, t.Text)
		}
	}
	return strings.Join(lines, " "), len(objects) > 0
}

// reading tells whether something reads so.
func reading(s sight, text string) bool { return s.text != "" && dense(s.text) == dense(text) }

// fieldOf returns the field right below a label.
func fieldOf(seen []sight, label string) (sight, bool) {
	at, ok := find(seen, label)
	if !ok {
		return sight{}, false
	}
	return below(seen, at)
}

// find returns the text that reads so; on something that can be clicked rather
// than elsewhere, in view rather than not.
func find(seen []sight, text string) (sight, bool) {
	var found []sight
	for _, s := range seen {
		if reading(s, text) {
			found = append(found, s)
		}
	}
	if len(found) == 0 {
		return sight{}, false
	}
	rank := func(s sight) int {
		r := 0
		if !s.button {
			r += 2
		}
		if !s.reachable() {
			r++
		}
		return r
	}
	return slices.MinFunc(found, func(a, b sight) int { return rank(a) - rank(b) }), true
}

// below returns what can be clicked right below a text, as a field is below its
// label.
func below(seen []sight, label sight) (sight, bool) {
	var best sight
	for _, s := range seen {
		if s.text != "" || s.scrolled != label.scrolled || s.area.top < label.area.top || s.area.holds(label.area.middle()) {
			continue
		}
		if s.area.left > label.area.left+8 || s.area.right < label.area.left+8 {
			continue
		}
		if best.object == nil || s.area.top < best.area.top {
			best = s
		}
	}
	return best, best.object != nil
}

// reads returns everything that can be read, a paragraph a line.
func reads(seen []sight) string {
	var lines []string
	for _, s := range seen {
		if s.text != "" {
			lines = append(lines, s.text)
		}
	}
	return strings.Join(lines, "\n")
}

// dense returns a text without white space: where a paragraph breaks its lines
// is nobody's business.
func dense(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, text)
}

// beside returns the text right of a label, on its line and in the same scrolled area:
// another one's may stand at that height, out of view.
func beside(seen []sight, label string) string {
	at, ok := find(seen, label)
	if !ok {
		return ""
	}
	var best sight
	for _, s := range seen {
		right := s.text != "" && s.scrolled == at.scrolled && s.area.left >= at.area.right && s.area.top < at.area.middle().Y && at.area.middle().Y < s.area.bottom
		if right && (best.object == nil || s.area.left < best.area.left) {
			best = s
		}
	}
	return best.text
}
