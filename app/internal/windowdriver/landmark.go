package windowdriver

import (
	"slices"
	"time"

	"fyne.io/fyne/v2"
)

// landmark is a text by which a person finds the way, and where it stood when it was
// noted: on its layer, the form or a dialog, and in what scrolls there, so that a
// form that scrolls takes its own along.
type landmark struct {
	text  string
	layer fyne.CanvasObject
	area  area
	clip  area // of what scrolls around it: that may not move either
}

// moved tells whether a text that is seen stands anywhere else than was noted; what
// it ends at may, as may what is around it.
func (l *landmark) moved(s sight) bool {
	now := s.unscrolled()
	return max(distance(now.left, l.area.left), distance(now.top, l.area.top),
		distance(s.clip.left, l.clip.left), distance(s.clip.top, l.clip.top)) >= 1
}

func distance(a, b float32) float32 { return max(a-b, b-a) }

// KeepsInPlace notes where texts stand, and fails the test when one of them is
// anywhere else at any later look of the person. It returns what ends that: the form
// may change from then on. A landmark that is not there for a while, or whose dialog
// is closed, has not moved.
func (p *Driver) KeepsInPlace(texts ...string) (release func()) {
	p.t.Helper()
	var noted []*landmark
	var still time.Time // since when they have been where they are
	p.until("see the landmarks standing still", func([]sight) bool {
		before := noted
		noted = nil
		for _, text := range texts {
			l, ok := p.note(text)
			if !ok {
				return false
			}
			noted = append(noted, l)
		}
		if !slices.EqualFunc(before, noted, func(a, b *landmark) bool { return *a == *b }) {
			still = time.Now()
		}
		return time.Since(still) > moment/2 // what was typed last may be drawn a little later
	})
	p.landmarks = append(p.landmarks, noted...)
	return func() {
		p.look()
		p.landmarks = slices.DeleteFunc(p.landmarks, func(l *landmark) bool { return slices.Contains(noted, l) })
	}
}

// note returns where a text stands now, on the topmost layer that has it.
func (p *Driver) note(text string) (noted *landmark, ok bool) {
	fyne.DoAndWait(func() {
		for _, layer := range slices.Backward(layers(p.window.Canvas())) {
			if s, there := find(lookAt(p.window.Canvas(), layer), text); there {
				noted, ok = &landmark{text: text, layer: layer, area: s.unscrolled(), clip: s.clip}, true
				return
			}
		}
	})
	return noted, ok
}

// checkLandmarks fails the test for each landmark that has moved, once. It must be
// called on Fyne's goroutine.
func (p *Driver) checkLandmarks() {
	for i, l := range p.landmarks {
		if !slices.Contains(layers(p.window.Canvas()), l.layer) {
			continue
		}
		s, ok := find(lookAt(p.window.Canvas(), l.layer), l.text)
		if ok && l.moved(s) {
			p.t.Errorf("%q has moved from %v in %v to %v in %v", l.text, l.area, l.clip, s.unscrolled(), s.clip)
			*p.landmarks[i] = landmark{l.text, l.layer, s.unscrolled(), s.clip}
		}
	}
}

// layers returns what lies over each other in a window, the topmost last.
func layers(c fyne.Canvas) []fyne.CanvasObject {
	all := append([]fyne.CanvasObject{c.Content()}, c.Overlays().List()...)
	if menu := openMenu(c); menu != nil {
		all = append(all, menu)
	}
	return all
}
