//go:build window

package main

import (
	"fmt"
	"slices"
	"time"

	"fyne.io/fyne/v2"
)

// probe measures how long a callback waits for Fyne's goroutine, and how long
// that goroutine is busy with frames. A frame is what it does after an
// animation's tick, until it runs a callback or the next tick is there: while
// frames take longer than the time between two, Fyne's loop chooses by lot
// whether a callback or one more frame is next. What the program's callbacks
// take shows in the probe's own that wait behind them.
type probe struct {
	stop  chan struct{}
	ended chan struct{}
	marks chan struct{} // a frame has begun
	waits []time.Duration
	apart []time.Duration // waits less the frames in them

	// Of Fyne's goroutine.
	frames []frame
	seen   int // frames there were when the last callback ran
}

// frame is one that was drawn; ended is zero as long as it is not known.
type frame struct{ began, ended time.Time }

// probing is how often a callback is posted.
const probing = 2 * time.Millisecond

// startProbe begins to measure.
func startProbe() *probe {
	p := &probe{stop: make(chan struct{}), ended: make(chan struct{}), marks: make(chan struct{}, 1)}
	ticks := &fyne.Animation{Duration: time.Hour, RepeatCount: fyne.AnimationRepeatForever, Curve: fyne.AnimationLinear,
		Tick: func(float32) {
			p.drawn()
			p.frames = append(p.frames, frame{began: time.Now()})
			select {
			case p.marks <- struct{}{}:
			default:
			}
		}}
	fyne.DoAndWait(ticks.Start)
	go p.mark()
	go func() {
		defer close(p.ended)
		p.post()
		fyne.DoAndWait(ticks.Stop)
	}()
	return p
}

// mark posts a callback as a frame begins: it runs when the frame is drawn.
func (p *probe) mark() {
	for {
		select {
		case <-p.marks:
			fyne.DoAndWait(p.drawn)
		case <-p.stop:
			return
		}
	}
}

// drawn notes the end of the last frame, once.
func (p *probe) drawn() {
	if last := len(p.frames) - 1; last >= 0 && p.frames[last].ended.IsZero() {
		p.frames[last].ended = time.Now()
	}
}

// post posts one callback after the other until it is stopped.
func (p *probe) post() {
	again := time.NewTicker(probing)
	defer again.Stop()
	for {
		select {
		case <-again.C:
		case <-p.stop:
			return
		}
		posted := time.Now()
		fyne.DoAndWait(func() {
			p.drawn()
			now := time.Now()
			wait := now.Sub(posted)
			p.waits = append(p.waits, wait)
			for _, f := range p.frames[p.seen:] {
				wait -= overlap(posted, now, f.began, f.ended)
			}
			p.apart, p.seen = append(p.apart, wait), len(p.frames)
		})
	}
}

func overlap(a, b, c, d time.Time) time.Duration {
	if c.After(a) {
		a = c
	}
	if d.Before(b) {
		b = d
	}
	return max(0, b.Sub(a))
}

// measured ends the measurement.
func (p *probe) measured() *probe {
	close(p.stop)
	<-p.ended
	return p
}

// drawing is how long each frame took.
func (p *probe) drawing() []time.Duration {
	all := make([]time.Duration, len(p.frames))
	for i, f := range p.frames {
		all[i] = f.ended.Sub(f.began)
	}
	return all
}

// spread is a table's cells of durations: how many, median, 99 of 100, the longest.
func spread(all []time.Duration) string {
	if len(all) == 0 {
		return "0 | | | "
	}
	s := slices.Sorted(slices.Values(all))
	return fmt.Sprintf("%d | %.1f | %.1f | %.1f", len(s), milliseconds(s[len(s)/2]), milliseconds(s[len(s)*99/100]), milliseconds(s[len(s)-1]))
}
